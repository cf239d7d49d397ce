// Payments, refunds and the ledger in SQL. The balance of a payment changes only together with the ledger, in one
// statement; its CHECK constraints are what parallel refunds run against.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { payments, refundLines, refunds } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { Balance, Payment, PaymentAttemptStatus, Refund } from '../order/order.ts'
import type { ProviderTransaction } from './provider.ts'

type Database = Pick<Connection, 'db'>

export type LedgerUpdate = {
  readonly payment: Payment
  readonly status: PaymentAttemptStatus
  readonly declineCode: string | null
  readonly actionUrl: string | null
  /** What the provider knows; what the ledger has already is passed over. */
  readonly transactions: readonly ProviderTransaction[]
  readonly at: Date
}

/** Writes what is new into the ledger and moves the balance by exactly that. */
export async function recordTransactions(tx: Transaction, update: LedgerUpdate): Promise<Balance> {
  const { payment, status, declineCode, actionUrl, transactions, at } = update
  const [balance] = await tx.execute<Balance>(sql`
    with entry as (
      insert into payment_ledger (order_id, payment_id, kind, amount_minor, currency, provider,
        provider_transaction_id, refund_id, occurred_at, recorded_at)
      select ${payment.orderId}, ${payment.id}, kind, "amountMinor", ${payment.currency}, ${payment.provider}, id,
             "refundKey", at, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(transactions)}::text::jsonb)
        as entry(id text, kind text, "amountMinor" bigint, "refundKey" text, at timestamptz)
      on conflict (provider, provider_transaction_id) do nothing
      returning kind, amount_minor
    ), delta as (
      select coalesce(sum(amount_minor) filter (where kind = 'CAPTURE'), 0)::bigint as captured,
             coalesce(sum(amount_minor) filter (where kind = 'REFUND'), 0)::bigint as refunded
      from entry
    )
    update payments set
      status = ${status}, decline_code = ${declineCode}, action_url = ${actionUrl},
      captured_minor = captured_minor + delta.captured,
      refunded_minor = refunded_minor + delta.refunded,
      refunding_minor = refunding_minor - delta.refunded
    from delta
    where id = ${payment.id}
    returning captured_minor as "capturedMinor", refunded_minor as "refundedMinor",
              refunding_minor as "refundingMinor"`)
  if (balance === undefined) throw new Error(`payment ${payment.id} is gone`)
  return balance
}

/** Sets money aside for a refund; false when less than that was captured and neither paid back nor set aside. */
export async function setAside(tx: Transaction, paymentId: string, amountMinor: number): Promise<boolean> {
  const taken = await tx
    .update(payments)
    .set({ refundingMinor: sql`${payments.refundingMinor} + ${amountMinor}` })
    .where(
      and(
        eq(payments.id, paymentId),
        gte(
          sql`${payments.capturedMinor} - ${payments.refundedMinor} - ${payments.refundingMinor}`,
          amountMinor,
        ),
      ),
    )
    .returning({ id: payments.id })
  return taken.length === 1
}

/** Gives back what was set aside, because the provider refused. */
export async function putBack(tx: Transaction, paymentId: string, amountMinor: number): Promise<void> {
  await tx
    .update(payments)
    .set({ refundingMinor: sql`${payments.refundingMinor} - ${amountMinor}` })
    .where(eq(payments.id, paymentId))
}

export type RefundedLine = { readonly orderLineId: string; readonly quantity: number }

export async function insertRefund(
  tx: Transaction,
  refund: Refund,
  lines: readonly RefundedLine[],
): Promise<void> {
  await tx.insert(refunds).values(refund)
  if (lines.length > 0)
    await tx.insert(refundLines).values(lines.map((line) => ({ ...line, refundId: refund.id })))
}

export async function findRefund({ db }: Database, id: string): Promise<Refund | undefined> {
  const [refund] = await db.select().from(refunds).where(eq(refunds.id, id))
  return refund
}

/** Of an order whose lock is held. */
export function countRefunds(tx: Transaction, orderId: string): Promise<number> {
  return tx.$count(refunds, eq(refunds.orderId, orderId))
}

/** Counts the pieces of a refund on its lines, whose CHECK holds them to what was bought. */
export async function takeRefundedLines(tx: Transaction, refundId: string): Promise<void> {
  await tx.execute(sql`
    update order_lines set quantity_refunded = quantity_refunded + refund_lines.quantity
    from refund_lines
    where refund_lines.refund_id = ${refundId} and order_lines.id = refund_lines.order_line_id`)
}

/** Undefined unless it was still pending. */
export async function finishRefund(
  tx: Transaction,
  id: string,
  status: 'SUCCEEDED' | 'FAILED',
): Promise<Refund | undefined> {
  const [refund] = await tx
    .update(refunds)
    .set({ status })
    .where(and(eq(refunds.id, id), eq(refunds.status, 'PENDING')))
    .returning()
  return refund
}

/** Takes the pieces of a failed refund off its lines again. */
export async function restoreRefundedLines(tx: Transaction, refundId: string): Promise<void> {
  await tx.execute(sql`
    update order_lines set quantity_refunded = quantity_refunded - refund_lines.quantity
    from refund_lines
    where refund_lines.refund_id = ${refundId} and order_lines.id = refund_lines.order_line_id`)
}

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

export async function listRefunds({ db }: Database, orderIds: readonly string[]): Promise<Refund[]> {
  return db
    .select()
    .from(refunds)
    .where(inArray(refunds.orderId, [...orderIds]))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
}
