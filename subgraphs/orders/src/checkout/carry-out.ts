// What follows on a prepared order: reserve, pay, finalise. Each step may be repeated, so that one that was submitted is
// gone on with by whoever finds it; one that a request waits for is not, and is undone instead.
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import type { StoredAnswer } from '../idempotency/answer.ts'
import type { Order, OrderLine, Payment } from '../order/order.ts'
import type { Parts } from '../parts.ts'
import { askProvider, providerBudgetMs } from '../payment/ask-provider.ts'
import { recordPayment } from '../payment/record-payment.ts'
import type { CallScope } from './catalog.ts'
import { releaseStock, reserveStock } from './hold-stock.ts'
import type { PreparedOrder } from './prepare-order.ts'

export type PlacedOrder = {
  readonly order: Order
  /** When they are at hand. */
  readonly lines?: readonly OrderLine[]
  readonly payment?: Payment
}

export type Execution = {
  readonly token: string
  readonly scope: CallScope
  /** Whether it is gone on with by others when this runner ends, instead of being undone. */
  readonly isSubmitted: boolean
}

/** Undefined when somebody else has undone the order: nothing was charged. Throws a Refusal when it failed for good. */
export async function carryOut(
  parts: Parts,
  prepared: PreparedOrder,
  execution: Execution,
): Promise<PlacedOrder | undefined> {
  if (!(await reserveStock(parts, prepared, execution))) return undefined
  await parts.onStep('checkout:reserved', prepared.order.id)
  return pay(parts, prepared, execution)
}

async function pay(
  parts: Parts,
  { order, lines, payment }: PreparedOrder,
  { token, scope }: Execution,
): Promise<PlacedOrder | undefined> {
  const { id: key, amountMinor, currency } = payment
  const capturesLater = payment.captureAt === 'FULFILLMENT'
  const snapshot = await askProvider(parts, {
    payment,
    budgetMs: providerBudgetMs(parts.timings, scope.deadlineAt),
    ask: (provider, signal) =>
      provider.authorize({ key, amountMinor, currency, token, capturesLater }, signal),
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
  if (answer.kind !== 'refused') return
  const [first, ...rest] = answer.userErrors
  if (first !== undefined) throw new Refusal(first, ...rest)
}
