// Requests for links to orders, in SQL.
import { createHash } from 'node:crypto'
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { orders } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Order } from './order.ts'

type Database = Pick<Connection, 'db'>

export type OrderAccessRequest = { readonly number: string; readonly email: string }

/** `burst` at once, and one more each `refillMs` after that. */
export type AccessBudget = { readonly burst: number; readonly refillMs: number }

/** Whether the request is within its budget, which it uses up then. Requests that are alike take turns. */
export async function chargeAccess(
  tx: Transaction,
  { number, email }: OrderAccessRequest,
  { burst, refillMs, at }: AccessBudget & { at: Date },
): Promise<boolean> {
  const key = createHash('sha256').update(`${number}\n${email.toLowerCase()}`).digest('base64url')
  const next = new Date(at.getTime() + refillMs)
  const latest = new Date(at.getTime() + refillMs * (burst - 1))
  const from = sql`greatest(r.whole_at, ${at}::timestamptz)`
  const isAllowed = sql`${from} <= ${latest}::timestamptz`
  const [row] = await tx.execute<{ isAllowed: boolean }>(sql`
    insert into order_access_requests as r (key, whole_at, is_allowed)
    values (${key}, ${next}::timestamptz, true)
    on conflict (key) do update set
      is_allowed = ${isAllowed},
      whole_at = case when ${isAllowed} then ${from} + ${refillMs} * interval '1 millisecond' else r.whole_at end
    returning is_allowed as "isAllowed"`)
  return row?.isAllowed === true
}

/** Budgets that are whole say nothing; answers how many were deleted. */
export async function purgeAccessRequests({ db }: Database, now: Date, limit: number): Promise<number> {
  const deleted = await db.execute(sql`
    delete from order_access_requests where key in (
      select key from order_access_requests where whole_at < ${now} limit ${limit} for update skip locked)
    returning 1`)
  return deleted.length
}

/** Who has an account signs in instead. */
export async function findGuestOrder(
  { db }: Database,
  { number, email }: OrderAccessRequest,
): Promise<Order | undefined> {
  const isTheirs = sql`lower(${orders.email}) = lower(${email})`
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.number, number), isTheirs, isNull(orders.customerId), isNotNull(orders.placedAt)))
  return order
}
