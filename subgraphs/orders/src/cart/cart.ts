// What a cart is, and what stands in the way of ordering it. Problems are derived from what the last change of the
// lines found out, never from a call of their own. Pure.
import type { PostalAddress } from '../order/order.ts'
import { totalsOf } from '../order/totals.ts'

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
}

export type CartWithLines = Cart & { readonly lines: readonly CartLine[] }

export type CartProblem = {
  readonly code: 'UNAVAILABLE' | 'INSUFFICIENT_STOCK' | 'PRICE_CHANGED' | 'MISSING_ADDRESS'
  readonly message: string
  readonly lineId: string | null
}

/** Null for the open cart of a user, which stays. */
export function expiryOf({ userId, completedAt, updatedAt }: Cart, keptMs: number): Date | null {
  return userId !== null && completedAt === null ? null : new Date(updatedAt.getTime() + keptMs)
}

/** None once it is completed. */
export function problemsOf(cart: Cart, lines: readonly CartLine[]): readonly CartProblem[] {
  if (cart.completedAt !== null) return []
  return [...lines.flatMap(lineProblems), ...buyerProblems(cart)]
}

export function buyerProblems(cart: Cart): readonly CartProblem[] {
  const missing = (message: string): CartProblem => ({ code: 'MISSING_ADDRESS', message, lineId: null })
  return [
    ...(cart.shippingAddress === null ? [missing('The shipping address is missing.')] : []),
    // The shop knows the address of whoever has an account.
    ...(cart.email === null && cart.userId === null ? [missing('The e-mail address is missing.')] : []),
  ]
}

function lineProblems(line: CartLine): CartProblem[] {
  const { id: lineId, available, quantity, unitMinor, seenMinor } = line
  if (available === null) {
    return [{ code: 'UNAVAILABLE', message: 'This is no longer sold, or not in this currency.', lineId }]
  }
  const problems: CartProblem[] = []
  if (available < quantity) {
    problems.push({ code: 'INSUFFICIENT_STOCK', message: `Only ${available} are left.`, lineId })
  }
  if (unitMinor !== seenMinor) {
    problems.push({ code: 'PRICE_CHANGED', message: 'The price has changed since this was put in.', lineId })
  }
  return problems
}

/** Undefined when the sum leaves 53 bits. */
export function totalMinorOf(lines: readonly CartLine[]): number | undefined {
  try {
    return totalsOf(lines).totalMinor
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
