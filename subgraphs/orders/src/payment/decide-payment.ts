// What news of a payment mean for its order: one pure decision, alike for the caller's return, the provider's
// message and the reconciler, whichever comes first and however often they come. Pure.
import type { OrderCanceledReason } from '@supermarket/schema/events.ts'
import type {
  Order,
  OrderEventType,
  OrderStatus,
  PaymentAttemptStatus,
  PaymentStatus,
} from '../order/order.ts'
import { decideOrder } from '../order/state.ts'
import { type LedgerSums, paymentStatusOf } from './payment-status.ts'

export type PaymentNews = {
  readonly order: Pick<Order, 'status' | 'paymentStatus' | 'fulfillmentStatus' | 'placedAt'>
  readonly before: PaymentAttemptStatus
  readonly after: PaymentAttemptStatus
  readonly sums: LedgerSums & { readonly authorizedMinor: number }
  /** What these news have brought. */
  readonly moved: { readonly capturedMinor: number; readonly voidedMinor: number }
  /** Whether it is enough that the money is set aside: it is taken when the goods are sent. */
  readonly capturesLater: boolean
  /** Set aside for refunds under way. */
  readonly refundingMinor: number
  /** Why the order ends if the money did not arrive; without it an open attempt goes on. */
  readonly cause: OrderCanceledReason | undefined
  /** In the words of who called it off. */
  readonly cancelReason: string | null
  /** Its stock has lapsed, or may before products hears that it is paid: its goods may be somebody else's. */
  readonly isTooLate: boolean
  readonly declineCode: string | null
}

/** When somebody has to look at the order again. */
export type NextLook = 'never' | 'now' | 'soon' | 'after action' | 'while held' | 'as before'

export type PaymentDecision = {
  readonly status: OrderStatus
  readonly paymentStatus: PaymentStatus
  /** The order becomes one that its buyer sees. */
  readonly places: boolean
  /** Called off now, and why. */
  readonly cancels: OrderCanceledReason | undefined
  /** Money arrived for an order that nobody wants any more. */
  readonly refundMinor: number
  readonly timeline: readonly { readonly type: OrderEventType; readonly message: string | null }[]
  readonly pays: boolean
  readonly next: NextLook
}

export function decidePayment(news: PaymentNews): PaymentDecision {
  const { order, sums, after } = news
  const paymentStatus = paymentStatusOf(sums, after)
  if (order.status !== 'PENDING_PAYMENT') return settled(news, paymentStatus)
  const isHeld = news.capturesLater && after === 'AUTHORIZED' && sums.authorizedMinor === sums.payableMinor
  const isPaid = isHeld || (sums.capturedMinor === sums.payableMinor && after === 'CAPTURED')
  if (isPaid && !news.isTooLate) return confirmed(news, paymentStatus)
  if (isPaid) return canceled({ ...news, cause: 'EXPIRED' }, paymentStatus)
  const isOver = after === 'FAILED' || after === 'VOIDED' || news.cause !== undefined
  return isOver ? canceled(news, paymentStatus) : waiting(news, paymentStatus)
}

function confirmed({ order, after }: PaymentNews, paymentStatus: PaymentStatus): PaymentDecision {
  const decision = decideOrder(order, { kind: 'paid' })
  if (!decision.ok) throw new Error(decision.reason)
  return {
    ...unchanged(decision.status, paymentStatus),
    ...placing(order),
    timeline: [
      ...placing(order).timeline,
      entry(after === 'AUTHORIZED' ? 'PAYMENT_AUTHORIZED' : 'PAYMENT_CAPTURED'),
      entry('CONFIRMED'),
    ],
    pays: true,
    next: after === 'AUTHORIZED' ? 'while held' : 'never',
  }
}

