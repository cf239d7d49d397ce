// Calls a paid order off in a transaction that holds its lock, or by staff what was not sent of it: the money is set
// aside to be paid back, and products hear of it and give the stock back.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import type { OrderCanceledReason } from '@supermarket/schema/events.ts'
import type { RequestKey } from '../idempotency/key.ts'
import { takeKey } from '../idempotency/store.ts'
import type { Parts } from '../parts.ts'
import { isOpenAttempt } from '../payment/attempt.ts'
import { heldMinor } from '../payment/balance.ts'
import { requestRefund } from '../payment/request-refund.ts'
import { addSettleJob } from '../settlement/plan-work.ts'
import { planCancelation } from './cancelation-plan.ts'
import { isAllBack } from './reduction.ts'
import { cancelationOf, decideOrder } from './state.ts'
import {
  cancelOpenPieces,
  insertOrderEvents,
  type LockedOrder,
  listLockedLines,
  updateOrder,
} from './store.ts'

export type CallingOff = LockedOrder & {
  readonly by: OrderCanceledReason
  /** In the words of who calls it off. */
  readonly reason: string | null
  /** They may call the rest off when some of it was sent. */
  readonly isByStaff?: boolean
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
  { publish, addMail }: Pick<Parts, 'publish' | 'addMail'>,
  calling: CallingOff,
): Promise<string | undefined> {
  const { order, payment, isByStaff, at, settleAfter, correlationId, request } = calling
  const lines = await listLockedLines(tx, order.id)
  const change = cancelationOf(order, isByStaff ? 'STAFF' : 'BUYER', {
    isAllBack: isAllBack(lines),
    isHeld: heldMinor(payment) > 0,
  })
  const decision = decideOrder(order, change)
  if (!decision.ok) return decision.reason
  const { refund, update, entries, news } = planCancelation(change.kind, { ...calling, lines })
  const isRefunded = refund.amountMinor > 0
  if (isRefunded) await requestRefund(tx, { ...refund, payment, at })
  if (change.kind === 'reduced') await cancelOpenPieces(tx, order.id)
  const { status, fulfillmentStatus } = decision
  // What is only set aside is let go of afterwards, like what is paid back: the provider may be away.
  const isMoneyLeft = isRefunded || isOpenAttempt(payment.status)
  const orderId = order.id
  // One statement each: see record-payment.ts.
  await Promise.all([
    updateOrder(tx, orderId, {
      status,
      fulfillmentStatus,
      ...update,
      ...(isMoneyLeft ? { settleAfter } : {}),
    }),
    insertOrderEvents(tx, { orderId, events: entries, at }),
    addMail(tx, { kind: change.kind, orderId, subjectId: orderId }),
    ...(request ? [takeKey(tx, request, { orderId, answer: { kind: 'done', orderId }, at })] : []),
    publish(tx, { ...news, aggregate: { type: 'order', id: orderId }, correlationId }),
    ...(isMoneyLeft ? [addSettleJob(tx, orderId, settleAfter)] : []),
  ])
  return undefined
}
