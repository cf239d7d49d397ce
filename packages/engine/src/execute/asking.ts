// Which positions ask for which entity: each distinct representation once. Positions that hold nothing but their
// representation are equal to each other in all that matters, so one object takes the place of all of them: on the
// benchmark's query 389 references become 22 objects, which are fetched for, merged into and written once.
import type { JsonObject } from '../transport/subgraph-transport.ts'
import type { CompiledEntityFetch } from './entity-fetch.ts'
import { isObject, readOwn, writeOwn } from './own.ts'

export type Asked = {
  readonly positions: readonly JsonObject[]
  /** Index into the representations by position. */
  readonly indexes: readonly number[]
  readonly representations: readonly string[]
  /** Members of the variables object beside the representations, as JSON text without braces. */
  readonly variables: string
}

export type Asking = {
  readonly fetch: CompiledEntityFetch
  readonly positions: JsonObject[]
  readonly indexes: number[]
  readonly representations: string[]
  readonly known: Map<unknown, Known>
  readonly seen: Set<JsonObject>
}

/** `bare` holds nothing but the representation, if there is such a position. */
type Known = { readonly index: number; bare: JsonObject | undefined }

export function startAsking(fetch: CompiledEntityFetch): Asking {
  return { fetch, positions: [], indexes: [], representations: [], known: new Map(), seen: new Set() }
}

export function askedBy({ positions, indexes, representations }: Asking, variables: string): Asked {
  return { positions, indexes, representations, variables }
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
  if (seen.has(position)) return position
  const { identify, write, memberCount } = fetch.representation
  const identity = identify(position)
  if (identity === undefined) return position
  const isBare = fetch.unifies && memberCount !== undefined && countMembers(position) === memberCount
  const known = asking.known.get(identity)
  if (known === undefined) {
    const text = write(position)
    if (text === undefined) return position
    const index = asking.representations.push(text) - 1
    asking.known.set(identity, { index, bare: isBare ? position : undefined })
    return take(asking, position, index)
  }
  if (isBare && known.bare) return known.bare
  if (isBare) known.bare = position
  return take(asking, position, known.index)
}

function take({ positions, indexes, seen }: Asking, position: JsonObject, index: number): JsonObject {
  seen.add(position)
  positions.push(position)
  indexes.push(index)
  return position
}

function countMembers(object: JsonObject): number {
  let count = 0
  for (const _name in object) count++
  return count
}
