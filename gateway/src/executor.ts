// The seam between the gateway and whatever executes query plans. Today that is @apollo/gateway's own executor; the
// rest of the gateway knows only GatewayInterface and SubgraphTransport.
import { ApolloGateway } from '@apollo/gateway'
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import type { SubgraphTransport } from '@supermarket/service-kit/subgraph-call.ts'
import type { Logger } from 'pino'
import { transportDataSource } from './transport-data-source.ts'

export type ExecutorOptions = {
  /** Composed supergraph without the links that @apollo/gateway refuses. */
  readonly supergraphSdl: string
  readonly transportFor: (subgraph: { name: string; url: string }) => SubgraphTransport
  readonly log: Logger
}

export function stockExecutor({ supergraphSdl, transportFor, log }: ExecutorOptions): GatewayInterface {
  return new ApolloGateway({
    supergraphSdl,
    logger: quiet(log),
    buildService: ({ name, url = '' }) => transportDataSource(name, transportFor({ name, url }), log),
  })
}

/** The stock gateway tells on info what it does at every start; that is debug to us. */
function quiet(log: Logger) {
  return {
    debug: (message?: string) => log.debug(message),
    info: (message?: string) => log.debug(message),
    warn: (message?: string) => log.warn(message),
    error: (message?: string) => log.error(message),
  }
}
