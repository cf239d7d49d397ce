// The sandbox's books in SQL. Each command is one statement, so a kill leaves it done or not begun, and repeating it
// with the same key finds what was done. What the merchant is told of it is written by the same statement.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { sandboxCharges, sandboxTransactions } from '@supermarket/drizzle/orders/tables.ts'
import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { ProviderTransaction } from '../payment/provider.ts'
import { type NewWebhook, webhooksIn } from './webhook-store.ts'

export type Charge = typeof sandboxCharges.$inferSelect

export type NewCharge = {
  readonly key: string
  readonly pageId: string
  readonly state: 'pending' | 'requires_action' | 'authorized' | 'captured' | 'declined'
  readonly currency: string
  readonly amountMinor: number
  readonly declineCode: string | null
  readonly capturesAtOnce: boolean
  /** When a pending one is approved. */
  readonly settlesAt: Date | null
  readonly at: Date
  /** Written with a charge that is authorised or captured. */
  readonly transactionId: string
  readonly webhooks: readonly NewWebhook[]
}

type Database = Pick<Connection, 'db'>

/** False when the key is known already; then nothing was changed. */
export async function insertCharge({ db }: Database, charge: NewCharge): Promise<boolean> {
  const { key, pageId, state, currency, amountMinor, declineCode, at, transactionId } = charge
  const capturedMinor = state === 'captured' ? amountMinor : 0
  const inserted = await db.execute(sql`
    with charge as (
      insert into sandbox_charges (key, page_id, state, currency, amount_minor, captured_minor, decline_code,
        captures_at_once, settles_at, created_at)
      values (${key}, ${pageId}, ${state}, ${currency}, ${amountMinor}, ${capturedMinor}, ${declineCode},
        ${charge.capturesAtOnce}, ${charge.settlesAt}, ${at})
      on conflict (key) do nothing
      returning key, state
    ), entry as (
      insert into sandbox_transactions (id, charge_key, kind, amount_minor, at)
      select ${transactionId}, key, case state when 'captured' then 'CAPTURE' else 'AUTHORIZATION' end,
             ${amountMinor}::bigint, ${at}::timestamptz
      from charge where state in ('authorized', 'captured')
    ) ${webhooksIn(charge.webhooks)}
    select key from charge`)
  return inserted.length === 1
}

type Approval = {
  readonly by: { readonly pageId: string } | { readonly pendingKey: string }
  readonly transactionId: string
  readonly at: Date
  readonly webhooks: readonly NewWebhook[]
}

/** The buyer, or time, has decided: the money is taken, or set aside for who asks for it. Undefined when it was before. */
export async function approveCharge(
  { db }: Database,
  { by, transactionId, at, webhooks }: Approval,
): Promise<string | undefined> {
  const isWaiting =
    'pageId' in by
      ? sql`page_id = ${by.pageId} and state = 'requires_action'`
      : sql`key = ${by.pendingKey} and state = 'pending' and settles_at <= ${at.toISOString()}::timestamptz`
  const [approved] = await db.execute<{ key: string }>(sql`
    with charge as (
      update sandbox_charges set
        state = case when captures_at_once then 'captured' else 'authorized' end,
        captured_minor = case when captures_at_once then amount_minor else 0 end
      where ${isWaiting}
      returning key, amount_minor, captures_at_once
    ), entry as (
      insert into sandbox_transactions (id, charge_key, kind, amount_minor, at)
      select ${transactionId}, key, case when captures_at_once then 'CAPTURE' else 'AUTHORIZATION' end, amount_minor,
             ${at.toISOString()}::timestamptz
      from charge
    ) ${webhooksIn(webhooks)}
    select key from charge`)
  return approved?.key
}

/** The buyer said no. */
export async function declineCharge(
  { db }: Database,
  { pageId, declineCode, webhooks }: { pageId: string; declineCode: string; webhooks: readonly NewWebhook[] },
): Promise<string | undefined> {
  const [declined] = await db.execute<{ key: string }>(sql`
    with charge as (
      update sandbox_charges set state = 'declined', decline_code = ${declineCode}
      where page_id = ${pageId} and state = 'requires_action'
      returning key
    ) ${webhooksIn(webhooks)}
    select key from charge`)
  return declined?.key
}

