// Amounts as Stripe counts them, which is not everywhere as ISO 4217 does. Pure.
// https://docs.stripe.com/currencies#minor-units
import { currencyExponent } from '@supermarket/service-kit/currency.ts'

/** Stripe's exponent where it differs from ISO's. */
const exponents: ReadonlyMap<string, number> = new Map([
  // Without a minor unit by ISO, and counted in hundredths all the same.
  ['ISK', 2],
  ['UGX', 2],
  // With one by ISO, and counted without.
  ['MGA', 0],
])

/** Counted in thousandths, of which the last digit must be 0. */
const tensOnly: ReadonlySet<string> = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])

/** Undefined when Stripe cannot count such an amount. */
export function toStripeAmount(minor: number, currency: string): number | undefined {
  const amount = minor * 10 ** shiftOf(currency)
  if (!Number.isSafeInteger(amount)) return undefined
  return tensOnly.has(currency) && amount % 10 !== 0 ? undefined : amount
}

/** Throws a RangeError for an amount that is no whole number of our minor units. */
export function fromStripeAmount(amount: number, currency: string): number {
  const minor = amount / 10 ** shiftOf(currency)
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${amount} of Stripe's is no amount of ${currency}`)
  return minor
}

function shiftOf(currency: string): number {
  const exponent = currencyExponent(currency)
  return (exponents.get(currency) ?? exponent) - exponent
}
