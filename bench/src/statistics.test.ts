import { describe, expect, test } from 'vitest'
import { median, percentile } from './statistics.ts'

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1)

  test('is a value that was measured, by nearest rank', () => {
    expect(percentile(hundred, 0.5)).toBe(50)
    expect(percentile(hundred, 0.99)).toBe(99)
    expect(percentile([7], 0.99)).toBe(7)
  })

  test('of nothing is refused', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError)
  })
})

describe('median', () => {
  test('is the one in the middle, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5)
  })

  test('of an even number lies between the two in the middle', () => {
    expect(median([4, 1, 3, 100])).toBe(3.5)
  })
})
