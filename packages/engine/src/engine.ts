// The engine as Apollo Server takes it: supergraphs come from a source, requests run as compiled plans, and answers go
// out as the JSON text they were written to.
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import type { Logger } from '@apollo/utils.logger'
import type { FormattedExecutionResult } from 'graphql'
import type { EngineEvents } from './graph/engine-events.ts'
import type { EnginePlugin } from './graph/engine-plugin.ts'
import { graphHost } from './graph/graph-host.ts'
import { type KnownDocument, knownOperations } from './graph/known-documents.ts'
import { loadGraph } from './graph/load-graph.ts'
import { type RequestFacts, requestExecutor } from './graph/request-executor.ts'
import { stringifyResult } from './graph/stringify-result.ts'
import { transportPool } from './graph/transport-pool.ts'
import { warmUp } from './graph/warm-up.ts'
import { type PlanningOptions, resolvePlanning } from './plan/planning-options.ts'
import { progressiveOverride } from './plan/progressive-override.ts'
import type { PolicyOptions } from './policy/admission.ts'
import type { Claims } from './policy/decide.ts'
import { policyPlugin } from './policy/policy-plugin.ts'
import type { SupergraphSource } from './supergraph/supergraph-source.ts'
import { studioPlugin } from './trace/studio-plugin.ts'
import type { TransportFactory } from './transport/subgraph-transport.ts'

export type EngineOptions = {
  readonly supergraph: SupergraphSource
  /** Called once per subgraph and address; the transport is closed when no supergraph with that subgraph is in use. */
  readonly transport: TransportFactory
  /** What of a request's context the engine needs. Without it there is no deadline and no signal. */
  readonly request?: (contextValue: unknown) => RequestFacts
  readonly planning?: PlanningOptions
  /**
   * Entity fetches to one subgraph that are ready at the same time go out as one operation, which takes as long as the
   * slowest of them; true by default.
   */
  readonly batching?: boolean
  readonly warmUp?: {
    /** Hottest operations that are planned for a new supergraph before it is served; 100 by default. */
    readonly operations?: number
    /** Past this the supergraph is served as it is; 10,000 by default. */
    readonly timeoutMs?: number
    /** Operations that are known beforehand, the likeliest first: planned after the hottest, and for the first supergraph. */
    readonly documents?: readonly KnownDocument[]
  }
  /**
   * Labels of progressive `@override` that are on for a request; `percent(x)` labels are drawn besides. Asked only for
   * operations whose plan it may change.
   */
  readonly overrideLabels?: (contextValue: unknown) => Iterable<string>
  /** How policy directives of the supergraph are enforced; they always are, by the claims that `request` gives. */
  readonly policies?: PolicyOptions
  /** How long `stop` waits for requests in flight, in milliseconds; 10,000 by default. */
  readonly drainMs?: number
  readonly plugins?: readonly EnginePlugin[]
  readonly events?: EngineEvents
  /** Defaults to the console, debug left out. */
  readonly logger?: Logger
}

export type Engine = GatewayInterface &
  AsyncDisposable & {
    /** Apollo Server's option of that name: without it the data of every answer is parsed and printed again. */
    readonly stringifyResult: (result: FormattedExecutionResult) => string
  }

/** Opens nothing before `load`, which Apollo Server calls when it starts. */
export function engine(options: EngineOptions): Engine {
  const { supergraph, batching = true, events = {}, logger = consoleLogger } = options
  const { operations = 100, timeoutMs = 10_000, documents = [] } = options.warmUp ?? {}
  const planning = resolvePlanning(options.planning ?? {})
  const concurrency = Math.max(1, planning.threads.workers + planning.threads.spareWorkers)
  const transports = transportPool(options.transport, logger)
  const host = graphHost({
    source: supergraph,
    transports,
    open: (supergraphSdl) =>
      loadGraph(supergraphSdl, {
        transports,
        planning,
        batching,
        onPlan: (report) => events.onPlan?.(report),
      }),
    warmUp(next, before, signal) {
      const hottest = [
        ...(before?.operations.hottest(operations) ?? []),
        ...knownOperations(documents.slice(0, operations)),
      ]
      return warmUp(next, hottest, { operations, timeoutMs, concurrency, signal })
    },
    drainMs: options.drainMs ?? 10_000,
    onSupergraph: (report) => events.onSupergraph?.(report),
    logger,
  })
  const executor = requestExecutor({
    graphOf: host.graphOf,
    factsOf: options.request,
    plugins: [
      progressiveOverride({ labels: options.overrideLabels }),
      policyPlugin({ ...options.policies, claims: (context) => options.request?.(context).claims ?? nobody }),
      ...(options.plugins ?? []),
      studioPlugin(),
    ],
  })
  const stop = async () => {
    await host.stop()
    await transports.closeAll()
  }
  return {
    async load({ apollo }) {
      await host.load(apollo)
      return { executor }
    },
    stop,
    onSchemaLoadOrUpdate: host.onGraph,
    stringifyResult,
    [Symbol.asyncDispose]: stop,
  }
}

const nobody: Claims = { authenticated: false, scopes: new Set() }

const consoleLogger: Logger = {
  debug: () => undefined,
  info: (message) => console.info(message),
  warn: (message) => console.warn(message),
  error: (message) => console.error(message),
}
