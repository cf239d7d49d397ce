// One try at placing an order, from a cart that is open: prepare, reserve, pay, finalise. steps.ts names what is
// durable in between; settlement/ finishes or undoes what a crash leaves.
import type { Money } from '@supermarket/service-kit/money.ts'
import { Refusal, type UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { CartWithLines } from '../cart/cart.ts'
import type { StoredAnswer } from '../idempotency/answer.ts'
import { refused } from '../idempotency/answer-once.ts'
import type { RequestKey } from '../idempotency/key.ts'
import { keepAnswer } from '../idempotency/store.ts'
import type { Order, OrderLine, Payment } from '../order/order.ts'
import type { Caller, Parts } from '../parts.ts'
import { askProvider, providerBudgetMs } from '../payment/ask-provider.ts'
import { recordPayment } from '../payment/record-payment.ts'
import { voided } from '../payment/snapshots.ts'
import type { CallScope } from './catalog.ts'
import { type Draft, draftOrder, insufficientStock, requireComplete } from './draft-order.ts'
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

/** A refusal is kept, so that the same key gets it again. Undefined when the key was taken in the meantime. */
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
    if (isKept) throw error
    return undefined
  }
}

/** False when the reconciler, taking us for dead, has undone the order. */
async function reserveStock(
  parts: Parts,
  { order, lines, payment }: PreparedOrder,
  scope: CallScope,
): Promise<boolean> {
  const expiresAt = new Date(order.createdAt.getTime() + parts.timings.reservationMs)
  const stock = lines.map(({ variantId, quantity }) => ({ variantId, quantity }))
  const outcome = await parts.catalog
    .reserve({ orderId: order.id, lines: stock, expiresAt }, scope)
    .catch(async (error: unknown) => {
      // Whether it is reserved is not known: the order is undone at once, its stock by the reconciler.
      await undo(parts, { order, payment, scope, isReleased: false, userErrors: undefined })
      throw error
    })
  if (outcome.kind === 'reserved') return true
  if (outcome.kind === 'gone') return false
  const [first, ...rest] = outcome.shortages.map(insufficientStock)
  if (first === undefined) throw new Error('products refused without a reason')
  await undo(parts, { order, payment, scope, isReleased: true, userErrors: [first, ...rest] })
  throw new Refusal(first, ...rest)
}

type Undoing = Pick<PreparedOrder, 'order' | 'payment'> & {
  readonly scope: CallScope
  readonly isReleased: boolean
  /** What the caller is told; without it the same key begins anew. */
  readonly userErrors: readonly UserErrorEntry[] | undefined
}

/** Nothing was charged, and nothing will be: the provider was never asked. */
async function undo(parts: Parts, { order, payment, scope, isReleased, userErrors }: Undoing): Promise<void> {
  await recordPayment(parts, {
    orderId: order.id,
    snapshot: voided(payment.id),
    correlationId: scope.requestId,
    isReleased,
    ...(userErrors === undefined ? { isCutShort: true } : { userErrors }),
  })
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
  const isReleased = failed && (await release(parts, order.id, scope))
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

/** The compensation. Where it fails, the order stays due, and the reconciler repeats it. */
async function release({ catalog, onStep, log }: Parts, orderId: string, scope: CallScope): Promise<boolean> {
  try {
    await catalog.release(orderId, scope)
  } catch (error) {
    log.warn({ error, orderId }, 'the stock of a failed checkout is not released yet')
    return false
  }
  await onStep('checkout:released', orderId)
  return true
}

function requireDone(answer: StoredAnswer): void {
  if (answer.kind === 'done') return
  const [first, ...rest] = answer.userErrors
  if (first !== undefined) throw new Refusal(first, ...rest)
}
