// Which entity fetches of a plan may go out in one request: those to one subgraph that do not wait for each other.
import type { FetchNode, PlanNode } from '@apollo/query-planner'
import type { BatchedOperation } from './batched-operation.ts'
import { childrenOf } from './plan-children.ts'

/** Shared by the fetches of a plan that may meet. */
export type Batches = {
  /** What has been made of those that met, by their places; undefined where they cannot be one operation. */
  readonly operations: Map<string, BatchedOperation | undefined>
  /** Until then, in milliseconds of `performance.now()`, each fetch asks for itself. */
  restingUntil: number
}

export type BatchPlace = {
  readonly batches: Batches
  /** Whatever order fetches meet in, their operation has the order of the plan. */
  readonly index: number
}

/**
 * Empty for plans with mutations, where order matters, with deferred parts, which wait for fetches one by one, and with
 * contexts, where one fetch may send several requests with values of their own.
 */
export function batchPlaces(root: PlanNode): ReadonlyMap<FetchNode, BatchPlace> {
  const places = new Map<FetchNode, BatchPlace>()
  const fetches = fetchesOf(root)
  if (fetches === undefined || !fetches.every(isPlain)) return places
  const meeting = new Set<FetchNode>()
  markMeeting(root, meeting)
  const bySubgraph = new Map<string, Batches>()
  for (const [index, fetch] of fetches.entries()) {
    if (!meeting.has(fetch)) continue
    const batches = bySubgraph.get(fetch.serviceName) ?? { operations: new Map(), restingUntil: 0 }
    bySubgraph.set(fetch.serviceName, batches)
    places.set(fetch, { batches, index })
  }
  return places
}

function isPlain({ operationKind, contextRewrites }: FetchNode): boolean {
  return operationKind !== 'mutation' && !contextRewrites
}

/** Undefined where a part is deferred. */
function fetchesOf(node: PlanNode): FetchNode[] | undefined {
  if (node.kind === 'Fetch') return [node]
  if (node.kind === 'Defer') return undefined
  const fetches: FetchNode[] = []
  for (const child of childrenOf(node)) {
    const below = fetchesOf(child)
    if (below === undefined) return undefined
    fetches.push(...below)
  }
  return fetches
}

/** Fetches of different branches that run at the same time. */
function markMeeting(node: PlanNode, meeting: Set<FetchNode>): void {
  const children = childrenOf(node)
  for (const child of children) markMeeting(child, meeting)
  if (node.kind !== 'Parallel') return
  const branches = children.map((child) => (fetchesOf(child) ?? []).filter(({ requires }) => requires))
  for (const branch of branches) {
    for (const fetch of branch) {
      const meets = branches.some(
        (other) => other !== branch && other.some(({ serviceName }) => serviceName === fetch.serviceName),
      )
      if (meets) meeting.add(fetch)
    }
  }
}
