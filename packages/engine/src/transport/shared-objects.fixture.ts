// Who holds what: for tests that nobody gets an object that another one holds.

/** Every object within a value, itself included; getters are not called. */
export function objectsIn(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  found.add(value)
  for (const key of Object.keys(value)) objectsIn(Object.getOwnPropertyDescriptor(value, key)?.value, found)
  return found
}

/** The objects that stand in both values. */
export function sharedObjects(one: unknown, other: unknown): object[] {
  const others = objectsIn(other)
  return [...objectsIn(one)].filter((object) => others.has(object))
}
