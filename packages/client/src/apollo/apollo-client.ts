// Apollo Client over a connection: its session and its rules, this graph's cache, streams that mend themselves.
import { ApolloClient, ApolloLink, HttpLink, type InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { print } from 'graphql'
import type { Connection } from '../connection.ts'
import { documentId } from '../document-id.ts'
import { traitsOf } from '../request-traits.ts'
import { createApolloCache } from './apollo-cache.ts'
import { mendStreams } from './mend-streams.ts'

export type ApolloClientOptions = {
  readonly cache?: InMemoryCache
  /** Before ours, such as one that reports errors. */
  readonly links?: readonly ApolloLink[]
}

/** When somebody else signs in, or nobody is signed in any more, the cache is emptied and what is watched asked anew. */
export function createApolloClient(
  connection: Connection,
  { cache = createApolloCache(), links = [] }: ApolloClientOptions = {},
): ApolloClient {
  const client = new ApolloClient({
    cache,
    link: ApolloLink.from([
      ...links,
      mendStreams(connection.session),
      ...documentLinks(connection),
      httpLink(connection),
    ]),
  })
  connection.session.watch(() => {
    // A watched query that fails says so itself, to whoever watches.
    client.resetStore().catch(() => {})
  })
  return client
}

/** By id the body does not say whether it reads or changes; the operation does. */
function httpLink({ url, fetch }: Connection): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const traits = traitsOf({ kind: operation.operationType }, operation.variables)
    return new HttpLink({ uri: url, fetch: (input, init) => fetch(input, init, traits) }).request(
      operation,
      forward,
    )
  })
}

function documentLinks({ documents }: Connection): readonly ApolloLink[] {
  if (documents === 'text') return []
  const link = new PersistedQueryLink({
    // Apollo prints a generated document as it was printed when its id was made.
    generateHash: (document) => documentId(print(document)),
    ...(documents === 'id only' ? { disable: () => false, retry: () => false } : {}),
  })
  return [link]
}
