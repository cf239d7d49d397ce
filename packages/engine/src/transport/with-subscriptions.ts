// A transport that executes in one way and subscribes in another, such as over HTTP and over WebSocket.
import type { SubgraphTransport } from './subgraph-transport.ts'

export type SubscribingTransport = Required<Pick<SubgraphTransport, 'subscribe' | 'close'>>

/** Closes both. */
export function withSubscriptions(
  transport: SubgraphTransport,
  subscribing: SubscribingTransport,
): SubgraphTransport & SubscribingTransport {
  return {
    ...transport,
    subscribe: subscribing.subscribe,
    async close() {
      await Promise.all([transport.close?.(), subscribing.close()])
    },
  }
}
