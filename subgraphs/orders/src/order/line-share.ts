// What was paid for an order's line and its delivery, and how much of a line's falls to some of its pieces. Pure.
import { floorShare } from '../pricing/shares.ts'
import type { Order, OrderLine } from './order.ts'

type Line = Pick<OrderLine, 'quantity' | 'totalMinor' | 'discountMinor' | 'taxMinor'>
type Prices = Pick<Order, 'pricesIncludeTax'>

/** After discounts, with the tax. */
export function paidForLineMinor({ totalMinor, discountMinor, taxMinor }: Line, order: Prices): number {
  return totalMinor - discountMinor + (order.pricesIncludeTax ? 0 : taxMinor)
}

export function paidForDeliveryMinor({
  delivery,
  pricesIncludeTax,
}: Pick<Order, 'delivery'> & Prices): number {
  if (delivery === null) return 0
  const { priceMinor, discountMinor, taxMinor } = delivery
  return priceMinor - discountMinor + (pricesIncludeTax ? 0 : taxMinor)
}

/**
 * What a refund of the next `quantity` pieces pays back. All pieces of a line together are worth exactly what was paid for
 * it, in however many refunds: what falls to the first n of them is rounded down, and what other refunds took is
 * deducted, so that the last piece gets what is left.
 */
export function refundOfPiecesMinor(
  line: Line & Pick<OrderLine, 'quantityRefunded' | 'refundedMinor'>,
  quantity: number,
  order: Prices,
): number {
  const paidMinor = paidForLineMinor(line, order)
  const sofar = floorShare(paidMinor, line.quantityRefunded + quantity, line.quantity)
  return Math.max(0, sofar - line.refundedMinor)
}

export type PaidPieces = {
  readonly orderLineId: string
  readonly quantity: number
  readonly amountMinor: number
}

/** What pieces pay back, in their order, as far as `leftMinor` goes; none of them when that is nothing. */
export function sharesWithin(
  pieces: readonly { readonly line: OrderLine; readonly quantity: number }[],
  order: Prices,
  leftMinor: number,
): { readonly amountMinor: number; readonly lines: readonly PaidPieces[] } {
  let left = leftMinor
  const lines = pieces.map(({ line, quantity }) => {
    const amountMinor = Math.min(refundOfPiecesMinor(line, quantity, order), left)
    left -= amountMinor
    return { orderLineId: line.id, quantity, amountMinor }
  })
  const amountMinor = leftMinor - left
  return { amountMinor, lines: amountMinor === 0 ? [] : lines }
}
