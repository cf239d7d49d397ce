// The log of deliveries in SQL, and what staff may do to one; what senders do to them is in leases.ts.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { webhookDeliveries, webhookEndpoints } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, desc, eq, getTableColumns, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { deliveriesChannel } from './sender.ts'
import type { DeliveryStatus, WebhookDelivery, WebhookEvent } from './webhook.ts'

type Database = Pick<Connection, 'db'>

/** `after` is an id. */
export type DeliverySlice = {
  readonly after: string | undefined
  readonly limit: number
  readonly status: readonly DeliveryStatus[] | undefined
}

const {
  failures: _failures,
  triesSince: _triesSince,
  leasedUntil: _leasedUntil,
  ...columns
} = getTableColumns(webhookDeliveries)

/** Newest first, by endpoint. */
export async function listDeliveriesOf(
  { db }: Database,
  endpointIds: readonly string[],
  { after, limit, status }: DeliverySlice,
): Promise<WebhookDelivery[]> {
  const each = db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.endpointId, sql`endpoint.id`),
        after === undefined ? undefined : lt(webhookDeliveries.id, after),
        status && hasOneOf(status),
      ),
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(limit)
  const ids = sql`
    select own.id from jsonb_array_elements_text(${JSON.stringify(endpointIds)}::text::jsonb) as endpoint(id)
    cross join lateral (${each}) as own`
  return db
    .select(columns)
    .from(webhookDeliveries)
    .where(sql`${webhookDeliveries.id} in (${ids})`)
    .orderBy(desc(webhookDeliveries.id))
}

const mostCounted = 10_000

/** Null beyond 10,000. */
export async function countDeliveries(
  { db }: Database,
  endpointId: string,
  status: DeliverySlice['status'],
): Promise<number | null> {
  const some = db
    .select({ one: sql`1` })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.endpointId, endpointId), status && hasOneOf(status)))
    .limit(mostCounted + 1)
  const [row] = await db.execute<{ total: number }>(
    sql`select count(*)::integer as total from (${some}) as matching`,
  )
  const total = row?.total ?? 0
  return total > mostCounted ? null : total
}

/** Only while its endpoint is not deleted. */
export async function findDelivery({ db }: Database, id: string): Promise<WebhookDelivery | undefined> {
  const [found] = await db
    .select(columns)
    .from(webhookDeliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(and(eq(webhookDeliveries.id, id), isNull(webhookEndpoints.deletedAt)))
  return found
}

/** Due now, tried for a whole window again; one that is pending is only due now. Leases go on. */
export async function retryDelivery(tx: Transaction, id: string): Promise<void> {
  await tx.execute(sql`
    update webhook_deliveries
    set next_attempt_at = now(), delivered_at = null, dead_at = null,
        failures = case when delivered_at is null and dead_at is null then failures else 0 end,
        tries_since = case when delivered_at is null and dead_at is null then tries_since end
    where id = ${id}`)
  await wakeSenders(tx)
}

/** Behind the tests of the endpoint before it: the caller holds the endpoint's lock. */
export async function insertTest(
  tx: Transaction,
  delivery: Pick<WebhookDelivery, 'id' | 'endpointId'> & Omit<WebhookEvent, 'aggregateSequence'>,
): Promise<void> {
  const { endpointId, aggregateType, aggregateId } = delivery
  const [last] = await tx
    .select({ sequence: sql<number>`coalesce(max(${webhookDeliveries.aggregateSequence}), 0)` })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        eq(webhookDeliveries.aggregateType, aggregateType),
        eq(webhookDeliveries.aggregateId, aggregateId),
      ),
    )
  await tx.insert(webhookDeliveries).values({ ...delivery, aggregateSequence: (last?.sequence ?? 0) + 1 })
  await wakeSenders(tx)
}

/** At commit. */
export async function wakeSenders(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_notify(${deliveriesChannel}, '')`)
}

function hasOneOf(statuses: readonly DeliveryStatus[]): SQL {
  const { deliveredAt, deadAt } = webhookDeliveries
  const conditions: Record<DeliveryStatus, SQL | undefined> = {
    PENDING: and(isNull(deliveredAt), isNull(deadAt)),
    DELIVERED: isNotNull(deliveredAt),
    DEAD: isNotNull(deadAt),
  }
  return or(...statuses.map((status) => conditions[status])) ?? sql`false`
}
