// The sandbox's books in SQL. Each command is one statement, so a kill leaves it done or not begun, and repeating it
// with the same key finds what was done.

import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { sandboxCharges, sandboxTransactions } from '@supermarket/drizzle/orders/tables.ts'
import { asc, eq, sql } from 'drizzle-orm'
import type { ProviderTransaction } from '../payment/provider.ts'

export type Charge = typeof sandboxCharges.$inferSelect

export type NewCharge = {
  readonly key: string
  readonly pageId: string
  readonly state: 'requires_action' | 'authorized' | 'captured' | 'declined'
  readonly currency: string
  readonly amountMinor: number
  readonly declineCode: string | null
  readonly at: Date
  /** Written with a charge that is authorised or captured. */
  readonly transactionId: string
}

type Database = Pick<Connection, 'db'>

/** False when the key is known already; then nothing was changed. */
export async function insertCharge({ db }: Database, charge: NewCharge): Promise<boolean> {
  const { key, pageId, state, currency, amountMinor, declineCode, at, transactionId } = charge
  const capturedMinor = state === 'captured' ? amountMinor : 0
  const inserted = await db.execute(sql`
    with charge as (
      insert into sandbox_charges (key, page_id, state, currency, amount_minor, captured_minor, decline_code, created_at)
      values (${key}, ${pageId}, ${state}, ${currency}, ${amountMinor}, ${capturedMinor}, ${declineCode}, ${at})
      on conflict (key) do nothing
      returning key, state
    ), entry as (
      insert into sandbox_transactions (id, charge_key, kind, amount_minor, at)
      select ${transactionId}, key, case state when 'captured' then 'CAPTURE' else 'AUTHORIZATION' end,
             ${amountMinor}::bigint, ${at}::timestamptz
      from charge where state in ('authorized', 'captured')
    )
    select key from charge`)
  return inserted.length === 1
}

/** Takes the money of an authorised charge, or, when the buyer approved it, of one that waited for that. */
export async function captureCharge(
  { db }: Database,
  by: { key: string; from: 'authorized' } | { pageId: string; from: 'requires_action' },
  entry: { transactionId: string; at: Date },
): Promise<string | undefined> {
  const which = 'key' in by ? sql`key = ${by.key}` : sql`page_id = ${by.pageId}`
  const [captured] = await db.execute<{ key: string }>(sql`
    with charge as (
      update sandbox_charges set state = 'captured', captured_minor = amount_minor
      where ${which} and state = ${by.from}
      returning key, amount_minor
    ), entry as (
      insert into sandbox_transactions (id, charge_key, kind, amount_minor, at)
      select ${entry.transactionId}, key, 'CAPTURE', amount_minor, ${entry.at}::timestamptz from charge
    )
    select key from charge`)
  return captured?.key
}

/** The buyer said no. */
export async function declineCharge(
  { db }: Database,
  pageId: string,
  declineCode: string,
): Promise<string | undefined> {
  const [declined] = await db
    .update(sandboxCharges)
    .set({ state: 'declined', declineCode })
    .where(sql`${sandboxCharges.pageId} = ${pageId} and ${sandboxCharges.state} = 'requires_action'`)
    .returning({ key: sandboxCharges.key })
  return declined?.key
}

/** Leaves a voided charge behind when the key is unknown. What was captured or declined stays as it is. */
export async function voidCharge(
  { db }: Database,
  charge: { key: string; pageId: string; transactionId: string; at: Date },
): Promise<void> {
  const { key, pageId, transactionId, at } = charge
  await db.execute(sql`
    with charge as (
      insert into sandbox_charges as known (key, page_id, state, currency, amount_minor, created_at)
      values (${key}, ${pageId}, 'voided', 'XXX', 0, ${at})
      on conflict (key) do update set state = 'voided' where known.state in ('requires_action', 'authorized')
      returning key, amount_minor
    )
    insert into sandbox_transactions (id, charge_key, kind, amount_minor, at)
    select ${transactionId}, key, 'VOID', amount_minor, ${at}::timestamptz
    from charge
    where exists (select from sandbox_transactions where charge_key = ${key} and kind = 'AUTHORIZATION')`)
}

/** False when less than that was captured and not paid back, or when the key was used before. */
export async function refundCharge(
  { db }: Database,
  refund: { key: string; paymentKey: string; amountMinor: number; transactionId: string; at: Date },
): Promise<boolean> {
  const { key, paymentKey, amountMinor, transactionId, at } = refund
  try {
    const entries = await db.execute(sql`
      with charge as (
        update sandbox_charges set refunded_minor = refunded_minor + ${amountMinor}
        where key = ${paymentKey} and captured_minor - refunded_minor >= ${amountMinor}
          and not exists (select from sandbox_transactions where refund_key = ${key})
        returning key
      )
      insert into sandbox_transactions (id, charge_key, kind, amount_minor, refund_key, at)
      select ${transactionId}, key, 'REFUND', ${amountMinor}::bigint, ${key}, ${at}::timestamptz from charge
      returning id`)
    return entries.length === 1
  } catch (error) {
    // The same key at the same time: the other one did it, and this statement took nothing.
    if (violatedConstraint(error) === 'sandbox_transactions_refund_key') return false
    throw error
  }
}

export async function findRefundEntry(
  { db }: Database,
  refundKey: string,
): Promise<ProviderTransaction | undefined> {
  const [entry] = await db
    .select()
    .from(sandboxTransactions)
    .where(eq(sandboxTransactions.refundKey, refundKey))
  return entry
}

export type ChargeWithEntries = { readonly charge: Charge; readonly entries: readonly ProviderTransaction[] }

export async function findCharge(
  { db }: Database,
  by: { key: string } | { pageId: string },
): Promise<ChargeWithEntries | undefined> {
  const rows = await db
    .select()
    .from(sandboxCharges)
    .leftJoin(sandboxTransactions, eq(sandboxTransactions.chargeKey, sandboxCharges.key))
    .where('key' in by ? eq(sandboxCharges.key, by.key) : eq(sandboxCharges.pageId, by.pageId))
    .orderBy(asc(sandboxTransactions.at))
  const [first] = rows
  if (first === undefined) return undefined
  return {
    charge: first.sandbox_charges,
    entries: rows.flatMap((row) => (row.sandbox_transactions === null ? [] : [row.sandbox_transactions])),
  }
}
