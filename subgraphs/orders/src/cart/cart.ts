// What a cart is, and what stands in the way of ordering it. Problems are derived from what the last change of the
// lines found out, never from a call of their own. Pure.
import { sumMinor, timesMinor } from '@supermarket/service-kit/money.ts'
import type { PostalAddress } from '../order/order.ts'
import type { DiscountTerms } from '../pricing/discount.ts'
import type { TaxClass } from '../pricing/tax.ts'

export const maxLines = 100
export const maxQuantity = 1000

export type Cart = {
  readonly id: string
  /** Null for a guest's. */
  readonly userId: string | null
  readonly currency: string
  readonly email: string | null
  readonly shippingAddress: PostalAddress | null
  readonly billingAddress: PostalAddress | null
  /** What the buyer has chosen; null for the cheapest. */
  readonly deliveryMethodId: string | null
  /** As they are compared. */
  readonly discountCodes: readonly string[]
  readonly version: number
  readonly completedAt: Date | null
  /** The cart that took its lines; it is closed, and of no use to anybody. */
  readonly mergedInto: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export type CartLine = {
  readonly id: string
  readonly cartId: string
  readonly position: number
  readonly variantId: string
  readonly quantity: number
  /** As of the last change of the lines. */
  readonly unitMinor: number
  /** What the buyer saw when the line was put in or last changed. */
  readonly seenMinor: number
  /** Pieces that could be had; null when it could not be sold at all. */
  readonly available: number | null
  /** Null for a line from before products said so. */
  readonly productId: string | null
  /** Of one piece; zero when nobody entered it. */
  readonly weightGrams: number
  readonly taxClass: TaxClass
}

export type CartWithLines = Cart & {
  readonly lines: readonly CartLine[]
  /** Those of its codes that there are, as of when it was read. */
  readonly discounts: readonly DiscountTerms[]
  /** Of the delivery methods and tax rates in force when it was read. */
  readonly pricingVersion: number
}

export type CartProblem = {
  readonly code:
    | 'UNAVAILABLE'
    | 'INSUFFICIENT_STOCK'
    | 'PRICE_CHANGED'
    | 'MISSING_ADDRESS'
    | 'DELIVERY_UNAVAILABLE'
    | 'DISCOUNT_UNAVAILABLE'
    | 'TAXES_UNAVAILABLE'
  readonly message: string
  readonly lineId: string | null
  readonly discountCode: string | null
}

/** Null for the open cart of a user, which stays. */
export function expiryOf({ userId, completedAt, updatedAt }: Cart, keptMs: number): Date | null {
  return userId !== null && completedAt === null ? null : new Date(updatedAt.getTime() + keptMs)
}

/** Without those of its prices: see price-cart.ts. */
export function problemsOf(cart: CartWithLines): readonly CartProblem[] {
  return [...cart.lines.flatMap(lineProblems), ...buyerProblems(cart)]
}

export function buyerProblems(cart: Cart): readonly CartProblem[] {
  const missing = (message: string): CartProblem => ({ code: 'MISSING_ADDRESS', message, ...noLine })
  return [
    ...(cart.shippingAddress === null ? [missing('The shipping address is missing.')] : []),
    // The shop knows the address of whoever has an account.
    ...(cart.email === null && cart.userId === null ? [missing('The e-mail address is missing.')] : []),
  ]
}

const noLine = { lineId: null, discountCode: null }

function lineProblems(line: CartLine): CartProblem[] {
  const discountCode = null
  const { id: lineId, available, quantity, unitMinor, seenMinor } = line
  if (available === null) {
    const message = 'This is no longer sold, or not in this currency.'
    return [{ code: 'UNAVAILABLE', message, lineId, discountCode }]
  }
  const problems: CartProblem[] = []
  if (available < quantity) {
    const message = `Only ${available} are left.`
    problems.push({ code: 'INSUFFICIENT_STOCK', message, lineId, discountCode })
  }
  if (unitMinor !== seenMinor) {
    const message = 'The price has changed since this was put in.'
    problems.push({ code: 'PRICE_CHANGED', message, lineId, discountCode })
  }
  return problems
}

/** A quarter of what 53 bits hold: delivery, and taxes of up to the price itself, come on top. */
const maxSubtotalMinor = Math.floor(Number.MAX_SAFE_INTEGER / 4)

/** Undefined when the sum is beyond what can be priced. */
export function subtotalMinorOf(
  lines: readonly Pick<CartLine, 'quantity' | 'unitMinor'>[],
): number | undefined {
  try {
    const minor = sumMinor(lines.map(({ unitMinor, quantity }) => timesMinor(unitMinor, quantity)))
    return minor <= maxSubtotalMinor ? minor : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
