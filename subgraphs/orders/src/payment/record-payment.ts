// Finalising: writes what a provider said of a payment, and all that follows from it, in one transaction that may run
// any number of times, for the caller's return, the provider's message and the reconciler alike.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import type { OrderCanceledReason } from '@supermarket/schema/events.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { reopenCart } from '../cart/store.ts'
import type { StockLine } from '../checkout/catalog.ts'
import type { StoredAnswer } from '../idempotency/answer.ts'
import type { RequestKey } from '../idempotency/key.ts'
import { answerRunning, forgetRunning, takeKey } from '../idempotency/store.ts'
import type { Order, Payment } from '../order/order.ts'
import {
  insertOrderEvents,
  listLinesForEvent,
  lockOrder,
  type OrderUpdate,
  updateOrder,
} from '../order/store.ts'
import type { Parts } from '../parts.ts'
import { addSettleJob } from '../settlement/plan-work.ts'
import { userError } from '../user-error.ts'
import { nextAttemptStatus } from './attempt.ts'
import { decidePayment, type NextLook, type PaymentDecision } from './decide-payment.ts'
import type { PaymentSnapshot } from './provider.ts'
import { type Balance, insertRefund, recordTransactions, setAside } from './store.ts'

export type RecordParts = Pick<Parts, 'connection' | 'publish' | 'timings' | 'now'>

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
  /** Of an order that this may place, for whoever has them at hand. */
  readonly lines?: readonly StockLine[]
}

export type Recorded = {
  readonly order: Order
  readonly payment: Payment
  /** What the buyer is told when the checkout failed for good. */
  readonly answer: StoredAnswer
}

/** Undefined when there is no such order. */
export function recordPayment(parts: RecordParts, news: News): Promise<Recorded | undefined> {
  return withTransaction(parts.connection, async (tx) => {
    const locked = await lockOrder(tx, news.orderId)
    if (locked === undefined) return undefined
    const at = parts.now()
    const { order } = locked
    const { payment, balance } = await recordAttempt(tx, { payment: locked.payment, news, at })
    const decision = decidePayment({
      order,
      before: locked.payment.status,
      after: payment.status,
      sums: { payableMinor: order.totalMinor, ...balance },
      refundingMinor: balance.refundingMinor,
      cause: news.cause,
      cancelReason: news.cancelReason ?? null,
      isTooLate: at.getTime() >= confirmableUntil(order, parts.timings),
      declineCode: payment.declineCode,
    })
    const answer = answerTo({ order, decision, payment, news })
    const change = changeOf({ order, decision, balance, parts, news, at })
    if (decision.refundMinor > 0) await requestRefund(tx, { payment, amountMinor: decision.refundMinor, at })
    const lines = decision.places ? (news.lines ?? (await listLinesForEvent(tx, order.id))) : []
    // Sent in one go. Each is one statement: a second one after another had failed would run outside the transaction.
    const [changed] = await Promise.all([
      updateOrder(tx, order.id, change),
      insertOrderEvents(tx, { orderId: order.id, events: decision.timeline, at }),
      ...answerRequests(tx, { order, decision, answer, news, at }),
      ...eventsOf({ order, decision, news, lines }).map((event) => parts.publish(tx, event)),
      // Whoever could not pay may try again; whoever called it off, or forgot it, has a new cart.
      ...(isTriedAgain({ order, decision }) ? [reopenCart(tx, order.cartId, at)] : []),
      ...(change.settleAfter ? [addSettleJob(tx, order.id, change.settleAfter)] : []),
    ])
    return { order: changed, payment, answer }
  })
}

function confirmableUntil({ createdAt }: Order, { reservationMs, commitMs }: RecordParts['timings']): number {
  return createdAt.getTime() + reservationMs - commitMs
}

function isTriedAgain({ order, decision }: Pick<Change, 'order' | 'decision'>): boolean {
  return decision.cancels === 'PAYMENT_FAILED' || (decision.cancels !== undefined && order.placedAt === null)
}

async function recordAttempt(
  tx: Transaction,
  { payment, news, at }: { payment: Payment; news: News; at: Date },
): Promise<{ payment: Payment; balance: Balance }> {
  const { snapshot } = news
  if (snapshot === undefined) return { payment, balance: payment }
  const status = nextAttemptStatus(payment.status, snapshot.state)
  const declineCode = snapshot.declineCode ?? payment.declineCode
  const actionUrl = status === 'REQUIRES_ACTION' ? snapshot.actionUrl : null
  // Refunds are recorded with their own row, where what was set aside for them is given up.
  const transactions = snapshot.transactions.filter(({ kind }) => kind !== 'REFUND')
  const balance = await recordTransactions(tx, { payment, status, declineCode, actionUrl, transactions, at })
  return { payment: { ...payment, ...balance, status, declineCode, actionUrl }, balance }
}

