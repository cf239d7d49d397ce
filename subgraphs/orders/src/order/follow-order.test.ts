import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { changeWatches } from './change-watches.ts'
import { followOrder, type Look, type OrderLooks } from './follow-order.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function follow() {
  const watches = changeWatches()
  return { watches, looks: followOrder(watches.watch('ord_1')) }
}

/** Takes the next look, with this outcome. */
async function look(looks: OrderLooks, outcome: Look['outcome']) {
  const { value } = await looks.next()
  if (!value) throw new Error('it has ended')
  value.outcome = outcome
}

/** Whether the next look is due by now; it counts as failed. */
function dueOf(looks: OrderLooks) {
  const due: boolean[] = []
  void looks.next().then(({ done }) => due.push(!done))
  return due
}

test('a look is due at once, and then after every change', async () => {
  const { watches, looks } = follow()
  await look(looks, 'found')
  const due = dueOf(looks)
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(due).toEqual([])
  watches.tell('ord_1')
  await vi.advanceTimersByTimeAsync(0)
  expect(due).toEqual([true])
})

test('it ends when nothing is to be seen, and gives its watch back', async () => {
  const { watches, looks } = follow()
  await look(looks, 'found')
  watches.tell('ord_1')
  await look(looks, 'missing')
  expect((await looks.next()).done).toBe(true)
  expect(watches.watching).toBe(0)
})

test('a look that failed is taken again, later each time, at once when something changes', async () => {
  const { watches, looks } = follow()
  await look(looks, 'failed')
  for (const waitMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    const due = dueOf(looks)
    await vi.advanceTimersByTimeAsync(waitMs - 1)
    expect(due).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(due).toEqual([true])
  }
  const due = dueOf(looks)
  watches.tell('ord_1')
  await vi.advanceTimersByTimeAsync(0)
  expect(due).toEqual([true])
})

test('after a look that succeeded a failure is a first one again', async () => {
  const { watches, looks } = follow()
  await look(looks, 'failed')
  for (const outcome of ['failed', 'found', 'failed'] as const) {
    watches.tell('ord_1')
    await look(looks, outcome)
  }
  const due = dueOf(looks)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(due).toEqual([true])
})

test('whoever returns it while it waits ends it, and no timer is left', async () => {
  const { watches, looks } = follow()
  await look(looks, 'failed')
  const due = dueOf(looks)
  expect(await looks.return?.()).toEqual({ done: true, value: undefined })
  await vi.advanceTimersByTimeAsync(0)
  expect(due).toEqual([false])
  expect([watches.watching, vi.getTimerCount()]).toEqual([0, 0])
})
