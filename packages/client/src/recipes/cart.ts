// Filling a cart, as a guest or signed in. A guest's cart belongs to whoever knows its id: keep it like a password.
import {
  CartAdd,
  CartById,
  CartChange,
  CartMerge,
  CartOpen,
  CheckoutBuyer,
  MyCart,
} from '../generated/operations.ts'
import type { CartBuyerUpdateInput, CartLineInput, CartViewFragment } from '../generated/types.ts'
import type { Graph } from '../graph.ts'
import { requireDone } from '../user-errors.ts'

export type CartView = CartViewFragment

/** Opens a cart where there is none yet. Throws a ClientError of kind `refused`, as all of these do. */
export async function addToCart(
  graph: Graph,
  { cartId, lines }: { readonly cartId?: string | undefined; readonly lines: readonly CartLineInput[] },
): Promise<CartView> {
  const { cart } =
    cartId === undefined
      ? requireDone((await graph.run(CartOpen, { input: { lines } })).cartCreate)
      : requireDone((await graph.run(CartAdd, { input: { cartId, lines } })).cartLinesAdd)
  return requireCart(cart)
}

/** A quantity of 0 takes the line out. */
export async function changeLine(
  graph: Graph,
  {
    cartId,
    lineId,
    quantity,
  }: { readonly cartId: string; readonly lineId: string; readonly quantity: number },
): Promise<CartView> {
  const input = { cartId, lines: [{ id: lineId, quantity }] }
  return requireCart(requireDone((await graph.run(CartChange, { input })).cartLinesUpdate).cart)
}

/** Who buys and where to send it; gives back what still stands in the way of an order. */
export async function tellBuyer(graph: Graph, input: CartBuyerUpdateInput) {
  return requireCart(requireDone((await graph.run(CheckoutBuyer, { input })).cartBuyerUpdate).cart)
}

/** Undefined when there is none, or none of the caller's. */
export async function findCart(graph: Graph, id: string): Promise<CartView | undefined> {
  return (await graph.run(CartById, { id })).cart ?? undefined
}

/** The open cart of whoever is signed in. */
export async function findMyCart(graph: Graph): Promise<CartView | undefined> {
  return (await graph.run(MyCart, {})).me?.cart ?? undefined
}

/**
 * After signing in, with the id of the cart that the guest had: the user's cart with all that was in it. May be repeated.
 * Throws a ClientError of kind `refused` when the two do not fit together; both are as they were then.
 */
export async function takeCartAlong(graph: Graph, cartId: string): Promise<CartView> {
  return requireCart(requireDone((await graph.run(CartMerge, { input: { cartId } })).cartMerge).cart)
}

function requireCart<Cart>(cart: Cart | null): Cart {
  if (cart === null) throw new Error('A payload without errors has no cart.')
  return cart
}
