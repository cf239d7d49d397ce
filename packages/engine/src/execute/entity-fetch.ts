// A fetch of entities: each distinct representation is sent once, and what comes back for it is shared by every
// position that asked for it. Errors about an entity are told at each of its places in the answer.
import { upstreamUnavailable } from '../errors.ts'
import { jsonClone } from '../transport/json-clone.ts'
import type { JsonObject, SubgraphResponse } from '../transport/subgraph-transport.ts'
import { askBatched } from './ask-batched.ts'
import { answersOf, askOnce, type Keep, type TellFailure } from './ask-once.ts'
import { type Asked, askedBy, askFor, askForAll, countAskers, startAsking } from './asking.ts'
import type { BatchPlace } from './batches.ts'
import type { ReadContexts } from './contexts.ts'
import { failureOf, tellEntityErrors } from './entity-errors.ts'
import { type CompiledFetch, clientVariables, fail, observed, operationOf, sendOperation } from './fetch.ts'
import type { FetchWatch } from './fetch-watch.ts'
import { merge } from './merge.ts'
import { isObject, readOwn, writeOwn } from './own.ts'
import type { Representation } from './representation.ts'
import type { Run, StartedFetch } from './run.ts'

export type CompiledEntityFetch = CompiledFetch & {
  /** What holds the positions: lists, or objects that have them under the name `place`. */
  readonly collectHolders: (root: JsonObject) => unknown[]
  /** Undefined for items of lists. */
  readonly place: string | undefined
  readonly representation: Representation
  /** Another fetch brings parts of the same objects: each position then needs its own copy of what it receives. */
  readonly isExclusive: boolean
  /** Nobody else brings parts of the positions themselves: those that are equal may be made one. */
  readonly unifies: boolean
  /** Whether that is an interface, which the subgraph knows as an object: then the type that we know says more. */
  readonly isInterface: (typename: unknown) => boolean
  /** Present where the fetch takes values from the objects around a position. */
  readonly readContexts: ReadContexts | undefined
  /** What fetches of the plan that ask a subgraph for the same have in common; undefined for one without its like. */
  readonly likeness: string | undefined
  /** Undefined for a fetch that meets none to the same subgraph. */
  readonly batchPlace: BatchPlace | undefined
}

/** Entities that one request to a subgraph may ask for. */
const maxRepresentations = 1_000

export async function runEntityFetch(run: Run, fetch: CompiledEntityFetch): Promise<void> {
  const variables = clientVariables(run, fetch)
  if (!fetch.readContexts) {
    const asking = startAsking(fetch)
    for (const holder of fetch.collectHolders(run.root)) askForAll(asking, holder)
    return runGroup(run, fetch, askedBy(asking, variables))
  }
  const positions = fetch.collect(run.root)
  const groups = byContext(positions, fetch.readContexts(run.root))
  await Promise.all(
    groups.map(({ context, members }) => {
      const asking = startAsking(fetch)
      for (const member of members) askFor(asking, member)
      return runGroup(run, fetch, askedBy(asking, [variables, context].filter(Boolean).join(',')))
    }),
  )
}

/** One request has one value for each variable: positions with another context ask in another request. */
function byContext(positions: readonly JsonObject[], contexts: ReadonlyMap<JsonObject, string>) {
  const groups = Map.groupBy(positions, (position) => contexts.get(position) ?? '')
  return [...groups].map(([context, members]) => ({ context, members }))
}

async function runGroup(run: Run, fetch: CompiledEntityFetch, asked: Asked): Promise<void> {
  if (asked.representations.length === 0) return
  const { likeness } = fetch
  // A trace belongs to the fetch that brought it.
  if (likeness === undefined || run.observer?.capturesTraces) return ask(run, fetch, asked)
  await askOnce(asked, {
    known: answersOf(run.answers, `${likeness}${asked.variables}`),
    ask: (fresh, keep) => ask(run, fetch, fresh, keep),
    receive: (entities, again) => receive(fetch, again, 0, entities),
    fail: (tellFailure) => tellFailure(fetch),
    reuse: run.observer?.reuse && ((again) => tellReuse(run, fetch, again)),
  })
}

function tellReuse({ observer }: Run, { node, path }: CompiledEntityFetch, again: Asked): void {
  const asked = countAskers(again, 0, again.representations.length)
  observer?.reuse?.({ node, path, entities: { asked, sent: 0 } })
}

