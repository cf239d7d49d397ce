// What discounts take off: in a fixed order whatever order the codes were given in, each from what those before it left,
// so that nothing ever costs less than nothing. Pure.
import { sumMinor, timesMinor } from '@supermarket/service-kit/money.ts'
import type { DiscountKind, DiscountTerms } from './discount.ts'
import { allocate, roundedShare } from './shares.ts'

export type GoodsLine = {
  readonly variantId: string
  /** Null when products has not said yet. */
  readonly productId: string | null
  readonly quantity: number
  readonly unitMinor: number
}

export type AppliedDiscount = {
  readonly discountId: string
  readonly code: string
  readonly kind: DiscountKind
  readonly amountMinor: number
}

export type Reduction = {
  /** In the order of the lines. */
  readonly lineMinor: readonly number[]
  readonly deliveryMinor: number
  /** In the order of application, without those that took nothing off. */
  readonly applied: readonly AppliedDiscount[]
}

type Goods = {
  readonly lines: readonly GoodsLine[]
  readonly deliveryMinor: number
  readonly currency: string
}

/** What is counted in pieces sees whole prices, percentages come before amounts, so that both mean what they say. */
const ranks: Readonly<Record<DiscountKind, number>> = {
  BUY_X_GET_Y: 0,
  PERCENTAGE: 1,
  AMOUNT: 2,
  FREE_DELIVERY: 3,
}

export function applyDiscounts(discounts: readonly DiscountTerms[], goods: Goods): Reduction {
  const { lines } = goods
  let left: readonly number[] = lines.map(({ unitMinor, quantity }) => timesMinor(unitMinor, quantity))
  let deliveryMinor = 0
  const applied: AppliedDiscount[] = []
  for (const terms of discounts.toSorted(inOrder)) {
    const takes = terms.kind === 'FREE_DELIVERY' ? left.map(() => 0) : takenBy(terms, goods, left)
    const ofDelivery = terms.kind === 'FREE_DELIVERY' ? goods.deliveryMinor - deliveryMinor : 0
    const amountMinor = sumMinor(takes) + ofDelivery
    if (amountMinor === 0) continue
    left = left.map((minor, at) => minor - (takes[at] ?? 0))
    deliveryMinor += ofDelivery
    applied.push({ discountId: terms.id, code: terms.code, kind: terms.kind, amountMinor })
  }
  const lineMinor = lines.map(
    ({ unitMinor, quantity }, at) => timesMinor(unitMinor, quantity) - (left[at] ?? 0),
  )
  return { lineMinor, deliveryMinor, applied }
}

function inOrder(one: DiscountTerms, other: DiscountTerms): number {
  return ranks[one.kind] - ranks[other.kind] || (one.code < other.code ? -1 : 1)
}

/** By line, never more than is left of it. */
function takenBy(
  terms: DiscountTerms,
  { lines, currency }: Goods,
  left: readonly number[],
): readonly number[] {
  const eligible = lines.map((line) => isEligible(terms, line))
  if (terms.kind === 'BUY_X_GET_Y') return takenFromPieces(terms, { lines, eligible, left })
  const weights = left.map((minor, at) => (eligible[at] ? minor : 0))
  const sum = sumMinor(weights)
  const wanted =
    terms.kind === 'PERCENTAGE'
      ? roundedShare(sum, terms.basisPoints ?? 0, 10_000)
      : (terms.amounts?.[currency] ?? 0)
  return allocate(Math.min(wanted, sum), weights)
}

export function isEligible(
  { productIds, variantIds }: Pick<DiscountTerms, 'productIds' | 'variantIds'>,
  { productId, variantId }: Pick<GoodsLine, 'productId' | 'variantId'>,
): boolean {
  if (productIds.length === 0 && variantIds.length === 0) return true
  return variantIds.includes(variantId) || (productId !== null && productIds.includes(productId))
}

/**
 * For every X + Y eligible pieces, Y are reduced: the cheapest of all, of equal ones those of the later line. Their
 * reduction is rounded once for all, so that it does not hang on how pieces are spread over lines.
 */
function takenFromPieces(
  { buyQuantity, getQuantity, basisPoints }: DiscountTerms,
  {
    lines,
    eligible,
    left,
  }: { lines: readonly GoodsLine[]; eligible: readonly boolean[]; left: readonly number[] },
): readonly number[] {
  const get = getQuantity ?? 0
  const group = (buyQuantity ?? 0) + get
  const pieces = lines.reduce((sum, { quantity }, at) => sum + (eligible[at] ? quantity : 0), 0)
  let reduced = group === 0 ? 0 : Math.floor(pieces / group) * get
  const weights = lines.map(() => 0)
  const cheapest = lines
    .map(({ unitMinor, quantity }, at) => ({ at, unitMinor, quantity }))
    .filter(({ at }) => eligible[at])
    .sort((one, other) => one.unitMinor - other.unitMinor || other.at - one.at)
  for (const { at, unitMinor, quantity } of cheapest) {
    const taken = Math.min(reduced, quantity)
    reduced -= taken
    weights[at] = Math.min(timesMinor(unitMinor, taken), left[at] ?? 0)
  }
  return allocate(roundedShare(sumMinor(weights), basisPoints ?? 10_000, 10_000), weights)
}
