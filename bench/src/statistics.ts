// Percentiles and medians. Pure.

/** By nearest rank; `sorted` is ascending and not empty. */
export function percentile(sorted: readonly number[], share: number): number {
  return at(sorted, Math.max(0, Math.ceil(sorted.length * share) - 1))
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return (at(sorted, Math.floor((sorted.length - 1) / 2)) + at(sorted, Math.floor(sorted.length / 2))) / 2
}

function at(values: readonly number[], index: number): number {
  const value = values[index]
  if (value === undefined) throw new RangeError('nothing was measured')
  return value
}
