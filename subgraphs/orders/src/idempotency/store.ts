// Idempotency keys in SQL. A key is taken in the transaction that begins the work and answered in the one that ends it.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { idempotencyKeys } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { KnownRequest, StoredAnswer } from './answer.ts'
import type { RequestKey } from './key.ts'

type Database = Pick<Connection, 'db'>

export async function findRequest({ db }: Database, request: RequestKey): Promise<KnownRequest | undefined> {
  const [known] = await db
    .select({
      inputHash: idempotencyKeys.inputHash,
      orderId: idempotencyKeys.orderId,
      answer: idempotencyKeys.answer,
    })
    .from(idempotencyKeys)
    .where(isRequest(request))
  return known && { ...known, answer: known.answer as StoredAnswer | null }
}

/** The constraint that refuses a key which is taken already. */
export const takenKeyConstraint = 'idempotency_keys_pkey'

/** Without an answer the request counts as running; violates `takenKeyConstraint` when the key is taken. */
export async function takeKey(
  tx: Transaction,
  request: RequestKey,
  { orderId, answer, at }: { orderId: string | null; answer: StoredAnswer | null; at: Date },
): Promise<void> {
  await tx.insert(idempotencyKeys).values({ ...request, orderId, answer, createdAt: at })
}

/** Outside of the transaction that did the work, for what may be worked out twice; false when the key is taken. */
export async function keepAnswer(
  { db }: Database,
  request: RequestKey,
  { orderId, answer, at }: { orderId: string | null; answer: StoredAnswer; at: Date },
): Promise<boolean> {
  const kept = await db
    .insert(idempotencyKeys)
    .values({ ...request, orderId, answer, createdAt: at })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  return kept.length === 1
}

/** Forgets who ran on the order, so that a repeated request begins anew. */
export async function forgetRunning(tx: Transaction, orderId: string): Promise<void> {
  await tx.delete(idempotencyKeys).where(isRunningOn(orderId))
}

/** Deletes up to `limit` answered keys from before `before`; answers how many. */
export async function purgeKeys({ db }: Database, before: Date, limit: number): Promise<number> {
  const deleted = await db.execute(sql`
    delete from idempotency_keys where ctid = any (array(
      select ctid from idempotency_keys where created_at < ${before} and answer is not null limit ${limit}))
    returning 1`)
  return deleted.length
}

function isRequest({ principal, operation, key }: RequestKey) {
  return and(
    eq(idempotencyKeys.principal, principal),
    eq(idempotencyKeys.operation, operation),
    eq(idempotencyKeys.key, key),
  )
}

function isRunningOn(orderId: string) {
  return and(eq(idempotencyKeys.orderId, orderId), isNull(idempotencyKeys.answer))
}
