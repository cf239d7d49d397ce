// Runs work that takes its key, answered, in its own transaction: done before, it is not done again; overtaken by
// the same key at the same time, it gets that one's answer.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { replay, type StoredAnswer, stillRunning } from './answer.ts'
import type { RequestKey } from './key.ts'
import { findRequest, takenKeyConstraint } from './store.ts'

/** The answer of whoever had the key before, undefined when `work` took it now. Refusals of `work` take no key. */
export async function answerOnce(
  { connection }: { readonly connection: Pick<Connection, 'db'> },
  key: RequestKey,
  work: () => Promise<void>,
): Promise<Extract<StoredAnswer, { kind: 'done' }> | undefined> {
  const before = await findAnswer(connection, key)
  if (before !== undefined) return before
  try {
    await work()
    return undefined
  } catch (error) {
    if (violatedConstraint(error) !== takenKeyConstraint) throw error
  }
  const meanwhile = await findAnswer(connection, key)
  if (meanwhile === undefined) throw new Error('an idempotency key was taken and is gone')
  return meanwhile
}

async function findAnswer(connection: Pick<Connection, 'db'>, key: RequestKey) {
  const known = await findRequest(connection, key)
  if (known === undefined) return undefined
  const answer = replay(key, known)
  if (answer === undefined) throw stillRunning()
  return answer
}
