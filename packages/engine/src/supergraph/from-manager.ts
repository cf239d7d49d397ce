// Supergraphs from what @apollo/gateway calls a SupergraphManager, Apollo's own or anybody's.
import type { GraphQLDataSource, SupergraphManager } from '@apollo/gateway'
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface'
import type { SubgraphTransport } from '../transport/subgraph-transport.ts'
import type { SupergraphSource } from './supergraph-source.ts'

/** What it asks of subgraphs goes over the engine's transports. A function makes a new one for every start. */
export function fromManager(manager: SupergraphManager | (() => SupergraphManager)): SupergraphSource {
  return {
    async start({ update, healthCheck, transportTo }) {
      const started = typeof manager === 'function' ? manager() : manager
      const { supergraphSdl, cleanup } = await started.initialize({
        update,
        healthCheck,
        getDataSource: ({ name, url = '' }) => dataSource(name, transportTo({ name, url })),
      })
      return { supergraphSdl, cleanup }
    },
  }
}

const timeoutMs = 30_000

/** Headers that a manager sets are not sent: how a subgraph is spoken to is the transport's business. */
function dataSource(subgraph: string, transport: SubgraphTransport): GraphQLDataSource {
  return {
    async process({ request, context }) {
      const { data, errors, extensions } = await transport.execute({
        subgraph,
        kind: 'query',
        operationName: request.operationName,
        query: request.query ?? '',
        variablesJson: JSON.stringify(request.variables ?? {}),
        context,
        deadlineAt: Date.now() + timeoutMs,
        signal: undefined,
        captureTrace: false,
      })
      return { data, errors, extensions } as GatewayGraphQLResponse
    },
  }
}
