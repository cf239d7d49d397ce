// Keeps the money of an order right that does not wait for it any more: captures and refunds under way are carried out,
// what nobody wants is let go of, and whatever became of the payment at the provider meanwhile is taken in.
import { newRequestId } from '@supermarket/service-kit/request-context.ts'
import type { Order, Payment } from '../order/order.ts'
import type { Parts } from '../parts.ts'
import { askProvider } from '../payment/ask-provider.ts'
import { isOpenAttempt } from '../payment/attempt.ts'
import { carryOutCapturesOf, giveUpCapturesOf } from '../payment/capture-payment.ts'
import type { PaymentSnapshot } from '../payment/provider.ts'
import { recordPayment } from '../payment/record-payment.ts'
import { carryOutRefundsOf } from '../payment/refund-payment.ts'
import { lookAgainAt } from './next-look.ts'

/** When to look again; null when nothing is left to be found out. */
export async function settleMoney(parts: Parts, order: Order, payment: Payment): Promise<Date | null> {
  const { timings } = parts
  const correlationId = newRequestId()
  const asking = { budgetMs: () => timings.providerMs, correlationId }
  const isCanceled = order.status === 'CANCELED'
  // First, so that what was set aside for them is free for refunds that nobody here has asked for.
  const isPaidBack = payment.refundingMinor === 0 || (await carryOutRefundsOf(parts, order.id, asking))
  const hasNothingToTake = isCanceled || payment.capturingMinor === 0
  const isTaken = hasNothingToTake || (await carryOutCapturesOf(parts, payment, asking))
  const snapshot = payment.amountMinor === 0 ? undefined : await lookAt(parts, payment, isCanceled)
  const isKnown = payment.amountMinor === 0 || snapshot !== undefined
  const current = snapshot && (await takeIn(parts, order, { snapshot, correlationId }))
  if (isCanceled && isKnown && payment.capturingMinor > 0) {
    await giveUpCapturesOf(parts, order.id, { reason: 'The order is canceled.', correlationId })
  }
  // Of those that were only accepted the look-up may know the end, and it may have brought money that goes back.
  const isOver = (isPaidBack && !isCanceled) || (await carryOutRefundsOf(parts, order.id, asking))
  if (!isKnown || !isTaken || !isOver) return lookAgainAt(order, parts.now(), timings.retryMs)
  const status = current?.payment.status ?? payment.status
  if (!isOpenAttempt(status)) return null
  if (isCanceled) return lookAgainAt(order, parts.now(), timings.retryMs)
  return new Date(parts.now().getTime() + timings.heldMs)
}

function lookAt(parts: Parts, payment: Payment, isCanceled: boolean): Promise<PaymentSnapshot | undefined> {
  const callsOff = isCanceled && isOpenAttempt(payment.status)
  return askProvider(parts, {
    payment,
    budgetMs: parts.timings.providerMs,
    ask: (to, signal) => (callsOff ? to.void(payment.id, signal) : to.lookUp(payment.id, signal)),
    isUnwanted: isCanceled,
  })
}

async function takeIn(
  parts: Parts,
  { id: orderId }: Order,
  { snapshot, correlationId }: { snapshot: PaymentSnapshot; correlationId: string },
) {
  await parts.onStep('settlement:looked-up', orderId)
  const recorded = await recordPayment(parts, { orderId, snapshot, correlationId })
  await parts.onStep('settlement:recorded', orderId)
  return recorded
}
