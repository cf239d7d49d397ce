// What a discount is, whether it may be used here and now, and what its code is compared by. Pure.

export type DiscountKind = 'PERCENTAGE' | 'AMOUNT' | 'BUY_X_GET_Y' | 'FREE_DELIVERY'

/** Minor units by currency. */
export type AmountByCurrency = Readonly<Record<string, number>>

export type Discount = {
  readonly id: string
  /** As staff wrote it. */
  readonly code: string
  /** What codes are compared by; unique. */
  readonly codeKey: string
  readonly kind: DiscountKind
  /** PERCENTAGE: of 10,000; BUY_X_GET_Y: how much the pieces got are reduced by. Null for the others. */
  readonly basisPoints: number | null
  /** AMOUNT: what is taken off. Null for the others. */
  readonly amounts: AmountByCurrency | null
  /** BUY_X_GET_Y. Null for the others. */
  readonly buyQuantity: number | null
  readonly getQuantity: number | null
  /** Which goods it is for: those of any of these products and variants; for all when both are empty. */
  readonly productIds: readonly string[]
  readonly variantIds: readonly string[]
  /** Of the cart before discounts; a currency that is not named has no minimum. Null for none at all. */
  readonly minimumSubtotal: AmountByCurrency | null
  readonly maxUses: number | null
  readonly maxUsesPerCustomer: number | null
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  readonly isActive: boolean
  /** Whether it may be used together with other codes. */
  readonly isCombinable: boolean
  readonly uses: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What a cart has to know of a discount. */
export type DiscountTerms = Omit<Discount, 'createdAt' | 'updatedAt'> & {
  /** How often the cart's account has used it; 0 for a guest, whose limit is checked when the order is made. */
  readonly usesOfCustomer: number
}

export const maxCodes = 5

const codePattern = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,49}$/u

/** What codes are compared by; undefined when no discount can have such a code. */
export function codeKeyOf(code: string): string | undefined {
  const key = code.trim().normalize('NFKC').toUpperCase()
  return codePattern.test(key) ? key : undefined
}

/** Why it may not be used, for people; undefined when it may. What hangs on the goods is told when it is applied. */
export function whyUnusable(
  terms: DiscountTerms,
  { at, currency, subtotalMinor }: { at: Date; currency: string; subtotalMinor: number },
): string | undefined {
  const { isActive, startsAt, endsAt, maxUses, maxUsesPerCustomer } = terms
  if (!isActive) return 'is not valid'
  if (startsAt !== null && at < startsAt) return 'is not valid yet'
  if (endsAt !== null && at >= endsAt) return 'has expired'
  if (maxUses !== null && terms.uses >= maxUses) return 'was used up'
  if (maxUsesPerCustomer !== null && terms.usesOfCustomer >= maxUsesPerCustomer) return 'was used already'
  if (terms.amounts !== null && terms.amounts[currency] === undefined) {
    return `is not valid in ${currency}`
  }
  if (subtotalMinor < (terms.minimumSubtotal?.[currency] ?? 0)) return 'needs a larger cart'
  return undefined
}