/** `keep` is given what came whole, before anything is merged into it. */
async function ask(run: Run, fetch: CompiledEntityFetch, asked: Asked, keep?: Keep): Promise<void> {
  const { length } = asked.representations
  if (length <= maxRepresentations) return askPart(run, fetch, { asked, offset: 0, keep })
  const offsets = Array.from(
    { length: Math.ceil(length / maxRepresentations) },
    (_, index) => index * maxRepresentations,
  )
  await Promise.all(offsets.map((offset) => askPart(run, fetch, { asked, offset, keep })))
}

type Part = { readonly asked: Asked; readonly offset: number; readonly keep: Keep | undefined }

async function askPart(run: Run, fetch: CompiledEntityFetch, { asked, offset, keep }: Part): Promise<void> {
  const part = asked.representations.slice(offset, offset + maxRepresentations)
  const failed = (tellFailure: TellFailure) => {
    tellFailure(fetch)
    for (const representation of part) keep?.(representation, { tellFailure })
  }
  let response: SubgraphResponse
  try {
    response = await observed(run, {
      fetch,
      send: (watch) => sendPart(run, fetch, { part, variables: asked.variables, watch }),
      entities: run.observer && entitiesAsked(asked, offset, part.length),
    })
  } catch (error) {
    return failed((failing) => fail(run, failing, error))
  }
  const entities = entitiesOf(response, part.length)
  const tellFailure = entities ? undefined : failureOf(run, fetch, response)
  if (tellFailure) return failed(tellFailure)
  if (response.errors?.length) tellEntityErrors(run, fetch, { asked, offset, response })
  if (!entities) return
  try {
    if (keep) keepWhole(part, entities, { errors: response.errors ?? [], keep })
    receive(fetch, asked, offset, entities)
  } catch (error) {
    // Nested deeper than the stack.
    fail(run, fetch, upstreamUnavailable(fetch.node.serviceName, error))
  }
}

type SentPart = {
  readonly part: readonly string[]
  readonly variables: string
  readonly watch: FetchWatch | undefined
}

function sendPart(
  run: Run,
  fetch: CompiledEntityFetch,
  { part, variables, watch }: SentPart,
): Promise<SubgraphResponse> {
  const { batchPlace: place } = fetch
  const representations = part.join(',')
  const alone = async () => {
    const json = `{${variables}${variables === '' ? '' : ','}"representations":[${representations}]}`
    return sendOperation(run, operationOf(fetch, json), watch)
  }
  // A trace tells of one operation: what several fetches have in common would be told of each.
  if (place === undefined || run.observer?.capturesTraces) return alone()
  return askBatched(run, { fetch, place, representations, count: part.length, alone, watch })
}

function entitiesAsked(asked: Asked, offset: number, sent: number): StartedFetch['entities'] {
  return { asked: countAskers(asked, offset, sent), sent }
}

function entitiesOf({ data }: SubgraphResponse, count: number): readonly unknown[] | undefined {
  const entities = data ? readOwn(data, '_entities') : undefined
  return Array.isArray(entities) && entities.length === count ? entities : undefined
}

type Kept = { readonly errors: NonNullable<SubgraphResponse['errors']>; readonly keep: Keep }

/** What came with an error is asked for again, so that the error is told wherever it belongs. */
function keepWhole(part: readonly string[], entities: readonly unknown[], { errors, keep }: Kept): void {
  const failed = new Set(errors.map(({ path }) => path?.[1]))
  if (failed.has(undefined)) return
  for (const [index, representation] of part.entries()) {
    if (!failed.has(index)) keep(representation, { entity: entities[index] })
  }
}

function receive(
  fetch: CompiledEntityFetch,
  { positions, indexes }: Asked,
  offset: number,
  entities: readonly unknown[],
): void {
  const prepared = new Set<unknown>()
  for (const [i, position] of positions.entries()) {
    const entity = entities[(indexes[i] ?? -1) - offset]
    if (!isObject(entity)) continue
    if (!prepared.has(entity)) {
      prepared.add(entity)
      const typename = readOwn(entity, '__typename')
      if (!typename || fetch.isInterface(typename)) {
        writeOwn(entity, '__typename', readOwn(position, '__typename'))
      }
      fetch.outputRewrites?.(entity)
    }
    merge(position, fetch.isExclusive ? jsonClone(entity) : entity, fetch.isInterfaceName)
  }
}
