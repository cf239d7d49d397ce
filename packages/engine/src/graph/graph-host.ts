// What Apollo Server sees of the engine's graphs: load, stop, and who listens for a new schema. Knows which graph a
// request was validated with, so that it finishes on that one.
import type {
  GatewayApolloConfig,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from '@apollo/server-gateway-interface'
import type { GraphQLSchema } from 'graphql'
import type { Graph } from './graph.ts'
import { type GraphSession, type GraphSessionOptions, graphSession } from './graph-session.ts'
import { sourceAccess } from './source-access.ts'
import type { TransportPool } from './transport-pool.ts'

export type GraphHost = {
  /** Rejects when there is no first supergraph, when it cannot be served, and when the host is loaded already. */
  load(apollo: GatewayApolloConfig): Promise<void>
  /** Resolves when no source is followed any more and requests in flight, or the drain, have ended. Loads again. */
  stop(): Promise<void>
  /** The callback gets the graph of the moment at once, if there is one. */
  onGraph(callback: GatewaySchemaLoadOrUpdateCallback): GatewayUnsubscriber
  /** The graph that requests of this API schema belong to, whether still served or replaced. */
  graphOf(apiSchema: GraphQLSchema): Graph | undefined
}

export type GraphHostOptions = Omit<GraphSessionOptions, 'serve' | 'access'> & {
  readonly transports: TransportPool
}

export function graphHost(options: GraphHostOptions): GraphHost {
  const { logger } = options
  const graphs = new WeakMap<GraphQLSchema, Graph>()
  const listeners = new Set<GatewaySchemaLoadOrUpdateCallback>()
  let current: Graph | undefined
  let session: GraphSession | undefined

  function tell(listener: GatewaySchemaLoadOrUpdateCallback, { schemas, supergraphSdl }: Graph) {
    try {
      listener({ apiSchema: schemas.apiSchema, coreSupergraphSdl: supergraphSdl })
    } catch (error) {
      logger.error(`A listener did not take the supergraph: ${String(error)}`)
    }
  }

  function serve(graph: Graph) {
    current = graph
    graphs.set(graph.schemas.apiSchema, graph)
    for (const listener of listeners) tell(listener, graph)
  }

  async function end(ended: GraphSession): Promise<void> {
    await ended.end()
    if (session !== ended) return
    session = undefined
    current = undefined
  }

  return {
    async load(apollo) {
      if (session !== undefined) throw new Error('The engine is loaded already, or still being stopped.')
      const begun = graphSession({ ...options, access: sourceAccess(options.transports), serve })
      session = begun
      try {
        await begun.start(apollo)
      } catch (error) {
        await end(begun)
        throw error
      }
    },
    async stop() {
      if (session !== undefined) await end(session)
    },
    onGraph(listener) {
      listeners.add(listener)
      if (current !== undefined) tell(listener, current)
      return () => void listeners.delete(listener)
    },
    graphOf: (apiSchema) => graphs.get(apiSchema),
  }
}
