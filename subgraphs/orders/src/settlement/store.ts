// Orders that nobody asks about, in SQL: which ones somebody has to look at, who has them, and which ones are done.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { orderEvents, orders, payments, returns } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { and, asc, eq, inArray, isNotNull, lt, lte, notExists, or, sql } from 'drizzle-orm'
import type { Order } from '../order/order.ts'
import { completedEntry } from '../order/timeline.ts'

type Database = Pick<Connection, 'db'>

/** Ids of what is due, longest first. */
export async function listDueOrders({ db }: Database, now: Date, limit: number): Promise<string[]> {
  const due = await db
    .select({ id: orders.id })
    .from(orders)
    .where(lte(orders.settleAfter, now))
    .orderBy(asc(orders.settleAfter))
    .limit(limit)
  return due.map(({ id }) => id)
}

/** The lease of the reconciler: the order, if it was due and nobody else took it. */
export async function leaseDueOrder(
  { db }: Database,
  { id, now, until }: { id: string; now: Date; until: Date },
): Promise<Order | undefined> {
  const [order] = await db
    .update(orders)
    .set({ settleAfter: until })
    .where(and(eq(orders.id, id), lte(orders.settleAfter, now)))
    .returning()
  return order
}

/** Puts off, or with null ends, the work on an order that is still under the lease that ends at `until`. */
export async function endLease(
  { db }: Database,
  { id, until, next }: { id: string; until: Date; next: Date | null },
): Promise<void> {
  await db
    .update(orders)
    .set({ settleAfter: next })
    .where(and(eq(orders.id, id), eq(orders.settleAfter, until)))
}

/**
 * The order of a payment is to be looked at now; undefined when there is none, or its checkout is still under way and
 * hears from the provider itself.
 */
export async function markDue(
  { db }: Database,
  { paymentId, at }: { paymentId: string; at: Date },
): Promise<string | undefined> {
  const [due] = await db
    .update(orders)
    .set({ settleAfter: at })
    .where(
      and(
        eq(orders.id, db.select({ id: payments.orderId }).from(payments).where(eq(payments.id, paymentId))),
        or(isNotNull(orders.placedAt), eq(orders.status, 'CANCELED')),
      ),
    )
    .returning({ id: orders.id })
  return due?.id
}

/** Ends the time in which an order may be paid; false when it does not wait for its payment. */
export async function expireOrder(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const expired = await tx
    .update(orders)
    .set({ payableUntil: at, settleAfter: at })
    .where(and(eq(orders.id, id), eq(orders.status, 'PENDING_PAYMENT')))
    .returning({ id: orders.id })
  return expired.length === 1
}

/** Completes up to `limit` orders that were sent as a whole before `before` and wait for no return; answers how many it had. */
export async function completeOrders(
  tx: Transaction,
  { before, limit, at }: { before: Date; limit: number; at: Date },
): Promise<number> {
  const sent = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.status, 'FULFILLED'), lt(orders.fulfilledAt, before), notExists(openReturnOf(tx))))
    .orderBy(asc(orders.fulfilledAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  if (sent.length === 0) return 0
  const ids = sent.map(({ id }) => id)
  // Asked for under the lock: a return may have been asked for between the look and the lock.
  const completed = await tx
    .update(orders)
    .set({ status: 'COMPLETED' })
    .where(and(inArray(orders.id, ids), notExists(openReturnOf(tx))))
    .returning({ id: orders.id })
  if (completed.length > 0) {
    const entry = completedEntry()
    await tx
      .insert(orderEvents)
      .values(completed.map(({ id: orderId }) => ({ ...entry, id: newId('oev'), orderId, at })))
  }
  return ids.length
}

function openReturnOf(tx: Transaction) {
  return tx
    .select({ one: sql`1` })
    .from(returns)
    .where(and(eq(returns.orderId, orders.id), inArray(returns.status, ['REQUESTED', 'APPROVED'])))
}
