import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backOffMs, defaultMaxFailures, probeDelayMs } from './back-off.ts'

const longest = 0.999_999_999

describe('back-off', () => {
  test('doubles from half a second to ten minutes', () => {
    expect([1, 2, 3, 11, 12, 20, 2000].map((failures) => backOffMs(failures, longest))).toEqual([
      500, 1000, 2000, 512_000, 600_000, 600_000, 600_000,
    ])
  })

  test('takes a random half off', () => {
    expect([0, 0.5].map((random) => backOffMs(3, random))).toEqual([1000, 1500])
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), random, (failures, value) => {
        const whole = backOffMs(failures, longest)
        expect(backOffMs(failures, value)).toBeGreaterThanOrEqual(whole / 2)
        expect(backOffMs(failures, value)).toBeLessThanOrEqual(whole)
      }),
    )
  })

  test('tries for 73 minutes on average before an event is dead', () => {
    const waits = Array.from({ length: defaultMaxFailures - 1 }, (_, index) => backOffMs(index + 1, 0.5))
    const minutes = waits.reduce((sum, ms) => sum + ms, 0) / 60_000
    expect(Math.round(minutes)).toBe(73)
  })

  test('leaves an unreachable subscriber alone for 5 s at most', () => {
    expect([1, 2, 6, 7, 1000].map((tries) => probeDelayMs(tries, longest))).toEqual([
      100, 200, 3200, 5000, 5000,
    ])
  })
})
