import { describe, expect, test } from 'vitest'
import { draw, inTurn, seededRandom } from './random.ts'

describe('seeded randomness', () => {
  test('repeats itself with the same seed, and only then', () => {
    const take = (seed: number) => Array.from({ length: 5 }, seededRandom(seed))
    expect(take(1)).toEqual(take(1))
    expect(take(1)).not.toEqual(take(2))
  })

  test('draws every item about as often', () => {
    const random = seededRandom(1)
    const counts = new Map<string, number>()
    for (let times = 0; times < 30_000; times++) {
      const item = draw(random, ['a', 'b', 'c'])
      counts.set(item, (counts.get(item) ?? 0) + 1)
    }
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(400)
    expect(counts.size).toBe(3)
  })

  test('takes turns: everybody once before anybody twice', () => {
    const next = inTurn(seededRandom(1), ['a', 'b', 'c', 'd'])
    const first = [next(), next(), next(), next()]
    expect(first.toSorted()).toEqual(['a', 'b', 'c', 'd'])
    expect([next(), next(), next(), next()]).toEqual(first)
  })

  test('refuses to draw from nothing', () => {
    expect(() => draw(seededRandom(1), [])).toThrow(RangeError)
    expect(inTurn(seededRandom(1), [])).toThrow(RangeError)
  })
})
