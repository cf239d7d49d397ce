// Carries a refund out that was set aside before: the provider is asked with the refund's id as our key, and what it
// answers is written in one transaction. Runs any number of times, for the caller and the reconciler alike.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import type { Order, Payment, Refund } from '../order/order.ts'
import { insertOrderEvents, lockOrder, updateOrder } from '../order/store.ts'
import type { Parts } from '../parts.ts'
import { getProvider, within } from './ask-provider.ts'
import { paymentStatusOf } from './payment-status.ts'
import type { RefundOutcome } from './provider.ts'
import {
  finishRefund,
  listPayments,
  listRefunds,
  putBack,
  recordTransactions,
  restoreRefundedLines,
} from './store.ts'

export type RefundParts = Pick<Parts, 'connection' | 'providers' | 'publish' | 'onStep' | 'now' | 'log'>

export type PendingRefund = {
  readonly refund: Refund
  readonly payment: Payment
  readonly budgetMs: number
  readonly correlationId: string
}

/** The order afterwards; undefined while the provider has not answered, and then the refund stays pending. */
export async function carryOutRefund(parts: RefundParts, pending: PendingRefund): Promise<Order | undefined> {
  const { refund, payment, budgetMs } = pending
  const outcome = await askForRefund(parts, { refund, payment, budgetMs })
  if (outcome === undefined) return undefined
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

function recordRefund(parts: RefundParts, pending: PendingRefund, outcome: RefundOutcome): Promise<Order> {
  const { refund, correlationId } = pending
  return withTransaction(parts.connection, async (tx) => {
    const locked = await lockOrder(tx, refund.orderId)
    if (locked === undefined) throw new Error(`order ${refund.orderId} is gone`)
    const at = parts.now()
    const finished = await finishRefund(tx, refund.id, outcome.kind === 'succeeded' ? 'SUCCEEDED' : 'FAILED')
    if (finished === undefined) return locked.order
    const orderId = refund.orderId
    if (outcome.kind === 'refused') {
      await putBack(tx, refund.paymentId, refund.amountMinor)
      await restoreRefundedLines(tx, refund.id)
      await insertOrderEvents(tx, {
        orderId,
        events: [{ type: 'REFUND_FAILED', message: outcome.reason }],
        at,
      })
      return locked.order
    }
    const { order, payment } = locked
    const balance = await recordTransactions(tx, {
      ...payment,
      payment,
      transactions: [outcome.transaction],
      at,
    })
    const paymentStatus = paymentStatusOf({ payableMinor: order.totalMinor, ...balance }, payment.status)
    const { refundedMinor } = balance
    const amount = { minor: refund.amountMinor, currency: refund.currency }
    const [changed] = await Promise.all([
      updateOrder(tx, orderId, { refundedMinor, paymentStatus }),
      insertOrderEvents(tx, { orderId, events: [{ type: 'REFUNDED', message: null }], at }),
      parts.publish(tx, {
        type: 'order.refunded',
        aggregate: { type: 'order', id: orderId },
        data: { orderId, refundId: refund.id, amount },
        correlationId,
      }),
    ])
    return changed
  })
}
