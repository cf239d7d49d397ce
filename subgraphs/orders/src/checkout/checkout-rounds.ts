// Who may try to order a cart, and what a repeated request is answered; the same for a checkout that its request waits
// for and for one that is carried out in the background, which share their keys.
import type { Refusal } from '@supermarket/service-kit/refusal.ts'
import type { CartWithLines } from '../cart/cart.ts'
import { getUsableCart } from '../cart/find-cart.ts'
import { type KnownRequest, stillRunning } from '../idempotency/answer.ts'
import { type RequestKey, requestKey } from '../idempotency/key.ts'
import { findRequest } from '../idempotency/store.ts'
import { findLiveOrderOfCart } from '../order/store.ts'
import type { Caller, Parts } from '../parts.ts'
import { settleOrder } from '../settlement/settle-order.ts'
import { refuse } from '../user-error.ts'
import type { Attempt, CheckoutInput } from './attempt-checkout.ts'

// A round is repeated only when somebody else has changed what it was worked out from.
const maxRounds = 6

export type Round<Outcome> = {
  /** The outcome of a request with this key that came before; undefined while it is running. */
  readonly replay: (key: RequestKey, known: KnownRequest) => Promise<Outcome | undefined>
  /** Undefined when it was overtaken, and has changed nothing. */
  readonly attempt: (attempt: Attempt) => Promise<Outcome | undefined>
}

/** Throws a Refusal for whatever stands in the way; then nothing is reserved, charged or ordered. */
export async function inRounds<Outcome>(
  parts: Parts,
  { viewer }: Caller,
  input: CheckoutInput,
  { replay, attempt }: Round<Outcome>,
): Promise<Outcome> {
  const { cartId, payment } = input
  const key = requestKey({ viewer, cartId, operation: 'checkoutComplete', input })
  requirePayable(parts, payment)
  for (let round = 0; round < maxRounds; round++) {
    // In this order: a cart that is found closed has the key of whoever closed it in the books by then.
    const cart = await getUsableCart(parts.connection, cartId, viewer)
    const known = await findRequest(parts.connection, key)
    if (known !== undefined) {
      const outcome = await replay(key, known)
      if (outcome !== undefined) return outcome
      await takeOver(parts, known.orderId ?? '', stillRunning)
      continue
    }
    if (cart.completedAt !== null) {
      await takeOverCart(parts, cart)
      continue
    }
    const outcome = await attempt({ cart, key, input })
    if (outcome !== undefined) return outcome
  }
  throw refuse('CONFLICT', 'The cart is being changed by others: try again.', ['input', 'cartId'])
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
