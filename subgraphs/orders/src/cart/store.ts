// Carts in SQL. A change of lines is one statement that does nothing unless the cart is still at the version from
// which the change was worked out.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { cartLines, carts } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Cart, CartLine, CartWithLines } from './cart.ts'

type Database = Pick<Connection, 'db'>

export async function findCart(database: Database, id: string): Promise<CartWithLines | undefined> {
  const [cart] = await listCarts(database, [id])
  return cart
}

/** In no particular order; unknown ids are left out. */
export async function listCarts({ db }: Database, ids: readonly string[]): Promise<CartWithLines[]> {
  const rows = await db
    .select()
    .from(carts)
    .leftJoin(cartLines, eq(cartLines.cartId, carts.id))
    .where(inArray(carts.id, [...ids]))
    .orderBy(asc(carts.id), asc(cartLines.position))
  return gather(rows)
}

/** The open carts of users; those who have none are left out. */
export async function listOpenCarts({ db }: Database, userIds: readonly string[]): Promise<CartWithLines[]> {
  const rows = await db
    .select()
    .from(carts)
    .leftJoin(cartLines, eq(cartLines.cartId, carts.id))
    .where(and(inArray(carts.userId, [...userIds]), isNull(carts.completedAt)))
    .orderBy(asc(carts.id), asc(cartLines.position))
  return gather(rows)
}

export async function listCartLines({ db }: Database, cartIds: readonly string[]): Promise<CartLine[]> {
  return db
    .select()
    .from(cartLines)
    .where(inArray(cartLines.cartId, [...cartIds]))
    .orderBy(asc(cartLines.position))
}

function gather(rows: readonly { carts: Cart; cart_lines: CartLine | null }[]): CartWithLines[] {
  const found = new Map<string, Cart & { lines: CartLine[] }>()
  for (const { carts: cart, cart_lines: line } of rows) {
    const known = found.get(cart.id) ?? { ...cart, lines: [] }
    if (line !== null) known.lines.push(line)
    found.set(cart.id, known)
  }
  return [...found.values()]
}

/** The constraint that gives a user one open cart. */
export const openCartConstraint = 'carts_open_user_key'

/** False when the user has an open cart already. */
export async function insertCart({ db }: Database, cart: CartWithLines): Promise<boolean> {
  const { id, userId, currency, createdAt, lines } = cart
  try {
    await db.execute(sql`
      with cart as (
        insert into carts (id, user_id, currency, created_at, updated_at)
        values (${id}, ${userId}, ${currency}, ${createdAt}, ${createdAt})
        returning id
      )
      insert into cart_lines (id, cart_id, position, variant_id, quantity, unit_minor, seen_minor, available)
      select line.id, cart.id, line.position, line."variantId", line.quantity, line."unitMinor", line."seenMinor",
             line.available
      from cart, ${recordset(lines)}`)
    return true
  } catch (error) {
    if (violatedConstraint(error) === openCartConstraint) return false
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
      insert into cart_lines (id, cart_id, position, variant_id, quantity, unit_minor, seen_minor, available)
      select id, ${cart.id}, position, "variantId", quantity, "unitMinor", "seenMinor", available from wanted
      on conflict (id) do update set quantity = excluded.quantity, unit_minor = excluded.unit_minor,
        seen_minor = excluded.seen_minor, available = excluded.available
    ), removed as (
      delete from cart_lines using cart
      where cart_id = cart.id and cart_lines.id not in (select id from wanted)
    )
    select id from cart`)
  return saved.length === 1
}

function recordset(lines: readonly CartLine[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as line(id text, position integer,
    "variantId" text, quantity integer, "unitMinor" bigint, "seenMinor" bigint, available integer)`
}

export type BuyerChange = Partial<Pick<Cart, 'email' | 'shippingAddress' | 'billingAddress'>>

/** Undefined when there is no such open cart that is a guest's or the user's. */
export async function updateBuyer(
  { db }: Database,
  {
    cartId,
    userId,
    change,
    at,
  }: { cartId: string; userId: string | undefined; change: BuyerChange; at: Date },
): Promise<CartWithLines | undefined> {
  const isOurs =
    userId === undefined ? isNull(carts.userId) : or(isNull(carts.userId), eq(carts.userId, userId))
  const changed = db.$with('changed').as(
    db
      .update(carts)
      .set({ ...change, version: sql`${carts.version} + 1`, updatedAt: at })
      .where(and(eq(carts.id, cartId), isNull(carts.completedAt), isOurs))
      .returning(),
  )
  const rows = await db
    .with(changed)
    .select()
    .from(changed)
    .leftJoin(cartLines, eq(cartLines.cartId, changed.id))
    .orderBy(asc(cartLines.position))
  const [cart] = gather(rows.map(({ changed, cart_lines }) => ({ carts: changed, cart_lines })))
  return cart
}

/** Closes the cart for an order; false when it is no longer as `cart` says. Holds its row until the transaction ends. */
export async function completeCart(tx: Transaction, cart: Cart, at: Date): Promise<boolean> {
  const completed = await tx
    .update(carts)
    .set({ completedAt: at, updatedAt: at, version: sql`${carts.version} + 1` })
    .where(and(eq(carts.id, cart.id), eq(carts.version, cart.version), isNull(carts.completedAt)))
    .returning({ id: carts.id })
  return completed.length === 1
}

/** Gives a cart back to its buyer, unless a user has opened another one in the meantime. */
export async function reopenCart(tx: Transaction, cartId: string, at: Date): Promise<void> {
  await tx.execute(sql`
    update carts set completed_at = null, updated_at = ${at}, version = version + 1
    where id = ${cartId} and (user_id is null or not exists (
      select from carts as other where other.user_id = carts.user_id and other.completed_at is null))`)
}
