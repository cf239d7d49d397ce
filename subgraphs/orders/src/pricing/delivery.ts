// Delivery methods, and which of them a cart may choose at what price. Pure.
import type { AmountByCurrency } from './discount.ts'
import type { TaxClass } from './tax.ts'

/** Up to this weight, included, at these prices; null for any weight. */
export type WeightTier = { readonly upToGrams: number | null; readonly prices: AmountByCurrency }

export type DeliveryMethod = {
  readonly id: string
  readonly name: string
  readonly description: string | null
  /** Empty for every country that no active method names. */
  readonly countries: readonly string[]
  /** From the lightest to the heaviest. */
  readonly tiers: readonly WeightTier[]
  /** What the goods must cost, after discounts, for it to be free. Null for never. */
  readonly freeFrom: AmountByCurrency | null
  readonly taxClass: TaxClass
  readonly estimatedDaysMin: number | null
  readonly estimatedDaysMax: number | null
  readonly isActive: boolean
}

export type DeliveryOffer = { readonly method: DeliveryMethod; readonly priceMinor: number }

export type Parcel = {
  readonly country: string
  readonly weightGrams: number
  readonly goodsMinor: number
  readonly currency: string
}

/** Cheapest first, of equal ones in the order of their names. */
export function listOffers(methods: readonly DeliveryMethod[], parcel: Parcel): readonly DeliveryOffer[] {
  const active = methods.filter(({ isActive }) => isActive)
  const isNamed = active.some(({ countries }) => countries.includes(parcel.country))
  return active
    .filter(({ countries }) => (countries.length === 0 ? !isNamed : countries.includes(parcel.country)))
    .flatMap((method) => {
      const priceMinor = priceOf(method, parcel)
      return priceMinor === undefined ? [] : [{ method, priceMinor }]
    })
    .sort(
      (one, other) =>
        one.priceMinor - other.priceMinor ||
        (one.method.name < other.method.name ? -1 : one.method.name > other.method.name ? 1 : 0) ||
        (one.method.id < other.method.id ? -1 : 1),
    )
}

/** Undefined when it is too heavy, or has no price in the currency. */
function priceOf({ tiers, freeFrom }: DeliveryMethod, parcel: Parcel): number | undefined {
  const { weightGrams, goodsMinor, currency } = parcel
  const tier = tiers.find(({ upToGrams }) => upToGrams === null || weightGrams <= upToGrams)
  const price = tier?.prices[currency]
  if (price === undefined) return undefined
  const threshold = freeFrom?.[currency]
  return threshold !== undefined && goodsMinor >= threshold ? 0 : price
}
