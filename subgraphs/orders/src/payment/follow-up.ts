// What follows from a decision on a payment: for the order's row, for whoever waits for an answer, for other services.
// Pure.
import type { OrderCanceledReason } from '@supermarket/schema/events.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { StockLine } from '../checkout/catalog.ts'
import type { StoredAnswer } from '../idempotency/answer.ts'
import type { RequestKey } from '../idempotency/key.ts'
import type { Capture, Order, OrderUpdate, Payment } from '../order/order.ts'
import type { Parts } from '../parts.ts'
import { lookAgainAt } from '../settlement/next-look.ts'
import type { Timings } from '../timings.ts'
import { userError } from '../user-error.ts'
import type { NextLook, PaymentDecision } from './decide-payment.ts'
import type { PaymentSnapshot } from './provider.ts'
import type { RefundsRecorded } from './record-refunds.ts'

export type News = {
  readonly orderId: string
  /** What the provider says; undefined when it has not answered. */
  readonly snapshot: PaymentSnapshot | undefined
  readonly correlationId: string
  /** Ends an order that is not paid by this snapshot. */
  readonly cause?: OrderCanceledReason | undefined
  /** In the words of who canceled it. */
  readonly cancelReason?: string | null
  /** Whether the stock of an order that was never placed is given back already. */
  readonly isReleased?: boolean
  /** Answered with this change, when it cancels. */
  readonly request?: RequestKey | undefined
  /** Whoever began the checkout is gone, and never heard how it ended. */
  readonly isCutShort?: boolean
  /** What whoever began the checkout is told when it is undone: that the payment was declined, unless given. */
  readonly userErrors?: readonly UserErrorEntry[]
  /** A capture that the provider would not carry out. */
  readonly refusedCapture?: { readonly capture: Capture; readonly reason: string } | undefined
  /** Of an order that this may place, for whoever has them at hand. */
  readonly lines?: readonly StockLine[]
}

export type Change = {
  /** As it was before. */
  readonly order: Order
  /** As it is now. */
  readonly payment: Payment
  readonly decision: PaymentDecision
  readonly news: News
  readonly at: Date
  /** What the news said of refunds, if anything. */
  readonly refunds?: RefundsRecorded | undefined
}

/** Whether money that arrives now comes while the order's stock is reserved for certain. */
export function isTooLate({ createdAt }: Order, at: Date, { reservationMs, commitMs }: Timings): boolean {
  return at.getTime() >= createdAt.getTime() + reservationMs - commitMs
}

export function updateOf(change: Change, timings: Timings): OrderUpdate {
  const { payment, decision, news, at } = change
  const next = nextLook(change)
  return {
    status: decision.status,
    paymentStatus: decision.paymentStatus,
    authorizedMinor: payment.authorizedMinor,
    capturedMinor: payment.capturedMinor,
    refundedMinor: payment.refundedMinor,
    ...(decision.places ? { placedAt: at } : {}),
    ...(decision.cancels ? { canceledAt: at, cancelReason: news.cancelReason ?? null } : {}),
    ...(next === 'as before' ? {} : { settleAfter: lookAt(next, change, timings) }),
  }
}

function nextLook({ payment, decision, news, refunds }: Change): NextLook {
  if (decision.next === 'as before' && refunds?.isLeft) return 'soon'
  const isOver = decision.refundMinor === 0 && payment.status !== 'AUTHORIZED'
  return decision.next === 'now' && news.isReleased && isOver ? 'never' : decision.next
}

function lookAt(
  next: Exclude<NextLook, 'as before'>,
  { order, at }: Change,
  { retryMs, actionMs, heldMs }: Timings,
): Date | null {
  if (next === 'while held') return new Date(at.getTime() + heldMs)
  if (next === 'never') return null
  if (next === 'now') return at
  if (next === 'soon') return lookAgainAt(order, at, retryMs)
  const then = lookAgainAt(order, at, actionMs)
  return order.payableUntil < then && order.payableUntil > at ? order.payableUntil : then
}

/** What the buyer is told; a refusal when the checkout failed for good. */
export function answerTo({ order, decision, payment, news }: Change): StoredAnswer {
  const isSeen = decision.places || order.placedAt !== null
  if (decision.cancels === undefined || isSeen) return { kind: 'done', orderId: order.id }
  if (news.userErrors !== undefined) return { kind: 'refused', userErrors: news.userErrors }
  const why = payment.declineCode === null ? '' : ` (${payment.declineCode})`
  const message = `The payment was declined${why}. Nothing was charged.`
  return { kind: 'refused', userErrors: [userError('PAYMENT_DECLINED', message, ['input', 'payment'])] }
}

/** A checkout that was cut short, without a word of the provider's, begins anew when it is repeated. */
export function beginsAnew({ decision, news }: Change): boolean {
  const isUnseen = decision.cancels !== undefined && !decision.places
  return isUnseen && news.isCutShort === true && decision.paymentStatus !== 'FAILED'
}

/** Whoever could not pay may try again; whoever called it off, or forgot it, has a new cart. */
export function givesCartBack({ order, decision }: Change): boolean {
  return decision.cancels === 'PAYMENT_FAILED' || (decision.cancels !== undefined && order.placedAt === null)
}

/** The use of a discount is spent by an order that was confirmed, whatever becomes of it. */
export function givesUsesBack({ order, decision }: Change): boolean {
  const isUnconfirmed = order.status === 'PENDING_PAYMENT' && decision.cancels !== undefined
  return isUnconfirmed && order.discounts.length > 0
}

export type OrderNews = Parameters<Parts['publish']>[1]

/** `lines` are those of an order that is placed now. */
export function eventsOf(
  { order, decision, news, refunds }: Change,
  lines: readonly StockLine[],
): OrderNews[] {
  const { id, customerId, totalMinor: minor, currency } = order
  const common = { aggregate: { type: 'order', id }, correlationId: news.correlationId }
  const total = { minor, currency }
  const events: OrderNews[] = []
  if (decision.places) {
    events.push({ ...common, type: 'order.placed', data: { orderId: id, customerId, total, lines } })
  }
  if (decision.pays) events.push({ ...common, type: 'order.paid', data: { orderId: id, total } })
  if (decision.cancels && (decision.places || order.placedAt !== null)) {
    events.push({ ...common, type: 'order.canceled', data: { orderId: id, reason: decision.cancels } })
  }
  for (const { refundId, amountMinor } of refunds?.done ?? []) {
    const amount = { minor: amountMinor, currency }
    events.push({ ...common, type: 'order.refunded', data: { orderId: id, refundId, amount } })
  }
  return events
}
