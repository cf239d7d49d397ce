// One try at placing an order, from a cart that is open: prepare it, then carry it out (carry-out.ts). steps.ts names
// what is durable in between; settlement/ finishes or undoes what a crash leaves.
import type { Money } from '@supermarket/service-kit/money.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import type { CartWithLines } from '../cart/cart.ts'
import { requoteLines } from '../cart/change-lines.ts'
import { saveLines } from '../cart/store.ts'
import { refused } from '../idempotency/answer-once.ts'
import type { RequestKey } from '../idempotency/key.ts'
import { keepAnswer } from '../idempotency/store.ts'
import type { Caller, Parts } from '../parts.ts'
import { carryOut, type PlacedOrder } from './carry-out.ts'
import type { CallScope, Quote } from './catalog.ts'
import { type Draft, draftOrder, requireComplete } from './draft-order.ts'
import { type PreparedOrder, prepareOrder } from './prepare-order.ts'

export type CheckoutInput = {
  readonly cartId: string
  readonly idempotencyKey: string
  readonly expectedTotal: Money
  readonly payment: { readonly provider: string; readonly token: string }
}

export type Attempt = {
  readonly cart: CartWithLines
  readonly key: RequestKey
  readonly input: CheckoutInput
}

/** Of one that is carried out in the background. */
export type Submission = { readonly token: string; readonly scope: CallScope }

/** Undefined when it was overtaken, and has changed nothing. */
export async function tryCheckout(
  parts: Parts,
  { viewer, scope }: Caller,
  { cart, key, input }: Attempt,
): Promise<PlacedOrder | undefined> {
  const prepared = await tryPrepare(parts, { viewer, scope }, { cart, key, input })
  if (prepared === undefined) return undefined
  await parts.onStep('checkout:prepared', prepared.order.id)
  return carryOut(parts, prepared, { token: input.payment.token, scope, isSubmitted: false })
}

/** The order as it will be, unseen and not carried out yet; undefined when it was overtaken, and has changed nothing. */
export async function tryPrepare(
  parts: Parts,
  { viewer, scope }: Caller,
  { cart, key, input, submission }: Attempt & { readonly submission?: Submission },
): Promise<PreparedOrder | undefined> {
  // What the buyer has to complete may be completed, and asked for with the same key.
  requireComplete(cart)
  const draft = await draftOnce(parts, { cart, key, input }, scope)
  if (draft === undefined) return undefined
  return refusedOnce(parts, key, () =>
    prepareOrder(parts, {
      ...{ cart, draft, viewer, key },
      scope: submission?.scope ?? scope,
      provider: input.payment.provider,
      paymentToken: submission?.token,
    }),
  )
}

/** The cart learns what products said when it is refused, so that its total and its problems tell why. */
async function draftOnce(
  parts: Parts,
  { cart, key, input }: Attempt,
  scope: CallScope,
): Promise<Draft | undefined> {
  const { catalog, pricing, now } = parts
  const variantIds = cart.lines.map(({ variantId }) => variantId)
  const quotes = await catalog.quote(variantIds, cart.currency, scope)
  const { expectedTotal } = input
  return refusedOnce(
    parts,
    key,
    () => draftOrder(pricing, { cart, quotes, expectedTotal, at: now(), ...scope }),
    () => teachCart(parts, cart, quotes),
  )
}

/** A refusal is kept, so that the same key gets it again. Undefined when the key was taken in the meantime. */
async function refusedOnce<Result>(
  { connection, now }: Pick<Parts, 'connection' | 'now'>,
  key: RequestKey,
  work: () => Promise<Result>,
  whenRefused?: () => Promise<void>,
): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const isKept = await keepAnswer(connection, key, { orderId: null, answer: refused(error), at: now() })
    if (!isKept) return undefined
    await whenRefused?.()
    throw error
  }
}

/** Whoever changed the cart in the meantime has asked products, too; and a total beyond all limits stays untold. */
async function teachCart(
  { connection, now }: Pick<Parts, 'connection' | 'now'>,
  cart: CartWithLines,
  quotes: readonly (Quote | undefined)[],
): Promise<void> {
  try {
    await saveLines(connection, { cart, lines: requoteLines(cart, quotes), at: now() })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
