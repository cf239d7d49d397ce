// urql over a connection: its session and its rules, this graph's cache, streams that mend themselves.
import { Client, type Exchange, fetchExchange, getOperationName, subscriptionExchange } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import type { Connection } from '../connection.ts'
import type { StreamAnswer } from '../follow.ts'
import { sendById } from './send-by-id.ts'
import { cacheConfig } from './urql-cache.ts'
import { wholeBody } from './whole-text.ts'

export type UrqlClientOptions = {
  readonly cache?: Exchange
  /** Between the cache and the network. */
  readonly exchanges?: readonly Exchange[]
}

/** Its cache is one user's: make another client when `session.watch` tells of another one. */
export function createUrqlClient(
  connection: Connection,
  { cache = cacheExchange(cacheConfig), exchanges = [] }: UrqlClientOptions = {},
): Client {
  return new Client({
    url: connection.url,
    fetch: connection.documents === 'text' ? sendWhole(connection) : sendById(connection),
    // By GET the request would have no body, which is where the rules look.
    preferGetMethod: false,
    exchanges: [cache, ...exchanges, streams(connection), fetchExchange],
  })
}

function sendWhole({ fetch }: Connection): typeof globalThis.fetch {
  return (input, init = {}) =>
    fetch(input, typeof init.body === 'string' ? { ...init, body: wholeBody(init.body) } : init)
}

function streams(connection: Connection): Exchange {
  return subscriptionExchange({
    forwardSubscription: ({ query, variables, extensions }, { query: document }) => ({
      subscribe(sink) {
        const left = new AbortController()
        const operationName = getOperationName(document)
        const body = wholeBody(JSON.stringify({ operationName, query, variables, extensions }))
        void deliver(connection.follow<Record<string, unknown>>({ body, signal: left.signal }), sink)
        return { unsubscribe: () => left.abort() }
      },
    }),
  })
}

type Sink = Parameters<
  ReturnType<Parameters<typeof subscriptionExchange>[0]['forwardSubscription']>['subscribe']
>[0]

async function deliver(
  answers: AsyncIterable<StreamAnswer<Record<string, unknown>>>,
  sink: Sink,
): Promise<void> {
  try {
    for await (const answer of answers) sink.next(answer as Parameters<Sink['next']>[0])
    sink.complete()
  } catch (error) {
    sink.error(error)
  }
}
