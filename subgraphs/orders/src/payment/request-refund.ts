// Sets money aside for a refund, under the order's lock. Whoever does so asks the provider afterwards, and the
// reconciler does when nobody has.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import type { Payment, Refund } from '../order/order.ts'
import { insertRefund, type RefundedLine, setAside, takeRefundedLines } from './refund-store.ts'

export type RefundRequest = {
  readonly payment: Payment
  /** At most what was captured and is neither paid back nor set aside. */
  readonly amountMinor: number
  readonly at: Date
  readonly reason?: string | null
  readonly lines?: readonly RefundedLine[]
  /** How much of it is for the delivery. */
  readonly deliveryMinor?: number
}

export async function requestRefund(
  tx: Transaction,
  { payment, amountMinor, at, reason = null, lines = [], deliveryMinor = 0 }: RefundRequest,
): Promise<Refund> {
  const isTaken = await setAside(tx, payment.id, amountMinor)
  if (!isTaken) throw new Error(`payment ${payment.id} has less than ${amountMinor} left`)
  const refund: Refund = {
    id: newId('ref'),
    orderId: payment.orderId,
    paymentId: payment.id,
    status: 'PENDING',
    currency: payment.currency,
    amountMinor,
    deliveryMinor,
    reason,
    createdAt: at,
  }
  await insertRefund(tx, refund, lines)
  if (lines.length > 0) await takeRefundedLines(tx, refund.id)
  return refund
}
