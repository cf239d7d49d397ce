// Which positions ask for which entity: each distinct representation once. Positions that hold the same, mostly nothing
// but their representation, stay the same whatever is fetched for them, so one object takes the place of all of them:
// on the benchmark's query 389 references become 22 objects, which are fetched for, merged into and written once.
// Comparing a position with the first one costs less than going on with both: every later fetch would walk them again.
import type { JsonObject } from '../transport/subgraph-transport.ts'
import type { CompiledEntityFetch } from './entity-fetch.ts'
import { isSameJson } from './is-same-json.ts'
import { isObject, readOwn, writeOwn } from './own.ts'

export type Asked = {
  readonly positions: readonly JsonObject[]
  /** Index into the representations by position. */
  readonly indexes: readonly number[]
  readonly representations: readonly string[]
  /** By representation: how many positions came with it, those left out that another stands for too. */
  readonly askers: readonly Asker[]
  /** Members of the variables object beside the representations, as JSON text without braces. */
  readonly variables: string
}

type AskingFetch = Pick<CompiledEntityFetch, 'representation' | 'unifies' | 'place'>

export type Asking = {
  readonly fetch: AskingFetch
  readonly positions: JsonObject[]
  readonly indexes: number[]
  readonly representations: string[]
  readonly askers: Known[]
  readonly known: Map<unknown, Known>
  /** Positions that have asked, first ones left out; one object may stand at several places. */
  readonly seen: Set<JsonObject>
}

/** `first` is the first position with that representation; `misses` counts those after it that turned out different. */
type Known = { readonly index: number; readonly first: JsonObject; misses: number; count: number }

export type Asker = { readonly count: number }

/** Equals mostly come one after the other: where so many were none, nobody looks any more. */
const mostMisses = 4

export function startAsking(fetch: AskingFetch): Asking {
  return {
    fetch,
    positions: [],
    indexes: [],
    representations: [],
    askers: [],
    known: new Map(),
    seen: new Set(),
  }
}

export function askedBy({ positions, indexes, representations, askers }: Asking, variables: string): Asked {
  return { positions, indexes, representations, askers, variables }
}

/** Positions that asked for so many representations from one on. */
export function countAskers({ askers }: Asked, offset: number, length: number): number {
  return askers.slice(offset, offset + length).reduce((sum, { count }) => sum + count, 0)
}

/** Asks for every position of a holder, and puts the object that stands for all equal ones in their place. */
export function askForAll(asking: Asking, holder: unknown): void {
  const { place } = asking.fetch
  if (place === undefined) {
    if (!Array.isArray(holder)) return
    for (let index = 0; index < holder.length; index++) {
      const item: unknown = holder[index]
      if (!isObject(item)) continue
      const standIn = askFor(asking, item)
      if (standIn !== item) holder[index] = standIn
    }
    return
  }
  if (!isObject(holder)) return
  const position = readOwn(holder, place)
  if (!isObject(position)) return
  const standIn = askFor(asking, position)
  if (standIn !== position) writeOwn(holder, place, standIn)
}

/** The object that may stand in the position's place: mostly itself. */
export function askFor(asking: Asking, position: JsonObject): JsonObject {
  const { fetch, seen } = asking
  const { identify, write } = fetch.representation
  const identity = identify(position)
  if (identity === undefined) return position
  const known = asking.known.get(identity)
  if (known === undefined) {
    const text = write(position)
    if (text === undefined) return position
    const index = asking.representations.push(text) - 1
    const asker: Known = { index, first: position, misses: 0, count: 1 }
    asking.known.set(identity, asker)
    asking.askers.push(asker)
    return take(asking, position, index)
  }
  known.count++
  const { first, index } = known
  if (position === first) return first
  if (fetch.unifies && known.misses < mostMisses) {
    if (isSameJson(position, first)) return first
    known.misses++
  }
  if (seen.has(position)) return position
  seen.add(position)
  return take(asking, position, index)
}

function take({ positions, indexes }: Asking, position: JsonObject, index: number): JsonObject {
  positions.push(position)
  indexes.push(index)
  return position
}
