// Puts what a fetch brought into the object that asked for it. Children of the source become children of the target,
// by reference: see `compile-plan.ts` for when a source with several targets has to be copied first.
import type { JsonObject } from '../transport/subgraph-transport.ts'
import { isObject, writeOwn } from './own.ts'

/** Whether a type's name is an interface's: a subgraph that knows the interface as an object gives it for `__typename`. */
export type IsInterfaceName = (typename: unknown) => boolean

/**
 * Objects are merged, lists of one length item by item; anything else in the source replaces what was there, but for the
 * name of an interface, which says less than the name of the object's type.
 */
export function merge(target: JsonObject, source: JsonObject, isInterface: IsInterfaceName = never): void {
  for (const key in source) {
    const value = source[key]
    if (value === undefined) continue
    const present = Object.hasOwn(target, key) ? target[key] : undefined
    if (present !== undefined) {
      if (mergeNested(present, value, isInterface)) continue
      if (key === '__typename' && typeof present === 'string' && isInterface(value)) continue
    }
    writeOwn(target, key, value)
  }
}

const never = () => false

/** False when the source's value takes the place of the target's. */
function mergeNested(present: unknown, value: unknown, isInterface: IsInterfaceName): boolean {
  if (present === value) return true
  if (isObject(value)) {
    if (!isObject(present)) return false
    merge(present, value, isInterface)
    return true
  }
  if (!Array.isArray(value) || !Array.isArray(present) || value.length !== present.length) return false
  for (let index = 0; index < value.length; index++) {
    if (!mergeNested(present[index], value[index], isInterface)) present[index] = value[index]
  }
  return true
}
