// Taxes as the seam has them: what a provider is asked and answers, and the answer of our own table of rates. The tax of
// each line and of delivery is rounded by itself, half away from zero, on what is paid for it after discounts. Pure.
import type { PostalAddress } from '../order/order.ts'
import { roundedShare } from './shares.ts'

export type TaxClass = 'STANDARD' | 'REDUCED' | 'ZERO'

export type TaxRate = {
  readonly id: string
  readonly country: string
  /** Null for all of the country that has no rate of its own. */
  readonly region: string | null
  readonly taxClass: TaxClass
  readonly name: string
  /** Of 10,000. */
  readonly basisPoints: number
  readonly validFrom: Date
}

export type Tax = { readonly name: string; readonly basisPoints: number; readonly taxMinor: number }

export type TaxedGoods = {
  readonly taxClass: TaxClass
  /** After discounts; with the tax in it when prices include it. */
  readonly amountMinor: number
}

export type TaxRequest = {
  readonly lines: readonly (TaxedGoods & { readonly variantId: string; readonly quantity: number })[]
  /** Null when nothing is delivered. */
  readonly delivery: TaxedGoods | null
  readonly address: PostalAddress
  readonly currency: string
  readonly pricesIncludeTax: boolean
  readonly at: Date
}

/** Null where no tax is due. */
export type TaxQuote = { readonly lines: readonly (Tax | null)[]; readonly delivery: Tax | null }

export type TaxProvider = {
  readonly name: string
  /** Rejects when it does not know; `signal` ends at the deadline. */
  quote(request: TaxRequest, signal: AbortSignal): Promise<TaxQuote>
}

export function noTaxes(lines: readonly unknown[]): TaxQuote {
  return { lines: lines.map(() => null), delivery: null }
}

export function taxesByTable(rates: readonly TaxRate[], request: TaxRequest): TaxQuote {
  const taxOf = (goods: TaxedGoods): Tax | null => {
    const rate = rateFor(rates, goods.taxClass, request)
    if (rate === undefined) return null
    const { name, basisPoints } = rate
    const base = request.pricesIncludeTax ? 10_000 + basisPoints : 10_000
    return { name, basisPoints, taxMinor: roundedShare(goods.amountMinor, basisPoints, base) }
  }
  return { lines: request.lines.map(taxOf), delivery: request.delivery && taxOf(request.delivery) }
}

/** A region's own rate before the country's, of each the one that came into force last. */
function rateFor(
  rates: readonly TaxRate[],
  taxClass: TaxClass,
  { address, at }: Pick<TaxRequest, 'address' | 'at'>,
): TaxRate | undefined {
  const region = address.region === null ? null : regionKeyOf(address.region)
  const fitting = rates.filter(
    (rate) =>
      rate.country === address.country &&
      rate.taxClass === taxClass &&
      rate.validFrom <= at &&
      (rate.region === null || regionKeyOf(rate.region) === region),
  )
  const [best] = fitting.sort(
    (one, other) =>
      Number(other.region !== null) - Number(one.region !== null) ||
      other.validFrom.getTime() - one.validFrom.getTime(),
  )
  return best
}

function regionKeyOf(region: string): string {
  return region.trim().toUpperCase()
}

/** Throws when a provider answers what cannot be true of what it was asked. */
export function requireSaneTaxes(quote: TaxQuote, request: TaxRequest): TaxQuote {
  const { lines, delivery } = quote
  if (lines.length !== request.lines.length) throw new Error('taxes are told of another number of lines')
  if (delivery !== null && request.delivery === null) throw new Error('a tax is told of no delivery')
  const asked = [...request.lines, ...(request.delivery ? [request.delivery] : [])]
  for (const [at, tax] of [...lines, ...(request.delivery ? [delivery] : [])].entries()) {
    if (tax !== null) requireSaneTax(tax, asked[at]?.amountMinor ?? 0)
  }
  return quote
}

function requireSaneTax({ taxMinor, basisPoints }: Tax, amountMinor: number): void {
  const isWhole = Number.isSafeInteger(taxMinor) && Number.isSafeInteger(basisPoints)
  if (!isWhole || taxMinor < 0 || basisPoints < 0) throw new Error('a tax is no amount of money')
  if (taxMinor > amountMinor) throw new Error('a tax is more than what it is on')
}
