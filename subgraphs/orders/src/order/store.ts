// Orders in SQL. Whoever changes an order or its money first takes the lock on its row; what constraints guard holds
// even without. Orders that were never placed are found by the functions that say so, and by no other.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { orderEvents, orderLines, orders, payments } from '@supermarket/drizzle/orders/tables.ts'
import { wholeRows } from '@supermarket/drizzle/whole-rows.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Order, OrderLine, OrderUpdate, Payment } from './order.ts'
import type { TimelineEntry } from './timeline.ts'

type Database = Pick<Connection, 'db'>

export async function findPlacedOrder(database: Database, id: string): Promise<Order | undefined> {
  const [order] = await listPlacedOrders(database, [id])
  return order
}

/** In no particular order. */
export async function listPlacedOrders({ db }: Database, ids: readonly string[]): Promise<Order[]> {
  return db
    .select()
    .from(orders)
    .where(and(inArray(orders.id, [...ids]), isNotNull(orders.placedAt)))
}

/** Placed or not. */
export async function findAnyOrder({ db }: Database, id: string): Promise<Order | undefined> {
  const [order] = await db.select().from(orders).where(eq(orders.id, id))
  return order
}

/** The order that a closed cart became or is about to become. */
export async function findLiveOrderOfCart({ db }: Database, cartId: string): Promise<Order | undefined> {
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.cartId, cartId), sql`${orders.status} <> 'CANCELED'`))
  return order
}

export type LockedOrder = { readonly order: Order; readonly payment: Payment }

/**
 * Placed or not, with its latest attempt to pay; nobody else changes either until the transaction ends. Both are locked,
 * because whoever had to wait for a row reads that one anew, and what is merely joined to it as it was before.
 */
export async function lockOrder(tx: Transaction, id: string): Promise<LockedOrder | undefined> {
  const [row] = await tx.execute(sql`
    select ${lockedColumns} from orders as o join payments as p on p.order_id = o.id
    where o.id = ${id} order by p.created_at desc limit 1
    for update of o, p`)
  return row && { order: orderRows.read(row, 'order.'), payment: paymentRows.read(row, 'payment.') }
}

const orderRows = wholeRows(orders)
const paymentRows = wholeRows(payments)
const orderColumns = orderRows.columns('o')
const lockedColumns = sql`${orderRows.columns('o', 'order.')}, ${paymentRows.columns('p', 'payment.')}`

export async function updateOrder(tx: Transaction, id: string, change: OrderUpdate): Promise<Order> {
  const [row] = await tx.execute(
    sql`update orders as o set ${orderRows.assign(change)} where o.id = ${id} returning ${orderColumns}`,
  )
  if (row === undefined) throw new Error(`order ${id} is gone`)
  return orderRows.read(row)
}

/** In the given order, at the end of the timeline. */
export async function insertOrderEvents(
  tx: Transaction,
  { orderId, events, at }: { orderId: string; events: readonly TimelineEntry[]; at: Date },
): Promise<void> {
  if (events.length === 0) return
  const rows = events.map((event) => ({ ...event, id: newId('oev'), orderId, at }))
  await tx.execute(eventRows.insert(rows))
}

const eventRows = wholeRows(orderEvents, { generated: ['sequence'] })

export async function listOrderLines({ db }: Database, orderIds: readonly string[]): Promise<OrderLine[]> {
  return db
    .select()
    .from(orderLines)
    .where(inArray(orderLines.orderId, [...orderIds]))
    .orderBy(asc(orderLines.position))
}

/** Calls off all pieces that were not sent, of an order whose lock is held. */
export async function cancelOpenPieces(tx: Transaction, orderId: string): Promise<void> {
  await tx
    .update(orderLines)
    .set({ quantityCanceled: sql`${orderLines.quantity} - ${orderLines.quantityFulfilled}` })
    .where(eq(orderLines.orderId, orderId))
}

/** Of an order whose lock is held: nobody else changes them until the transaction ends. */
export async function listLockedLines(tx: Transaction, orderId: string): Promise<OrderLine[]> {
  return tx.select().from(orderLines).where(eq(orderLines.orderId, orderId)).orderBy(asc(orderLines.position))
}

/** In the transaction that tells of them. */
export async function listLinesForEvent(
  tx: Transaction,
  orderId: string,
): Promise<{ variantId: string; quantity: number }[]> {
  return tx
    .select({ variantId: orderLines.variantId, quantity: orderLines.quantity })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.position))
}
