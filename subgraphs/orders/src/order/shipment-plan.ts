// What a parcel holds and what is left to be sent after it. Pure.
import { fractionMinor, sumMinor, timesMinor } from '@supermarket/service-kit/money.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { heldMinor, refundableMinor } from '../payment/balance.ts'
import { refuse, refuseAll, userError } from '../user-error.ts'
import type { Order, OrderLine, Payment } from './order.ts'
import { type LineQuantity, namedLines } from './refund-amount.ts'
import { decideOrder, type OrderDecision } from './state.ts'

export type ShipmentPlan = {
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[]
  /** Nothing is left to be sent. */
  readonly isComplete: boolean
}

/** All that is still to be sent unless `wanted` names less. */
export function planShipment(
  wanted: readonly LineQuantity[] | null | undefined,
  lines: readonly OrderLine[],
): ShipmentPlan {
  const parcel = wanted
    ? namedLines(wanted, lines)
    : lines.flatMap((line) => (openQuantity(line) > 0 ? [{ line, quantity: openQuantity(line) }] : []))
  if (parcel.length === 0) throw refuse('ILLEGAL_STATE', 'Everything was sent already.', ['input', 'id'])
  refuseAll(
    parcel.flatMap(({ line, quantity }, at): UserErrorEntry[] => {
      const most = openQuantity(line)
      return quantity <= most
        ? []
        : [userError('INVALID', `Only ${most} are still to be sent.`, ['input', 'lines', at, 'quantity'])]
    }),
  )
  const sent = new Map(parcel.map(({ line, quantity }) => [line.id, quantity]))
  return {
    lines: parcel.map(({ line, quantity }) => ({ orderLineId: line.id, quantity })),
    isComplete: lines.every((line) => openQuantity(line) === (sent.get(line.id) ?? 0)),
  }
}

/**
 * What everything that was sent, this parcel included, is worth of the order's total: by the price of its pieces, so that
 * whatever else the total is made of is spread over them.
 */
export function shipmentShareMinor(
  totalMinor: number,
  plan: ShipmentPlan,
  lines: readonly Pick<OrderLine, 'id' | 'quantity' | 'quantityFulfilled' | 'unitMinor'>[],
): number {
  if (plan.isComplete) return totalMinor
  const parcel = new Map(plan.lines.map(({ orderLineId, quantity }) => [orderLineId, quantity]))
  const sentMinor = sumMinor(
    lines.map((line) => timesMinor(line.unitMinor, line.quantityFulfilled + (parcel.get(line.id) ?? 0))),
  )
  const allMinor = sumMinor(lines.map((line) => timesMinor(line.unitMinor, line.quantity)))
  return allMinor === 0 ? 0 : fractionMinor(totalMinor, sentMinor, allMinor)
}

/** Whether a parcel may leave; `isComplete` when nothing is left to be sent after it. */
export function decideParcel(
  { order, payment }: { readonly order: Order; readonly payment: Payment },
  isComplete: boolean,
): OrderDecision {
  const isPaidBack = order.totalMinor > 0 && refundableMinor(payment) + heldMinor(payment) === 0
  return decideOrder(order, { kind: 'shipped', isComplete, isPaidBack })
}

/** Pieces that are still to be sent. */
export function openQuantity({
  quantity,
  quantityFulfilled,
  quantityCanceled,
}: Pick<OrderLine, 'quantity' | 'quantityFulfilled' | 'quantityCanceled'>): number {
  return quantity - quantityFulfilled - quantityCanceled
}
