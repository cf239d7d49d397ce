// A transport around a transport: it executes in its own way and leaves subscriptions and the end to the inner one.
import type { SubgraphTransport } from './subgraph-transport.ts'

export function around(inner: SubgraphTransport, execute: SubgraphTransport['execute']): SubgraphTransport {
  return {
    execute,
    ...(inner.subscribe && { subscribe: inner.subscribe.bind(inner) }),
    ...(inner.close && { close: inner.close.bind(inner) }),
  }
}
