// Managed federation: the supergraph that Apollo's registry has for a graph, polled as Apollo's own gateway polls it.
import { fromManager } from './from-manager.ts'
import type { SupergraphSource } from './supergraph-source.ts'

export type FromUplinkOptions = {
  /** API key; by default the one that Apollo Server was given, in APOLLO_KEY or its options. */
  readonly key?: string
  /** `graph@variant`; by default Apollo Server's, too. */
  readonly graphRef?: string
  /** By default Apollo's two. */
  readonly endpoints?: readonly string[]
  /** Takes a new supergraph only when every subgraph answers; off by default. */
  readonly healthCheck?: boolean
  /** How often an endpoint that fails is tried again; by default each three times. */
  readonly maxRetries?: number
}

/** Rejects at the start when key or reference are missing, and when no endpoint answers with a supergraph. */
export function fromUplink(options: FromUplinkOptions = {}): SupergraphSource {
  return {
    async start(seat) {
      const {
        key: apiKey = seat.apollo.key,
        graphRef = seat.apollo.graphRef,
        endpoints,
        maxRetries,
      } = options
      if (!apiKey || !graphRef) {
        throw new Error(
          'A supergraph from Uplink needs an API key (APOLLO_KEY) and a graph reference (APOLLO_GRAPH_REF).',
        )
      }
      const { UplinkSupergraphManager } = await import('@apollo/gateway')
      const manager = new UplinkSupergraphManager({
        apiKey,
        graphRef,
        logger: seat.logger,
        shouldRunSubgraphHealthcheck: options.healthCheck ?? false,
        ...(endpoints === undefined ? {} : { uplinkEndpoints: [...endpoints] }),
        ...(maxRetries === undefined ? {} : { maxRetries }),
      })
      return fromManager(manager).start(seat)
    },
  }
}
