// Orders that nobody asks about, in SQL: which ones somebody has to look at, who has them, and which ones are done.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { orderEvents, orders, payments } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { and, asc, eq, inArray, isNotNull, lt, lte, or } from 'drizzle-orm'
import type { Order } from '../order/order.ts'

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

/** Completes up to `limit` orders that were sent as a whole before `before`; answers how many. */
export async function completeOrders(
  tx: Transaction,
  { before, limit, at }: { before: Date; limit: number; at: Date },
): Promise<number> {
  const sent = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.status, 'FULFILLED'), lt(orders.fulfilledAt, before)))
    .orderBy(asc(orders.fulfilledAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  if (sent.length === 0) return 0
  const ids = sent.map(({ id }) => id)
  await tx.update(orders).set({ status: 'COMPLETED' }).where(inArray(orders.id, ids))
  await tx
    .insert(orderEvents)
    .values(ids.map((orderId) => ({ id: newId('oev'), orderId, type: 'COMPLETED', at }) as const))
  return ids.length
}
