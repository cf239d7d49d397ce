// What is told of an entity fetch that went wrong: at each place of an entity that came with an error, or once for all
// that the fetch was to bring.
import { upstreamUnavailable } from '../errors.ts'
import type { JsonObject, SubgraphResponse } from '../transport/subgraph-transport.ts'
import type { TellFailure } from './ask-once.ts'
import type { Asked } from './asking.ts'
import { type CompiledFetch, fail, tellErrors } from './fetch.ts'
import { listPath, locate } from './positions.ts'
import type { Run } from './run.ts'
import type { ErrorPath } from './subgraph-errors.ts'

/** More places than a client could read of one failing fetch. */
const maxPlaces = 1_000

/** How to tell an answer without entities; undefined when its errors are about some of the entities. */
export function failureOf(
  run: Run,
  { node }: CompiledFetch,
  { errors = [] }: SubgraphResponse,
): TellFailure | undefined {
  if (errors.length === 0) {
    const error = upstreamUnavailable(node.serviceName, new TypeError('not the entities that were asked for'))
    return (fetch) => fail(run, fetch, error)
  }
  if (errors.some(({ path }) => typeof path?.[1] === 'number')) return undefined
  return (fetch) => tellErrors(run, fetch, errors, () => undefined)
}

type Failing = { readonly asked: Asked; readonly offset: number; readonly response: SubgraphResponse }

export function tellEntityErrors(run: Run, fetch: CompiledFetch, failing: Failing): void {
  let places: ReadonlyMap<number, readonly ErrorPath[]> | undefined
  tellErrors(run, fetch, failing.response.errors ?? [], ({ path }) => {
    if (!path) return undefined
    const [, index, ...rest] = path
    if (typeof index !== 'number') return [listPath(fetch.path)]
    places ??= placesOf(run, fetch, failing)
    const below = fetch.renamePath(rest)
    return places.get(index + failing.offset)?.map((place) => [...place, ...below]) ?? [listPath(fetch.path)]
  })
}

/** Paths of the answer by the index of the failing representation that stands there. */
function placesOf(
  run: Run,
  fetch: CompiledFetch,
  { asked, offset, response }: Failing,
): Map<number, ErrorPath[]> {
  const failed = new Set(response.errors?.map(({ path }) => Number(path?.[1]) + offset))
  const indexOf = new Map<JsonObject, number>()
  for (const [i, position] of asked.positions.entries()) {
    const index = asked.indexes[i] ?? -1
    if (failed.has(index)) indexOf.set(position, index)
  }
  const places = new Map<number, ErrorPath[]>()
  for (const { object, path } of locate(run.root, fetch.path, { among: indexOf, limit: maxPlaces })) {
    const index = indexOf.get(object) ?? -1
    const known = places.get(index)
    if (known) known.push(path)
    else places.set(index, [path])
  }
  return places
}
