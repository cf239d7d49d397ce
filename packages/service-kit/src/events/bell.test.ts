import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createBell } from './bell.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a ring ends the wait at once', async () => {
  const bell = createBell()
  const waiting = bell.wait(1000)
  bell.ring()
  await waiting
  expect(vi.getTimerCount()).toBe(0)
})

test('a ring that nobody waited for ends the next wait, once', async () => {
  const bell = createBell()
  bell.ring()
  bell.ring()
  await bell.wait(1000)
  let isOver = false
  const second = bell.wait(1000).then(() => {
    isOver = true
  })
  await vi.advanceTimersByTimeAsync(999)
  expect(isOver).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  await second
  expect(isOver).toBe(true)
})
