// Who may see and use a cart: a guest's belongs to whoever holds its id, a user's to that user; staff may look.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import { isStaff, isUser, type Viewer } from '@supermarket/service-kit/viewer.ts'
import { refuse } from '../user-error.ts'
import type { Cart, CartWithLines } from './cart.ts'
import { findCart } from './store.ts'

export function mayReadCart(cart: Cart, viewer: Viewer): boolean {
  if (cart.mergedInto !== null) return false
  return cart.userId === null || isUser(viewer, cart.userId) || isStaff(viewer)
}

/** A guest's completed cart shows who bought only to staff: its id may have travelled further by then. */
export function mayReadBuyer(cart: Cart, viewer: Viewer): boolean {
  return cart.completedAt === null || cart.userId !== null || isStaff(viewer)
}

/** The viewer's own cart or a guest's, open or not; somebody else's is refused like one that does not exist. */
export async function getUsableCart(
  connection: Pick<Connection, 'db'>,
  cartId: string,
  viewer: Viewer,
): Promise<CartWithLines> {
  const cart = isId('crt', cartId) ? await findCart(connection, cartId) : undefined
  if (cart === undefined || cart.mergedInto !== null || !isUsable(cart, viewer)) throw noSuchCart()
  return cart
}

/** A guest's or the viewer's own. */
export function isUsable(cart: Cart, viewer: Viewer): boolean {
  return cart.userId === null || isUser(viewer, cart.userId)
}

export function requireOpen(cart: Cart): void {
  if (cart.completedAt !== null)
    throw refuse('ILLEGAL_STATE', 'The cart was ordered already.', ['input', 'cartId'])
}

export function noSuchCart() {
  return refuse('NOT_FOUND', 'There is no such cart.', ['input', 'cartId'])
}
