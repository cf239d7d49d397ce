// What a parcel holds and what is left to be sent after it. Pure.
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { refuse, refuseAll, userError } from '../user-error.ts'
import type { OrderLine } from './order.ts'
import { type LineQuantity, namedLines } from './refund-amount.ts'

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

function openQuantity({ quantity, quantityFulfilled }: OrderLine): number {
  return quantity - quantityFulfilled
}
