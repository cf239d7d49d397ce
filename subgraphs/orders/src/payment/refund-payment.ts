// Carries a refund out that was set aside before: the provider is asked with the refund's id as our key, and what it
// answers is written in one transaction. Runs any number of times, for the caller and the reconciler alike.
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import type { Order, Payment, Refund } from '../order/order.ts'
import { insertOrderEvents, type LockedOrder, lockOrder, updateOrder } from '../order/store.ts'
import { refundFailedEntry } from '../order/timeline.ts'
import type { Parts } from '../parts.ts'
import { getProvider, within } from './ask-provider.ts'
import { paymentStatusOf } from './payment-status.ts'
import type { ProviderTransaction, RefundOutcome } from './provider.ts'
import { recordRefunds } from './record-refunds.ts'
import { finishRefund, listRefunds, putBack, restoreRefundedLines } from './refund-store.ts'
import { listPayments } from './store.ts'

export type RefundParts = Pick<
  Parts,
  'connection' | 'providers' | 'publish' | 'addMail' | 'onStep' | 'now' | 'log'
>

export type PendingRefund = {
  readonly refund: Refund
  readonly payment: Payment
  readonly budgetMs: number
  readonly correlationId: string
}

/** The order afterwards; undefined while the provider has not carried it out, and then the refund stays pending. */
export async function carryOutRefund(parts: RefundParts, pending: PendingRefund): Promise<Order | undefined> {
  const { refund, payment, budgetMs } = pending
  const outcome = await askForRefund(parts, { refund, payment, budgetMs })
  if (outcome === undefined || outcome.kind === 'pending') return undefined
  await parts.onStep('refund:answered', refund.orderId)
  const order = await recordRefund(parts, pending, outcome)
  await parts.onStep('refund:finalized', refund.orderId)
  return order
}

/** All that are pending, one after another; false when one still is. `budgetMs` is asked before each. */
export async function carryOutRefundsOf(
  parts: RefundParts,
  orderId: string,
  { budgetMs, correlationId }: { budgetMs: () => number; correlationId: string },
): Promise<boolean> {
  const [refunds, payments] = await Promise.all([
    listRefunds(parts.connection, [orderId]),
    listPayments(parts.connection, [orderId]),
  ])
  let isDone = true
  for (const refund of refunds.filter(({ status }) => status === 'PENDING')) {
    const payment = payments.find(({ id }) => id === refund.paymentId)
    if (payment === undefined) throw new Error(`refund ${refund.id} has no payment`)
    const order = await carryOutRefund(parts, { refund, payment, budgetMs: budgetMs(), correlationId })
    if (order === undefined) isDone = false
  }
  return isDone
}

async function askForRefund(
  { providers, log }: RefundParts,
  { refund, payment, budgetMs }: Pick<PendingRefund, 'refund' | 'payment' | 'budgetMs'>,
): Promise<RefundOutcome | undefined> {
  const provider = getProvider(providers, payment.provider)
  const signal = AbortSignal.timeout(budgetMs)
  const command = { key: refund.id, paymentKey: payment.id, amountMinor: refund.amountMinor }
  try {
    return await within(signal, provider.refund(command, signal))
  } catch (error) {
    log.warn({ error, refundId: refund.id, provider: provider.name }, 'a payment provider did not answer')
    return undefined
  }
}

type Ended = Exclude<RefundOutcome, { kind: 'pending' }>

function recordRefund(parts: RefundParts, pending: PendingRefund, outcome: Ended): Promise<Order> {
  const { refund } = pending
  return withTransaction(parts.connection, async (tx) => {
    const locked = await lockOrder(tx, refund.orderId)
    if (locked === undefined) throw new Error(`order ${refund.orderId} is gone`)
    if (outcome.kind === 'refused') {
      await recordRefusal(tx, { refund, reason: outcome.reason, at: parts.now() })
      return locked.order
    }
    return recordSuccess(tx, parts, { locked, pending, transaction: outcome.transaction })
  })
}

async function recordRefusal(
  tx: Transaction,
  { refund, reason, at }: { refund: Refund; reason: string; at: Date },
): Promise<void> {
  const finished = await finishRefund(tx, refund.id, { to: 'FAILED' })
  if (finished === undefined) return
  await putBack(tx, refund.paymentId, refund.amountMinor)
  await restoreRefundedLines(tx, refund.id)
  const amount = { minor: refund.amountMinor, currency: refund.currency }
  const events = [refundFailedEntry(amount, reason)]
  await insertOrderEvents(tx, { orderId: refund.orderId, events, at })
}

async function recordSuccess(
  tx: Transaction,
  parts: RefundParts,
  {
    locked: { order, payment },
    pending: { correlationId },
    transaction,
  }: { locked: LockedOrder; pending: PendingRefund; transaction: ProviderTransaction },
): Promise<Order> {
  const at = parts.now()
  const recorded = await recordRefunds(tx, { payment, transactions: [transaction], at })
  const { balance, timeline, done } = recorded
  if (done.length === 0) return order
  const paymentStatus = paymentStatusOf({ payableMinor: order.totalMinor, ...balance }, payment.status)
  const [changed] = await Promise.all([
    updateOrder(tx, order.id, { refundedMinor: balance.refundedMinor, paymentStatus }),
    insertOrderEvents(tx, { orderId: order.id, events: timeline, at }),
    ...done.map(({ refundId: subjectId }) =>
      parts.addMail(tx, { kind: 'refunded', orderId: order.id, subjectId }),
    ),
    ...done.map(({ refundId, amountMinor: minor }) =>
      parts.publish(tx, {
        type: 'order.refunded',
        aggregate: { type: 'order', id: order.id },
        data: { orderId: order.id, refundId, amount: { minor, currency: order.currency } },
        correlationId,
      }),
    ),
  ])
  return changed
}
