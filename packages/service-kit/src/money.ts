// Money is whole minor units within 53 bits and a currency; no float ever touches it. Pure.
import { currencyExponent } from './currency.ts'

export type Money = { readonly minor: number; readonly currency: string }

/** `{ minor: 1999, currency: 'EUR' }` → `19.99`; the sign stands in front. */
export function decimalAmount({ minor, currency }: Money): string {
  const exponent = currencyExponent(currency)
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/** Adds minor units; throws a RangeError when the sum would leave 53 bits. */
export function sumMinor(amounts: Iterable<number>): number {
  let total = 0
  for (const amount of amounts) total = safe(total + amount)
  return total
}

/** Unit price times quantity, in minor units; throws a RangeError past 53 bits. */
export function timesMinor(unitMinor: number, quantity: number): number {
  return safe(unitMinor * quantity)
}

/** `minor × numerator / denominator`, rounded half to even, exact through BigInt. */
export function fractionMinor(minor: number, numerator: number, denominator: number): number {
  const product = BigInt(minor) * BigInt(numerator)
  const divisor = BigInt(denominator)
  if (divisor <= 0n) throw new RangeError('the denominator must be positive')
  const quotient = product / divisor
  const twice = 2n * (product - quotient * divisor)
  const magnitude = twice < 0n ? -twice : twice
  const up = magnitude > divisor || (magnitude === divisor && quotient % 2n !== 0n)
  const rounded = up ? quotient + (product < 0n ? -1n : 1n) : quotient
  return safe(Number(rounded))
}

function safe(minor: number): number {
  if (!Number.isSafeInteger(minor)) throw new RangeError('an amount of money left the range of 53 bits')
  return minor
}

/** The GraphQL resolvers of `Money`: `amount` is derived, never stored. */
export const moneyResolvers = { Money: { amount: decimalAmount } }
