// Carts in SQL. A change of lines is one statement that does nothing unless the cart is still at the version from
// which the change was worked out.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { cartLines, carts } from '@supermarket/drizzle/orders/tables.ts'
import { wholeRows } from '@supermarket/drizzle/whole-rows.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { type SQL, sql } from 'drizzle-orm'
import { discountsOfCart, readTerms } from '../pricing/discount-store.ts'
import { pricingVersionColumn } from '../pricing/settings-store.ts'
import type { Cart, CartLine, CartWithLines } from './cart.ts'

type Database = Pick<Connection, 'db'> | { readonly db: Transaction }

export async function findCart(database: Database, id: string): Promise<CartWithLines | undefined> {
  const [cart] = await listCarts(database, [id])
  return cart
}

/** In no particular order; unknown ids are left out. */
export function listCarts(database: Database, ids: readonly string[]): Promise<CartWithLines[]> {
  return readCarts(database, sql`c.id = any(${sql.param(ids)}::text[])`)
}

/** The open carts of users; those who have none are left out. */
export function listOpenCarts(database: Database, userIds: readonly string[]): Promise<CartWithLines[]> {
  return readCarts(database, sql`c.user_id = any(${sql.param(userIds)}::text[]) and c.completed_at is null`)
}

const cartRows = wholeRows(carts)
/** Of `carts as c`. */
const cartColumns = cartRows.columns('c')
/** In their order, as one value beside their cart `c`, with what else is needed to price it. */
const linesOfCart = sql`(select coalesce(json_agg(line), '[]') from (
  select ${wholeRows(cartLines).columns('l')} from cart_lines as l where l.cart_id = c.id order by l.position
) as line) as lines, ${discountsOfCart}, ${pricingVersionColumn}`

const lineColumns = sql.raw(`id, cart_id, position, variant_id, quantity, unit_minor, seen_minor, available,
  product_id, weight_grams, tax_class`)
/** Those behind `cart_id`, of a `recordset`. */
const givenColumns =
  sql.raw(`line.position, line."variantId", line.quantity, line."unitMinor", line."seenMinor",
  line.available, line."productId", line."weightGrams", line."taxClass"`)

type CartRow = Record<string, unknown> & Pick<CartWithLines, 'lines' | 'discounts' | 'pricingVersion'>

async function readCarts({ db }: Database, which: SQL): Promise<CartWithLines[]> {
  const rows = await db.execute<CartRow>(
    sql`select ${cartColumns}, ${linesOfCart} from carts as c where ${which}`,
  )
  return rows.map(withLines)
}

function withLines(row: CartRow): CartWithLines {
  const { lines, discounts, pricingVersion } = row
  return { ...cartRows.read(row), lines, discounts: discounts.map(readTerms), pricingVersion }
}

/** The constraint that gives a user one open cart. */
export const openCartConstraint = 'carts_open_user_key'

/** The version of what it is priced with; undefined when the user has an open cart already. */
export async function insertCart(
  { db }: Database,
  cart: Cart & Pick<CartWithLines, 'lines'>,
): Promise<number | undefined> {
  const { id, userId, currency, createdAt, lines } = cart
  try {
    const [row] = await db.execute<{ pricingVersion: number }>(sql`
      with cart as (
        insert into carts (id, user_id, currency, created_at, updated_at)
        values (${id}, ${userId}, ${currency}, ${createdAt}, ${createdAt})
        returning id
      ), lines as (
        insert into cart_lines (${lineColumns})
        select line.id, cart.id, ${givenColumns} from cart, ${recordset(lines)}
      )
      select ${pricingVersionColumn}`)
    return row?.pricingVersion
  } catch (error) {
    if (violatedConstraint(error) === openCartConstraint) return undefined
    throw error
  }
}

