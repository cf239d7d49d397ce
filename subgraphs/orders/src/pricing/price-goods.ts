// What goods and their delivery cost before taxes are looked at: prices, the discounts that may be used, the rest. Pure.
import { sumMinor, timesMinor } from '@supermarket/service-kit/money.ts'
import { type AppliedDiscount, applyDiscounts, type GoodsLine, isEligible } from './apply-discounts.ts'
import { type DiscountTerms, whyUnusable } from './discount.ts'

export type PricedLine = {
  readonly totalMinor: number
  readonly discountMinor: number
}

export type PricedGoods = {
  /** In the order of the lines. */
  readonly lines: readonly PricedLine[]
  /** Before discounts. */
  readonly subtotalMinor: number
  readonly deliveryMinor: number
  readonly deliveryDiscountMinor: number
  /** Of goods and delivery. */
  readonly discountMinor: number
  readonly discounts: readonly AppliedDiscount[]
  /** Codes that stay without effect, and why, for people. */
  readonly unusable: readonly { readonly code: string; readonly why: string }[]
}

export type GoodsToPrice = {
  readonly lines: readonly GoodsLine[]
  readonly discounts: readonly DiscountTerms[]
  /** What delivery costs before discounts; it may hang on what the goods cost after theirs. */
  readonly deliveryMinor: (goodsMinor: number) => number
  readonly currency: string
  readonly at: Date
}

/** Throws a RangeError when a sum would leave 53 bits. */
export function priceGoods({ lines, discounts, deliveryMinor, currency, at }: GoodsToPrice): PricedGoods {
  const totals = lines.map(({ unitMinor, quantity }) => timesMinor(unitMinor, quantity))
  const subtotalMinor = sumMinor(totals)
  const judged = discounts.map((terms) => ({
    terms,
    why: whyUnusable(terms, { at, currency, subtotalMinor }) ?? whyUnfit(terms, discounts, lines),
  }))
  const usable = judged.flatMap(({ terms, why }) => (why === undefined ? [terms] : []))
  const goods = applyDiscounts(usable, { lines, deliveryMinor: 0, currency })
  const delivery = deliveryMinor(subtotalMinor - sumMinor(goods.lineMinor))
  const { lineMinor, applied, ...reduced } = applyDiscounts(usable, {
    lines,
    deliveryMinor: delivery,
    currency,
  })
  return {
    lines: totals.map((totalMinor, index) => ({ totalMinor, discountMinor: lineMinor[index] ?? 0 })),
    subtotalMinor,
    deliveryMinor: delivery,
    deliveryDiscountMinor: reduced.deliveryMinor,
    discountMinor: sumMinor([...lineMinor, reduced.deliveryMinor]),
    discounts: applied,
    unusable: judged.flatMap(({ terms: { code }, why }) => (why === undefined ? [] : [{ code, why }])),
  }
}

function whyUnfit(
  terms: DiscountTerms,
  all: readonly DiscountTerms[],
  lines: readonly GoodsLine[],
): string | undefined {
  if (!terms.isCombinable && all.length > 1) return 'cannot be used together with others'
  if (lines.length > 0 && !lines.some((line) => isEligible(terms, line))) return 'is for other goods'
  return undefined
}