type Change = {
  readonly order: Order
  readonly decision: PaymentDecision
  readonly balance: Balance
  readonly parts: RecordParts
  readonly news: News
  readonly at: Date
}

function changeOf({ order, decision, balance, parts, news, at }: Change): OrderUpdate {
  const next =
    decision.next === 'now' && news.isReleased && decision.refundMinor === 0 ? 'never' : decision.next
  return {
    status: decision.status,
    paymentStatus: decision.paymentStatus,
    capturedMinor: balance.capturedMinor,
    refundedMinor: balance.refundedMinor,
    ...(decision.places ? { placedAt: at } : {}),
    ...(decision.cancels ? { canceledAt: at, cancelReason: news.cancelReason ?? null } : {}),
    ...(next === 'as before' ? {} : { settleAfter: lookAt(next, { order, parts, at }) }),
  }
}

function lookAt(
  next: Exclude<NextLook, 'as before'>,
  { order, parts, at }: Pick<Change, 'order' | 'parts' | 'at'>,
): Date | null {
  const { retryMs, actionMs } = parts.timings
  if (next === 'never') return null
  // The longer a provider has been silent, the longer it is left alone, up to a minute.
  const ageMs = at.getTime() - order.createdAt.getTime()
  const inMs = { now: 0, soon: Math.max(retryMs, Math.min(60_000, ageMs / 4)), 'after action': actionMs }
  const then = new Date(at.getTime() + inMs[next])
  return next === 'after action' && order.payableUntil < then && order.payableUntil > at
    ? order.payableUntil
    : then
}

function answerTo({
  order,
  decision,
  payment,
  news,
}: Pick<Change, 'order' | 'decision' | 'news'> & { payment: Payment }): StoredAnswer {
  if (decision.cancels === undefined || order.placedAt !== null) return { kind: 'done', orderId: order.id }
  if (news.userErrors !== undefined) return { kind: 'refused', userErrors: news.userErrors }
  const why = payment.declineCode === null ? '' : ` (${payment.declineCode})`
  const message = `The payment was declined${why}. Nothing was charged.`
  return { kind: 'refused', userErrors: [userError('PAYMENT_DECLINED', message, ['input', 'payment'])] }
}

/** A checkout that was cut short, without a word of the provider's, begins anew when it is repeated. */
function answerRequests(
  tx: Transaction,
  {
    order,
    decision,
    answer,
    news,
    at,
  }: Pick<Change, 'order' | 'decision' | 'news' | 'at'> & { answer: StoredAnswer },
): Promise<void>[] {
  if (order.placedAt !== null) {
    return news.request && decision.cancels
      ? [takeKey(tx, news.request, { orderId: order.id, answer, at })]
      : []
  }
  if (order.status === 'CANCELED') return []
  const begins = decision.cancels !== undefined && news.isCutShort && decision.paymentStatus !== 'FAILED'
  return [begins ? forgetRunning(tx, order.id) : answerRunning(tx, order.id, answer)]
}

type OrderNews = Parameters<Parts['publish']>[1]

function eventsOf({
  order,
  decision,
  news,
  lines,
}: Pick<Change, 'order' | 'decision' | 'news'> & { lines: readonly StockLine[] }): OrderNews[] {
  const { id, customerId, totalMinor: minor, currency } = order
  const common = { aggregate: { type: 'order', id }, correlationId: news.correlationId }
  const total = { minor, currency }
  const events: OrderNews[] = []
  if (decision.places) {
    events.push({ ...common, type: 'order.placed', data: { orderId: id, customerId, total, lines } })
  }
  if (decision.pays) events.push({ ...common, type: 'order.paid', data: { orderId: id, total } })
  if (decision.cancels && order.placedAt !== null) {
    events.push({ ...common, type: 'order.canceled', data: { orderId: id, reason: decision.cancels } })
  }
  return events
}

/** Money that nobody wants any more: it is set aside here, and the reconciler pays it back. */
export async function requestRefund(
  tx: Transaction,
  { payment, amountMinor, at }: { payment: Payment; amountMinor: number; at: Date },
): Promise<string> {
  const id = newId('ref')
  const isTaken = await setAside(tx, payment.id, amountMinor)
  if (!isTaken) throw new Error(`payment ${payment.id} has less than ${amountMinor} left`)
  await insertRefund(tx, {
    id,
    orderId: payment.orderId,
    paymentId: payment.id,
    status: 'PENDING',
    currency: payment.currency,
    amountMinor,
    reason: null,
    createdAt: at,
  })
  return id
}
