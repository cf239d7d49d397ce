// The seam between the gateway and what executes query plans: the engine, or @apollo/gateway's own executor as the
// reference beside it. The rest of the gateway knows only Executor.
import { ApolloGateway } from '@apollo/gateway'
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import { demandPlugin } from '@supermarket/engine/demand/demand-plugin.ts'
import { engine } from '@supermarket/engine/engine.ts'
import type { KnownDocument } from '@supermarket/engine/graph/known-documents.ts'
import { fromSdl } from '@supermarket/engine/supergraph/from-sdl.ts'
import type { SupergraphSource } from '@supermarket/engine/supergraph/supergraph-source.ts'
import { stripPolicies } from '@supermarket/schema/strip-policies.ts'
import type { Metrics } from '@supermarket/service-kit/metrics.ts'
import type { FormattedExecutionResult } from 'graphql'
import type { Logger } from 'pino'
import { claimsOf, policyError } from './claims.ts'
import type { Connections } from './connections.ts'
import type { GatewayContext } from './context.ts'
import { engineMetrics } from './engine-metrics.ts'
import { planViews } from './plan-view.ts'
import { transportDataSource } from './transport-data-source.ts'

export type Executor = GatewayInterface & {
  /** Whether it answers in parts: subscriptions and @defer. */
  readonly streams: boolean
  /** Writes answers; Apollo Server's own way where it is absent. */
  readonly stringifyResult?: (result: FormattedExecutionResult) => string
  /** Extensions that its answers may hold beside those of every gateway. */
  readonly extensions: readonly string[]
}

export type ExecutorKind = 'engine' | 'stock'

export type ExecutorOptions = {
  readonly supergraphSdl: string
  readonly connections: Pick<Connections, 'forEngine' | 'forStock'>
  readonly log: Logger
  readonly metrics?: Metrics | undefined
  /** The highest estimated cost of an operation that is executed; without it costs are only measured. */
  readonly maxCost?: number | undefined
  /** Documents that clients are known to send, the likeliest first: planned before the first request comes. */
  readonly documents?: readonly KnownDocument[] | undefined
  /** Tells the plan of a request to whoever asks; off in production. The stock executor tells none. */
  readonly planView?: boolean | undefined
}

export type EngineExecutorOptions = Omit<ExecutorOptions, 'supergraphSdl'> & {
  /** May change while requests run. */
  readonly supergraph: SupergraphSource
}

export function createExecutor(kind: ExecutorKind, options: ExecutorOptions): Executor {
  if (kind === 'stock') return stockExecutor(options)
  return engineExecutor({ ...options, supergraph: fromSdl(options.supergraphSdl) })
}

export function engineExecutor(options: EngineExecutorOptions): Executor {
  const { supergraph, connections, log, maxCost } = options
  const metrics = options.metrics && engineMetrics(options.metrics.registry)
  const views = planViews(options.planView ?? false)
  const gateway = engine({
    supergraph,
    transport: (subgraph) => connections.forEngine(subgraph, metrics?.fetches),
    request: (contextValue) => {
      const context = contextValue as GatewayContext
      return { deadlineAt: context.deadlineAt, signal: context.signal, claims: claimsOf(context) }
    },
    policies: { policyError },
    warmUp: { documents: options.documents ?? [] },
    plugins: [
      demandPlugin({
        mode: maxCost === undefined ? 'measure' : 'enforce',
        maxCost: maxCost ?? Number.POSITIVE_INFINITY,
        onCost: metrics?.onCost,
      }),
      ...views.plugins,
    ],
    ...(metrics ? { events: metrics.events } : {}),
    logger: quiet(log),
  })
  return Object.assign(gateway, { streams: true, extensions: views.extensions })
}

/** Policies are left to the subgraphs: @apollo/gateway refuses a supergraph that links them. */
export function stockExecutor({ supergraphSdl, connections, log }: ExecutorOptions): Executor {
  const gateway = new ApolloGateway({
    supergraphSdl: stripPolicies(supergraphSdl),
    logger: quiet(log),
    buildService: ({ name, url = '' }) => transportDataSource(name, connections.forStock({ name, url }), log),
  })
  return Object.assign(gateway, { streams: false, extensions: [] })
}

/** Executors tell on info what they do at every start; that is debug to us. */
function quiet(log: Logger) {
  return {
    debug: (message?: string) => log.debug(message),
    info: (message?: string) => log.debug(message),
    warn: (message?: string) => log.warn(message),
    error: (message?: string) => log.error(message),
  }
}
