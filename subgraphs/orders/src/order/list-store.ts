// Pages of orders and of their timelines in SQL: by keyset, for many owners in one statement, counted only when asked.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { orderEvents, orders } from '@supermarket/drizzle/orders/tables.ts'
import { and, asc, desc, eq, gte, inArray, isNotNull, lt, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Order, OrderEvent, OrderEventType, OrderStatus, PaymentStatus } from './order.ts'

type Database = Pick<Connection, 'db'>

export type OrderFilter = {
  readonly status?: readonly OrderStatus[] | undefined
  readonly paymentStatus?: readonly PaymentStatus[] | undefined
  readonly placedFrom?: Date | undefined
  readonly placedBefore?: Date | undefined
}

export type OrderPosition = { readonly placedAt: Date; readonly id: string }

export type Slice<Position> = { readonly after: Position | undefined; readonly limit: number }

/** Newest first. */
export async function listOrders(
  { db }: Database,
  filter: OrderFilter,
  { after, limit }: Slice<OrderPosition>,
): Promise<Order[]> {
  return db
    .select()
    .from(orders)
    .where(and(...conditionsOf(filter), after && isBehind(after)))
    .orderBy(desc(orders.placedAt), desc(orders.id))
    .limit(limit)
}

/** Newest first, by customer. */
export async function listOrdersOf(
  { db }: Database,
  customerIds: readonly string[],
  { after, limit }: Slice<OrderPosition>,
): Promise<Order[]> {
  const [only, ...others] = customerIds
  if (only === undefined) return []
  const page = (customerId: string | SQL) =>
    and(eq(orders.customerId, customerId), isNotNull(orders.placedAt), after && isBehind(after))
  const newest = [desc(orders.placedAt), desc(orders.id)]
  if (others.length === 0) {
    return db
      .select()
      .from(orders)
      .where(page(only))
      .orderBy(...newest)
      .limit(limit)
  }
  const each = db
    .select({ id: orders.id })
    .from(orders)
    .where(page(sql`customer.id`))
    .orderBy(...newest)
    .limit(limit)
  const ids = sql`select own.id from ${elements(customerIds)} as customer(id) cross join lateral (${each}) as own`
  return db
    .select()
    .from(orders)
    .where(sql`${orders.id} in (${ids})`)
    .orderBy(...newest)
}

/** In the order of their placing, from `from` on and behind `after`. */
export async function listPlacedSince(
  { db }: Database,
  { from, after, limit }: { from: Date; after: OrderPosition | undefined; limit: number },
): Promise<OrderPosition[]> {
  const rows = await db
    .select({ id: orders.id, placedAt: orders.placedAt })
    .from(orders)
    .where(and(gte(orders.placedAt, from), after && isBefore(after)))
    .orderBy(asc(orders.placedAt), asc(orders.id))
    .limit(limit)
  return rows.flatMap(({ id, placedAt }) => (placedAt === null ? [] : [{ id, placedAt }]))
}

const mostCounted = 10_000

/** Null beyond 10,000. */
export async function countOrders({ db }: Database, filter: OrderFilter): Promise<number | null> {
  const some = db
    .select({ one: sql`1` })
    .from(orders)
    .where(and(...conditionsOf(filter)))
    .limit(mostCounted + 1)
  const [counted] = await db.execute<{ total: number }>(
    sql`select count(*)::integer as total from (${some}) as matching`,
  )
  return bounded(counted?.total ?? 0)
}

/** By customer; those without orders are left out. Null beyond 10,000. */
export async function countOrdersOf(
  { db }: Database,
  customerIds: readonly string[],
): Promise<Map<string, number | null>> {
  const rows = await db.execute<{ id: string; total: number }>(sql`
    select customer.id, own.total
    from ${elements(customerIds)} as customer(id) cross join lateral (
      select count(*)::integer as total from (
        select from orders where customer_id = customer.id and placed_at is not null limit ${mostCounted + 1}
      ) as matching
    ) as own`)
  return new Map(rows.map(({ id, total }) => [id, bounded(total)]))
}

export type EventSlice = Slice<number> & { readonly hidden: readonly OrderEventType[] }

/** Oldest first, by order, without those of the `hidden` types; `after` is a sequence. */
export async function listEventsOf(
  { db }: Database,
  orderIds: readonly string[],
  { after, limit, hidden }: EventSlice,
): Promise<OrderEvent[]> {
  const isAfter = after === undefined ? sql`` : sql`and sequence > ${after}`
  const isShown = hidden.length === 0 ? sql`` : sql`and type not in ${[...hidden]}`
  const ids = sql`
    select step.id from ${elements(orderIds)} as timeline(order_id) cross join lateral (
      select id from order_events where order_id = timeline.order_id ${isAfter} ${isShown} order by sequence limit ${limit}
    ) as step`
  return db
    .select()
    .from(orderEvents)
    .where(sql`${orderEvents.id} in (${ids})`)
    .orderBy(asc(orderEvents.sequence))
}

export async function countEventsOf(
  { db }: Database,
  orderIds: readonly string[],
  hidden: readonly OrderEventType[],
): Promise<Map<string, number>> {
  const rows = await db
    .select({ orderId: orderEvents.orderId, total: sql<number>`count(*)::integer` })
    .from(orderEvents)
    .where(and(inArray(orderEvents.orderId, [...orderIds]), notInArray(orderEvents.type, [...hidden])))
    .groupBy(orderEvents.orderId)
  return new Map(rows.map(({ orderId, total }) => [orderId, total]))
}

function conditionsOf({ status, paymentStatus, placedFrom, placedBefore }: OrderFilter): (SQL | undefined)[] {
  return [
    isNotNull(orders.placedAt),
    status && inArray(orders.status, [...status]),
    paymentStatus && inArray(orders.paymentStatus, [...paymentStatus]),
    placedFrom && gte(orders.placedAt, placedFrom),
    placedBefore && lt(orders.placedAt, placedBefore),
  ]
}

function isBehind({ placedAt, id }: OrderPosition): SQL {
  return sql`(${orders.placedAt}, ${orders.id}) < (${placedAt}::timestamptz, ${id})`
}

function isBefore({ placedAt, id }: OrderPosition): SQL {
  return sql`(${orders.placedAt}, ${orders.id}) > (${placedAt}::timestamptz, ${id})`
}

function elements(texts: readonly string[]): SQL {
  return sql`jsonb_array_elements_text(${JSON.stringify(texts)}::text::jsonb)`
}

function bounded(total: number): number | null {
  return total > mostCounted ? null : total
}
