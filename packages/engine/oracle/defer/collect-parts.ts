// A deferred answer put together as a client does it, held to what the protocol promises on the way.
import type { DeferredAnswer } from '../../src/defer/execute-deferred.ts'
import type { DeferredPart, PendingPart } from '../../src/stream/streamed-data.ts'

export type Collected = {
  readonly data: unknown
  /** What the protocol does not allow. */
  readonly problems: readonly string[]
  /** Whether everything that was asked for has come without an error. */
  readonly isHealthy: boolean
  readonly parts: number
}

export async function collectParts({ first, pending, parts }: DeferredAnswer): Promise<Collected> {
  const data: unknown = JSON.parse(first.dataJson)
  const problems: string[] = []
  const waited = new Map<string, PendingPart>()
  let isHealthy = first.errors.length === 0 && first.valueCompletion.length === 0
  let count = 0
  const announce = (announced: readonly PendingPart[]) => {
    for (const each of announced) {
      if (waited.has(each.id)) problems.push(`${each.id} is announced twice`)
      if (!isObject(at(data, each.path))) problems.push(`nothing stands at ${each.path.join('.')}`)
      waited.set(each.id, each)
    }
  }
  const take = ({ id, dataJson, errors = [], extensions }: DeferredPart) => {
    const place = waited.get(id)
    if (!place) problems.push(`${id} was not announced, or has come before`)
    waited.delete(id)
    count++
    if (errors.length > 0 || extensions !== undefined || dataJson === undefined) isHealthy = false
    if (dataJson === undefined && errors.length === 0) problems.push(`${id} fails without a reason`)
    const target = place && at(data, place.path)
    if (dataJson !== undefined && isObject(target)) merge(target, JSON.parse(dataJson))
  }
  announce(pending)
  for await (const list of parts) {
    for (const part of list) take(part)
    // They go out together, so what is announced stands on all of them.
    for (const part of list) announce(part.pending ?? [])
  }
  for (const id of waited.keys()) problems.push(`${id} never comes`)
  return { data, problems, isHealthy, parts: count }
}

type JsonObject = Record<string, unknown>

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function at(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = Reflect.get(value, step)
  }
  return value
}

function merge(target: JsonObject, source: JsonObject): void {
  for (const [key, value] of Object.entries(source)) {
    const known = Object.hasOwn(target, key) ? target[key] : undefined
    if (isObject(known) && isObject(value)) merge(known, value)
    else if (Array.isArray(known) && Array.isArray(value)) mergeLists(known, value)
    else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  }
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  for (const [i, item] of source.entries()) {
    const known = target[i]
    if (isObject(known) && isObject(item)) merge(known, item)
    else if (Array.isArray(known) && Array.isArray(item)) mergeLists(known, item)
    else target[i] = item
  }
}
