import { expect, test } from 'vitest'
import { streamQuota } from './stream-quota.ts'

const overloaded = { extensions: { code: 'OVERLOADED' } }
const rateLimited = { extensions: { code: 'RATE_LIMITED' } }

test('there are so many places in all, whoever takes them, and one that was given back is free again', () => {
  const quota = streamQuota({ max: 2, maxPerClient: 2 })
  const first = quota.take({})
  quota.take({ client: 'a' })
  expect(() => quota.take({ client: 'b' })).toThrow(expect.objectContaining(overloaded))
  first[Symbol.dispose]()
  first[Symbol.dispose]()
  expect(quota.taken()).toBe(1)
  quota.take({ client: 'b' })
  expect(() => quota.take({})).toThrow(expect.objectContaining(overloaded))
})

test('one client, and one session from wherever it comes, has no more than its share', () => {
  const quota = streamQuota({ maxPerClient: 1 })
  const first = quota.take({ client: 'a', identity: 'ann' })
  expect(() => quota.take({ client: 'a' })).toThrow(expect.objectContaining(rateLimited))
  expect(() => quota.take({ client: 'b', identity: 'ann' })).toThrow(expect.objectContaining(rateLimited))
  expect(quota.taken()).toBe(1)
  // What was refused has counted for nobody.
  quota.take({ client: 'b' })
  first[Symbol.dispose]()
  quota.take({ client: 'a', identity: 'ann' })
})

test('what a client is called counts for no session', () => {
  const quota = streamQuota({ maxPerClient: 1 })
  quota.take({ client: 'ann' })
  quota.take({ identity: 'ann' })
  quota.take({ client: '__proto__' })
  expect(quota.taken()).toBe(3)
})
