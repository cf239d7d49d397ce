// What must be true of a shop's three databases and of the sandbox provider's books, whatever was killed on the way:
// the contract's invariants as named checks in SQL, each of which lists the rows that break it. They hold once
// nothing is under way any more; `openWork` tells what still is.
import postgres from 'postgres'
import type { Books, Invariant } from './invariant.ts'
import { crossInvariants } from './invariants-across.ts'
import { countAtBrokers, eventInvariants } from './invariants-of-events.ts'
import { orderInvariants } from './invariants-of-orders.ts'
import { stockInvariants } from './invariants-of-stock.ts'

export type Databases = { readonly users: string; readonly products: string; readonly orders: string }

export const invariants: readonly Invariant[] = [
  ...stockInvariants,
  ...orderInvariants,
  ...crossInvariants,
  ...eventInvariants,
]

/** Each broken invariant with its first rows, as a sentence; empty when all is well. */
export async function brokenInvariants(
  databases: Databases,
  checks: readonly Invariant[] = invariants,
): Promise<string[]> {
  await using books = openBooks(databases)
  const broken: string[] = []
  for (const { name, violations } of checks) {
    const rows = await violations(books)
    if (rows.length > 0) broken.push(`${name}: ${rows.length} × ${JSON.stringify(rows.slice(0, 3))}`)
  }
  return broken
}

/**
 * What the services still have to do by themselves, as sentences. An order that waits for its buyer to act at the
 * provider is not among it: the shop has done its part.
 */
export async function openWork(databases: Databases): Promise<string[]> {
  await using books = openBooks(databases)
  const open: string[] = []
  for (const [service, sql] of [
    ['users', books.users],
    ['products', books.products],
    ['orders', books.orders],
  ] as const) {
    const [row] = await sql`
      select count(*)::integer as count from outbox_delivery where delivered_at is null and dead_at is null`
    if (row?.count > 0) open.push(`${row?.count} events of ${service} are not delivered`)
  }
  const atBrokers = await countAtBrokers(books)
  if (atBrokers > 0) open.push(`${atBrokers} events are at a broker`)
  const [row] = await books.orders`
    select
      (select count(*)::integer from orders
       where (status = 'PENDING_PAYMENT' and payment_status <> 'REQUIRES_ACTION')
          or (status = 'CANCELED' and placed_at is null and settle_after is not null)) as orders,
      (select count(*)::integer from refunds where status = 'PENDING') as refunds,
      (select count(*)::integer from idempotency_keys where answer is null) as keys`
  if (row?.orders > 0) open.push(`${row?.orders} orders are not settled`)
  if (row?.refunds > 0) open.push(`${row?.refunds} refunds are not decided`)
  if (row?.keys > 0) open.push(`${row?.keys} idempotency keys have no answer`)
  return open
}

function openBooks({ users, products, orders }: Databases): Books & AsyncDisposable {
  const open = (url: string) => postgres(url, { max: 1, onnotice: () => {} })
  const books = { users: open(users), products: open(products), orders: open(orders) }
  return {
    ...books,
    async [Symbol.asyncDispose]() {
      await Promise.all(Object.values(books).map((sql) => sql.end({ timeout: 5 })))
    },
  }
}
