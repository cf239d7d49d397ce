// The reconciler: takes up one order that nobody works on, or of which a provider has told, and finishes or undoes it, by
// what the provider says; a submitted checkout it goes on with. Every step may be repeated, and a crash between two leaves
// the order due again when the lease ends.
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
import { voided } from '../payment/snapshots.ts'
import { listPayments } from '../payment/store.ts'
import { userError } from '../user-error.ts'
import { lookAgainAt } from './next-look.ts'
import { settleMoney } from './settle-money.ts'
import { endLease, leaseDueOrder } from './store.ts'

/** False when the order was not due, or somebody else has it. */
export async function settleOrder(parts: Parts, orderId: string): Promise<boolean> {
  const { connection, timings, now } = parts
  const started = now()
  const until = new Date(started.getTime() + timings.settleMs)
  const order = await leaseDueOrder(connection, { id: orderId, now: started, until })
  if (order === undefined) return false
  // Unless what was found out has said when to look again.
  await endLease(connection, { id: orderId, until, next: await settle(parts, order) })
  return true
}

/** When to look again; null when nothing is left to be found out. */
async function settle(parts: Parts, order: Order): Promise<Date | null> {
  if (order.status === 'PENDING_PAYMENT') {
    const token = order.placedAt === null ? await findPaymentToken(parts.connection, order.id) : undefined
    const isSubmitted = token !== undefined
    const isDone =
      (isSubmitted && (await resumeCheckout(parts, order, token))) ||
      (await settlePayment(parts, order, isSubmitted))
    return isDone ? null : lookAgainAt(order, parts.now(), parts.timings.retryMs)
  }
  if (order.status === 'CANCELED' && order.placedAt === null) await releaseStock(parts, order.id)
  return settleMoney(parts, order, await getPayment(parts, order))
}

/** Asks what became of the money, and calls off what nobody waits for any more. False without a word of the provider's. */
async function settlePayment(parts: Parts, order: Order, isSubmitted: boolean): Promise<boolean> {
  const payment = await getPayment(parts, order)
  const isExpired = order.placedAt !== null && order.payableUntil <= parts.now()
  const snapshot = await findOutcome(parts, { order, payment, isExpired })
  if (snapshot === undefined) return false
  await parts.onStep('settlement:looked-up', order.id)
  // What the provider still works on it would not call off: whether the money comes, is not known yet.
  const cause: OrderCanceledReason | undefined =
    isExpired && snapshot.state !== 'pending' ? 'EXPIRED' : undefined
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
  await parts.onStep('settlement:recorded', order.id)
  if (isUndone && !isReleased && recorded?.isCanceled) await releaseStock(parts, order.id)
  return true
}

async function getPayment({ connection }: Parts, { id }: Order): Promise<Payment> {
  const payment = (await listPayments(connection, [id])).at(-1)
  if (payment === undefined) throw new Error(`order ${id} has no payment`)
  return payment
}

function givenUp({ state }: PaymentSnapshot): { readonly userErrors?: readonly UserErrorEntry[] } {
  if (state !== 'voided') return {}
  const message = 'The checkout could not be completed in time. Nothing was charged: try again.'
  return { userErrors: [userError('ILLEGAL_STATE', message, ['input', 'cartId'])] }
}

async function findOutcome(
  parts: Parts,
  { order, payment, isExpired }: { order: Order; payment: Payment; isExpired: boolean },
): Promise<PaymentSnapshot | undefined> {
  const budgetMs = parts.timings.providerMs
  const callOff = () =>
    askProvider(parts, { payment, budgetMs, ask: (to, signal) => to.void(payment.id, signal) })
  // A checkout of an order without a price is cut short before it is placed, or not at all.
  if (payment.amountMinor === 0 && order.placedAt === null) return voided(payment.id)
  if (isExpired) return callOff()
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
