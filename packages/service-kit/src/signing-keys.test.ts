import { expect, test } from 'vitest'
import { ConfigError } from './env.ts'
import { parseSigningKeys } from './signing-keys.ts'

const first = 'a'.repeat(32)
const second = 'b'.repeat(40)

function problemsOf(text: string): readonly string[] {
  try {
    parseSigningKeys(text)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('the first key of a pair signs and all of them are accepted', () => {
  const ring = parseSigningKeys(`gateway>users=${first},${second}\n orders>products=${second}`)
  expect(ring.signingKey('gateway', 'users')).toBe(first)
  expect(ring.acceptedKeys('gateway', 'users')).toEqual([first, second])
  expect(ring.signingKey('orders', 'products')).toBe(second)
})

test('a pair is one direction: nobody may answer with the key of whoever calls', () => {
  const ring = parseSigningKeys(`gateway>users=${first}`)
  expect(ring.acceptedKeys('users', 'gateway')).toBeUndefined()
  expect(() => ring.signingKey('users', 'gateway')).toThrow('SIGNING_KEYS: has no key for users>gateway')
})

test('a key of base64 keeps its padding', () => {
  expect(parseSigningKeys(`gateway>users=${first}==`).signingKey('gateway', 'users')).toBe(`${first}==`)
})

test('every problem is told at once and no key is repeated', () => {
  const short = 'tooshort-secret'
  const problems = problemsOf(
    `gateway>users=${short} nonsense orders>products= users>orders=${first} users>orders=${second}`,
  )
  expect(problems).toEqual([
    'SIGNING_KEYS: the key of gateway>users is missing or shorter than 32 characters',
    'SIGNING_KEYS: an entry is not of the form caller>audience=key',
    'SIGNING_KEYS: the key of orders>products is missing or shorter than 32 characters',
    'SIGNING_KEYS: has more than one entry for users>orders',
  ])
  expect(problems.join()).not.toContain(short)
})

test('one short key among several is refused', () => {
  expect(problemsOf(`gateway>users=${first},short`)).toHaveLength(1)
})
