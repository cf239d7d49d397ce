// For development: a supergraph composed of running subgraphs, again whenever one of them changes. In production a
// subgraph that starts with a bad schema must not be able to change everybody's.
import { fromManager } from './from-manager.ts'
import type { SupergraphSource } from './supergraph-source.ts'

export type FromSubgraphsOptions = {
  /** How often subgraphs are asked for their schema, in milliseconds; without it only at the start. */
  readonly pollMs?: number
  /** Takes a new supergraph only when every subgraph answers; off by default. */
  readonly healthCheck?: boolean
}

/** Subgraphs are asked over the engine's transports. Rejects at the start when one does not answer or none compose. */
export function fromSubgraphs(
  subgraphs: readonly { readonly name: string; readonly url: string }[],
  { pollMs, healthCheck = false }: FromSubgraphsOptions = {},
): SupergraphSource {
  return {
    async start(seat) {
      const { IntrospectAndCompose } = await import('@apollo/gateway')
      const manager = new IntrospectAndCompose({
        subgraphs: subgraphs.map(({ name, url }) => ({ name, url })),
        subgraphHealthCheck: healthCheck,
        logger: seat.logger,
        ...(pollMs === undefined ? {} : { pollIntervalInMs: pollMs }),
      })
      return fromManager(manager).start(seat)
    },
  }
}
