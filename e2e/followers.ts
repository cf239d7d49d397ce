// Clients that follow an order, or all that are placed, as applications would: the libraries of each protocol, and what they have heard so far.
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client'
import { parse } from 'graphql'
import { createClient as createSseClient } from 'graphql-sse'
import { createClient as createSocketClient } from 'graphql-ws'
import WebSocket from 'ws'
import { until } from './until.ts'

export const followDocument = `subscription Follow($id: ID!, $accessToken: String) {
  orderUpdated(id: $id, accessToken: $accessToken) {
    id
    status
    customer { name }
    lines { variant { product { name } } }
  }
}`

export const placedDocument = `subscription Placed {
  orderPlaced {
    id
    status
    customer { name }
    lines { variant { product { name } } }
  }
}`

export type FollowedOrder = {
  readonly id: string
  readonly status: string
  readonly customer: { readonly name: string } | null
  readonly lines: readonly { readonly variant: { readonly product: { readonly name: string } } }[]
} | null

export type Follower = {
  readonly heard: readonly FollowedOrder[]
  /** What the stream ended with, once it has: `complete`, the code of a closed socket, or of an error. */
  readonly ended: Promise<string>
  leave(): void
  /** Waits until the last that was heard has this status. */
  sees(status: string): Promise<FollowedOrder>
}

export type Following = {
  /** The gateway's origin. */
  readonly url: string
  readonly accessToken?: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
  /** `followDocument` unless given. */
  readonly document?: string
}

type Followed = { readonly orderUpdated?: FollowedOrder; readonly orderPlaced?: FollowedOrder }

function orderIn({ orderUpdated, orderPlaced }: Followed): FollowedOrder {
  return orderUpdated ?? orderPlaced ?? null
}

export type Protocol = 'WebSocket' | 'server-sent events' | 'multipart'

export const protocols: readonly Protocol[] = ['WebSocket', 'server-sent events', 'multipart']

export function follow(protocol: Protocol, following: Following): Follower {
  const heard: FollowedOrder[] = []
  const { promise: ended, resolve: end } = Promise.withResolvers<string>()
  const leave = starts[protocol](following, { hear: (order) => void heard.push(order), end })
  return {
    heard,
    ended,
    leave,
    sees: async (status) => {
      await until(
        async () => heard.at(-1),
        (order) => order?.status === status,
      )
      return heard.at(-1) ?? null
    },
  }
}

type Listener = {
  readonly hear: (order: FollowedOrder) => void
  readonly end: (how: string) => void
}

/** Each gives back how to leave. */
const starts: Readonly<Record<Protocol, (following: Following, listener: Listener) => () => void>> = {
  WebSocket({ url, accessToken, variables, document = followDocument }, { hear, end }) {
    const client = createSocketClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      ...(accessToken === undefined ? {} : { connectionParams: { authorization: `Bearer ${accessToken}` } }),
    })
    const leave = client.subscribe<Followed>(
      { query: document, variables },
      {
        next: ({ data, errors }) => (data ? hear(orderIn(data)) : end(String(errors?.[0]?.extensions?.code))),
        error: (error) => end(closeCode(error)),
        complete: () => end('complete'),
      },
    )
    return () => {
      leave()
      void client.dispose()
    }
  },
  'server-sent events'({ url, accessToken, variables, document = followDocument }, { hear, end }) {
    const client = createSseClient({ url: `${url}/graphql`, retryAttempts: 0, headers: bearer(accessToken) })
    return client.subscribe<Followed>(
      { query: document, variables },
      {
        next: ({ data, errors }) => (data ? hear(orderIn(data)) : end(String(errors?.[0]?.extensions?.code))),
        error: (error) => end(String(error)),
        complete: () => end('complete'),
      },
    )
  },
  multipart({ url, accessToken, variables, document = followDocument }, { hear, end }) {
    const link = new HttpLink({ uri: `${url}/graphql`, headers: bearer(accessToken) })
    const client = new ApolloClient({ cache: new InMemoryCache(), link })
    const subscription = client
      .subscribe<Followed>({
        query: parse(document),
        variables,
        errorPolicy: 'all',
      })
      .subscribe({
        // With an error it shows what it had before.
        next: ({ data, error }) => (data && !error ? hear(orderIn(data)) : end(codeOf(error))),
        error: (error: unknown) => end(codeOf(error)),
        complete: () => end('complete'),
      })
    return () => subscription.unsubscribe()
  },
}

function bearer(accessToken: string | undefined): Record<string, string> {
  return accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }
}

/** Of a closed socket, or of the error that answers a subscription which was refused. */
function closeCode(error: unknown): string {
  if (Array.isArray(error)) return codeOf({ errors: error })
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error)
}

/** Of the first error in what Apollo Client reports. */
function codeOf(error: unknown): string {
  const [first] =
    typeof error === 'object' && error !== null && 'errors' in error ? (error.errors as unknown[]) : []
  const { extensions } = (first ?? {}) as { extensions?: { code?: string } }
  return extensions?.code ?? String(error)
}
