// A guest's cart that becomes a user's, or goes into it, in SQL: all of it, or nothing when either cart has changed.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { sql } from 'drizzle-orm'
import { maxCodes } from '../pricing/discount.ts'
import type { Cart, CartLine, CartWithLines } from './cart.ts'
import { type CartChange, openCartConstraint, saveLines, updateCart } from './store.ts'

/** Undefined when the cart is no longer as `cart` says, or the user has got an open one. */
export async function adoptCart(
  { db }: Pick<Connection, 'db'>,
  { cart, userId, at }: { cart: Cart; userId: string; at: Date },
): Promise<Pick<Cart, 'userId' | 'version' | 'updatedAt'> | undefined> {
  try {
    const [row] = await db.execute<{ version: number }>(sql`
      update carts set user_id = ${userId}, updated_at = ${at}, version = version + 1
      where id = ${cart.id} and version = ${cart.version} and user_id is null and completed_at is null
      returning version`)
    return row && { userId, version: row.version, updatedAt: at }
  } catch (error) {
    if (violatedConstraint(error) === openCartConstraint) return undefined
    throw error
  }
}

export type Merging = {
  readonly own: CartWithLines
  readonly guests: CartWithLines
  /** What `own` will hold. */
  readonly lines: readonly CartLine[]
  readonly at: Date
}

class Overtaken extends Error {}

/** Undefined when either cart is no longer as it was read. */
export async function saveMerged(
  connection: Connection,
  { own, guests, lines, at }: Merging,
): Promise<CartWithLines | undefined> {
  try {
    return await withTransaction(connection, async (tx) => {
      // Both before either is changed, and in this order, so that merges which cross do not wait for each other.
      await tx.execute(sql`
        select from carts where id in (${own.id}, ${guests.id}) order by id for update`)
      const closed = await tx.execute(sql`
        update carts set completed_at = ${at}, merged_into = ${own.id}, updated_at = ${at}, version = version + 1,
          email = null, shipping_address = null, billing_address = null
        where id = ${guests.id} and version = ${guests.version} and user_id is null and completed_at is null
        returning id`)
      if (closed.length === 0 || !(await saveLines({ db: tx }, { cart: own, lines, at })))
        throw new Overtaken()
      const { deliveryMethodId, ...taken } = takenAlong(own, guests)
      const update = (change: CartChange) =>
        updateCart({ db: tx }, { cartId: own.id, userId: own.userId ?? undefined, change, at })
      // A delivery method that is no longer offered is left behind.
      const chosen = deliveryMethodId ? await update({ ...taken, deliveryMethodId }) : undefined
      return chosen ?? update(taken)
    })
  } catch (error) {
    if (error instanceof Overtaken) return undefined
    throw error
  }
}

/** What the user's cart has none of, and the codes of both: as many as a cart may have. */
function takenAlong(own: Cart, guests: Cart): CartChange {
  const codes = [...new Set([...own.discountCodes, ...guests.discountCodes])]
  return {
    email: own.email ?? guests.email,
    shippingAddress: own.shippingAddress ?? guests.shippingAddress,
    billingAddress: own.billingAddress ?? guests.billingAddress,
    discountCodes: codes.slice(0, maxCodes),
    ...(own.deliveryMethodId === null && guests.deliveryMethodId !== null
      ? { deliveryMethodId: guests.deliveryMethodId }
      : {}),
  }
}
