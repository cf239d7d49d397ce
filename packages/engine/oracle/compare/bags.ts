// Pure. Lists of texts of which only matters what is in them, and how often.

export function isSameBag(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && minus(a, b).length === 0
}

/** What is left of the one when each of the others has taken its like away. */
export function minus(texts: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1)
  return texts.filter((text) => {
    const count = counts.get(text) ?? 0
    counts.set(text, count - 1)
    return count <= 0
  })
}
