// Subgraphs and clients choose the names of properties. Only own properties count, and writing one never reaches a
// prototype: `__proto__` is a name like any other.
import type { JsonObject } from '../transport/subgraph-transport.ts'

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export type ReadProperty = (object: JsonObject) => unknown

/** An accessor for a name that is known at plan time: a plain read unless every object inherits such a name. */
export function readerOf(name: string): ReadProperty {
  if (name in Object.prototype) {
    return (object) => (Object.hasOwn(object, name) ? object[name] : undefined)
  }
  return (object) => object[name]
}

export function readOwn(object: JsonObject, name: string): unknown {
  return name in Object.prototype && !Object.hasOwn(object, name) ? undefined : object[name]
}

export function writeOwn(object: JsonObject, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true })
  } else object[name] = value
}
