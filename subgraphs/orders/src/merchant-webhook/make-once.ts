// Makes something under an idempotency key: `make` takes the key in its own transaction with what it makes. A refusal is
// an answer too, and a key that was taken at the same time gets that one's answer.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import { replayAny } from '../idempotency/answer.ts'
import { refused } from '../idempotency/answer-once.ts'
import type { RequestKey } from '../idempotency/key.ts'
import { findRequest, keepAnswer, takeKey, takenKeyConstraint } from '../idempotency/store.ts'

type MakingParts = { readonly connection: Pick<Connection, 'db'>; readonly now: () => Date }

/** The id of what was made, now or by whoever had the key before. */
export async function makeOnce(
  { connection, now }: MakingParts,
  key: RequestKey,
  make: (tx: Transaction) => Promise<string>,
): Promise<string> {
  const before = await findMade(connection, key)
  if (before !== undefined) return before
  try {
    return await withTransaction(connection, async (tx) => {
      const id = await make(tx)
      await takeKey(tx, key, { orderId: null, answer: { kind: 'made', id }, at: now() })
      return id
    })
  } catch (error) {
    const isOvertaken =
      error instanceof Refusal
        ? !(await keepAnswer(connection, key, { orderId: null, answer: refused(error), at: now() }))
        : violatedConstraint(error) === takenKeyConstraint
    if (!isOvertaken) throw error
  }
  const meanwhile = await findMade(connection, key)
  if (meanwhile === undefined) throw new Error('an idempotency key was taken and is gone')
  return meanwhile
}

async function findMade(connection: Pick<Connection, 'db'>, key: RequestKey): Promise<string | undefined> {
  const known = await findRequest(connection, key)
  if (known === undefined) return undefined
  const answer = replayAny(key, known)
  if (answer?.kind !== 'made') throw new TypeError(`${key.operation} has an answer that is not its own`)
  return answer.id
}
