// Where supergraphs come from. A source gives the first one when it is started and later ones whenever it likes; what
// becomes of them (built, warmed, refused) is not its business.
import type { GatewayApolloConfig } from '@apollo/server-gateway-interface'
import type { Logger } from '@apollo/utils.logger'
import type { SubgraphTransport } from '../transport/subgraph-transport.ts'

export type SupergraphSource = {
  /** Rejects when there is no first supergraph. May be started again after its cleanup. */
  start(seat: SourceSeat): Promise<StartedSource>
}

export type SourceSeat = {
  /**
   * Offers a newer supergraph. Never throws: one that cannot be served is refused and logged. Of several that come
   * while one is being built, only the last is looked at. Ignored after cleanup.
   */
  readonly update: (supergraphSdl: string) => void
  /** Rejects, naming the subgraph, when one of the supergraph's subgraphs does not answer `{ __typename }`. */
  readonly healthCheck: (supergraphSdl: string) => Promise<void>
  /** The way to a subgraph that requests take too; closed with the engine. */
  readonly transportTo: (subgraph: { readonly name: string; readonly url: string }) => SubgraphTransport
  /** What Apollo Server knows of the graph: key and reference from its environment or options. */
  readonly apollo: GatewayApolloConfig
  readonly logger: Logger
}

export type StartedSource = {
  readonly supergraphSdl: string
  /** Ends watching and polling; called once. */
  readonly cleanup?: (() => Promise<void>) | undefined
}
