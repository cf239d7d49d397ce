// The money of an order, from what goods and delivery cost and from the taxes on them. Every total is a sum of what
// stands above it, in whole minor units, so they always add up. Pure.
import { sumMinor } from '@supermarket/service-kit/money.ts'
import type { PricedGoods, PricedLine } from './price-goods.ts'
import type { Tax, TaxQuote } from './tax.ts'

export type TaxByRate = {
  readonly name: string
  readonly basisPoints: number
  /** What the tax is on. */
  readonly netMinor: number
  readonly taxMinor: number
}

export type OrderPrices = Omit<PricedGoods, 'lines'> & {
  readonly lines: readonly (PricedLine & { readonly tax: Tax | null })[]
  readonly deliveryTax: Tax | null
  readonly taxMinor: number
  /** By name and rate, in the order of their first appearance. */
  readonly taxes: readonly TaxByRate[]
  readonly pricesIncludeTax: boolean
  readonly totalMinor: number
}

/** Throws a RangeError when a sum would leave 53 bits. */
export function priceOrder({
  goods,
  taxes,
  pricesIncludeTax,
}: {
  readonly goods: PricedGoods
  readonly taxes: TaxQuote
  readonly pricesIncludeTax: boolean
}): OrderPrices {
  const lines = goods.lines.map((line, at) => ({ ...line, tax: taxes.lines[at] ?? null }))
  const taxed = [
    ...lines.map(({ totalMinor, discountMinor, tax }) => ({ paidMinor: totalMinor - discountMinor, tax })),
    { paidMinor: goods.deliveryMinor - goods.deliveryDiscountMinor, tax: taxes.delivery },
  ]
  const taxMinor = sumMinor(taxed.map(({ tax }) => tax?.taxMinor ?? 0))
  const beforeTax = sumMinor([goods.subtotalMinor, -goods.discountMinor, goods.deliveryMinor])
  return {
    ...goods,
    lines,
    deliveryTax: taxes.delivery,
    taxMinor,
    taxes: byRate(taxed, pricesIncludeTax),
    pricesIncludeTax,
    totalMinor: sumMinor([beforeTax, pricesIncludeTax ? 0 : taxMinor]),
  }
}

function byRate(
  taxed: readonly { readonly paidMinor: number; readonly tax: Tax | null }[],
  pricesIncludeTax: boolean,
): readonly TaxByRate[] {
  const rates = new Map<string, TaxByRate>()
  for (const { paidMinor, tax } of taxed) {
    if (tax === null) continue
    const key = JSON.stringify([tax.name, tax.basisPoints])
    const { name, basisPoints, taxMinor } = tax
    const before = rates.get(key) ?? { name, basisPoints, netMinor: 0, taxMinor: 0 }
    const netMinor = pricesIncludeTax ? paidMinor - taxMinor : paidMinor
    rates.set(key, {
      ...before,
      netMinor: sumMinor([before.netMinor, netMinor]),
      taxMinor: sumMinor([before.taxMinor, taxMinor]),
    })
  }
  return [...rates.values()].filter(({ netMinor, taxMinor }) => netMinor > 0 || taxMinor > 0)
}
