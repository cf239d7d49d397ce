// Invariants of the event backbone: what happened is told once, in order, and took effect once at each subscriber.
import type { ServiceName } from '@supermarket/schema/events.ts'
import type { Books, Invariant, Violation } from './invariant.ts'

const services: readonly ServiceName[] = ['users', 'products', 'orders']

export const eventInvariants: readonly Invariant[] = [
  {
    name: 'each turn of an order is told to others exactly once',
    violations: ({ orders }) =>
      orders.unsafe(`
      select orders.id, status, placed_at is not null as placed, told.*
      from orders
      left join lateral (
        select count(*) filter (where type = 'order.placed')::integer as placements,
               count(*) filter (where type = 'order.paid')::integer as payments,
               count(*) filter (where type = 'order.canceled')::integer as cancellations,
               count(*) filter (where type = 'order.refunded')::integer as refunds,
               count(*) filter (where type = 'order.shipped')::integer as shipments
        from outbox where aggregate_type = 'order' and aggregate_id = orders.id) as told on true
      where placements <> (placed_at is not null)::integer
         or (status in ('CONFIRMED', 'FULFILLED', 'COMPLETED') and payments <> 1)
         or (status = 'PENDING_PAYMENT' and payments <> 0)
         or payments > 1
         or cancellations <> (status = 'CANCELED' and placed_at is not null)::integer
         or refunds <> (select count(*) from refunds where order_id = orders.id and status = 'SUCCEEDED')
         or shipments <> (select count(*) from shipments where order_id = orders.id)`),
  },
  everywhere(
    "an aggregate's events are numbered without a gap",
    `select aggregate_type, aggregate_id, count(*)::integer as count, max(aggregate_sequence) as last
     from outbox group by aggregate_type, aggregate_id
     having count(*) <> max(aggregate_sequence) or min(aggregate_sequence) <> 1`,
  ),
  everywhere(
    'no event is given up',
    `select event_id, subscriber, failures, last_error from outbox_delivery where dead_at is not null`,
  ),
  {
    name: 'each event took effect exactly once at each subscriber',
    async violations(books) {
      const { sent, received } = await listPairs(books)
      return [...differences(sent, received, 'not taken in'), ...differences(received, sent, 'never sent')]
    },
  },
]

/** Events that a broker has for somebody: delivered as far as the relay knows, without effect so far. */
export async function countAtBrokers(books: Books): Promise<number> {
  const { sent, received } = await listPairs(books)
  return differences(sent, received, 'not taken in').length
}

async function listPairs(books: Books): Promise<{ sent: string[]; received: string[] }> {
  const sent = (await Promise.all(services.map((service) => listDeliveries(books, service)))).flat()
  const received = (await Promise.all(services.map((service) => listInbox(books, service)))).flat()
  return { sent, received }
}

function everywhere(name: string, query: string): Invariant {
  return {
    name,
    async violations(books) {
      const found = await Promise.all(
        services.map(async (service) =>
          (await books[service].unsafe(query)).map((row): Violation => ({ service, ...row })),
        ),
      )
      return found.flat()
    },
  }
}

/** `event consumer`, once for each time. */
async function listDeliveries(books: Books, service: ServiceName): Promise<string[]> {
  const rows = await books[service]`
    select event_id || ' ' || subscriber as pair from outbox_delivery where delivered_at is not null`
  return rows.map(({ pair }) => pair)
}

async function listInbox(books: Books, service: ServiceName): Promise<string[]> {
  const rows = await books[service]`select event_id || ' ' || consumer as pair from inbox`
  return rows.map(({ pair }) => pair)
}

function differences(these: readonly string[], those: readonly string[], what: string): Violation[] {
  const known = new Set(those)
  return these.filter((pair) => !known.has(pair)).map((pair) => ({ [what]: pair }))
}
