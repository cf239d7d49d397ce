// The reconciler: takes up one order that nobody works on and finishes or undoes it, by what the provider says; a
// submitted checkout it goes on with. Every step may be repeated, and a crash between two leaves the order due again
// when the lease ends.
import type { OrderCanceledReason } from '@supermarket/schema/events.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { newRequestId } from '@supermarket/service-kit/request-context.ts'
import { backgroundScope } from '../checkout/catalog.ts'
import { resumeCheckout } from '../checkout/resume-checkout.ts'
import { findPaymentToken } from '../checkout/submission-store.ts'
import type { Order, Payment } from '../order/order.ts'
import type { Parts } from '../parts.ts'
import { askProvider } from '../payment/ask-provider.ts'
import type { PaymentSnapshot } from '../payment/provider.ts'
import { recordPayment } from '../payment/record-payment.ts'
import { carryOutRefundsOf } from '../payment/refund-payment.ts'
import { voided } from '../payment/snapshots.ts'
import { listPayments } from '../payment/store.ts'
import { userError } from '../user-error.ts'
import { lookAgainAt } from './next-look.ts'
import { endLease, leaseDueOrder } from './store.ts'

/** False when the order was not due, or somebody else has it. */
export async function settleOrder(parts: Parts, orderId: string): Promise<boolean> {
  const { connection, timings, now } = parts
  const started = now()
  const until = new Date(started.getTime() + timings.settleMs)
  const order = await leaseDueOrder(connection, { id: orderId, now: started, until })
  if (order === undefined) return false
  const isDone = await settle(parts, order)
  // Unless what was found out has said when to look again.
  const next = isDone ? null : lookAgainAt(order, now(), timings.retryMs)
  await endLease(connection, { id: orderId, until, next })
  return true
}

/** Whether nothing is left to be found out. */
async function settle(parts: Parts, order: Order): Promise<boolean> {
  if (order.status === 'PENDING_PAYMENT') {
    const token = order.placedAt === null ? await findPaymentToken(parts.connection, order.id) : undefined
    const isSubmitted = token !== undefined
    return (
      (isSubmitted && (await resumeCheckout(parts, order, token))) || settlePayment(parts, order, isSubmitted)
    )
  }
  if (order.status === 'CANCELED' && order.placedAt === null) await releaseStock(parts, order.id)
  return carryOutRefundsOf(parts, order.id, {
    budgetMs: () => parts.timings.providerMs,
    correlationId: newRequestId(),
  })
}

/** Asks what became of the money, and calls off what nobody waits for any more. False without a word of the provider's. */
async function settlePayment(parts: Parts, order: Order, isSubmitted: boolean): Promise<boolean> {
  const [payment] = (await listPayments(parts.connection, [order.id])).slice(-1)
  if (payment === undefined) throw new Error(`order ${order.id} has no payment`)
  const isExpired = order.placedAt !== null && order.payableUntil <= parts.now()
  const cause: OrderCanceledReason | undefined = isExpired ? 'EXPIRED' : undefined
  const snapshot = await findOutcome(parts, { order, payment, cause })
  if (snapshot === undefined) return false
  const isUndone = order.placedAt === null && (snapshot.state === 'voided' || snapshot.state === 'declined')
  // Of what costs nothing no provider has the last word, but whoever records first: only then is its stock free.
  const isReleased = isUndone && payment.amountMinor > 0
  if (isReleased) await releaseStock(parts, order.id)
  const correlationId = newRequestId()
  const recorded = await recordPayment(parts, {
    ...{ orderId: order.id, snapshot, correlationId, cause, isReleased },
    // Whoever submitted it waits to hear of its end; whoever waited for an answer has none and begins anew.
    ...(isSubmitted ? givenUp(snapshot) : { isCutShort: true }),
  })
  if (isUndone && !isReleased && recorded?.isCanceled) await releaseStock(parts, order.id)
  return true
}

function givenUp({ state }: PaymentSnapshot): { readonly userErrors?: readonly UserErrorEntry[] } {
  if (state !== 'voided') return {}
  const message = 'The checkout could not be completed in time. Nothing was charged: try again.'
  return { userErrors: [userError('ILLEGAL_STATE', message, ['input', 'cartId'])] }
}

async function findOutcome(
  parts: Parts,
  { order, payment, cause }: { order: Order; payment: Payment; cause: OrderCanceledReason | undefined },
): Promise<PaymentSnapshot | undefined> {
  const budgetMs = parts.timings.providerMs
  const callOff = () =>
    askProvider(parts, { payment, budgetMs, ask: (to, signal) => to.void(payment.id, signal) })
  // A checkout of an order without a price is cut short before it is placed, or not at all.
  if (payment.amountMinor === 0 && order.placedAt === null) return voided(payment.id)
  if (cause !== undefined) return callOff()
  const found = await askProvider(parts, {
    payment,
    budgetMs,
    ask: (to, signal) => to.lookUp(payment.id, signal),
  })
  return found?.state === 'none' ? callOff() : found
}

async function releaseStock({ catalog, timings, onStep }: Parts, orderId: string): Promise<void> {
  await catalog.release(orderId, backgroundScope(timings.catalogMs))
  await onStep('checkout:released', orderId)
}
