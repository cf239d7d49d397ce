// Parts of amounts in whole minor units, exact through BigInt: a fraction, and an amount split among several. Pure.

/** `minor × numerator / denominator`, rounded half away from zero; all three are zero or more. */
export function roundedShare(minor: number, numerator: number, denominator: number): number {
  const product = BigInt(minor) * BigInt(numerator)
  const divisor = BigInt(denominator)
  return safe((2n * product + divisor) / (2n * divisor))
}

/** The same, rounded down. */
export function floorShare(minor: number, numerator: number, denominator: number): number {
  return safe((BigInt(minor) * BigInt(numerator)) / BigInt(denominator))
}

/**
 * Splits an amount in proportion to `weights` by largest remainder; of equal remainders the earlier one gets the unit.
 * The parts add up to the amount, each differs from its exact share by less than one unit, and none exceeds its weight
 * when the amount does not exceed the sum of the weights. Without any weight everything is zero.
 */
export function allocate(minor: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n)
  if (minor === 0 || sum === 0n) return weights.map(() => 0)
  const shares = weights.map((weight, at) => {
    const product = BigInt(minor) * BigInt(weight)
    return { at, floor: safe(product / sum), remainder: product % sum }
  })
  const left = minor - shares.reduce((all, { floor }) => all + floor, 0)
  const next = shares.toSorted((one, other) => {
    if (one.remainder === other.remainder) return one.at - other.at
    return one.remainder > other.remainder ? -1 : 1
  })
  const favoured = new Set(next.slice(0, left).map(({ at }) => at))
  return shares.map(({ at, floor }) => floor + (favoured.has(at) ? 1 : 0))
}

function safe(value: bigint): number {
  const minor = Number(value)
  if (!Number.isSafeInteger(minor)) throw new RangeError('an amount of money left the range of 53 bits')
  return minor
}