export type NewCapture = {
  readonly key: string
  readonly captureKey: string
  readonly amountMinor: number
  readonly isFinal: boolean
  readonly transactionId: string
  readonly voidId: string
  readonly at: Date
}

/** False when less than that is set aside, or when the capture's key was used before. */
export async function captureCharge({ db }: Database, capture: NewCapture): Promise<boolean> {
  const { key, captureKey, amountMinor, isFinal, transactionId, voidId } = capture
  const at = sql`${capture.at.toISOString()}::timestamptz`
  const captured = db.execute(sql`
    with charge as (
      update sandbox_charges set captured_minor = captured_minor + ${amountMinor}::bigint,
        state = case when ${isFinal} or captured_minor + ${amountMinor}::bigint = amount_minor
          then 'captured' else state end
      where key = ${key} and state = 'authorized' and captured_minor + ${amountMinor}::bigint <= amount_minor
        and not exists (select from sandbox_transactions where capture_key = ${captureKey})
      returning key, state, amount_minor - captured_minor as left_minor
    ), entry as (
      insert into sandbox_transactions (id, charge_key, kind, amount_minor, capture_key, at)
      select ${transactionId}, key, 'CAPTURE', ${amountMinor}::bigint, ${captureKey}, ${at} from charge
    ), rest as (
      insert into sandbox_transactions (id, charge_key, kind, amount_minor, at)
      select ${voidId}, key, 'VOID', left_minor, ${at} from charge where state = 'captured' and left_minor > 0
    )
    select key from charge`)
  return once(captured, 'sandbox_transactions_capture_key')
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
      on conflict (key) do update set state = case when known.captured_minor > 0 then 'captured' else 'voided' end
        where known.state in ('pending', 'requires_action', 'authorized')
      returning key, amount_minor - captured_minor as left_minor
    )
    insert into sandbox_transactions (id, charge_key, kind, amount_minor, at)
    select ${transactionId}, key, 'VOID', left_minor, ${at}::timestamptz
    from charge
    where exists (select from sandbox_transactions where charge_key = ${key} and kind = 'AUTHORIZATION')`)
}

/** False when less than that was captured and not paid back, or when the key was used before. */
export async function refundCharge(
  { db }: Database,
  refund: { key: string; paymentKey: string; amountMinor: number; transactionId: string; at: Date },
): Promise<boolean> {
  const { key, paymentKey, amountMinor, transactionId, at } = refund
  const refunded = db.execute(sql`
    with charge as (
      update sandbox_charges set refunded_minor = refunded_minor + ${amountMinor}
      where key = ${paymentKey} and captured_minor - refunded_minor >= ${amountMinor}
        and not exists (select from sandbox_transactions where refund_key = ${key})
      returning key
    )
    insert into sandbox_transactions (id, charge_key, kind, amount_minor, refund_key, at)
    select ${transactionId}, key, 'REFUND', ${amountMinor}::bigint, ${key}, ${at}::timestamptz from charge
    returning id`)
  return once(refunded, 'sandbox_transactions_refund_key')
}

/** The same key at the same time: the other one did it, and this statement took nothing. */
async function once(statement: Promise<{ length: number }>, constraint: string): Promise<boolean> {
  try {
    return (await statement).length === 1
  } catch (error) {
    if (violatedConstraint(error) === constraint) return false
    throw error
  }
}

export function findRefundEntry(
  database: Database,
  refundKey: string,
): Promise<ProviderTransaction | undefined> {
  return findEntry(database, eq(sandboxTransactions.refundKey, refundKey))
}

export function findCaptureEntry(
  database: Database,
  captureKey: string,
): Promise<ProviderTransaction | undefined> {
  return findEntry(database, eq(sandboxTransactions.captureKey, captureKey))
}

async function findEntry({ db }: Database, which: SQL): Promise<ProviderTransaction | undefined> {
  const [entry] = await db.select().from(sandboxTransactions).where(which)
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
