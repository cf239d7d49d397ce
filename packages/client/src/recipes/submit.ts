// From a cart to an order without a request that waits for it: what a phone needs, whose requests get lost. The purchase
// and its key are those of checkout.ts, and so is the outcome: either way makes the one order.
import { CheckoutFollow, CheckoutSubmit } from '../generated/operations.ts'
import type { CheckoutProgressFragment } from '../generated/types.ts'
import type { Graph, RunOptions } from '../graph.ts'
import { requirePayload } from '../user-errors.ts'
import { type CheckoutOutcome, outcomeOf, type Purchase } from './checkout.ts'

/** Plain JSON: with it the checkout is found again after a restart. A guest's holds the token. */
export type CheckoutRef = { readonly id: string; readonly accessToken?: string | null }

export type Submitted =
  | { readonly kind: 'submitted'; readonly checkout: CheckoutRef }
  /** Refused at once: nothing was begun. */
  | CheckoutOutcome

/** Answers as soon as it is begun for certain. Throws a ClientError when there is no answer: send the same purchase again. */
export async function submitPurchase(
  graph: Graph,
  purchase: Purchase,
  options?: RunOptions,
): Promise<Submitted> {
  const answer = (await graph.run(CheckoutSubmit, { input: purchase }, options)).checkoutSubmit
  const { checkout, userErrors } = requirePayload(answer)
  if (checkout === null)
    return outcomeOf({ order: null, orderAccessToken: null, nextAction: null, userErrors })
  return { kind: 'submitted', checkout: { id: checkout.id, accessToken: checkout.orderAccessToken } }
}

/** Each state, the one of now first, until it has succeeded or failed. Ends at once for one that is not there. */
export async function* followCheckout(
  graph: Graph,
  { id, accessToken }: CheckoutRef,
  options?: RunOptions,
): AsyncGenerator<CheckoutProgressFragment, void> {
  for await (const { checkoutUpdated } of graph.follow(CheckoutFollow, { id, accessToken }, options)) {
    if (checkoutUpdated === null) return
    yield checkoutUpdated
  }
}

/**
 * When there is something to do or nothing more to wait for; undefined when the checkout is not there. After
 * `action required` call `confirmPayment`, or this again.
 */
export async function checkoutOutcome(
  graph: Graph,
  checkout: CheckoutRef,
  options?: RunOptions,
): Promise<CheckoutOutcome | undefined> {
  for await (const { status, order, orderAccessToken, nextAction, userErrors } of followCheckout(
    graph,
    checkout,
    options,
  )) {
    if (status !== 'PROCESSING') return outcomeOf({ order, orderAccessToken, nextAction, userErrors })
  }
  return undefined
}
