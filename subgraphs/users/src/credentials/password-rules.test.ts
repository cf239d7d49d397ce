import { expect, test } from 'vitest'
import { commonPasswords } from './common-passwords.ts'
import { normalizePassword, passwordProblem } from './password-rules.ts'

const owner = { email: 'Margaret.Hamilton@shop.test', name: 'Margaret Hamilton' }
const codeOf = (password: string) => passwordProblem(password, owner, 'password')?.code

test('passwords of 8 to 128 characters pass, whatever characters they are', () => {
  for (const password of [
    'unlikely',
    'correct horse',
    'пароль-длинный',
    '😀🐎🔋📎😀🐎🔋🥐',
    'x1'.repeat(3).padEnd(128, 'ab3'),
  ])
    expect(codeOf(password), password).toBeUndefined()
})

test('length counts characters: seven are too few, 129 too many', () => {
  expect(codeOf('sh0rt-x')).toBe('WEAK_PASSWORD')
  expect(codeOf('😀🐎🔋📎😀🐎🔋')).toBe('WEAK_PASSWORD')
  expect(codeOf('ab3'.repeat(43))).toBe('INVALID')
})

test('common, monotonous and personal passwords are refused in any case', () => {
  for (const password of [
    'password',
    'PassWord1',
    'qwertyuiop',
    'aaaaaaaa',
    '12121212',
    '23456789',
    'HGFEDCBA',
    'margaret.hamilton@SHOP.test',
    'Margaret.Hamilton',
    'margaret hamilton',
    'MargaretHamilton',
  ]) {
    expect(codeOf(password), password).toBe('WEAK_PASSWORD')
  }
})

test('the problem names the field and never repeats the password', () => {
  expect(passwordProblem('password', owner, 'newPassword')).toEqual({
    __typename: 'GeneralUserError',
    code: 'WEAK_PASSWORD',
    message: 'The password is one of the first that anybody would try.',
    path: ['input', 'newPassword'],
  })
})

test('a password is the same however its accents are composed', () => {
  expect(normalizePassword('cafe\u0301')).toBe(normalizePassword('caf\u00e9'))
})

test('the list holds hundreds of entries, in the form in which they are looked up', () => {
  expect(commonPasswords.size).toBeGreaterThan(500)
  for (const entry of commonPasswords) expect(entry).toBe(normalizePassword(entry).toLowerCase())
})
