// Subscriptions to one subgraph over WebSocket (graphql-transport-ws), a socket for each: identity travels in
// `connection_init`, so a shared socket would speak for somebody else, and a slow client would hold up the others on it.
import { EngineError, upstreamUnavailable } from '../errors.ts'
import { abortedOnReturn } from '../stream/aborted-on-return.ts'
import { expired } from './expiry.ts'
import type { HttpHooks } from './http-wire.ts'
import type { JsonObject, SubgraphRequest, SubgraphResponse } from './subgraph-transport.ts'
import { openSubgraphSocket } from './websocket-exchange.ts'
import type { SubscribingTransport } from './with-subscriptions.ts'

/** Times in milliseconds. */
export type WebsocketSubscribeOptions = {
  /** `ws:` or `wss:`, path and query included. */
  readonly url: string
  /** Of the request that opens the socket; its body is empty. */
  readonly headers?: NonNullable<HttpHooks['headers']>
  /** Payload of `connection_init`: to pass on authorization. */
  readonly connectionParams?: (request: SubgraphRequest) => JsonObject | undefined
  /** Becomes `extensions` of the operation. */
  readonly extensions?: NonNullable<HttpHooks['extensions']>
  /** 2,000. */
  readonly connectTimeoutMs?: number
  /** How long the subgraph may take to accept a connection, within the request's deadline; 5,000. */
  readonly acceptTimeoutMs?: number
  /** Time between two pings; who has not answered one when the next is due is gone. 12,000. */
  readonly heartbeatMs?: number
  /** Of one message, 4 MiB. */
  readonly maxEventBytes?: number
}

/**
 * `subscribe` ends when the subgraph says that it is complete, and rejects with UPSTREAM_TIMEOUT or UPSTREAM_UNAVAILABLE
 * when the socket ends in any other way. A subscription that the subgraph refuses gives one answer without data. The
 * request's deadline is that of being accepted.
 */
export function websocketSubscribe(options: WebsocketSubscribeOptions): SubscribingTransport {
  return {
    subscribe: (request) => abortedOnReturn(request.signal, (signal) => answers(options, request, signal)),
    // Each socket closes with its subscription.
    close: async () => {},
  }
}

async function* answers(
  options: WebsocketSubscribeOptions,
  request: SubgraphRequest,
  signal: AbortSignal,
): AsyncGenerator<SubgraphResponse, void, undefined> {
  if (signal.aborted) return
  try {
    const over = expired(request)
    if (over) throw over
    using socket = openSubgraphSocket(options, request)
    signal.addEventListener('abort', socket.leave, { once: true })
    yield* socket.answers()
  } catch (error) {
    if (signal.aborted) return
    throw error instanceof EngineError ? error : upstreamUnavailable(request.subgraph, error)
  }
}
