// Finalising: writes what a provider said of a payment, and all that follows from it, in one transaction that may run
// any number of times, for the caller's return, the provider's message and the reconciler alike.
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { openCartConstraint, reopenCart } from '../cart/store.ts'
import { answerCheckout } from '../checkout/submission-store.ts'
import type { StoredAnswer } from '../idempotency/answer.ts'
import { forgetRunning, takeKey } from '../idempotency/store.ts'
import type { MailKind } from '../mail/mail.ts'
import type { Order, Payment } from '../order/order.ts'
import { insertOrderEvents, listLinesForEvent, lockOrder, updateOrder } from '../order/store.ts'
import { captureFailedEntry, disputedEntry, paymentEntry, type TimelineEntry } from '../order/timeline.ts'
import type { Parts } from '../parts.ts'
import { giveBackUses } from '../pricing/discount-store.ts'
import { addSettleJob } from '../settlement/plan-work.ts'
import { nextAttemptStatus } from './attempt.ts'
import { failCapture } from './capture-store.ts'
import { decidePayment } from './decide-payment.ts'
import {
  answerTo,
  beginsAnew,
  type Change,
  eventsOf,
  givesCartBack,
  givesUsesBack,
  isTooLate,
  type News,
  updateOf,
} from './follow-up.ts'
import type { PaymentSnapshot, ProviderTransaction } from './provider.ts'
import { type RefundsRecorded, recordRefunds } from './record-refunds.ts'
import { requestRefund } from './request-refund.ts'
import { noteDispute, recordTransactions } from './store.ts'

export type RecordParts = Pick<Parts, 'connection' | 'publish' | 'timings' | 'onPlaced' | 'addMail' | 'now'>

export type Recorded = {
  readonly order: Order
  readonly payment: Payment
  /** Whether this placed the order, and not somebody before. */
  readonly isPlaced: boolean
  /** Whether this called the order off, and not somebody before. */
  readonly isCanceled: boolean
  /** What the buyer is told when the checkout failed for good. */
  readonly answer: StoredAnswer
}

/** Undefined when there is no such order. */
export async function recordPayment(parts: RecordParts, news: News): Promise<Recorded | undefined> {
  const record = async () => {
    const recorded = await withTransaction(parts.connection, (tx) => recordIn(tx, parts, news))
    if (recorded?.isPlaced) parts.onPlaced(news.orderId)
    return recorded
  }
  try {
    return await record()
  } catch (error) {
    // The buyer has opened another cart in this moment: now it is seen, and the old one stays closed.
    if (violatedConstraint(error) === openCartConstraint) return record()
    throw error
  }
}

async function recordIn(tx: Transaction, parts: RecordParts, news: News): Promise<Recorded | undefined> {
  const locked = await lockOrder(tx, news.orderId)
  if (locked === undefined) return undefined
  const at = parts.now()
  const { order } = locked
  const { payment, refunds, told } = await recordAttempt(tx, { payment: locked.payment, news, at })
  const decision = decidePayment({
    order,
    before: locked.payment.status,
    after: payment.status,
    sums: { ...payment, payableMinor: order.totalMinor },
    moved: {
      capturedMinor: payment.capturedMinor - locked.payment.capturedMinor,
      voidedMinor: payment.voidedMinor - locked.payment.voidedMinor,
    },
    capturesLater: payment.captureAt === 'FULFILLMENT',
    refundingMinor: payment.refundingMinor,
    cause: news.cause,
    cancelReason: news.cancelReason ?? null,
    isTooLate: isTooLate(order, at, parts.timings),
    declineCode: payment.declineCode,
  })
  const change: Change = { order, payment, decision, news, at, refunds }
  const answer = answerTo(change)
  const update = updateOf(change, parts.timings)
  if (decision.refundMinor > 0) await requestRefund(tx, { payment, amountMinor: decision.refundMinor, at })
  const lines = decision.places ? (news.lines ?? (await listLinesForEvent(tx, order.id))) : []
  // Sent in one go. Each is one statement: a second one after another had failed would run outside the transaction.
  const [changed] = await Promise.all([
    updateOrder(tx, order.id, update),
    insertOrderEvents(tx, { orderId: order.id, events: [...timelineOf(change), ...told], at }),
    ...answerRequests(tx, change, answer),
    ...eventsOf(change, lines).map((event) => parts.publish(tx, event)),
    ...(givesUsesBack(change) ? [giveBackUses(tx, order.id)] : []),
    ...mailsOf(change).map((kind) => parts.addMail(tx, { kind, orderId: order.id, subjectId: order.id })),
    ...(refunds?.done ?? []).map(({ refundId: subjectId }) =>
      parts.addMail(tx, { kind: 'refunded', orderId: order.id, subjectId }),
    ),
    ...(givesCartBack(change) ? [reopenCart(tx, order.cartId, at)] : []),
    ...(update.settleAfter ? [addSettleJob(tx, order.id, update.settleAfter)] : []),
  ])
  const isCanceled = decision.cancels !== undefined
  return { order: changed, payment, isPlaced: decision.places, isCanceled, answer }
}

