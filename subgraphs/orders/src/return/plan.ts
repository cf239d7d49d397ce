// What a return asks for, what arrived of it, and what that pays back. Pure.
import type { Money } from '@supermarket/service-kit/money.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { type PaidPieces, sharesWithin } from '../order/line-share.ts'
import type { Order, OrderLine } from '../order/order.ts'
import { namedLines } from '../order/refund-amount.ts'
import { boundedText, refuse, refuseAll, userError } from '../user-error.ts'
import type { ReturnLine, ReturnReason } from './return.ts'
import { returnableQuantity } from './state.ts'

export type WantedLine = {
  readonly id: string
  readonly quantity: number
  readonly reason: ReturnReason
  readonly comment?: string | null | undefined
}

export type NewReturnLine = Pick<ReturnLine, 'orderLineId' | 'quantity' | 'reason' | 'comment'>

export function planReturn(wanted: readonly WantedLine[], lines: readonly OrderLine[]): NewReturnLine[] {
  const errors: UserErrorEntry[] = []
  const planned = namedLines(wanted, lines).map(({ line, quantity }, at): NewReturnLine => {
    const path = ['input', 'lines', String(at)]
    const most = returnableQuantity(line)
    if (quantity > most) {
      errors.push(userError('INVALID', `Only ${most} can be returned.`, [...path, 'quantity']))
    }
    const { reason = 'OTHER', comment } = wanted[at] ?? {}
    const words = boundedText(comment ?? '', { min: 0, max: 500, path: [...path, 'comment'], errors })
    return { orderLineId: line.id, quantity, reason, comment: words === '' ? null : words }
  })
  refuseAll(errors)
  return planned
}

export type ReceivedLine = {
  /** Of the order's line. */
  readonly id: string
  readonly quantity: number
  readonly condition: 'SELLABLE' | 'DAMAGED'
}

export type Receipt = Pick<ReturnLine, 'orderLineId' | 'quantity' | 'quantitySellable' | 'quantityDamaged'>

/** All that was asked for, in good condition, unless `received` says otherwise; fewer pieces may arrive. */
export function planReceipt(
  received: readonly ReceivedLine[] | null | undefined,
  lines: readonly ReturnLine[],
): Receipt[] {
  if (!received) {
    return lines.map(({ orderLineId, quantity }) => ({
      orderLineId,
      quantity,
      quantitySellable: quantity,
      quantityDamaged: 0,
    }))
  }
  refuseAll(errorsOf(received, lines))
  return lines.map(({ orderLineId, quantity }) => {
    const count = (condition: ReceivedLine['condition']) =>
      received
        .filter((one) => one.id === orderLineId && one.condition === condition)
        .reduce((sum, one) => sum + one.quantity, 0)
    return {
      orderLineId,
      quantity,
      quantitySellable: count('SELLABLE'),
      quantityDamaged: count('DAMAGED'),
    }
  })
}

function errorsOf(received: readonly ReceivedLine[], lines: readonly ReturnLine[]): UserErrorEntry[] {
  if (received.length < 1 || received.length > 200) {
    return [userError('INVALID', 'There must be 1 to 200 lines.', ['input', 'lines'])]
  }
  const left = new Map(lines.map(({ orderLineId, quantity }) => [orderLineId, quantity]))
  return received.flatMap(({ id, quantity, condition }, at): UserErrorEntry[] => {
    const path = ['input', 'lines', at]
    const most = left.get(id)
    if (most === undefined) return [userError('NOT_FOUND', 'The return has no such line.', [...path, 'id'])]
    if (received.findIndex((one) => one.id === id && one.condition === condition) !== at) {
      return [userError('INVALID', 'Each line may be named once per condition.', [...path, 'id'])]
    }
    if (quantity < 1) {
      return [userError('INVALID', 'At least one piece must be named.', [...path, 'quantity'])]
    }
    left.set(id, most - quantity)
    if (quantity <= most) return []
    return [userError('INVALID', `Only ${most} more are to come back.`, [...path, 'quantity'])]
  })
}

export type ReturnRefund = 'SHARE' | 'AMOUNT' | 'NONE'

export type RefundOfReturn = {
  readonly kind: ReturnRefund
  readonly amount?: Money | null | undefined
}

export type ReturnRefundPlan = {
  /** Zero when nothing is to be paid back. */
  readonly amountMinor: number
  readonly lines: readonly PaidPieces[]
}

type Payable = {
  readonly lines: readonly OrderLine[]
  /** What was captured and is neither paid back nor set aside. */
  readonly leftMinor: number
  readonly order: Pick<Order, 'currency' | 'pricesIncludeTax'>
}

export function planReturnRefund(
  { kind, amount }: RefundOfReturn,
  receipt: readonly Receipt[],
  { lines, leftMinor, order }: Payable,
): ReturnRefundPlan {
  const path = ['input', 'amount']
  if (kind !== 'AMOUNT') {
    if (amount) throw refuse('INVALID', 'An amount belongs to a refund of an AMOUNT.', path)
    return kind === 'NONE' ? { amountMinor: 0, lines: [] } : shareOf(receipt, { lines, leftMinor, order })
  }
  if (!amount) throw refuse('INVALID', 'Say how much is to be paid back.', path)
  if (amount.currency !== order.currency) {
    throw refuse('INVALID', `The order is in ${order.currency}.`, [...path, 'currency'])
  }
  if (amount.minor < 1 || amount.minor > leftMinor) {
    throw refuse('INVALID', `The amount must be 1 to ${leftMinor} minor units.`, [...path, 'minor'])
  }
  return { amountMinor: amount.minor, lines: [] }
}

/** What was paid for the pieces. Pieces that were paid back before, and money that is gone, are not paid again. */
function shareOf(receipt: readonly Receipt[], { lines, leftMinor, order }: Payable): ReturnRefundPlan {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const pieces = receipt.flatMap(({ orderLineId, quantitySellable, quantityDamaged }) => {
    const line = byId.get(orderLineId)
    if (line === undefined) throw new Error(`line ${orderLineId} is gone`)
    const quantity = Math.min(quantitySellable + quantityDamaged, line.quantity - line.quantityRefunded)
    return quantity > 0 ? [{ line, quantity }] : []
  })
  return sharesWithin(pieces, order, leftMinor)
}
