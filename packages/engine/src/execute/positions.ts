// Where in the data a fetch of the plan applies: the objects at a flatten path, each once, in the order of the data.
import type { ResponsePath } from '@apollo/query-planner'
import type { JsonObject } from '../transport/subgraph-transport.ts'
import { isObject, type ReadProperty, readerOf } from './own.ts'

export type CollectPositions = (root: JsonObject) => JsonObject[]

type Step = { readonly read: ReadProperty | undefined; readonly dedupe: boolean }

export type Sharing = {
  /** Whether one object may stand at several of the positions at that path. */
  readonly isUnified: (path: ResponsePath) => boolean
  /** Whether objects at that path may have children in common, because one received entity serves several of them. */
  readonly isShared: (path: ResponsePath) => boolean
}

/** Objects that stand in several places are counted once: otherwise the walk would grow with every hop. */
export function compilePositions(path: ResponsePath, sharing: Sharing): CollectPositions {
  const collect = compileLevels(path, sharing)
  return (root) => collect(root).filter(isObject)
}

export function compileLevels(path: ResponsePath, sharing: Sharing): (root: JsonObject) => unknown[] {
  const steps = path.map(
    (element, index): Step => ({
      read: element === '@' ? undefined : readerOf(String(element)),
      dedupe: sharing.isShared(path.slice(0, index)) || sharing.isUnified(path.slice(0, index + 1)),
    }),
  )
  return (root) => {
    let level: unknown[] = [root]
    for (const step of steps) {
      level = step.read ? readAll(level, step.read) : flattenAll(level)
      if (step.dedupe && level.length > 1) level = [...new Set(level)]
    }
    return level
  }
}

function readAll(level: readonly unknown[], read: ReadProperty): unknown[] {
  const next: unknown[] = []
  for (const value of level) {
    if (!isObject(value)) continue
    const child = read(value)
    if (child !== undefined && child !== null) next.push(child)
  }
  return next
}

function flattenAll(level: readonly unknown[]): unknown[] {
  const next: unknown[] = []
  for (const list of level) {
    if (!Array.isArray(list)) continue
    for (const item of list) if (item !== undefined && item !== null) next.push(item)
  }
  return next
}

export type Located = { readonly object: JsonObject; readonly path: readonly (string | number)[] }

export type LocateOptions = {
  readonly among: { has(object: JsonObject): boolean }
  /** No more places than this are found. */
  readonly limit: number
}

/** Every place of the answer at which one of those positions stands: an object shared by two parents has two. */
export function locate(root: JsonObject, path: ResponsePath, { among, limit }: LocateOptions): Located[] {
  const found: Located[] = []
  const walk = (value: unknown, index: number, trail: readonly (string | number)[]): void => {
    if (found.length >= limit || value === undefined || value === null) return
    const element = path[index]
    if (element === undefined) {
      if (isObject(value) && among.has(value)) found.push({ object: value, path: trail })
      return
    }
    if (element === '@') {
      if (Array.isArray(value)) for (const [i, item] of value.entries()) walk(item, index + 1, [...trail, i])
      return
    }
    const name = String(element)
    if (isObject(value)) walk(readerOf(name)(value), index + 1, [...trail, name])
  }
  walk(root, 0, [])
  return found
}

/** The path up to the first list: what a client can be told about all items at once. */
export function listPath(path: ResponsePath): readonly (string | number)[] {
  const end = path.indexOf('@')
  return end < 0 ? path : path.slice(0, end)
}
