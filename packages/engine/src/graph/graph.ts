// One supergraph being served: its schemas, its compiled operations and its ways to the subgraphs. It lives while
// somebody uses it: the engine while it is the current one, and every request that was validated against it.
import { upstreamUnavailable } from '../errors.ts'
import type { GraphSchemas } from '../execute/types.ts'
import { unaskedFields } from '../names/unasked-fields.ts'
import { type OperationCache, operationCache } from '../plan/operation-cache.ts'
import type { Planner } from '../plan/planner.ts'
import { isOverload } from '../plan/planning-errors.ts'
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from '../transport/subgraph-transport.ts'
import type { PlanReport } from './engine-events.ts'
import { type PreparedOperation, prepareOperation } from './prepare-operation.ts'
import { type SharedUse, sharedUse } from './shared-use.ts'
import type { Subgraph, TransportLease, TransportPool } from './transport-pool.ts'

/** Every use is bracketed by `enter` and `leave`; a graph that all have left opens its transports again when entered. */
export type Graph = SharedUse & {
  readonly supergraphSdl: string
  readonly schemas: GraphSchemas
  readonly operations: OperationCache<PreparedOperation>
  /** Another graph is served now: what still uses this one needs few plans. */
  retire(): void
  /** Throws for a subgraph that the supergraph does not have. */
  transportTo(subgraph: string): SubgraphTransport
  readonly send: (request: SubgraphRequest) => Promise<SubgraphResponse>
  /** Throws for a subgraph whose transport carries no events. */
  readonly subscribe: (request: SubgraphRequest) => AsyncIterable<SubgraphResponse>
}

export type GraphParts = {
  readonly supergraphSdl: string
  readonly schemas: GraphSchemas
  readonly subgraphs: readonly Subgraph[]
  readonly planner: Planner
  readonly transports: TransportPool
  readonly cacheSize: number
  readonly batching: boolean
  readonly onPlan: (report: PlanReport) => void
}

/** After a plan that failed for what the operation is, the same operation fails at once for this long. */
const failureMs = 5_000

export function openGraph(parts: GraphParts): Graph {
  const { supergraphSdl, schemas, planner, cacheSize, batching } = parts
  const { use, transportTo } = subgraphAccess(parts)
  const unasked = unaskedFields(schemas.supergraphSchema)
  return {
    ...use,
    supergraphSdl,
    schemas,
    operations: operationCache({
      prepare: (request, urgency) =>
        timed(
          () => prepareOperation({ planner, schemas, unasked, batching }, request),
          (ms, failed) => parts.onPlan({ request, ms, failed, onRequestPath: urgency === 'asked' }),
        ),
      capacity: cacheSize,
      failureMs,
      remembers: (error) => !isOverload(error),
      now: () => performance.now(),
    }),
    retire: () => planner.rest(),
    transportTo,
    send: (request) => transportTo(request.subgraph).execute(request),
    subscribe(request) {
      const events = transportTo(request.subgraph).subscribe?.(request)
      if (events === undefined) throw upstreamUnavailable(request.subgraph, new TypeError(carriesNoEvents))
      return events
    },
  }
}

const carriesNoEvents = 'its transport carries no events'

function subgraphAccess({ subgraphs, transports, planner }: GraphParts) {
  const leases = new Map<string, TransportLease>()
  const close = () => {
    for (const lease of leases.values()) lease.giveBack()
    leases.clear()
    planner.end()
  }
  const use = sharedUse({
    open() {
      try {
        for (const subgraph of subgraphs) leases.set(subgraph.name, transports.lease(subgraph))
      } catch (error) {
        close()
        throw error
      }
    },
    close,
  })
  return {
    use,
    transportTo(subgraph: string) {
      const lease = leases.get(subgraph)
      if (lease === undefined) throw new Error(`The graph in use has no subgraph ${subgraph}.`)
      return lease.transport
    },
  }
}

async function timed<Value>(work: () => Promise<Value>, report: (ms: number, failed: boolean) => void) {
  const startedAt = performance.now()
  let failed = true
  try {
    const value = await work()
    failed = false
    return value
  } finally {
    report(performance.now() - startedAt, failed)
  }
}
