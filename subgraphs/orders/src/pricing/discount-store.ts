// Discounts in SQL, and their uses: taken in the statement that prepares an order, where constraints hold parallel ones
// to the limits, and given back when the order ends before it was confirmed.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { discountCustomers, discounts, discountUses } from '@supermarket/drizzle/orders/tables.ts'
import { wholeRows } from '@supermarket/drizzle/whole-rows.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Order } from '../order/order.ts'
import type { Discount, DiscountTerms } from './discount.ts'

type Database = Pick<Connection, 'db'>

const rows = wholeRows(discounts)
const useRows = wholeRows(discountUses)
const customerRows = wholeRows(discountCustomers)

/** The discounts of a cart `c`, as one value; most carts have no code, and then nothing is looked for. */
export const discountsOfCart = sql`case when c.discount_codes = '[]' then '[]' else (
  select coalesce(json_agg(terms), '[]') from (
    select ${rows.columns('d')}, coalesce((
        select u.uses from discount_customers as u where u.discount_id = d.id and u.customer_key = c.user_id
      ), 0) as "usesOfCustomer"
    from discounts as d where d.code_key in (select jsonb_array_elements_text(c.discount_codes))
  ) as terms) end as discounts`

/** Of a value of `discountsOfCart`. */
export function readTerms(row: DiscountTerms): DiscountTerms {
  return { ...rows.read(row), usesOfCustomer: row.usesOfCustomer }
}

/** The limits that parallel orders run against. */
export const usesConstraint = 'discounts_uses_check'
export const customerUsesConstraint = 'discount_customers_uses_check'

export type DiscountUse = { readonly discountId: string; readonly maxUsesPerCustomer: number | null }

/**
 * Parts of a statement that prepares an order, once for the row of `per`: takes a use of each discount, or violates
 * `usesConstraint` or `customerUsesConstraint`, and then nothing of the statement is done. Checkouts with one code take
 * turns at its row for as long as the statement takes.
 */
export function takingUses(
  orderId: string,
  { uses, customerKeys }: { uses: readonly DiscountUse[]; customerKeys: readonly string[] },
  per: string,
): readonly SQL[] {
  if (uses.length === 0) return []
  // In one order for all, so that two orders with the same two codes never wait for each other.
  const sorted = uses.toSorted((one, other) => (one.discountId < other.discountId ? -1 : 1))
  const from = sql.raw(per)
  const held = sorted.map(({ discountId }) => ({ discountId, orderId, customerKeys: [...customerKeys] }))
  const counted = sorted.flatMap(({ discountId, maxUsesPerCustomer }) =>
    customerKeys
      .toSorted()
      .map((customerKey) => ({ discountId, customerKey, uses: 1, maxUses: maxUsesPerCustomer })),
  )
  return [
    ...sorted.map(
      ({ discountId }, at) => sql`${sql.raw(`used${at}`)} as (
        update discounts set uses = uses + 1 from ${from} where discounts.id = ${discountId})`,
    ),
    sql`holds as (${useRows.insert(held, per)})`,
    sql`counts as (${customerRows.insert(counted, per)}
      on conflict (discount_id, customer_key)
        do update set uses = discount_customers.uses + 1, max_uses = excluded.max_uses)`,
  ]
}

/** Gives back what the order holds; may be repeated. One statement. */
export async function giveBackUses(tx: Transaction, orderId: string): Promise<void> {
  await tx.execute(sql`
    with gone as (
      delete from discount_uses where order_id = ${orderId} returning discount_id, customer_keys
    ), fewer as (
      update discounts set uses = uses - 1 from gone where discounts.id = gone.discount_id
    )
    update discount_customers as c set uses = c.uses - 1
    from gone, jsonb_array_elements_text(gone.customer_keys) as customer(key)
    where c.discount_id = gone.discount_id and c.customer_key = customer.key`)
}

/** Of whoever deletes an account nothing is counted any more. */
export async function forgetUsesOf(tx: Transaction, userId: string): Promise<void> {
  await tx.delete(discountCustomers).where(eq(discountCustomers.customerKey, userId))
  await tx.execute(sql`
    update discount_uses set customer_keys = customer_keys - ${userId}::text
    where order_id in (select id from orders where customer_id = ${userId}) and customer_keys ? ${userId}`)
}

export const codeConstraint = 'discounts_code_key'

/** False when another discount has the code. */
export async function insertDiscount({ db }: Database, discount: Discount): Promise<boolean> {
  try {
    await db.execute(rows.insert([discount]))
    return true
  } catch (error) {
    if (violatedConstraint(error) === codeConstraint) return false
    throw error
  }
}

export type DiscountChange = Partial<
  Pick<Discount, 'productIds' | 'variantIds' | 'minimumSubtotal' | 'maxUses' | 'maxUsesPerCustomer'> &
    Pick<Discount, 'startsAt' | 'endsAt' | 'isActive' | 'isCombinable' | 'updatedAt'>
>

export const spanConstraint = 'discounts_span_check'

/** Undefined when there is none. Throws what `usesConstraint` or `spanConstraint` refuses. */
export async function updateDiscount(
  { db }: Database,
  id: string,
  change: DiscountChange,
): Promise<Discount | undefined> {
  const [row] = await db.execute(
    sql`update discounts as d set ${rows.assign(change)} where d.id = ${id} returning ${rows.columns('d')}`,
  )
  return row && rows.read(row)
}

export type DiscountPosition = { readonly createdAt: Date; readonly id: string }

/** Newest first. */
export async function listDiscounts(
  { db }: Database,
  {
    codeKey,
    after,
    limit,
  }: { codeKey: string | undefined; after: DiscountPosition | undefined; limit: number },
): Promise<Discount[]> {
  const { createdAt, id } = discounts
  const isBehind =
    after && sql`(${createdAt}, ${id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
  return db
    .select()
    .from(discounts)
    .where(and(hasCode(codeKey), isBehind))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit)
}

const mostCounted = 10_000

/** Null beyond 10,000. */
export async function countDiscounts({ db }: Database, codeKey: string | undefined): Promise<number | null> {
  const some = db
    .select({ id: discounts.id })
    .from(discounts)
    .where(hasCode(codeKey))
    .limit(mostCounted + 1)
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::integer as count from (${some}) as matching`,
  )
  return row === undefined || row.count > mostCounted ? null : row.count
}

function hasCode(codeKey: string | undefined): SQL | undefined {
  return codeKey === undefined ? undefined : eq(discounts.codeKey, codeKey)
}

/** What an order holds a use of. */
export function usesOf(
  { discounts: taken }: Pick<Order, 'discounts'>,
  known: readonly DiscountTerms[],
): DiscountUse[] {
  return taken.map(({ discountId }) => ({
    discountId,
    maxUsesPerCustomer: known.find(({ id }) => id === discountId)?.maxUsesPerCustomer ?? null,
  }))
}
