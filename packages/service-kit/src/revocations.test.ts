import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { VerifiedToken } from './access-token.ts'
import { type FetchRevocations, followRevocations, type Revocation } from './revocations.ts'

const log = pino({ enabled: false })
const start = Date.UTC(2026, 0, 1)

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})

afterEach(() => {
  vi.useRealTimers()
})

function token(issuedAtMs: number, sessionId = 'ses_1', userId = 'usr_1'): VerifiedToken {
  const viewer = { kind: 'user', userId, sessionId, roles: ['CUSTOMER'] } as const
  return { viewer, issuedAtMs, expiresAtMs: issuedAtMs + 600_000 }
}

function entry(subject: string, issuedBefore: number, expiresAt = issuedBefore + 600_000): Revocation {
  return { subject, issuedBefore, expiresAt }
}

/** The protocol of users, over an array, in pages. */
function feedOf(entries: Revocation[], pageSize = 2): FetchRevocations {
  return async (after) => ({
    entries: entries.slice(after, after + pageSize),
    cursor: Math.min(after + pageSize, entries.length),
    more: after + pageSize < entries.length,
  })
}

test('the whole feed is loaded, over all its pages, before anybody is let in', async () => {
  const entries = Array.from({ length: 5 }, (_, index) => entry(`ses_${index}`, start))
  await using follower = await followRevocations(feedOf(entries), log)
  expect(entries.map((_, index) => follower.isRevoked(token(start - 1, `ses_${index}`)))).toEqual(
    entries.map(() => true),
  )
  expect(follower.isRevoked(token(start - 1, 'ses_9'))).toBe(false)
})

test('a session is revoked by itself, a user with all sessions', async () => {
  await using follower = await followRevocations(feedOf([entry('ses_1', start), entry('usr_2', start)]), log)
  expect(follower.isRevoked(token(start - 1, 'ses_1', 'usr_1'))).toBe(true)
  expect(follower.isRevoked(token(start - 1, 'ses_2', 'usr_1'))).toBe(false)
  expect(follower.isRevoked(token(start - 1, 'ses_3', 'usr_2'))).toBe(true)
  expect(follower.isRevoked(token(start - 1, 'ses_4', 'usr_2'))).toBe(true)
})

test('a token issued at the instant of a revocation, or after it, is good', async () => {
  await using follower = await followRevocations(feedOf([entry('usr_1', start)]), log)
  expect(follower.isRevoked(token(start - 1))).toBe(true)
  expect(follower.isRevoked(token(start))).toBe(false)
  expect(follower.isRevoked(token(start + 1))).toBe(false)
})

test('of two revocations of one user the later counts, in whatever order they come', async () => {
  for (const entries of [
    [entry('usr_1', start), entry('usr_1', start - 100)],
    [entry('usr_1', start - 100), entry('usr_1', start)],
  ]) {
    await using follower = await followRevocations(feedOf(entries), log)
    expect(follower.isRevoked(token(start - 50))).toBe(true)
  }
})

test('a logout is known within 5 seconds', async () => {
  const entries: Revocation[] = []
  await using follower = await followRevocations(feedOf(entries), log)
  expect(follower.isRevoked(token(start))).toBe(false)
  entries.push(entry('ses_1', start + 1))
  await vi.advanceTimersByTimeAsync(1_100)
  expect(follower.isRevoked(token(start))).toBe(true)
})

test('what is known stays in force while users is away, and what is new follows when it is back', async () => {
  const entries = [entry('ses_1', start)]
  let away = false
  const feed = feedOf(entries)
  await using follower = await followRevocations(
    (after) => (away ? Promise.reject(new Error('away')) : feed(after)),
    log,
  )
  away = true
  entries.push(entry('ses_2', start))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(follower.isRevoked(token(start - 1, 'ses_1'))).toBe(true)
  expect(follower.isRevoked(token(start - 1, 'ses_2'))).toBe(false)
  away = false
  await vi.advanceTimersByTimeAsync(1_100)
  expect(follower.isRevoked(token(start - 1, 'ses_2'))).toBe(true)
})

test('a feed that hangs is asked once at a time', async () => {
  let waiting = 0
  let most = 0
  let first = true
  const follower = await followRevocations(async (after) => {
    if (first) {
      first = false
      return { entries: [], cursor: after, more: false }
    }
    most = Math.max(most, ++waiting)
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    waiting -= 1
    throw new Error('too late')
  }, log)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(most).toBe(1)
  const disposed = follower[Symbol.asyncDispose]()
  await vi.advanceTimersByTimeAsync(3_000)
  await disposed
})

test('nobody is let in on a feed that was never read', async () => {
  let tries = 0
  let ready = false
  const opening = followRevocations(async (after) => {
    tries += 1
    if (tries < 8) throw new Error('not yet')
    return { entries: [entry('ses_1', start)], cursor: after + 1, more: false }
  }, log).then((follower) => {
    ready = true
    return follower
  })
  await vi.advanceTimersByTimeAsync(600)
  expect(ready).toBe(false)
  await vi.advanceTimersByTimeAsync(10_000)
  await using follower = await opening
  expect(follower.isRevoked(token(start - 1))).toBe(true)
})

test('an entry outlives its tokens by the grace that subgraphs give them, and is then forgotten', async () => {
  const entries = [entry('ses_1', start, start + 10_000)]
  await using follower = await followRevocations(feedOf(entries), log)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(follower.isRevoked(token(start - 1))).toBe(true)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(follower.isRevoked(token(start - 1))).toBe(false)
})

test('disposing ends the polling', async () => {
  let polls = 0
  const follower = await followRevocations(async (after) => {
    polls += 1
    return { entries: [], cursor: after, more: false }
  }, log)
  await follower[Symbol.asyncDispose]()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(polls).toBe(1)
})
