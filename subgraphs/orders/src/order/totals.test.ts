import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineTotalMinor, totalsOf } from './totals.ts'

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 1000 }),
  unitMinor: fc.integer({ min: 0, max: 1_000_000_000 }),
})

test('totals add up, line by line, whatever is bought', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 100 }), (lines) => {
      const { lineMinor, subtotalMinor, totalMinor } = totalsOf(lines)
      expect(lineMinor).toEqual(lines.map(lineTotalMinor))
      const exact = lines.reduce(
        (sum, { quantity, unitMinor }) => sum + BigInt(quantity) * BigInt(unitMinor),
        0n,
      )
      expect(BigInt(subtotalMinor)).toBe(exact)
      expect(totalMinor).toBe(subtotalMinor)
    }),
  )
})

test('the order of lines does not matter, and splitting a line changes nothing', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), fc.nat(), (lines, at) => {
      const { totalMinor } = totalsOf(lines)
      expect(totalsOf(lines.toReversed()).totalMinor).toBe(totalMinor)
      const split = lines.flatMap((one, index) =>
        index === at % lines.length && one.quantity > 1
          ? [
              { ...one, quantity: 1 },
              { ...one, quantity: one.quantity - 1 },
            ]
          : [one],
      )
      expect(totalsOf(split).totalMinor).toBe(totalMinor)
    }),
  )
})

test('a sum beyond 53 bits is refused instead of rounded', () => {
  const unitMinor = Number.MAX_SAFE_INTEGER
  expect(totalsOf([{ quantity: 1, unitMinor }]).totalMinor).toBe(unitMinor)
  expect(() => totalsOf([{ quantity: 2, unitMinor }])).toThrow(RangeError)
  expect(() =>
    totalsOf([
      { quantity: 1, unitMinor },
      { quantity: 1, unitMinor: 1 },
    ]),
  ).toThrow(RangeError)
})
