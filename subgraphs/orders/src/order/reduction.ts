// What is called off when the rest of an order that was sent in part is not sent any more, and what that pays back. Pure.
import { sharesWithin } from './line-share.ts'
import type { Order, OrderLine } from './order.ts'
import type { RefundPlan } from './refund-amount.ts'
import { openQuantity } from './shipment-plan.ts'

export type Reduction = {
  readonly pieces: number
  /** Goods that are free again. */
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[]
  /** At most what is left of the money; of nothing when nothing is to be paid back. */
  readonly refund: RefundPlan
}

export function planReduction(
  lines: readonly OrderLine[],
  order: Pick<Order, 'pricesIncludeTax'>,
  leftMinor: number,
): Reduction {
  const open = lines.filter((line) => openQuantity(line) > 0)
  const paidBack = open.flatMap((line) => {
    const quantity = unpaidBack(line)
    return quantity > 0 ? [{ line, quantity }] : []
  })
  return {
    pieces: open.reduce((sum, line) => sum + openQuantity(line), 0),
    lines: open.map((line) => ({ variantId: line.variantId, quantity: openQuantity(line) })),
    refund: { ...sharesWithin(paidBack, order, leftMinor), deliveryMinor: 0 },
  }
}

/** Pieces that were paid back without having come back are taken for those that were never sent: nothing is paid twice. */
function unpaidBack(line: OrderLine): number {
  const paidBackUnsent = Math.max(0, line.quantityRefunded - line.quantityReturned)
  return Math.max(0, Math.min(openQuantity(line) - paidBackUnsent, line.quantity - line.quantityRefunded))
}

/** Whether nothing that was sent is with the buyer or on its way back. */
export function isAllBack(
  lines: readonly Pick<OrderLine, 'quantityFulfilled' | 'quantityReturned'>[],
): boolean {
  return lines.every(({ quantityFulfilled, quantityReturned }) => quantityFulfilled === quantityReturned)
}
