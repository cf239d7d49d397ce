import { GraphError } from '@supermarket/service-kit/graph-error.ts'
import { beforeAll, expect, test } from 'vitest'
import { createPasswordHasher, type PasswordHasher } from './password-hasher.ts'

let passwords: PasswordHasher
beforeAll(async () => {
  passwords = await createPasswordHasher({ concurrency: 1, maxQueue: 2, queueTimeoutMs: 2_000 })
})

test('passwords are kept as argon2id with the parameters of the design', async () => {
  const kept = await passwords.hash('a good password')
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwords.verify('a good password', kept)).toBe(true)
  expect(await passwords.verify('a bad password', kept)).toBe(false)
})

test('an account that does not exist has no right password, and checking costs as much', async () => {
  const kept = await passwords.hash('a good password')
  const timed = async (hash: string | undefined) => {
    const startedAt = performance.now()
    expect(await passwords.verify('a bad password', hash)).toBe(false)
    return performance.now() - startedAt
  }
  const times: { known: number; unknown: number }[] = []
  for (let round = 0; round < 15; round++)
    times.push({ known: await timed(kept), unknown: await timed(undefined) })
  expect(await passwords.verify('', undefined)).toBe(false)
  // The fastest of each says what the work is; the others, how busy the machine was.
  const ratio =
    Math.min(...times.map(({ unknown }) => unknown)) / Math.min(...times.map(({ known }) => known))
  expect(ratio).toBeGreaterThan(0.5)
  expect(ratio).toBeLessThan(2)
})

test('past the queue the next one is refused at once, and the queue recovers', async () => {
  const attempts = Array.from({ length: 6 }, () => passwords.hash('a good password'))
  const outcomes = await Promise.allSettled(attempts)
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(refused).toHaveLength(3)
  for (const error of refused) {
    expect(error).toBeInstanceOf(GraphError)
    expect(error.extensions).toMatchObject({ code: 'OVERLOADED', retryAfter: 1 })
  }
  expect(await passwords.hash('a good password')).toMatch(/^\$argon2id/)
})
