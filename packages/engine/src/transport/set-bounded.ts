// Puts into a map that remembers what is dear to compute, and forgets what was put in first when it is full.
// Not the least recently used: reads stay plain reads, and what is hot comes back at the price of computing it once.

export function setBounded<Key, Value>(
  map: Map<Key, Value>,
  entry: { readonly key: Key; readonly value: Value; readonly limit: number },
): Value {
  if (map.size >= entry.limit && !map.has(entry.key)) {
    for (const oldest of map.keys()) {
      map.delete(oldest)
      break
    }
  }
  map.set(entry.key, entry.value)
  return entry.value
}
