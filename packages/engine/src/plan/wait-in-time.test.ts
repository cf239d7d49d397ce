import { getEventListeners } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { waitInTime } from './wait-in-time.ts'

afterEach(() => {
  vi.useRealTimers()
})

const late = () => new Error('late')
const never = new Promise<string>(() => undefined)

test('what comes in time is the answer, whether it is good or bad', async () => {
  const signal = new AbortController().signal
  const patience = { deadlineAt: Date.now() + 60_000, signal }

  expect(await waitInTime(Promise.resolve('done'), patience, late)).toBe('done')
  await expect(waitInTime(Promise.reject(new Error('bad')), patience, late)).rejects.toThrow('bad')
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('the deadline ends the wait', async () => {
  vi.useFakeTimers()
  const waiting = waitInTime(never, { deadlineAt: Date.now() + 500, signal: undefined }, late)
  const outcome = expect(waiting).rejects.toThrow('late')

  await vi.advanceTimersByTimeAsync(499)
  expect(vi.getTimerCount()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)

  await outcome
})

test('a deadline in the past, or an abort before the wait, ends it at once', async () => {
  vi.useFakeTimers()
  const past = waitInTime(never, { deadlineAt: 0, signal: undefined }, late)
  const aborted = { deadlineAt: Number.POSITIVE_INFINITY, signal: AbortSignal.abort() }
  const outcomes = [
    expect(past).rejects.toThrow('late'),
    expect(waitInTime(never, aborted, late)).rejects.toThrow('late'),
  ]

  await vi.advanceTimersByTimeAsync(0)

  await Promise.all(outcomes)
})

test('the client’s abort ends the wait', async () => {
  const controller = new AbortController()
  const waiting = waitInTime(never, { deadlineAt: Number.POSITIVE_INFINITY, signal: controller.signal }, late)

  controller.abort()

  await expect(waiting).rejects.toThrow('late')
})

test('a deadline further away than a timer reaches, or none, ends nothing', async () => {
  vi.useFakeTimers()
  let done: (value: string) => void = () => undefined
  const work = new Promise<string>((resolve) => {
    done = resolve
  })
  const controller = new AbortController()
  const waiting = waitInTime(work, { deadlineAt: Number.POSITIVE_INFINITY, signal: controller.signal }, late)

  await vi.advanceTimersByTimeAsync(1_000)
  done('done')

  expect(await waiting).toBe('done')
})
