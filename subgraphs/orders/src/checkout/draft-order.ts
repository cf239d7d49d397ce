// What an order will be, worked out from a cart and from what products say now; throws a Refusal for everything that
// stands in the way. Pure.
import { decimalAmount, type Money } from '@supermarket/service-kit/money.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { buyerProblems, type CartLine, type CartWithLines } from '../cart/cart.ts'
import { type PricedLine, type Totals, totalsOf } from '../order/totals.ts'
import { refuse, refuseAll, userError } from '../user-error.ts'
import type { Quote } from './catalog.ts'

export type DraftLine = {
  readonly quote: Quote
  readonly quantity: number
  readonly unitMinor: number
  readonly totalMinor: number
}

export type Draft = {
  readonly lines: readonly DraftLine[]
  readonly subtotalMinor: number
  readonly totalMinor: number
}

/** `quotes` stand in the order of the cart's lines. */
export function draftOrder(
  cart: CartWithLines,
  quotes: readonly (Quote | undefined)[],
  expectedTotal: Money,
): Draft {
  const priced = cart.lines.map((line, at) => ({ line, quote: sellable(line, quotes[at]) }))
  refuseAll(priced.flatMap(({ line, quote }) => shortage(line, quote)))
  const units = priced.map(({ line, quote }) => ({ quantity: line.quantity, unitMinor: quote.unitMinor }))
  const { lineMinor, subtotalMinor, totalMinor } = payableTotals(units)
  requireExpected(expectedTotal, { minor: totalMinor, currency: cart.currency })
  const lines = units.map((unit, at) => ({
    ...unit,
    quote: priced[at]?.quote ?? missing(at),
    totalMinor: lineMinor[at] ?? missing(at),
  }))
  return { lines, subtotalMinor, totalMinor }
}

export function requireComplete(cart: CartWithLines): void {
  if (cart.lines.length === 0) throw refuse('ILLEGAL_STATE', 'The cart is empty.', ['input', 'cartId'])
  refuseAll(
    buyerProblems(cart).map(({ message }) => userError('ILLEGAL_STATE', message, ['input', 'cartId'])),
  )
}

function payableTotals(units: readonly PricedLine[]): Totals {
  try {
    return totalsOf(units)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw refuse('LIMIT_REACHED', 'The total would be too large to be paid.', ['input', 'cartId'])
  }
}

type PricedQuote = Quote & { readonly unitMinor: number }

function sellable(line: CartLine, quote: Quote | undefined): PricedQuote {
  if (quote?.isOnSale && quote.unitMinor !== null) return { ...quote, unitMinor: quote.unitMinor }
  const message = `${quote?.sku ?? line.variantId} is no longer sold, or not in this currency.`
  throw refuse('ILLEGAL_STATE', message, ['input', 'cartId'])
}

function shortage({ quantity }: CartLine, { variantId, available }: Quote): UserErrorEntry[] {
  return available < quantity ? [insufficientStock({ variantId, available })] : []
}

export function insufficientStock({
  variantId,
  available,
}: {
  readonly variantId: string
  readonly available: number
}): UserErrorEntry {
  return {
    __typename: 'InsufficientStock',
    code: 'INSUFFICIENT_STOCK',
    message: available > 0 ? `Only ${available} are left.` : 'None is left.',
    path: ['input', 'cartId'],
    variantId,
    available,
  }
}

function requireExpected(expected: Money, actual: Money): void {
  if (expected.minor === actual.minor && expected.currency === actual.currency) return
  refuseAll([
    {
      __typename: 'PriceChanged',
      code: 'PRICE_CHANGED',
      message: `The total is ${decimalAmount(actual)} ${actual.currency} now.`,
      path: ['input', 'expectedTotal'],
      expected,
      actual,
    },
  ])
}

function missing(at: number): never {
  throw new Error(`line ${at} has no quote`)
}
