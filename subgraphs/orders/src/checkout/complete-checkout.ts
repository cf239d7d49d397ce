// Places an order in three phases: prepare (one transaction), reserve and pay (no transaction), finalise (one
// transaction). This file knows who may try, and what a repeated request is answered; attempt-checkout.ts tries.
import type { Refusal } from '@supermarket/service-kit/refusal.ts'
import type { CartWithLines } from '../cart/cart.ts'
import { getUsableCart } from '../cart/find-cart.ts'
import { replay, stillRunning } from '../idempotency/answer.ts'
import { requestKey } from '../idempotency/key.ts'
import { findRequest } from '../idempotency/store.ts'
import { findAnyOrder, findLiveOrderOfCart } from '../order/store.ts'
import type { Caller, Parts } from '../parts.ts'
import { settleOrder } from '../settlement/settle-order.ts'
import { refuse } from '../user-error.ts'
import { type CheckoutInput, type PlacedOrder, tryCheckout } from './attempt-checkout.ts'

// A round is repeated only when somebody else has changed what it was worked out from.
const maxRounds = 6

/** Throws a Refusal for whatever stands in the way; then nothing is reserved, charged or ordered. */
export async function completeCheckout(
  parts: Parts,
  request: Caller,
  input: CheckoutInput,
): Promise<PlacedOrder> {
  const { viewer } = request
  const { cartId, payment } = input
  const key = requestKey({ viewer, cartId, operation: 'checkoutComplete', input })
  requirePayable(parts, payment)
  for (let round = 0; round < maxRounds; round++) {
    // In this order: a cart that is found closed has the key of whoever closed it in the books by then.
    const cart = await getUsableCart(parts.connection, cartId, viewer)
    const known = await findRequest(parts.connection, key)
    if (known !== undefined) {
      const answer = replay(key, known)
      if (answer !== undefined) return replayed(parts, answer)
      await takeOver(parts, known.orderId ?? '', stillRunning)
      continue
    }
    if (cart.completedAt !== null) {
      await takeOverCart(parts, cart)
      continue
    }
    const placed = await tryCheckout(parts, request, { cart, key, input })
    if (placed !== undefined) return placed
  }
  throw refuse('CONFLICT', 'The cart is being changed by others: try again.', ['input', 'cartId'])
}

async function replayed({ connection }: Parts, { orderId }: { orderId: string }): Promise<PlacedOrder> {
  const order = await findAnyOrder(connection, orderId)
  if (order === undefined) throw new Error(`order ${orderId} is gone`)
  return { order }
}

/** A runner that has outlived its lease is dead: whoever comes by settles what it left, like the reconciler would. */
async function takeOver(parts: Parts, orderId: string, running: () => Refusal): Promise<void> {
  if (!(await settleOrder(parts, orderId))) throw running()
}

async function takeOverCart(parts: Parts, cart: CartWithLines): Promise<void> {
  const order = await findLiveOrderOfCart(parts.connection, cart.id)
  const ordered = () => refuse('ILLEGAL_STATE', 'The cart was ordered already.', ['input', 'cartId'])
  if (order === undefined || order.placedAt !== null) throw ordered()
  await takeOver(parts, order.id, ordered)
}

function requirePayable({ providers }: Parts, { provider, token }: CheckoutInput['payment']): void {
  if (!providers.has(provider)) {
    throw refuse('INVALID', 'There is no such payment provider.', ['input', 'payment', 'provider'])
  }
  if (token.length < 1 || token.length > 255) {
    throw refuse('INVALID', 'The token must be 1 to 255 characters long.', ['input', 'payment', 'token'])
  }
}
