// Refunds in SQL. What is set aside for one is part of the payment's balance, whose CHECK constraints are what parallel
// refunds run against.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { paymentLedger, payments, refundLines, refunds } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { Balance, Payment, Refund } from '../order/order.ts'
import type { ProviderTransaction } from './provider.ts'
import { balanceColumns } from './store.ts'

type Database = Pick<Connection, 'db'>

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

export type RefundedLine = {
  readonly orderLineId: string
  readonly quantity: number
  readonly amountMinor: number
}

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

/** Of an order whose lock is held: what refunds that did not fail have of its delivery. */
export async function sumDeliveryRefunds(tx: Transaction, orderId: string): Promise<number> {
  const [row] = await tx.execute<{ minor: number }>(sql`
    select coalesce(sum(delivery_minor), 0)::bigint as minor from refunds
    where order_id = ${orderId} and status <> 'FAILED'`)
  return row?.minor ?? 0
}

/** Counts pieces and amounts of a refund on its lines, whose CHECKs hold them to what was bought and paid. */
export async function takeRefundedLines(tx: Transaction, refundId: string): Promise<void> {
  await tx.execute(sql`
    update order_lines set quantity_refunded = quantity_refunded + refund_lines.quantity,
      refunded_minor = refunded_minor + refund_lines.amount_minor
    from refund_lines
    where refund_lines.refund_id = ${refundId} and order_lines.id = refund_lines.order_line_id`)
}

/** From what it was; undefined when that is not what it is. */
export async function finishRefund(
  tx: Transaction,
  id: string,
  { from = 'PENDING', to }: { from?: Refund['status']; to: 'SUCCEEDED' | 'FAILED' },
): Promise<Refund | undefined> {
  const [refund] = await tx
    .update(refunds)
    .set({ status: to })
    .where(and(eq(refunds.id, id), eq(refunds.status, from)))
    .returning()
  return refund
}

export type RefundEntry = {
  readonly payment: Payment
  readonly transaction: ProviderTransaction
  readonly refundId: string
  /** What was set aside for it until now. */
  readonly setAsideMinor: number
  readonly at: Date
}

/** Writes a refund, or one that came back, into the ledger and moves the balance by it; undefined when it is there. */
export async function recordRefundEntry(
  tx: Transaction,
  { payment, transaction, refundId, setAsideMinor, at }: RefundEntry,
): Promise<Balance | undefined> {
  const { id, kind, amountMinor } = transaction
  const deltaMinor = kind === 'REFUND' ? amountMinor : -amountMinor
  const [balance] = await tx.execute<Balance>(sql`
    with entry as (
      insert into payment_ledger (order_id, payment_id, kind, amount_minor, currency, provider,
        provider_transaction_id, refund_id, occurred_at, recorded_at)
      values (${payment.orderId}, ${payment.id}, ${kind}, ${amountMinor}, ${payment.currency}, ${payment.provider},
        ${id}, ${refundId}, ${transaction.at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz)
      on conflict (provider, provider_transaction_id) do nothing
      returning id
    )
    update payments set refunded_minor = refunded_minor + ${deltaMinor}::bigint,
      refunding_minor = refunding_minor - ${setAsideMinor}::bigint
    where id = ${payment.id} and exists (select from entry)
    returning ${balanceColumns}`)
  return balance
}

/** Which of them the ledger has, and for which refunds. */
export async function findRecorded(
  tx: Transaction,
  provider: string,
  transactionIds: readonly string[],
): Promise<Map<string, string>> {
  const known = await tx
    .select({ id: paymentLedger.providerTransactionId, refundId: paymentLedger.refundId })
    .from(paymentLedger)
    .where(
      and(
        eq(paymentLedger.provider, provider),
        inArray(paymentLedger.providerTransactionId, [...transactionIds]),
      ),
    )
  return new Map(known.map(({ id, refundId }) => [id, refundId ?? '']))
}

/** Takes the pieces of a failed refund off its lines again. */
export async function restoreRefundedLines(tx: Transaction, refundId: string): Promise<void> {
  await tx.execute(sql`
    update order_lines set quantity_refunded = quantity_refunded - refund_lines.quantity,
      refunded_minor = refunded_minor - refund_lines.amount_minor
    from refund_lines
    where refund_lines.refund_id = ${refundId} and order_lines.id = refund_lines.order_line_id`)
}

/** Leaves a failed refund its amount, and not what it was for. */
export async function forgetRefundedParts(tx: Transaction, refundId: string): Promise<void> {
  await tx.delete(refundLines).where(eq(refundLines.refundId, refundId))
  await tx.update(refunds).set({ deliveryMinor: 0 }).where(eq(refunds.id, refundId))
}

export async function listRefunds({ db }: Database, orderIds: readonly string[]): Promise<Refund[]> {
  return db
    .select()
    .from(refunds)
    .where(inArray(refunds.orderId, [...orderIds]))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
}
