// How the gateway reaches the shop's subgraphs, over signed HTTP or in this process, for the engine and for the stock
// executor beside it.
import type {
  SubgraphTransport as EngineTransport,
  TransportFactory,
} from '@supermarket/engine/transport/subgraph-transport.ts'
import type { TransportEvents } from '@supermarket/engine/transport/transport-events.ts'
import { httpTransport } from '@supermarket/service-kit/http-transport.ts'
import { memoryTransport } from '@supermarket/service-kit/memory-transport.ts'
import type { SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import type { SubgraphTransport } from '@supermarket/service-kit/subgraph-call.ts'
import type { Logger } from 'pino'
import { handlerSubgraph, httpSubgraph } from './subgraph-transports.ts'

type Subgraph = Parameters<TransportFactory>[0]

export type Connections = AsyncDisposable & {
  /** The engine closes what it gets. */
  forEngine(subgraph: Subgraph, observe?: TransportEvents): EngineTransport
  /** Closed with the connections. */
  forStock(subgraph: Subgraph): SubgraphTransport
}

export type HttpConnectionsOptions = {
  /** Address of a subgraph's GraphQL endpoint. */
  readonly urlOf: (subgraph: Subgraph) => string
  /** Undefined for a subgraph that asks for no signature. */
  readonly keyOf: (subgraph: string) => string | undefined
  readonly log: Logger
}

export function httpConnections({ urlOf, keyOf, log }: HttpConnectionsOptions): Connections {
  const opened = new AsyncDisposableStack()
  return {
    forEngine(subgraph, observe) {
      const { name } = subgraph
      const key = keyOf(name)
      return httpSubgraph({ name, url: urlOf(subgraph), key, log, ...(observe && { observe }) })
    },
    forStock(subgraph) {
      const { name: audience } = subgraph
      const key = keyOf(audience)
      return opened.use(httpTransport({ caller: 'gateway', audience, url: urlOf(subgraph), key }))
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

export type HandlerConnectionsOptions = {
  readonly handlers: readonly SubgraphHandler[]
  readonly log: Logger
}

/** Throws a TypeError for a subgraph that has no handler here. */
export function handlerConnections({ handlers, log }: HandlerConnectionsOptions): Connections {
  const handlerOf = ({ name }: Subgraph) => {
    const handler = handlers.find((each) => each.name === name)
    if (handler === undefined) throw new TypeError(`the supergraph names a subgraph ${name} that is not here`)
    return handler
  }
  return {
    forEngine: (subgraph, observe) =>
      handlerSubgraph({ handler: handlerOf(subgraph), log, ...(observe && { observe }) }),
    forStock: (subgraph) => memoryTransport({ caller: 'gateway', handler: handlerOf(subgraph) }),
    async [Symbol.asyncDispose]() {},
  }
}
