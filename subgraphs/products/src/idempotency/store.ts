// Idempotency keys: claimed first in a transaction, so that of two requests with one key the second waits for the
// first's commit, or runs in its place after its rollback.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { sqlState } from '@supermarket/drizzle/driver-error.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import { sql } from 'drizzle-orm'
import { keyInProgress } from '../user-errors.ts'

export type Claim = {
  /** Who asks: keys of different principals never meet. */
  readonly principal: string
  readonly operation: string
  readonly key: string
  readonly fingerprint: string
}

export type Earlier = { readonly fingerprint: string; readonly outcome: unknown }

/** Undefined when the key is new. Refuses when its first request is still running at the lock time-out. */
export async function claimKey(tx: Transaction, claim: Claim): Promise<Earlier | undefined> {
  const { principal, operation, key, fingerprint } = claim
  try {
    const rows = await tx.execute(sql`
      insert into idempotency_keys (principal, operation, key, fingerprint)
      values (${principal}, ${operation}, ${key}, ${fingerprint})
      on conflict do nothing returning key`)
    if ([...rows].length === 1) return undefined
  } catch (error) {
    if (sqlState(error) !== '55P03') throw error
    throw new Refusal(keyInProgress(['input', 'idempotencyKey']))
  }
  const [earlier] = await tx.execute<Earlier>(sql`
    select fingerprint, outcome from idempotency_keys
    where principal = ${principal} and operation = ${operation} and key = ${key}`)
  if (earlier === undefined) throw new Error('an idempotency key vanished while it was in use')
  return earlier
}

export async function settleKey(tx: Transaction, claim: Claim, outcome: unknown): Promise<void> {
  const { principal, operation, key } = claim
  await tx.execute(sql`
    update idempotency_keys set outcome = ${JSON.stringify(outcome)}::text::jsonb
    where principal = ${principal} and operation = ${operation} and key = ${key}`)
}

const batch = 1_000

/** Keys are kept for 48 h; the contract asks for 24. Answers how many went. */
export async function purgeKeys({ db }: Pick<Connection, 'db'>): Promise<number> {
  for (let total = 0; ; ) {
    const rows = await db.execute(sql`
      delete from idempotency_keys where ctid = any (array(
        select ctid from idempotency_keys where created_at < now() - interval '48 hours'
        limit ${batch} for update skip locked))
      returning 1`)
    const gone = [...rows].length
    total += gone
    if (gone < batch) return total
  }
}
