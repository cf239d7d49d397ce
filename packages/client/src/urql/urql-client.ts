// urql over a connection: its session and its rules, this graph's cache, streams that mend themselves.
import { Client, type Exchange, fetchExchange, getOperationName, subscriptionExchange } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import type { Connection } from '../connection.ts'
import { documentId } from '../document-id.ts'
import type { StreamAnswer } from '../follow.ts'
import type { DocumentMode } from '../graph-call.ts'
import { sendById } from './send-by-id.ts'
import { cacheConfig } from './urql-cache.ts'
import { wholeBody, wholeText } from './whole-text.ts'

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
        const request = { operationName, query, variables, extensions }
        const answers = (body: string) =>
          connection.follow<Record<string, unknown>>({ body, signal: left.signal })
        void deliver(bodyOf(request, connection.documents).then(answers), sink)
        return { unsubscribe: () => left.abort() }
      },
    }),
  })
}

type Sink = Parameters<
  ReturnType<Parameters<typeof subscriptionExchange>[0]['forwardSubscription']>['subscribe']
>[0]

/** The text goes along even with an id, unless it must not: an unknown one would cost a stream a second connection. */
async function bodyOf(
  request: { readonly query?: string | undefined; readonly extensions?: object | undefined },
  documents: DocumentMode,
): Promise<string> {
  const text = wholeText(request.query ?? '')
  if (documents === 'text') return JSON.stringify({ ...request, query: text })
  const persistedQuery = { version: 1, sha256Hash: await documentId(text) }
  const extensions = { ...request.extensions, persistedQuery }
  return JSON.stringify({ ...request, query: documents === 'id only' ? undefined : text, extensions })
}

async function deliver(
  answers: Promise<AsyncIterable<StreamAnswer<Record<string, unknown>>>>,
  sink: Sink,
): Promise<void> {
  try {
    for await (const answer of await answers) sink.next(answer as Parameters<Sink['next']>[0])
    sink.complete()
  } catch (error) {
    sink.error(error)
  }
}
