// How much a refund pays back: an amount, or whole pieces at the price they were bought for, or all that is left. Pure.
import type { Money } from '@supermarket/service-kit/money.ts'
import { sumMinor, timesMinor } from '@supermarket/service-kit/money.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { refundableMinor } from '../payment/balance.ts'
import { refuse, refuseAll, userError } from '../user-error.ts'
import type { Order, OrderLine, Payment } from './order.ts'

export type LineQuantity = { readonly id: string; readonly quantity: number }

export type RefundWish = {
  readonly amount?: Money | null | undefined
  readonly lines?: readonly LineQuantity[] | null | undefined
}

export type RefundPlan = {
  readonly amountMinor: number
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[]
}

/** Throws a Refusal for what is not to be had; the database has the last word. */
export function planRefund(
  wish: RefundWish,
  order: Pick<Order, 'currency'>,
  { lines, payment }: { lines: readonly OrderLine[]; payment: Payment },
): RefundPlan {
  const left = refundableMinor(payment)
  if (left === 0) throw refuse('ILLEGAL_STATE', 'Nothing is left to be paid back.', ['input', 'id'])
  const { amount, lines: wanted } = wish
  if (amount && wanted) throw refuse('INVALID', 'Give an amount or lines, not both.', ['input'])
  if (wanted) return planLines(wanted, { lines, left })
  if (!amount) return { amountMinor: left, lines: [] }
  if (amount.currency !== order.currency) {
    throw refuse('INVALID', `The order is in ${order.currency}.`, ['input', 'amount', 'currency'])
  }
  if (amount.minor < 1 || amount.minor > left) throw tooMuch(left, ['input', 'amount', 'minor'])
  return { amountMinor: amount.minor, lines: [] }
}

function planLines(
  wanted: readonly LineQuantity[],
  { lines, left }: { lines: readonly OrderLine[]; left: number },
): RefundPlan {
  const named = namedLines(wanted, lines)
  refuseAll(
    named.flatMap(({ line, quantity }, at): UserErrorEntry[] => {
      const most = line.quantity - line.quantityRefunded
      return quantity <= most
        ? []
        : [userError('INVALID', `At most ${most} can be paid back.`, ['input', 'lines', at, 'quantity'])]
    }),
  )
  const amountMinor = sumMinor(named.map(({ line, quantity }) => timesMinor(line.unitMinor, quantity)))
  if (amountMinor < 1 || amountMinor > left) throw tooMuch(left, ['input', 'lines'])
  return { amountMinor, lines: named.map(({ line, quantity }) => ({ orderLineId: line.id, quantity })) }
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