/** Replaces the lines; false when the cart is no longer as `cart` says, and then nothing was changed. */
export async function saveLines(
  { db }: Database,
  { cart, lines, at }: { cart: Cart; lines: readonly CartLine[]; at: Date },
): Promise<boolean> {
  const saved = await db.execute(sql`
    with cart as (
      update carts set version = version + 1, updated_at = ${at}
      where id = ${cart.id} and version = ${cart.version} and completed_at is null
      returning id
    ), wanted as materialized (
      select line.* from cart, ${recordset(lines)}
    ), kept as (
      insert into cart_lines (${lineColumns})
      select id, ${cart.id}, ${givenColumns} from wanted as line
      on conflict (id) do update set quantity = excluded.quantity, unit_minor = excluded.unit_minor,
        seen_minor = excluded.seen_minor, available = excluded.available, product_id = excluded.product_id,
        weight_grams = excluded.weight_grams, tax_class = excluded.tax_class
    ), removed as (
      delete from cart_lines using cart
      where cart_id = cart.id and cart_lines.id not in (select id from wanted)
    )
    select id from cart`)
  return saved.length === 1
}

function recordset(lines: readonly CartLine[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as line(id text, position integer,
    "variantId" text, quantity integer, "unitMinor" bigint, "seenMinor" bigint, available integer,
    "productId" text, "weightGrams" integer, "taxClass" text)`
}

export type CartChange = Partial<
  Pick<Cart, 'email' | 'shippingAddress' | 'billingAddress' | 'deliveryMethodId' | 'discountCodes'>
>

/** Undefined when there is no such open cart that is a guest's or the user's, or no such delivery method. */
export async function updateCart(
  { db }: Database,
  {
    cartId,
    userId,
    change,
    at,
  }: { cartId: string; userId: string | undefined; change: CartChange; at: Date },
): Promise<CartWithLines | undefined> {
  const isOurs = userId === undefined ? sql`user_id is null` : sql`(user_id is null or user_id = ${userId})`
  const { email, shippingAddress, billingAddress, deliveryMethodId, discountCodes } = change
  const isDeliverable = deliveryMethodId
    ? sql` and exists (select from delivery_methods where id = ${deliveryMethodId} and is_active)`
    : sql.empty()
  const changes = [
    sql`updated_at = ${at}`,
    ...(email === undefined ? [] : [sql`email = ${email}`]),
    ...(shippingAddress === undefined ? [] : [sql`shipping_address = ${asJson(shippingAddress)}`]),
    ...(billingAddress === undefined ? [] : [sql`billing_address = ${asJson(billingAddress)}`]),
    ...(deliveryMethodId === undefined ? [] : [sql`delivery_method_id = ${deliveryMethodId}`]),
    ...(discountCodes === undefined ? [] : [sql`discount_codes = ${asJson(discountCodes)}`]),
  ]
  const [row] = await db.execute<CartRow>(sql`
    with c as (
      update carts set version = version + 1, ${sql.join(changes, sql`, `)}
      where id = ${cartId} and completed_at is null and ${isOurs}${isDeliverable}
      returning *
    )
    select ${cartColumns}, ${linesOfCart} from c`)
  return row && withLines(row)
}

function asJson(value: object | null): SQL {
  return sql`${value && JSON.stringify(value)}::text::jsonb`
}

/** Closes the cart for an order; answers no row when it is no longer as `cart` says. */
export function completing(cart: Cart, at: Date): SQL {
  return sql`
    update carts set completed_at = ${at}, updated_at = ${at}, version = version + 1
    where id = ${cart.id} and version = ${cart.version} and completed_at is null
    returning id`
}

/** Gives a cart back to its buyer, unless a user has opened another one in the meantime. */
export async function reopenCart(tx: Transaction, cartId: string, at: Date): Promise<void> {
  await tx.execute(sql`
    update carts set completed_at = null, updated_at = ${at}, version = version + 1
    where id = ${cartId} and merged_into is null and (user_id is null or not exists (
      select from carts as other where other.user_id = carts.user_id and other.completed_at is null))`)
}
