// Takes a guest's cart along when its guest signs in. May be repeated: a cart that was merged leads to the one that took
// its lines.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { isId, newId } from '@supermarket/service-kit/ids.ts'
import { isUser, type Viewer } from '@supermarket/service-kit/viewer.ts'
import type { Caller } from '../parts.ts'
import { refuse } from '../user-error.ts'
import type { CartWithLines } from './cart.ts'
import { mergeLines } from './change-lines.ts'
import { type CartParts, maxRounds, quoted, tooBusy } from './edit-cart.ts'
import { isUsable, noSuchCart, requireOpen } from './find-cart.ts'
import { adoptCart, saveMerged } from './merge-store.ts'
import { findCart, listOpenCarts } from './store.ts'

export type MergeParts = CartParts & { readonly connection: Connection }

/** Throws a Refusal when the carts do not fit together; then both are as they were. */
export async function mergeCart(
  parts: MergeParts,
  { viewer, scope }: Caller,
  { cartId }: { readonly cartId: string },
): Promise<CartWithLines> {
  if (viewer.kind !== 'user') throw noSuchCart()
  const { connection, now } = parts
  for (let round = 0; round < maxRounds; round++) {
    const guests = await getMergeable(connection, cartId, viewer)
    if (guests.userId !== null) return guests
    requireOpen(guests)
    const [own] = await listOpenCarts(connection, [viewer.userId])
    if (own === undefined) {
      const adopted = await adoptCart(connection, { cart: guests, userId: viewer.userId, at: now() })
      if (adopted) return { ...guests, ...adopted }
      continue
    }
    if (guests.currency !== own.currency) {
      throw refuse('ILLEGAL_STATE', `Your open cart is in ${own.currency}.`, ['input', 'cartId'])
    }
    const wanted = mergeLines(own.lines, guests.lines, () => newId('cli'))
    const lines = await quoted(parts, { cart: own, wanted }, scope)
    const merged = await saveMerged(connection, { own, guests, lines, at: now() })
    if (merged) return merged
  }
  throw tooBusy()
}

/** The guest's cart, or the user's that it has become or was merged into. */
async function getMergeable(connection: Connection, cartId: string, viewer: Viewer): Promise<CartWithLines> {
  const cart = isId('crt', cartId) ? await findCart(connection, cartId) : undefined
  if (cart === undefined || !isUsable(cart, viewer)) throw noSuchCart()
  if (cart.mergedInto === null) return cart
  const taker = await findCart(connection, cart.mergedInto)
  // Whoever else learns the id of a cart that was merged does not learn whose it became.
  if (taker === undefined || taker.userId === null || !isUser(viewer, taker.userId)) throw noSuchCart()
  return taker
}
