// Apollo Client over HTTP, as an application sets it up, and what it makes of answers in parts.
import { ApolloClient, HttpLink, InMemoryCache, NetworkStatus } from '@apollo/client'
import { Defer20220824Handler, type Incremental } from '@apollo/client/incremental'
import type { DocumentNode } from 'graphql'
import type { Observable } from 'rxjs'

export function apolloClient(
  uri: string,
  incrementalHandler: object = new Defer20220824Handler(),
): ApolloClient {
  return new ApolloClient({
    cache: new InMemoryCache(),
    link: new HttpLink({ uri }),
    // Under exactOptionalPropertyTypes the newer handler's declaration misses its own interface.
    incrementalHandler: incrementalHandler as Incremental.Handler,
  })
}

/** Everything an observable says until it completes. */
export function everything<Value>(observable: Observable<Value>): Promise<Value[]> {
  return new Promise((resolve, reject) => {
    const values: Value[] = []
    observable.subscribe({
      next: (value) => values.push(value),
      error: reject,
      complete: () => resolve(values),
    })
  })
}

/** What a component would be given, one after the other, until the answer is whole. */
export function seen(client: ApolloClient, query: DocumentNode) {
  return new Promise<{ data: unknown; state: string; error: string | undefined }[]>((resolve) => {
    const results: { data: unknown; state: string; error: string | undefined }[] = []
    const watched = client.watchQuery({ query, errorPolicy: 'all', fetchPolicy: 'network-only' })
    watched.subscribe(({ data, dataState, error, networkStatus }) => {
      if (dataState === 'empty' && error === undefined) return
      results.push({ data, state: dataState, error: error?.message })
      if (networkStatus === NetworkStatus.ready || networkStatus === NetworkStatus.error) resolve(results)
    })
  })
}
