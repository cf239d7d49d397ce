// What a variant may be: prices in each currency once, a cost, an SKU, a name. Pure.
import type { Money } from '@supermarket/service-kit/money.ts'
import type { TaxClass } from '../catalog/product.ts'
import type { MoneyInput, ProductVariantInput } from '../generated/resolvers-types.ts'
import type { InputCheck } from '../input-check.ts'
import type { Path } from '../user-errors.ts'

export const maxPrices = 20

export type VariantContent = {
  readonly sku: string
  readonly name: string
  readonly prices: readonly Money[]
  readonly cost: Money | null
  readonly weightGrams: number | null
  readonly taxClass: TaxClass
}

export function checkVariant(check: InputCheck, path: Path, input: ProductVariantInput): VariantContent {
  const further = input.prices ?? []
  check.require(further.length < maxPrices, [...path, 'prices'], `Must be at most ${maxPrices - 1} prices.`)
  const seen = new Set([input.price.currency])
  return {
    sku: checkSku(check, [...path, 'sku'], input.sku),
    name: checkVariantName(check, [...path, 'name'], input.name),
    prices: [
      checkAmount(check, [...path, 'price'], input.price),
      ...further.map((price, at) => checkPrice(check, [...path, 'prices', String(at)], { price, seen })),
    ],
    cost: input.cost == null ? null : checkAmount(check, [...path, 'cost'], input.cost),
    weightGrams:
      input.weightGrams == null ? null : checkWeight(check, [...path, 'weightGrams'], input.weightGrams),
    taxClass: input.taxClass ?? 'STANDARD',
  }
}

export function checkSku(check: InputCheck, path: Path, sku: string): string {
  return check.text(path, sku, { min: 1, max: 64 })
}

export function checkVariantName(check: InputCheck, path: Path, name: string): string {
  return check.text(path, name, { min: 1, max: 200 })
}

const maxWeightGrams = 1_000_000

export function checkWeight(check: InputCheck, path: Path, grams: number): number {
  check.require(grams >= 0 && grams <= maxWeightGrams, path, `Must be 0 to ${maxWeightGrams}.`)
  return grams
}

/** A whole list of prices: 1 to 20. */
export function checkPrices(check: InputCheck, path: Path, prices: readonly MoneyInput[]): Money[] {
  check.require(prices.length >= 1 && prices.length <= maxPrices, path, `Must be 1 to ${maxPrices} prices.`)
  const seen = new Set<string>()
  return prices.map((price, at) => checkPrice(check, [...path, String(at)], { price, seen }))
}

export function checkAmount(check: InputCheck, path: Path, { minor, currency }: MoneyInput): Money {
  check.require(minor >= 0, [...path, 'minor'], 'Must be zero or more.')
  return { minor, currency }
}

function checkPrice(
  check: InputCheck,
  path: Path,
  { price, seen }: { price: MoneyInput; seen: Set<string> },
): Money {
  check.require(
    !seen.has(price.currency),
    [...path, 'currency'],
    'There is a price in this currency already.',
  )
  seen.add(price.currency)
  return checkAmount(check, path, price)
}
