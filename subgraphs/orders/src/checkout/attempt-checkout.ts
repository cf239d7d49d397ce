// One try at placing an order, from a cart that is open: prepare, reserve, pay, finalise. steps.ts names what is
// durable in between; settlement/ finishes or undoes what a crash leaves.
import type { Money } from '@supermarket/service-kit/money.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import type { CartWithLines } from '../cart/cart.ts'
import { requoteLines } from '../cart/change-lines.ts'
import { saveLines } from '../cart/store.ts'
import type { StoredAnswer } from '../idempotency/answer.ts'
import { refused } from '../idempotency/answer-once.ts'
import type { RequestKey } from '../idempotency/key.ts'
import { keepAnswer } from '../idempotency/store.ts'
import type { Order, OrderLine, Payment } from '../order/order.ts'
import type { Caller, Parts } from '../parts.ts'
import { askProvider, providerBudgetMs } from '../payment/ask-provider.ts'
import { recordPayment } from '../payment/record-payment.ts'
import type { CallScope, Quote } from './catalog.ts'
import { type Draft, draftOrder, requireComplete } from './draft-order.ts'
import { releaseStock, reserveStock } from './hold-stock.ts'
import { type PreparedOrder, prepareOrder } from './prepare-order.ts'

export type CheckoutInput = {
  readonly cartId: string
  readonly idempotencyKey: string
  readonly expectedTotal: Money
  readonly payment: { readonly provider: string; readonly token: string }
}

export type PlacedOrder = {
  readonly order: Order
  /** When they are at hand. */
  readonly lines?: readonly OrderLine[]
  readonly payment?: Payment
}

export type Attempt = {
  readonly cart: CartWithLines
  readonly key: RequestKey
  readonly input: CheckoutInput
}

/** Undefined when it was overtaken, and has changed nothing. */
export async function tryCheckout(
  parts: Parts,
  { viewer, scope }: Caller,
  { cart, key, input }: Attempt,
): Promise<PlacedOrder | undefined> {
  // What the buyer has to complete may be completed, and asked for with the same key.
  requireComplete(cart)
  const draft = await draftOnce(parts, { cart, key, input }, scope)
  if (draft === undefined) return undefined
  const prepared = await prepareOrder(parts, {
    cart,
    draft,
    viewer,
    key,
    scope,
    provider: input.payment.provider,
  })
  if (prepared === undefined) return undefined
  await parts.onStep('checkout:prepared', prepared.order.id)
  if (!(await reserveStock(parts, prepared, scope))) return undefined
  await parts.onStep('checkout:reserved', prepared.order.id)
  return pay(parts, prepared, { token: input.payment.token, scope })
}

/**
 * A refusal is kept, so that the same key gets it again, and the cart learns what products said, so that its total and
 * its problems tell why. Undefined when the key was taken in the meantime.
 */
async function draftOnce(
  { catalog, connection, now }: Parts,
  { cart, key, input }: Attempt,
  scope: CallScope,
): Promise<Draft | undefined> {
  const variantIds = cart.lines.map(({ variantId }) => variantId)
  const quotes = await catalog.quote(variantIds, cart.currency, scope)
  try {
    return draftOrder(cart, quotes, input.expectedTotal)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const isKept = await keepAnswer(connection, key, { orderId: null, answer: refused(error), at: now() })
    if (!isKept) return undefined
    await teachCart({ connection, now }, cart, quotes)
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

async function pay(
  parts: Parts,
  { order, lines, payment }: PreparedOrder,
  { token, scope }: { token: string; scope: CallScope },
): Promise<PlacedOrder | undefined> {
  const { id: key, amountMinor, currency } = payment
  const snapshot = await askProvider(parts, {
    payment,
    budgetMs: providerBudgetMs(parts.timings, scope.deadlineAt),
    ask: (provider, signal) => provider.authorize({ key, amountMinor, currency, token }, signal),
    isCommand: true,
  })
  await parts.onStep('checkout:answered', order.id)
  const failed = snapshot?.state === 'declined' || snapshot?.state === 'voided'
  const isReleased = failed && (await releaseStock(parts, order.id, scope))
  const recorded = await recordPayment(parts, {
    orderId: order.id,
    snapshot,
    correlationId: scope.requestId,
    isReleased,
    lines: lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
  })
  if (recorded === undefined) throw new Error(`order ${order.id} is gone`)
  await parts.onStep('checkout:finalized', order.id)
  requireDone(recorded.answer)
  // The reconciler took us for dead, called the payment off and undid the order: nothing was charged.
  if (recorded.order.placedAt === null) return undefined
  return { order: recorded.order, lines, payment: recorded.payment }
}

function requireDone(answer: StoredAnswer): void {
  if (answer.kind === 'done') return
  const [first, ...rest] = answer.userErrors
  if (first !== undefined) throw new Refusal(first, ...rest)
}
