import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchSession } from './session.ts'

const day = 24 * 60 * 60 * 1_000

describe('the watch over a session', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('ends it when it expires, also when no timer is that long', () => {
    const over = vi.fn()
    const setTimer = vi.spyOn(globalThis, 'setTimeout')
    watchSession({ expiresAt: Date.now() + 60 * day }, over)
    vi.advanceTimersByTime(60 * day - 1)
    expect(over).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(over).toHaveBeenCalledOnce()
    expect(over.mock.calls[0]?.[0].message).toBe('The access token has expired.')
    expect(setTimer.mock.calls.map(([, ms]) => ms)).toEqual([
      2 ** 31 - 1,
      2 ** 31 - 1,
      60 * day - 2 * (2 ** 31 - 1),
    ])
  })

  it('ends it once, whatever else would end it', () => {
    const over = vi.fn()
    const revoked = new AbortController()
    watchSession({ expiresAt: Date.now() + day, revoked: revoked.signal }, over)
    revoked.abort()
    vi.advanceTimersByTime(2 * day)
    expect(over.mock.calls.map(([reason]) => reason.message)).toEqual(['The session was revoked.'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    ['expired', { expiresAt: 0 }, 'The access token has expired.'],
    ['been revoked', { revoked: AbortSignal.abort() }, 'The session was revoked.'],
  ])('ends at once one that has %s', (_how, session, message) => {
    const over = vi.fn()
    watchSession(session, over)
    expect(over.mock.calls.map(([reason]) => reason.message)).toEqual([message])
  })

  it('says nothing after it was disposed, and nothing without a session', () => {
    const over = vi.fn()
    const revoked = new AbortController()
    watchSession({ expiresAt: Date.now() + day, revoked: revoked.signal }, over)[Symbol.dispose]()
    watchSession(undefined, over)[Symbol.dispose]()
    revoked.abort()
    vi.advanceTimersByTime(2 * day)
    expect(over).not.toHaveBeenCalled()
  })
})
