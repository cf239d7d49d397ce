// Puts what a fetch brought into the object that asked for it. Children of the source become children of the target,
// by reference: see `compile-plan.ts` for when a source with several targets has to be copied first.
import type { JsonObject } from '../transport/subgraph-transport.ts'
import { isObject, writeOwn } from './own.ts'

/** Objects are merged, lists of one length item by item; anything else in the source replaces what was there. */
export function merge(target: JsonObject, source: JsonObject): void {
  for (const key in source) {
    const value = source[key]
    if (value === undefined) continue
    const present = Object.hasOwn(target, key) ? target[key] : undefined
    if (present === undefined || !mergeNested(present, value)) writeOwn(target, key, value)
  }
}

/** False when the source's value takes the place of the target's. */
function mergeNested(present: unknown, value: unknown): boolean {
  if (present === value) return true
  if (isObject(value)) {
    if (!isObject(present)) return false
    merge(present, value)
    return true
  }
  if (!Array.isArray(value) || !Array.isArray(present) || value.length !== present.length) return false
  for (let index = 0; index < value.length; index++) {
    if (!mergeNested(present[index], value[index])) present[index] = value[index]
  }
  return true
}
