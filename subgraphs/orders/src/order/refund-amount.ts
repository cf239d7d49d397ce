// How much a refund pays back: an amount, or whole pieces and the delivery as they were paid, or all that is left. Pure.
import type { Money } from '@supermarket/service-kit/money.ts'
import { sumMinor } from '@supermarket/service-kit/money.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { refundableMinor } from '../payment/balance.ts'
import { refuse, refuseAll, userError } from '../user-error.ts'
import { paidForDeliveryMinor, refundOfPiecesMinor } from './line-share.ts'
import type { Order, OrderLine, Payment } from './order.ts'

export type LineQuantity = { readonly id: string; readonly quantity: number }

export type RefundWish = {
  readonly amount?: Money | null | undefined
  readonly lines?: readonly LineQuantity[] | null | undefined
  readonly delivery?: boolean | null | undefined
}

export type RefundPlan = {
  readonly amountMinor: number
  readonly lines: readonly {
    readonly orderLineId: string
    readonly quantity: number
    readonly amountMinor: number
  }[]
  /** How much of it is for the delivery. */
  readonly deliveryMinor: number
}

export type Refundable = {
  readonly lines: readonly OrderLine[]
  readonly payment: Payment
  /** Of what was paid for the delivery: set aside or paid back by other refunds. */
  readonly deliveryRefundedMinor: number
}

/** Throws a Refusal for what is not to be had; the database has the last word. */
export function planRefund(
  wish: RefundWish,
  order: Pick<Order, 'currency' | 'pricesIncludeTax' | 'delivery'>,
  refundable: Refundable,
): RefundPlan {
  const left = refundableMinor(refundable.payment)
  if (left === 0) throw refuse('ILLEGAL_STATE', 'Nothing is left to be paid back.', ['input', 'id'])
  const { amount, lines: wanted, delivery } = wish
  if (amount && (wanted || delivery)) {
    throw refuse('INVALID', 'Give an amount or what it is for, not both.', ['input'])
  }
  if (wanted || delivery) return planParts(wish, order, { ...refundable, left })
  if (!amount) return { amountMinor: left, lines: [], deliveryMinor: 0 }
  if (amount.currency !== order.currency) {
    throw refuse('INVALID', `The order is in ${order.currency}.`, ['input', 'amount', 'currency'])
  }
  if (amount.minor < 1 || amount.minor > left) throw tooMuch(left, ['input', 'amount', 'minor'])
  return { amountMinor: amount.minor, lines: [], deliveryMinor: 0 }
}

function planParts(
  { lines: wanted, delivery }: RefundWish,
  order: Pick<Order, 'pricesIncludeTax' | 'delivery'>,
  { lines, deliveryRefundedMinor, left }: Refundable & { readonly left: number },
): RefundPlan {
  const planned = wanted ? planLines(wanted, order, lines) : []
  const deliveryMinor = delivery ? paidForDeliveryMinor(order) - deliveryRefundedMinor : 0
  if (delivery && deliveryMinor < 1) {
    throw refuse('ILLEGAL_STATE', 'Nothing of the delivery is left to be paid back.', ['input', 'delivery'])
  }
  const amountMinor = sumMinor([...planned.map((line) => line.amountMinor), deliveryMinor])
  const path = ['input', wanted ? 'lines' : 'delivery']
  if (amountMinor < 1) throw refuse('INVALID', 'Nothing was paid for these pieces.', path)
  if (amountMinor > left) throw refuse('INVALID', `Only ${left} minor units are left to be paid back.`, path)
  return { amountMinor, lines: planned, deliveryMinor }
}

function planLines(
  wanted: readonly LineQuantity[],
  order: Pick<Order, 'pricesIncludeTax'>,
  lines: readonly OrderLine[],
): RefundPlan['lines'] {
  const named = namedLines(wanted, lines)
  refuseAll(
    named.flatMap(({ line, quantity }, at): UserErrorEntry[] => {
      const most = line.quantity - line.quantityRefunded
      return quantity <= most
        ? []
        : [userError('INVALID', `At most ${most} can be paid back.`, ['input', 'lines', at, 'quantity'])]
    }),
  )
  return named.map(({ line, quantity }) => {
    const amountMinor = refundOfPiecesMinor(line, quantity, order)
    return { orderLineId: line.id, quantity, amountMinor }
  })
}

/** The order's lines that the input names: 1 to 100, each once, with at least one piece. */
export function namedLines(
  wanted: readonly LineQuantity[],
  lines: readonly OrderLine[],
): readonly { readonly line: OrderLine; readonly quantity: number }[] {
  if (wanted.length < 1 || wanted.length > 100) {
    throw refuse('INVALID', 'There must be 1 to 100 lines.', ['input', 'lines'])
  }
  const byId = new Map(lines.map((line) => [line.id, line]))
  const errors: UserErrorEntry[] = []
  const named = wanted.flatMap(({ id, quantity }, at) => {
    const line = byId.get(id)
    const path = ['input', 'lines', at]
    if (quantity < 1)
      errors.push(userError('INVALID', 'At least one piece must be named.', [...path, 'quantity']))
    if (wanted.findIndex((other) => other.id === id) !== at) {
      errors.push(userError('INVALID', 'Each line may be named once.', [...path, 'id']))
    }
    if (line !== undefined) return [{ line, quantity }]
    errors.push(userError('NOT_FOUND', 'The order has no such line.', [...path, 'id']))
    return []
  })
  refuseAll(errors)
  return named
}

function tooMuch(left: number, path: readonly string[]) {
  return refuse('INVALID', `The amount must be 1 to ${left} minor units.`, path)
}
