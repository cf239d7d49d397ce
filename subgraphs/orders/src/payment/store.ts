// Payments and the ledger in SQL. The balance of a payment changes only together with the ledger, in one
// statement; its CHECK constraints are what parallel refunds run against.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { payments } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Balance, Payment, PaymentAttemptStatus } from '../order/order.ts'
import { finishCaptures } from './capture-store.ts'
import type { ProviderTransaction } from './provider.ts'

type Database = Pick<Connection, 'db'>

export type LedgerUpdate = {
  readonly payment: Payment
  readonly status: PaymentAttemptStatus
  readonly declineCode: string | null
  readonly actionUrl: string | null
  readonly clientSecret: string | null
  /** What the provider knows; what the ledger has already is passed over. */
  readonly transactions: readonly ProviderTransaction[]
  readonly at: Date
}

/** Writes what is new into the ledger and moves the balance by exactly that. Refunds: see refund-store.ts. */
export async function recordTransactions(tx: Transaction, update: LedgerUpdate): Promise<Balance> {
  const { payment, status, declineCode, actionUrl, clientSecret, transactions, at } = update
  const finishedMinor = await finishCaptures(tx, payment.id, transactions)
  const [balance] = await tx.execute<Balance>(sql`
    with entry as (
      insert into payment_ledger (order_id, payment_id, kind, amount_minor, currency, provider,
        provider_transaction_id, capture_id, occurred_at, recorded_at)
      select ${payment.orderId}, ${payment.id}, kind, "amountMinor", ${payment.currency}, ${payment.provider}, id,
             "captureKey", at, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(transactions)}::text::jsonb)
        as entry(id text, kind text, "amountMinor" bigint, "captureKey" text, at timestamptz)
      on conflict (provider, provider_transaction_id) do nothing
      returning kind, amount_minor
    ), delta as (
      select coalesce(sum(amount_minor) filter (where kind = 'AUTHORIZATION'), 0)::bigint as authorized,
             coalesce(sum(amount_minor) filter (where kind = 'VOID'), 0)::bigint as voided,
             coalesce(sum(amount_minor) filter (where kind = 'CAPTURE'), 0)::bigint as captured
      from entry
    )
    update payments set
      status = ${status}, decline_code = ${declineCode}, action_url = ${actionUrl},
      client_secret = ${clientSecret},
      authorized_minor = authorized_minor + delta.authorized,
      voided_minor = voided_minor + delta.voided,
      captured_minor = captured_minor + delta.captured,
      capturing_minor = capturing_minor - ${finishedMinor}
    from delta
    where id = ${payment.id}
    returning ${balanceColumns}`)
  if (balance === undefined) throw new Error(`payment ${payment.id} is gone`)
  return balance
}

export const balanceColumns = sql.raw(`authorized_minor as "authorizedMinor", voided_minor as "voidedMinor",
  capturing_minor as "capturingMinor", captured_minor as "capturedMinor", refunded_minor as "refundedMinor",
  refunding_minor as "refundingMinor"`)

export async function findPayment({ db }: Database, id: string): Promise<Payment | undefined> {
  const [payment] = await db.select().from(payments).where(eq(payments.id, id))
  return payment
}

export async function listPayments({ db }: Database, orderIds: readonly string[]): Promise<Payment[]> {
  return db
    .select()
    .from(payments)
    .where(inArray(payments.orderId, [...orderIds]))
    .orderBy(asc(payments.createdAt), asc(payments.id))
}

/** Notes the first dispute; false when one is known. */
export async function noteDispute(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const noted = await tx
    .update(payments)
    .set({ disputedAt: at })
    .where(and(eq(payments.id, id), isNull(payments.disputedAt)))
    .returning({ id: payments.id })
  return noted.length === 1
}
