import { expect, test } from 'vitest'
import { countries } from './country.ts'
import { currencies, currencyExponent } from './currency.ts'

test.each([
  ['EUR', 2],
  ['USD', 2],
  ['JPY', 0],
  ['ISK', 0],
  ['CLP', 0],
  ['KRW', 0],
  ['UGX', 0],
  ['XOF', 0],
  ['KWD', 3],
  ['BHD', 3],
  ['TND', 3],
  ['CLF', 4],
  ['UYW', 4],
])('%s has %d decimal places', (currency, exponent) => {
  expect(currencyExponent(currency)).toBe(exponent)
})

test.each([
  ['HUF', 2],
  ['IDR', 2],
  ['COP', 2],
  ['PKR', 2],
  ['IQD', 3],
])('%s has the %d places of ISO 4217, whatever the runtime rounds it to', (currency, exponent) => {
  expect(currencyExponent(currency)).toBe(exponent)
})

test('the 164 currencies have as many places as the runtime says, or it shows none', () => {
  expect(currencies.size).toBe(164)
  const known = Intl.supportedValuesOf('currency').filter((currency) => currencies.has(currency))
  expect(known.length).toBeGreaterThanOrEqual(150)
  for (const currency of known) {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions()
    expect([currency, currencyExponent(currency), 0]).toEqual(
      expect.arrayContaining([currency, maximumFractionDigits]),
    )
  }
})

test.each(['DEM', 'BTC', 'XXX', 'XAU', 'eur', '', 'EURO', '__proto__'])(
  '%j is no currency to pay in',
  (code) => {
    expect(currencies.has(code)).toBe(false)
    expect(() => currencyExponent(code)).toThrow(RangeError)
  },
)

test('the countries are the 249 of ISO 3166-1, each of them known to the runtime', () => {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  expect(countries.size).toBe(249)
  expect([...countries].filter((code) => names.of(code) === undefined)).toEqual([])
})

test.each(['UK', 'EU', 'DD', 'SU', 'AN', 'XK', 'ZZ', 'de', ''])('%j is no country to send to', (code) => {
  expect(countries.has(code)).toBe(false)
})
