// Calls a paid order off in a transaction that holds its lock: what is left of its money is set aside to be paid back, and
// products hears of it and gives the stock back.

import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import type { OrderCanceledReason } from '@supermarket/schema/events.ts'
import type { RequestKey } from '../idempotency/key.ts'
import { takeKey } from '../idempotency/store.ts'
import type { Parts } from '../parts.ts'
import { isOpenAttempt } from '../payment/attempt.ts'
import { refundableMinor } from '../payment/balance.ts'
import { requestRefund } from '../payment/request-refund.ts'
import { addSettleJob } from '../settlement/plan-work.ts'
import { decideOrder } from './state.ts'
import { insertOrderEvents, type LockedOrder, updateOrder } from './store.ts'

export type CallingOff = LockedOrder & {
  readonly by: OrderCanceledReason
  /** In the words of who calls it off. */
  readonly reason: string | null
  readonly at: Date
  /** When somebody looks whether its money was paid back or let go of, if there is any. */
  readonly settleAfter: Date
  readonly correlationId: string
  /** Answered with it. */
  readonly request?: RequestKey
}

/** Undefined when it is done; otherwise why it cannot be, and then nothing has changed. */
export async function callOffPaid(
  tx: Transaction,
  { publish }: Pick<Parts, 'publish'>,
  { order, payment, by, reason, at, settleAfter, correlationId, request }: CallingOff,
): Promise<string | undefined> {
  const decision = decideOrder(order, { kind: 'canceled' })
  if (!decision.ok) return decision.reason
  const { status, fulfillmentStatus } = decision
  const amountMinor = refundableMinor(payment)
  const isRefunded = amountMinor > 0
  if (isRefunded) await requestRefund(tx, { payment, amountMinor, at })
  // What is only set aside is let go of afterwards, like what is paid back: the provider may be away.
  const isMoneyLeft = isRefunded || isOpenAttempt(payment.status)
  const events = [
    { type: 'CANCELED', message: reason },
    ...(isRefunded ? [{ type: 'REFUND_REQUESTED', message: null } as const] : []),
  ] as const
  const orderId = order.id
  // One statement each: see record-payment.ts.
  await Promise.all([
    updateOrder(tx, orderId, {
      status,
      fulfillmentStatus,
      canceledAt: at,
      cancelReason: reason,
      ...(isMoneyLeft ? { settleAfter } : {}),
    }),
    insertOrderEvents(tx, { orderId, events, at }),
    ...(request ? [takeKey(tx, request, { orderId, answer: { kind: 'done', orderId }, at })] : []),
    publish(tx, {
      type: 'order.canceled',
      aggregate: { type: 'order', id: orderId },
      data: { orderId, reason: by },
      correlationId,
    }),
    ...(isMoneyLeft ? [addSettleJob(tx, orderId, settleAfter)] : []),
  ])
  return undefined
}
