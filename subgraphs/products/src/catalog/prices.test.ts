import { expect, test } from 'vitest'
import { priceIn, pricesOf, rangeIn } from './prices.ts'

const prices = { USD: 1100, EUR: 1000, JPY: 0 }

test('a price is there in its own currency only', () => {
  expect(priceIn(prices, 'EUR')).toEqual({ minor: 1000, currency: 'EUR' })
  expect(priceIn(prices, 'JPY')).toEqual({ minor: 0, currency: 'JPY' })
  expect(priceIn(prices, 'GBP')).toBeNull()
})

test('prices come by currency code', () => {
  expect(pricesOf(prices).map(({ currency }) => currency)).toEqual(['EUR', 'JPY', 'USD'])
})

test('a range spans the variants that have a price', () => {
  const variants = [{ prices: { EUR: 5 } }, { prices: { USD: 1 } }, { prices: { EUR: 3, USD: 9 } }]
  expect(rangeIn(variants, 'EUR')).toEqual({
    min: { minor: 3, currency: 'EUR' },
    max: { minor: 5, currency: 'EUR' },
  })
  expect(rangeIn(variants, 'JPY')).toBeNull()
  expect(rangeIn([], 'EUR')).toBeNull()
})
