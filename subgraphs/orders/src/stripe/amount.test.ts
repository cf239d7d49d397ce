import { currencies } from '@supermarket/service-kit/currency.ts'
import { expect, test } from 'vitest'
import { fromStripeAmount, toStripeAmount } from './amount.ts'

test.each([
  ['EUR', 1999, 1999],
  ['JPY', 500, 500],
  ['UGX', 5, 500],
  ['ISK', 5, 500],
  ['MGA', 500, 5],
  ['KWD', 1230, 1230],
])('%s: our %i are %i of theirs, and back', (currency, ours, theirs) => {
  expect(toStripeAmount(ours, currency)).toBe(theirs)
  expect(fromStripeAmount(theirs, currency)).toBe(ours)
})

test('what Stripe cannot count is no amount', () => {
  expect(toStripeAmount(1235, 'KWD')).toBe(undefined)
  expect(toStripeAmount(501, 'MGA')).toBe(undefined)
  expect(toStripeAmount(Number.MAX_SAFE_INTEGER, 'UGX')).toBe(undefined)
  expect(() => fromStripeAmount(501, 'UGX')).toThrow(RangeError)
})

test('ten thousand major units of every currency come back as they went', () => {
  for (const currency of currencies) {
    const amount = toStripeAmount(10_000_000, currency)
    expect(amount && fromStripeAmount(amount, currency)).toBe(10_000_000)
  }
})
