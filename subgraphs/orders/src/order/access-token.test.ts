import { expect, test } from 'vitest'
import { orderTokens } from './access-token.ts'

const key = 'a key of tests that is long enough'
const dayMs = 24 * 60 * 60_000
const createdAt = new Date('2026-11-28T12:00:00.500Z')

function tokensAt(now: string, signedBy = key) {
  return orderTokens({ key: signedBy, lifetimeMs: 90 * dayMs, now: () => new Date(now) })
}

const tokens = tokensAt('2026-11-28T12:00:01Z')
const order = { id: 'ord_1', createdAt }
const token = tokens.tokenOf(order)

test('a token opens its own order and no other, under its own key', () => {
  expect(token).toMatch(/^[0-9a-z]{6}\.[\w-]{43}$/)
  expect(tokens.isTokenOf('ord_1', token)).toBe(true)
  expect(tokens.isTokenOf('ord_2', token)).toBe(false)
  expect(tokensAt('2026-11-28T12:00:01Z', `${key}!`).isTokenOf('ord_1', token)).toBe(false)
})

test.each([
  '',
  'x',
  '.',
  `${token}x`,
  token.slice(1),
  token.slice(0, -1),
  `z${token}`,
  token.replace('.', '..'),
  `zzzzzz${token.slice(token.indexOf('.'))}`,
  `zzzzzz.${'ä'.repeat(43)}`,
  `\n${token}`,
  `${token}\n`,
])('nothing else opens it: %j', (wrong) => {
  expect(tokens.isTokenOf('ord_1', wrong)).toBe(false)
})

test('it is the same whenever it is asked for, and ends 90 days after the order was made', () => {
  expect(tokensAt('2027-01-15T00:00:00Z').tokenOf(order)).toBe(token)
  expect(tokensAt('2027-02-26T11:59:59.999Z').isTokenOf('ord_1', token)).toBe(true)
  expect(tokensAt('2027-02-26T12:00:00Z').isTokenOf('ord_1', token)).toBe(false)
})

test('a fresh one ends 90 days from now', () => {
  const fresh = tokensAt('2027-02-26T12:00:00Z').freshTokenOf('ord_1')
  expect(tokensAt('2027-05-27T11:59:59Z').isTokenOf('ord_1', fresh)).toBe(true)
  expect(tokensAt('2027-05-27T12:00:00Z').isTokenOf('ord_1', fresh)).toBe(false)
  expect(tokensAt('2027-03-01T00:00:00Z').isTokenOf('ord_1', token)).toBe(false)
})

test('a short key is refused', () => {
  expect(() => orderTokens({ key: 'short', lifetimeMs: 1, now: () => createdAt })).toThrow(RangeError)
})
