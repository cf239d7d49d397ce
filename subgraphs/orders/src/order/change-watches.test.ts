import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ChangeWatch, changeWatches } from './change-watches.ts'

/** What `next` has come to so far. */
function outcomeOf(watch: ChangeWatch, timeoutMs?: number) {
  const seen: boolean[] = []
  void watch.next(timeoutMs).then((outcome) => seen.push(outcome))
  return seen
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

test('whoever watches the order is woken, and nobody else', async () => {
  const watches = changeWatches()
  const [mine, yours, other] = ['ord_1', 'ord_1', 'ord_2'].map(watches.watch).map((it) => outcomeOf(it))
  watches.tell('ord_1')
  watches.tell('ord_3')
  await soon()
  expect([mine, yours, other]).toEqual([[true], [true], []])
})

test('fifty changes while nobody waits are one', async () => {
  const watches = changeWatches()
  const watch = watches.watch('ord_1')
  for (let nth = 0; nth < 50; nth += 1) watches.tell('ord_1')
  expect(await watch.next()).toBe(true)
  const again = outcomeOf(watch)
  await soon()
  expect(again).toEqual([])
})

test('a change while a look is taken is not lost', async () => {
  const watches = changeWatches()
  const watch = watches.watch('ord_1')
  watches.tell('ord_1')
  expect(await watch.next()).toBe(true)
  watches.tell('ord_1')
  expect(await watch.next()).toBe(true)
})

test('any order may have changed: everybody is woken', async () => {
  const watches = changeWatches()
  const outcomes = ['ord_1', 'ord_2', 'ord_3'].map(watches.watch).map((it) => outcomeOf(it))
  watches.tellAll()
  await soon()
  expect(outcomes).toEqual([[true], [true], [true]])
})

describe('a watch that is disposed', () => {
  test('ends whoever waits, is told of nothing and held by nobody', async () => {
    const watches = changeWatches()
    const [first, second] = [watches.watch('ord_1'), watches.watch('ord_1')]
    const outcome = outcomeOf(first)
    first[Symbol.dispose]()
    await soon()
    expect(outcome).toEqual([false])
    expect(watches.watching).toBe(1)
    watches.tell('ord_1')
    expect(await first.next()).toBe(false)
    expect(await second.next()).toBe(true)
    second[Symbol.dispose]()
    expect(watches.watching).toBe(0)
  })

  test('is disposed once, however often', () => {
    const watches = changeWatches()
    const [first] = [watches.watch('ord_1'), watches.watch('ord_1')]
    first[Symbol.dispose]()
    first[Symbol.dispose]()
    expect(watches.watching).toBe(1)
  })

  test('counts for nothing when the same order is watched again', async () => {
    const watches = changeWatches()
    const first = watches.watch('ord_1')
    first[Symbol.dispose]()
    const second = watches.watch('ord_1')
    first[Symbol.dispose]()
    watches.tell('ord_1')
    expect(await second.next()).toBe(true)
    expect(watches.watching).toBe(1)
  })
})

describe('a wait that ends by itself', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('ends after its time', async () => {
    const outcome = outcomeOf(changeWatches().watch('ord_1'), 1_000)
    await vi.advanceTimersByTimeAsync(999)
    expect(outcome).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(outcome).toEqual([true])
  })

  test('leaves no timer behind when a change comes first', async () => {
    const watches = changeWatches()
    const outcome = outcomeOf(watches.watch('ord_1'), 1_000)
    watches.tell('ord_1')
    await vi.advanceTimersByTimeAsync(0)
    expect(outcome).toEqual([true])
    expect(vi.getTimerCount()).toBe(0)
  })
})
