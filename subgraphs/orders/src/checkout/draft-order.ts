// What an order will be, worked out from a cart and from what products say now; throws a Refusal for everything that
// stands in the way.
import { upstreamUnavailable } from '@supermarket/service-kit/graph-error.ts'
import { decimalAmount, type Money } from '@supermarket/service-kit/money.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { buyerProblems, type CartLine, type CartWithLines, subtotalMinorOf } from '../cart/cart.ts'
import type { OrderDelivery } from '../order/order.ts'
import { type CartPrices, priceCart } from '../pricing/price-cart.ts'
import type { OrderPrices } from '../pricing/price-order.ts'
import type { Pricing } from '../pricing/pricing.ts'
import { refuse, refuseAll, userError } from '../user-error.ts'
import type { Quote } from './catalog.ts'

export type DraftLine = {
  readonly quote: Quote
  readonly quantity: number
  readonly unitMinor: number
  readonly totalMinor: number
  readonly discountMinor: number
  readonly taxMinor: number
}

export type Draft = Omit<OrderPrices, 'lines'> & {
  readonly lines: readonly DraftLine[]
  readonly delivery: OrderDelivery | null
}

export type DraftInput = {
  readonly cart: CartWithLines
  /** In the order of the cart's lines. */
  readonly quotes: readonly (Quote | undefined)[]
  readonly expectedTotal: Money
  readonly at: Date
  readonly deadlineAt: number
}

export async function draftOrder(pricing: Pricing, input: DraftInput): Promise<Draft> {
  const { cart, quotes, expectedTotal } = input
  const priced = cart.lines.map((line, at) => ({ line, quote: sellable(line, quotes[at]) }))
  refuseAll(priced.flatMap(({ line, quote }) => shortage(line, quote)))
  const units = priced.map(({ line, quote }) => ({
    variantId: line.variantId,
    productId: quote.productId,
    quantity: line.quantity,
    unitMinor: quote.unitMinor,
    weightGrams: quote.weightGrams ?? 0,
    taxClass: quote.taxClass,
  }))
  if (subtotalMinorOf(units) === undefined) throw tooLarge()
  const found = await priceCart(pricing, { ...cart, lines: units }, input)
  refuseAll(
    found.problems.flatMap(({ code, message }) =>
      code === 'TAXES_UNAVAILABLE' ? [] : [userError('ILLEGAL_STATE', message, ['input', 'cartId'])],
    ),
  )
  const { prices } = found
  // Not for the buyer to mend, and not for ever: the same request may be repeated.
  if (prices === undefined) throw upstreamUnavailable('taxes')
  requireExpected(expectedTotal, { minor: prices.totalMinor, currency: cart.currency })
  const lines = prices.lines.map(({ totalMinor, discountMinor, tax }, at) => {
    const { quote, line } = priced[at] ?? missing(at)
    const { unitMinor } = quote
    const taxMinor = tax?.taxMinor ?? 0
    return { quote, quantity: line.quantity, unitMinor, totalMinor, discountMinor, taxMinor }
  })
  return { ...prices, lines, delivery: deliveryOf(found, prices) }
}

function deliveryOf({ delivery }: CartPrices, prices: OrderPrices): OrderDelivery | null {
  if (delivery === null) return null
  const { id, name, estimatedDaysMin, estimatedDaysMax } = delivery.method
  return {
    methodId: id,
    name,
    priceMinor: prices.deliveryMinor,
    discountMinor: prices.deliveryDiscountMinor,
    taxMinor: prices.deliveryTax?.taxMinor ?? 0,
    estimatedDaysMin,
    estimatedDaysMax,
  }
}

export function requireComplete(cart: CartWithLines): void {
  if (cart.lines.length === 0) throw refuse('ILLEGAL_STATE', 'The cart is empty.', ['input', 'cartId'])
  refuseAll(
    buyerProblems(cart).map(({ message }) => userError('ILLEGAL_STATE', message, ['input', 'cartId'])),
  )
}

function tooLarge() {
  return refuse('LIMIT_REACHED', 'The total would be too large to be paid.', ['input', 'cartId'])
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
