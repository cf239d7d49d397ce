// What canceling comes to: the money that goes back, the row, the timeline and the news for products. Pure.
import type { EventPayloads, OrderCanceledReason } from '@supermarket/schema/events.ts'
import { refundableMinor } from '../payment/balance.ts'
import type { Order, OrderLine, OrderUpdate, Payment } from './order.ts'
import { planReduction } from './reduction.ts'
import type { RefundPlan } from './refund-amount.ts'
import { canceledEntry, reducedEntry, refundRequestedEntry, type TimelineEntry } from './timeline.ts'

export type CancelationPlan = {
  readonly refund: RefundPlan
  readonly update: OrderUpdate
  readonly entries: readonly TimelineEntry[]
  readonly news: News<'order.canceled'> | News<'order.reduced'>
}

type News<Type extends keyof EventPayloads> = { readonly type: Type; readonly data: EventPayloads[Type] }

type Canceling = {
  readonly reason: string | null
  readonly by: OrderCanceledReason
  readonly order: Order
  readonly payment: Payment
  readonly lines: readonly OrderLine[]
  readonly at: Date
}

/** `reduced`: only what was not sent is called off. */
export function planCancelation(
  kind: 'canceled' | 'reduced',
  { reason, by, order, payment, lines, at }: Canceling,
): CancelationPlan {
  const { id: orderId, currency } = order
  const actor = by === 'BUYER' || by === 'STAFF' ? by : 'SYSTEM'
  const left = refundableMinor(payment)
  const refundEntry = ({ amountMinor: minor }: RefundPlan) =>
    minor > 0 ? [refundRequestedEntry(actor, { minor, currency }, null)] : []
  if (kind === 'canceled') {
    const refund = { amountMinor: left, lines: [], deliveryMinor: 0 }
    return {
      refund,
      update: { canceledAt: at, cancelReason: reason },
      entries: [canceledEntry(actor, reason), ...refundEntry(refund)],
      news: { type: 'order.canceled', data: { orderId, reason: by } },
    }
  }
  const { refund, pieces, lines: free } = planReduction(lines, order, left)
  return {
    refund,
    // From now on nothing is to be sent: the time in which it may come back begins.
    update: { fulfilledAt: at, cancelReason: reason },
    entries: [reducedEntry(pieces, reason), ...refundEntry(refund)],
    news: { type: 'order.reduced', data: { orderId, lines: free } },
  }
}
