// Hashes and checks passwords with argon2id off the event loop. What must stay true: memory and CPU are bounded by
// `concurrency`, what waits is bounded too, and checking costs the same whether or not there is a hash to check.
import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { type Algorithm, hash, verify } from '@node-rs/argon2'
import { createGate, PoolOverloadedError } from '@supermarket/drizzle/gate.ts'
import { overloaded } from '@supermarket/service-kit/graph-error.ts'
import { normalizePassword } from './password-rules.ts'

export type PasswordHasher = {
  /** The PHC string to keep. */
  hash(password: string): Promise<string>
  /** False for an account that does not exist (`undefined`), after just as much work. */
  verify(password: string, kept: string | undefined): Promise<boolean>
}

export type HashingLimits = {
  readonly concurrency: number
  readonly maxQueue: number
  readonly queueTimeoutMs: number
}

/** A hash takes about 20 ms and 19 MiB: a full queue on two cores is 2 s of waiting. */
export const defaultHashingLimits: HashingLimits = {
  concurrency: Math.min(4, availableParallelism()),
  maxQueue: 200,
  queueTimeoutMs: 4_000,
}

// OWASP's first recommendation for argon2id.
const parameters = {
  algorithm: 2 satisfies Algorithm.Argon2id,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
}

/** Rejects with `OVERLOADED` when the queue is full or too slow. */
export async function createPasswordHasher(limits: HashingLimits): Promise<PasswordHasher> {
  const gate = createGate(limits)
  const nobodys = await hash(randomBytes(32), parameters)
  const bounded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await gate.run(work)
    } catch (error) {
      throw error instanceof PoolOverloadedError ? overloaded() : error
    }
  }
  return {
    hash: (password) => bounded(() => hash(normalizePassword(password), parameters)),
    async verify(password, kept) {
      const matches = await bounded(() => verify(kept ?? nobodys, normalizePassword(password)))
      return matches && kept !== undefined
    },
  }
}
