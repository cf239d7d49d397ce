import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { expired, onExpiry } from './expiry.ts'

const now = 1_000_000
const request = { subgraph: 'shop', deadlineAt: Number.POSITIVE_INFINITY, signal: undefined }

beforeEach(() => vi.useFakeTimers({ now }))
afterEach(() => vi.useRealTimers())

test('a request has expired when its deadline is here or its client has left', () => {
  expect(expired(request)).toBe(undefined)
  expect(expired({ ...request, deadlineAt: now + 1 })).toBe(undefined)
  expect(expired({ ...request, deadlineAt: now })).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
  const signal = AbortSignal.abort(new Error('gone'))
  expect(expired({ ...request, signal })).toMatchObject({
    code: 'UPSTREAM_TIMEOUT',
    cause: { message: 'gone' },
  })
})

test('it expires once, at the deadline', () => {
  const ends: unknown[] = []
  const client = new AbortController()
  onExpiry({ ...request, deadlineAt: now + 50, signal: client.signal }, (error) => ends.push(error.code))
  vi.advanceTimersByTime(49)
  expect(ends).toEqual([])
  vi.advanceTimersByTime(1)
  client.abort()
  expect(ends).toEqual(['UPSTREAM_TIMEOUT'])
})

test('it expires once, when the client leaves', () => {
  const ends: unknown[] = []
  const client = new AbortController()
  onExpiry({ ...request, deadlineAt: now + 50, signal: client.signal }, ({ cause }) => ends.push(cause))
  client.abort('gone')
  vi.advanceTimersByTime(100)
  expect(ends).toEqual(['gone'])
  expect(vi.getTimerCount()).toBe(0)
})

test('released, it never expires and leaves neither timer nor listener', () => {
  const client = new AbortController()
  const listeners = vi.spyOn(client.signal, 'removeEventListener')
  const release = onExpiry({ ...request, deadlineAt: now + 50, signal: client.signal }, () => {
    throw new Error('It expired.')
  })
  release()
  client.abort()
  vi.advanceTimersByTime(100)
  expect(vi.getTimerCount()).toBe(0)
  expect(listeners).toHaveBeenCalledTimes(1)
})

test('a deadline farther off than a timer reaches is waited for, and none at all sets no timer', () => {
  const ends: unknown[] = []
  const farMs = 2 ** 31 + 10
  onExpiry({ ...request, deadlineAt: now + farMs }, () => ends.push(Date.now() - now))
  onExpiry(request, () => ends.push('never'))
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(farMs - 1)
  expect(ends).toEqual([])
  vi.advanceTimersByTime(1)
  expect(ends).toEqual([farMs])
})
