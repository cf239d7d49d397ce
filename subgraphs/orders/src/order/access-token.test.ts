import { expect, test } from 'vitest'
import { orderTokens } from './access-token.ts'

const key = 'a key of tests that is long enough'

test('a token opens its own order and no other, under its own key', () => {
  const tokens = orderTokens(key)
  const token = tokens.tokenOf('ord_1')
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(tokens.tokenOf('ord_1')).toBe(token)
  expect(tokens.isTokenOf('ord_1', token)).toBe(true)
  expect(tokens.isTokenOf('ord_2', token)).toBe(false)
  expect(tokens.isTokenOf('ord_1', `${token}x`)).toBe(false)
  expect(tokens.isTokenOf('ord_1', '')).toBe(false)
  expect(tokens.isTokenOf('ord_1', 'ä'.repeat(43))).toBe(false)
  expect(orderTokens(`${key}!`).isTokenOf('ord_1', token)).toBe(false)
})

test('a short key is refused', () => {
  expect(() => orderTokens('short')).toThrow(RangeError)
})
