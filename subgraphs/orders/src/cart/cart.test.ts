import { expect, test } from 'vitest'
import { subtotalMinorOf } from './cart.ts'

test('lines are summed as long as delivery and taxes can come on top', () => {
  const most = Math.floor(Number.MAX_SAFE_INTEGER / 4)
  expect(subtotalMinorOf([])).toBe(0)
  expect(
    subtotalMinorOf([
      { quantity: 3, unitMinor: 5 },
      { quantity: 1, unitMinor: 1 },
    ]),
  ).toBe(16)
  expect(subtotalMinorOf([{ quantity: 1, unitMinor: most }])).toBe(most)
  expect(subtotalMinorOf([{ quantity: 1, unitMinor: most + 1 }])).toBe(undefined)
  expect(subtotalMinorOf([{ quantity: 1000, unitMinor: Number.MAX_SAFE_INTEGER }])).toBe(undefined)
})
