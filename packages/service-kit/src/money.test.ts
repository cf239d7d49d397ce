import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencies, currencyExponent } from './currency.ts'
import { decimalAmount, fractionMinor, moneyResolvers, sumMinor, timesMinor } from './money.ts'

const minor = fc.integer({ min: -(2 ** 50), max: 2 ** 50 })
const currency = fc.constantFrom(...currencies)

describe('an amount as a decimal string', () => {
  test.each([
    [1999, 'EUR', '19.99'],
    [5, 'EUR', '0.05'],
    [0, 'EUR', '0.00'],
    [-5, 'EUR', '-0.05'],
    [-123456, 'EUR', '-1234.56'],
    [1999, 'JPY', '1999'],
    [-1, 'JPY', '-1'],
    [0, 'JPY', '0'],
    [1999, 'KWD', '1.999'],
    [1, 'KWD', '0.001'],
    [12, 'CLF', '0.0012'],
    [150000, 'HUF', '1500.00'],
    [Number.MAX_SAFE_INTEGER, 'EUR', '90071992547409.91'],
  ])('%d of %s is %s', (amount, code, text) => {
    expect(decimalAmount({ minor: amount, currency: code })).toBe(text)
  })

  test('holds every minor unit: reading it back gives the same amount', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        const text = decimalAmount({ minor: amount, currency: code })
        expect(Number(text.replace('.', ''))).toBe(amount)
        expect(text.split('.')[1]?.length ?? 0).toBe(currencyExponent(code))
      }),
    )
  })

  test('is what the graph answers as Money.amount', () => {
    expect(moneyResolvers.Money.amount({ minor: 250, currency: 'USD' })).toBe('2.50')
  })
})

describe('a fraction of an amount', () => {
  test.each([
    [5, 1, 2, 2],
    [7, 1, 2, 4],
    [-5, 1, 2, -2],
    [-7, 1, 2, -4],
    [1, 1, 2, 0],
    [3, 1, 2, 2],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [1000, 19, 100, 190],
    [1050, 19, 100, 200],
    [0, 7, 100, 0],
  ])('%d × %d/%d is %d', (amount, numerator, denominator, rounded) => {
    expect(fractionMinor(amount, numerator, denominator)).toBe(rounded)
  })

  test('is rounded half to even, as exact arithmetic says', () => {
    const part = fc.integer({ min: -10_000, max: 10_000 })
    fc.assert(
      fc.property(minor, part, fc.integer({ min: 1, max: 10_000 }), (amount, numerator, denominator) => {
        const exact = BigInt(amount) * BigInt(numerator)
        fc.pre(exact / BigInt(denominator) < 2n ** 52n && exact / BigInt(denominator) > -(2n ** 52n))
        expect(BigInt(fractionMinor(amount, numerator, denominator))).toBe(
          halfEven(exact, BigInt(denominator)),
        )
      }),
      { numRuns: 1_000 },
    )
  })

  test('meets ties often enough to be tested on them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (half) => {
        const rounded = fractionMinor(2 * half + 1, 1, 2)
        expect(Math.abs(rounded % 2)).toBe(0)
        expect(Math.abs(2 * rounded - (2 * half + 1))).toBe(1)
      }),
    )
  })

  test('needs a positive denominator', () => {
    expect(() => fractionMinor(1, 1, 0)).toThrow(RangeError)
    expect(() => fractionMinor(1, 1, -3)).toThrow(RangeError)
  })
})

/** Floor division and the remainder: written unlike the code under test, which works on magnitudes. */
function halfEven(numerator: bigint, denominator: bigint): bigint {
  const remainder = ((numerator % denominator) + denominator) % denominator
  const floor = (numerator - remainder) / denominator
  if (2n * remainder < denominator) return floor
  if (2n * remainder > denominator) return floor + 1n
  return floor % 2n === 0n ? floor : floor + 1n
}

describe('amounts outside of 53 bits', () => {
  const most = Number.MAX_SAFE_INTEGER
  test('are refused in sums, products and fractions', () => {
    expect(sumMinor([most, 0])).toBe(most)
    expect(() => sumMinor([most, 1])).toThrow(RangeError)
    expect(() => sumMinor([-most, -1])).toThrow(RangeError)
    expect(timesMinor(most, 1)).toBe(most)
    expect(() => timesMinor(most, 2)).toThrow(RangeError)
    expect(() => fractionMinor(most, 3, 2)).toThrow(RangeError)
  })

  test('are refused even when a sum would come back', () => {
    expect(() => sumMinor([most, 1, -1])).toThrow(RangeError)
  })

  test('are refused by a product exactly when it leaves them', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 10_000 }), (unit, quantity) => {
        const exact = BigInt(unit) * BigInt(quantity)
        const fits = exact <= BigInt(most) && exact >= -BigInt(most)
        if (fits) expect(BigInt(timesMinor(unit, quantity))).toBe(exact)
        else expect(() => timesMinor(unit, quantity)).toThrow(RangeError)
      }),
    )
  })

  test('and fractions of a minor unit are refused', () => {
    expect(() => sumMinor([0.5])).toThrow(RangeError)
    expect(() => timesMinor(1.1, 1)).toThrow(RangeError)
    expect(() => fractionMinor(0.5, 1, 2)).toThrow(RangeError)
  })
})
