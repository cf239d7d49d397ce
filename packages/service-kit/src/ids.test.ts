import { expect, test } from 'vitest'
import { isId, newId, newSecretId } from './ids.ts'

test('an id is its prefix and a ULID', () => {
  expect(newId('prd')).toMatch(/^prd_[0-9A-HJKMNP-TV-Z]{26}$/)
  expect(isId('prd', newId('prd'))).toBe(true)
})

test('ids sort by creation', async () => {
  const earlier = newId('ord')
  await new Promise((resolve) => setTimeout(resolve, 2))
  expect(newId('ord') > earlier).toBe(true)
})

test('the last sixteen digits of an id are random', () => {
  const ids = Array.from({ length: 1_000 }, () => newId('ord'))
  expect(new Set(ids.map((id) => id.slice(14))).size).toBe(1_000)
  for (let place = 14; place < 30; place++) expect(new Set(ids.map((id) => id.charAt(place))).size).toBe(32)
})

test('a secret id is 128 random bits, and looks like any other', () => {
  const ids = Array.from({ length: 1_000 }, () => newSecretId('crt'))
  expect(new Set(ids).size).toBe(1_000)
  expect(ids.every((id) => isId('crt', id))).toBe(true)
  // 26 digits of 5 bits hold 130: the two highest are never set, every other bit is at some time.
  expect(ids.every((id) => '01234567'.includes(id.charAt(4)))).toBe(true)
  for (let place = 5; place < 30; place++) expect(new Set(ids.map((id) => id.charAt(place))).size).toBe(32)
})

test.each([
  ['another prefix', newId('usr')],
  ['no prefix', newId('prd').slice(4)],
  ['lower case', newId('prd').toLowerCase()],
  ['a letter that ULIDs leave out', `prd_${'I'.repeat(26)}`],
  ['a digit too few', newId('prd').slice(0, -1)],
  ['a digit too many', `${newId('prd')}0`],
  ['a line end', `${newId('prd')}\n`],
  ['SQL', "prd_' OR 1=1 --"],
  ['a number', 7],
  ['null', null],
])('%s is no id of a product', (_what, id) => {
  expect(isId('prd', id)).toBe(false)
})