/** An order that is paid at once is one mail; one that nobody saw is none. */
function mailsOf({ order, decision }: Change): MailKind[] {
  // Money that came too late places an order and calls it off at once.
  if (decision.places) return decision.cancels ? ['placed', 'canceled'] : ['placed']
  if (order.placedAt === null) return []
  return [...(decision.pays ? (['paid'] as const) : []), ...(decision.cancels ? (['canceled'] as const) : [])]
}

function timelineOf({ order, payment, decision, news }: Change): TimelineEntry[] {
  const { timeline, cancels, refundMinor } = decision
  return timeline.map((one) =>
    paymentEntry(one, { order, payment, cause: cancels ?? news.cause, refundMinor }),
  )
}

type Attempted = {
  readonly payment: Payment
  readonly refunds: RefundsRecorded | undefined
  /** In the timeline, beside what follows for the order. */
  readonly told: readonly TimelineEntry[]
}

async function recordAttempt(
  tx: Transaction,
  { payment: before, news, at }: { payment: Payment; news: News; at: Date },
): Promise<Attempted> {
  const { snapshot, refusedCapture } = news
  const payment =
    snapshot === undefined ? before : await recordSnapshot(tx, { payment: before, snapshot, at })
  const told: TimelineEntry[] = []
  if (refusedCapture && (await failCapture(tx, refusedCapture.capture))) {
    told.push(captureFailedEntry(refusedCapture.reason))
  }
  if (
    snapshot?.dispute !== undefined &&
    before.disputedAt === null &&
    (await noteDispute(tx, before.id, at))
  ) {
    told.push(disputedEntry(snapshot.dispute))
  }
  if (!snapshot?.transactions.some(isOfRefund)) return { payment, refunds: undefined, told }
  const refunds = await recordRefunds(tx, { payment, transactions: snapshot.transactions, at })
  return { payment: { ...payment, ...refunds.balance }, refunds, told: [...told, ...refunds.timeline] }
}

const isOfRefund = ({ kind }: ProviderTransaction) => kind === 'REFUND' || kind === 'REFUND_REVERSAL'

async function recordSnapshot(
  tx: Transaction,
  { payment, snapshot, at }: { payment: Payment; snapshot: PaymentSnapshot; at: Date },
): Promise<Payment> {
  const status = nextAttemptStatus(payment.status, snapshot.state)
  const declineCode = snapshot.declineCode ?? payment.declineCode
  const waits = status === 'REQUIRES_ACTION'
  const actionUrl = waits ? snapshot.actionUrl : null
  const clientSecret = waits ? (snapshot.clientSecret ?? null) : null
  const transactions = snapshot.transactions
    .filter((transaction) => !isOfRefund(transaction))
    // That of a checkout has no row of its own.
    .map((one) => (one.captureKey === payment.id ? { ...one, captureKey: null } : one))
  const attempt = { status, declineCode, actionUrl, clientSecret }
  const balance = await recordTransactions(tx, { payment, ...attempt, transactions, at })
  return { ...payment, ...balance, ...attempt }
}

function answerRequests(tx: Transaction, change: Change, answer: StoredAnswer): Promise<void>[] {
  const { order, decision, news, at } = change
  if (order.placedAt !== null) {
    return news.request && decision.cancels
      ? [takeKey(tx, news.request, { orderId: order.id, answer, at })]
      : []
  }
  if (order.status === 'CANCELED') return []
  return [beginsAnew(change) ? forgetRunning(tx, order.id) : answerCheckout(tx, order.id, answer)]
}
