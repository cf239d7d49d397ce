// Signing keys in the database. Whoever adds, moves or removes one holds the lock, so replicas that start or rotate
// at once agree on one schedule.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { signingKeys } from '@supermarket/drizzle/users/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { eq, inArray, sql } from 'drizzle-orm'
import type { JWK } from 'jose'
import type { ScheduledKey } from './key-schedule.ts'

export type StoredKey = ScheduledKey & { readonly publicJwk: JWK; readonly sealedPrivateKey: Buffer }

type Database = Connection['db'] | Transaction

export async function listKeys(db: Database): Promise<StoredKey[]> {
  const rows = await db.select().from(signingKeys).orderBy(signingKeys.activeFrom)
  return rows.map((row) => ({
    ...row,
    publicJwk: row.publicJwk as JWK,
    createdAt: row.createdAt.getTime(),
    activeFrom: row.activeFrom.getTime(),
  }))
}

/** Until the transaction ends; answers the database's clock, epoch milliseconds. */
export async function lockSchedule(tx: Transaction): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock('signing_keys'::regclass::oid::bigint)`)
  const [clock] = await tx.execute<{ now: number }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`,
  )
  return clock?.now ?? Date.now()
}

export async function insertKey(tx: Transaction, key: StoredKey): Promise<void> {
  await tx
    .insert(signingKeys)
    .values({ ...key, createdAt: new Date(key.createdAt), activeFrom: new Date(key.activeFrom) })
}

export async function moveKey(tx: Transaction, kid: string, activeFrom: number): Promise<void> {
  await tx
    .update(signingKeys)
    .set({ activeFrom: new Date(activeFrom) })
    .where(eq(signingKeys.kid, kid))
}

export async function deleteKeys(tx: Transaction, kids: readonly string[]): Promise<void> {
  if (kids.length > 0) await tx.delete(signingKeys).where(inArray(signingKeys.kid, [...kids]))
}
