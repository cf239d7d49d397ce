// Seeded randomness: two runs with one seed draw the same slugs, accounts and carts. Pure.

export type Random = () => number

/** Mulberry32: uniform in [0, 1), 2^32 states, plenty for drawing from a pool. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One of them, uniformly. Throws a RangeError when there is none. */
export function draw<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('there is nothing to draw from')
  return item
}

/** Each of them once, in random order, and again from the start: neighbours are never the same. */
export function inTurn<Item>(random: Random, items: readonly Item[]): () => Item {
  const order = items
    .map((item) => ({ item, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item)
  let next = 0
  return () => {
    const item = order[next++ % order.length]
    if (item === undefined) throw new RangeError('there is nothing to draw from')
    return item
  }
}
