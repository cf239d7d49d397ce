// What the executor asks of a subgraph, and how an answer comes back: the one interface between plans and the wire.
// Everything around a call (deadline, retry, breaker, sharing of identical queries) is a transport around a transport.
import type { GraphQLFormattedError } from 'graphql'
import type { TransportEvents } from './transport-events.ts'

export type SubgraphRequest = {
  readonly subgraph: string
  readonly kind: 'query' | 'mutation' | 'subscription'
  readonly operationName: string | undefined
  /** The text of the operation, as the planner wrote it, or made of several of its; one string object for all requests. */
  readonly query: string
  /** JSON text of the variables object, `{}` when there are none: the wire takes it as it is. */
  readonly variablesJson: string
  /** What Apollo Server's context function made of the client's request. */
  readonly context: unknown
  /** Epoch milliseconds at which nobody waits for the answer any more; Infinity where nobody set a limit. */
  readonly deadlineAt: number
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal | undefined
  /** Asks the subgraph for a federated trace (`apollo-federation-include-trace: ftv1`). */
  readonly captureTrace: boolean
  /** Told of this request alone, beside whoever watches the transport. */
  readonly watch?: TransportEvents | undefined
}

/** A GraphQL answer. The receiver owns `data` and may change it: a transport never hands the same object out twice. */
export type SubgraphResponse = {
  readonly data?: JsonObject | null | undefined
  readonly errors?: readonly GraphQLFormattedError[] | undefined
  readonly extensions?: JsonObject | undefined
  /**
   * True when every string in `data` is known to be ASCII and to need no escapes in JSON: such strings are written
   * without looking at their characters. JSON text that is ASCII and has no backslash holds no others.
   */
  readonly plain?: boolean | undefined
}

export type JsonObject = { [key: string]: unknown }

export type SubgraphTransport = {
  /** Rejects with an UpstreamError when there is no GraphQL answer. */
  execute(request: SubgraphRequest): Promise<SubgraphResponse>
  /** One answer per event; ends when the subgraph completes, rejects with an UpstreamError when it breaks. */
  subscribe?(request: SubgraphRequest): AsyncIterable<SubgraphResponse>
  close?(): Promise<void>
}

/** Makes the transport to one subgraph of the supergraph; `url` is the routing URL composed into it. */
export type TransportFactory = (subgraph: {
  readonly name: string
  readonly url: string
}) => SubgraphTransport
