// Runs work that takes its key, answered, in its own transaction: done before, it is not done again; overtaken by
// the same key at the same time, it gets that one's answer. A refusal is an answer too.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import { replay, type StoredAnswer, stillRunning } from './answer.ts'
import type { RequestKey } from './key.ts'
import { findRequest, keepAnswer, takenKeyConstraint } from './store.ts'

type AnswerParts = { readonly connection: Pick<Connection, 'db'>; readonly now: () => Date }
type Done = Extract<StoredAnswer, { kind: 'done' }>

/** The answer of whoever had the key before, undefined when `work` took it now. */
export async function answerOnce(
  { connection, now }: AnswerParts,
  request: { readonly key: RequestKey; readonly orderId: string },
  work: () => Promise<void>,
): Promise<Done | undefined> {
  const { key, orderId } = request
  const before = await findAnswer(connection, key)
  if (before !== undefined) return before
  try {
    await work()
    return undefined
  } catch (error) {
    const isOvertaken =
      error instanceof Refusal
        ? !(await keepAnswer(connection, key, { orderId, answer: refused(error), at: now() }))
        : violatedConstraint(error) === takenKeyConstraint
    if (!isOvertaken) throw error
  }
  const meanwhile = await findAnswer(connection, key)
  if (meanwhile === undefined) throw new Error('an idempotency key was taken and is gone')
  return meanwhile
}

export function refused({ userErrors }: Refusal): StoredAnswer {
  return { kind: 'refused', userErrors }
}

async function findAnswer(connection: Pick<Connection, 'db'>, key: RequestKey): Promise<Done | undefined> {
  const known = await findRequest(connection, key)
  if (known === undefined) return undefined
  const answer = replay(key, known)
  if (answer === undefined) throw stillRunning()
  return answer
}
