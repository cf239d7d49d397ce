// The engine's way to the shop's subgraphs: signed HTTP between processes, the handler itself within one. Both tell a
// subgraph the same of a request, and a client the same of a failure.
import { type ComposeOptions, composeTransport } from '@supermarket/engine/transport/compose-transport.ts'
import { httpSubscribe } from '@supermarket/engine/transport/http-subscribe.ts'
import { httpTransport } from '@supermarket/engine/transport/http-transport.ts'
import { withSubscriptions } from '@supermarket/engine/transport/with-subscriptions.ts'
import type { SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import type { Logger } from 'pino'
import { handlerTransport } from './handler-transport.ts'
import { inShopWords } from './in-shop-words.ts'
import { acceptMs, contextOf, shopHooks } from './shop-hooks.ts'

/** What a subgraph is asked through; `breakerState` is for metrics. */
export type GuardedTransport = ReturnType<typeof composeTransport>

export type HttpSubgraphOptions = {
  readonly name: string
  /** Of its GraphQL endpoint, path included. */
  readonly url: string
  /** Absent towards a graph that is not ours and asks for no signature. */
  readonly key?: string | undefined
  readonly log: Logger
  readonly observe?: NonNullable<ComposeOptions['observe']>
}

export function httpSubgraph({ name, url, key, log, observe }: HttpSubgraphOptions): GuardedTransport {
  const hooks = shopHooks({ name, url, key })
  const events = observe && { observe }
  const wire = withSubscriptions(
    // Services of the shop keep idle connections for 72 s.
    httpTransport({ ...hooks, url, keepAliveMs: 30_000, ...events }),
    httpSubscribe({ ...hooks, url, acceptTimeoutMs: acceptMs }),
  )
  return inShopWords(name, composeTransport(wire, { subgraph: name, share, ...events }), log)
}

export type HandlerSubgraphOptions = Pick<HttpSubgraphOptions, 'log' | 'observe'> & {
  readonly handler: SubgraphHandler
}

/** Without a breaker: a subgraph in this process cannot be away. */
export function handlerSubgraph({ handler, log, observe }: HandlerSubgraphOptions): GuardedTransport {
  const { name } = handler
  const guards: ComposeOptions = { subgraph: name, breaker: false, share, ...(observe && { observe }) }
  return inShopWords(name, composeTransport(handlerTransport(handler), guards), log)
}

/** What a subgraph answers to a query depends on the token, and on nothing else of the client. */
const share: NonNullable<ComposeOptions['share']> = {
  identity: (request) => contextOf(request).authorization ?? '',
}
