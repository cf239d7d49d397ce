// Currencies of ISO 4217 and their exponents, from the runtime's own tables. Pure.

export const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

const exponents = new Map<string, number>()

/** Decimal places between the currency and its minor unit: EUR 2, JPY 0, KWD 3. Throws on an unknown code. */
export function currencyExponent(currency: string): number {
  const known = exponents.get(currency)
  if (known !== undefined) return known
  if (!currencies.has(currency)) throw new RangeError(`unknown currency ${currency}`)
  const exponent = isoExponent(currency)
  exponents.set(currency, exponent)
  return exponent
}

function isoExponent(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return maximumFractionDigits ?? 2
}
