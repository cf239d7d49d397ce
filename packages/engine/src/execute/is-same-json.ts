// Whether two JSON values would be written as the same text: members in the same order, too.

/** Hostile data is nested deeper than the stack; what is so deep counts as different. */
const deepest = 64

export function isSameJson(one: unknown, other: unknown, depth = deepest): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (depth === 0) return false
  if (Array.isArray(one)) return Array.isArray(other) && areSameItems(one, other, depth - 1)
  return !Array.isArray(other) && areSameMembers(one, other, depth - 1)
}

function areSameItems(one: readonly unknown[], other: readonly unknown[], depth: number): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) {
    if (!isSameJson(one[index], other[index], depth)) return false
  }
  return true
}

type Members = Readonly<Record<string, unknown>>

function areSameMembers(one: object, other: object, depth: number): boolean {
  const names = Object.keys(one)
  const otherNames = Object.keys(other)
  if (names.length !== otherNames.length) return false
  for (let index = 0; index < names.length; index++) {
    const name = names[index]
    if (name === undefined || name !== otherNames[index]) return false
    if (!isSameJson((one as Members)[name], (other as Members)[name], depth)) return false
  }
  return true
}
