// What JSON makes of a value that a scalar serialised to: what it is over HTTP, where it is written and read again.

/**
 * Undefined where JSON writes nothing (functions, symbols). Shares nothing with `value`. Throws what JSON.stringify
 * throws: for a bigint, for an object that holds itself, from a `toJSON`.
 */
export function jsonLeaf(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  // Adding zero makes 0 of -0.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  const text: string | undefined = JSON.stringify(value)
  return text === undefined ? undefined : JSON.parse(text)
}