function waiting({ order, before, after }: PaymentNews, paymentStatus: PaymentStatus): PaymentDecision {
  const placed = placing(order)
  const step: Partial<Record<PaymentAttemptStatus, OrderEventType>> = {
    REQUIRES_ACTION: 'PAYMENT_ACTION_REQUIRED',
    AUTHORIZED: 'PAYMENT_AUTHORIZED',
  }
  const type = before === after ? undefined : step[after]
  return {
    ...unchanged('PENDING_PAYMENT', paymentStatus),
    ...placed,
    timeline: [...placed.timeline, ...(type ? [entry(type)] : [])],
    next: after === 'REQUIRES_ACTION' ? 'after action' : 'soon',
  }
}

function canceled(news: PaymentNews, paymentStatus: PaymentStatus): PaymentDecision {
  const { order, after, sums, refundingMinor, declineCode, cancelReason, cause = 'PAYMENT_FAILED' } = news
  const refundMinor = sums.capturedMinor - sums.refundedMinor - refundingMinor
  // Whoever's money arrived sees what became of it, though the order ends as it begins.
  const isCaptured = after === 'CAPTURED'
  const placed = isCaptured && refundMinor > 0 ? placing(order) : { places: false, timeline: [] }
  const told: Partial<Record<PaymentAttemptStatus, OrderEventType>> = {
    CAPTURED: 'PAYMENT_CAPTURED',
    AUTHORIZED: 'PAYMENT_AUTHORIZED',
  }
  const unpaid = after === 'FAILED' ? entry('PAYMENT_FAILED', declineCode) : entry('PAYMENT_VOIDED')
  const arrived = told[after]
  return {
    ...unchanged('CANCELED', paymentStatus),
    places: placed.places,
    cancels: cause,
    refundMinor,
    timeline: [
      ...placed.timeline,
      arrived === undefined ? unpaid : entry(arrived),
      cause === 'EXPIRED' ? entry('EXPIRED') : entry('CANCELED', cancelReason),
      ...(refundMinor > 0 ? [entry('REFUND_REQUESTED')] : []),
    ],
    // An order that nobody saw tells no other service of its end: its stock is released by us. What is only set aside
    // is let go of.
    next: order.placedAt === null || refundMinor > 0 || after === 'AUTHORIZED' ? 'now' : 'never',
  }
}

/** The order has gone on without waiting: only the money is kept right. */
function settled(news: PaymentNews, paymentStatus: PaymentStatus): PaymentDecision {
  const { order, after, moved } = news
  const none = unchanged(order.status, paymentStatus)
  // What was set aside has lapsed before anything was sent: nobody is going to pay for it any more.
  const isLapsed =
    news.capturesLater &&
    order.status === 'CONFIRMED' &&
    order.fulfillmentStatus === 'UNFULFILLED' &&
    after === 'VOIDED'
  if (isLapsed) return canceled({ ...news, cause: 'EXPIRED' }, paymentStatus)
  const timeline = [
    ...(moved.capturedMinor > 0 ? [entry('PAYMENT_CAPTURED')] : []),
    ...(moved.voidedMinor > 0 ? [entry('PAYMENT_VOIDED')] : []),
  ]
  const refundMinor = order.status === 'CANCELED' ? arrivedTooLate(news) : 0
  if (refundMinor <= 0) return { ...none, timeline }
  return { ...none, refundMinor, timeline: [...timeline, entry('REFUND_REQUESTED')], next: 'now' }
}

/** Only what has arrived now is paid back: of a refund that failed, staff have to find another way. */
function arrivedTooLate({ sums, moved, refundingMinor }: PaymentNews): number {
  return moved.capturedMinor > 0 ? sums.capturedMinor - sums.refundedMinor - refundingMinor : 0
}

function unchanged(status: OrderStatus, paymentStatus: PaymentStatus): PaymentDecision {
  return {
    status,
    paymentStatus,
    places: false,
    cancels: undefined,
    refundMinor: 0,
    timeline: [],
    pays: false,
    next: 'as before',
  }
}

function placing(order: PaymentNews['order']): Pick<PaymentDecision, 'places' | 'timeline'> {
  return order.placedAt === null
    ? { places: true, timeline: [entry('PLACED')] }
    : { places: false, timeline: [] }
}

function entry(type: OrderEventType, message: string | null = null) {
  return { type, message }
}
