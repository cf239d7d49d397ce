// What the fetches of a plan have to do with each other: which of them apply where, and whose entities may be shared.
import type { FetchNode, PlanNode, ResponsePath } from '@apollo/query-planner'
import { type BatchPlace, batchPlaces } from './batches.ts'
import { fetchedObjects } from './fetch-text.ts'

export type FetchFacts = {
  readonly path: ResponsePath
  /** Dotted key paths of the objects that the fetch brings. */
  readonly objects: readonly string[]
}

export type PlanFacts = {
  readonly of: ReadonlyMap<FetchNode, FetchFacts>
  /** True when another fetch brings parts of the same objects, or objects differ by where they stand. */
  readonly isExclusive: (fetch: FetchNode) => boolean
  /** The same text for entity fetches that ask a subgraph for the same; undefined for one without its like. */
  readonly likenessOf: (fetch: FetchNode) => string | undefined
  /** Of fetches that may go out with others. */
  readonly batchPlaces: ReadonlyMap<FetchNode, BatchPlace>
  /** Flatten paths whose positions share what they received, as dotted paths with list markers. */
  readonly shared: ReadonlySet<string>
  /** Flatten paths at which equal objects may be made one, as dotted paths with list markers. */
  readonly unified: ReadonlySet<string>
}

export function gatherFacts(root: PlanNode, batching: boolean): PlanFacts {
  const of = new Map<FetchNode, FetchFacts>()
  for (const { fetch, path } of fetchesOf(root, [])) {
    const objects = fetchedObjects(fetch.operation, fetch.requires !== undefined)
    const prefix = keyPath(path)
    of.set(fetch, {
      path,
      objects: objects.map((object) => (prefix === '' ? object : `${prefix}.${object}`)),
    })
  }
  const bringers = countBringers(of)
  const hasContexts = [...of.keys()].some(({ contextRewrites }) => contextRewrites)
  const isExclusive = (fetch: FetchNode) =>
    hasContexts || (of.get(fetch)?.objects.some((object) => (bringers.get(object) ?? 0) > 1) ?? false)
  const entityFetches = [...of].filter(([fetch]) => fetch.requires)
  const paths = (some: typeof entityFetches) => new Set(some.map(([, { path }]) => path.join('.')))
  return {
    of,
    isExclusive,
    likenessOf: likenesses([...of.keys()]),
    batchPlaces: batching ? batchPlaces(root) : new Map(),
    shared: paths(entityFetches.filter(([fetch]) => !isExclusive(fetch))),
    unified: paths(
      entityFetches.filter(([, { path }]) => !hasContexts && (bringers.get(keyPath(path)) ?? 0) < 2),
    ),
  }
}

/** What a mutation changes in between may be asked for again: such plans have no fetches that are alike. */
function likenesses(fetches: readonly FetchNode[]): PlanFacts['likenessOf'] {
  if (fetches.some(({ operationKind }) => operationKind === 'mutation')) return () => undefined
  const counts = new Map<string, number>()
  for (const fetch of fetches) counts.set(likeness(fetch), (counts.get(likeness(fetch)) ?? 0) + 1)
  return (fetch) => (fetch.requires && (counts.get(likeness(fetch)) ?? 0) > 1 ? likeness(fetch) : undefined)
}

/** The planner numbers the names of fetches: the name is left out. */
function likeness({ serviceName, operation, operationName, outputRewrites = [] }: FetchNode): string {
  const text = operationName === undefined ? operation : operation.replace(operationName, '')
  return JSON.stringify([serviceName, text, outputRewrites])
}

/** A flatten path without its list markers, dotted. */
export function keyPath(path: ResponsePath): string {
  return path.filter((element) => element !== '@').join('.')
}

/**
 * How many fetches bring parts of the objects at a path. Two of them would write into one object for every position
 * that shares it, although only some may have asked for that part. And what a context provides depends on the way to
 * an object: plans with contexts share nothing.
 */
function countBringers(of: ReadonlyMap<FetchNode, FetchFacts>): ReadonlyMap<string, number> {
  const bringers = new Map<string, number>()
  for (const { objects } of of.values()) {
    for (const object of objects) bringers.set(object, (bringers.get(object) ?? 0) + 1)
  }
  return bringers
}

type Placed = { readonly fetch: FetchNode; readonly path: ResponsePath }

function fetchesOf(node: PlanNode, path: ResponsePath): Placed[] {
  switch (node.kind) {
    case 'Fetch':
      return [{ fetch: node, path }]
    case 'Flatten':
      return fetchesOf(node.node, [...path, ...node.path])
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((child) => fetchesOf(child, path))
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((child) => (child ? fetchesOf(child, path) : []))
    case 'Defer':
      return [node.primary.node, ...node.deferred.map((deferred) => deferred.node)].flatMap((child) =>
        child ? fetchesOf(child, path) : [],
      )
  }
}
