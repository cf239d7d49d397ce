// Prices of a variant and of a product's variants, by currency. Pure.
import type { Money } from '@supermarket/service-kit/money.ts'
import type { StoredVariant } from './product.ts'

/** What resolvers give for `Money`, whose amount is derived. */
export type Price = Money

type Prices = StoredVariant['prices']

export function priceIn(prices: Prices, currency: string): Money | null {
  const minor = prices[currency]
  return minor === undefined ? null : { minor, currency }
}

/** By currency code. */
export function pricesOf(prices: Prices): Money[] {
  return Object.keys(prices)
    .sort()
    .flatMap((currency) => priceIn(prices, currency) ?? [])
}

/** Null when none has a price in this currency. */
export function rangeIn(
  variants: readonly Pick<StoredVariant, 'prices'>[],
  currency: string,
): { min: Money; max: Money } | null {
  const amounts = variants.flatMap(({ prices }) => prices[currency] ?? [])
  if (amounts.length === 0) return null
  return {
    min: { minor: Math.min(...amounts), currency },
    max: { minor: Math.max(...amounts), currency },
  }
}
