// A subgraph with subscriptions, served as the libraries serve it: over server-sent events by graphql-sse, over
// WebSocket by graphql-ws. A test feeds it through `source`.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buildSchema, subscribe } from 'graphql'
import { createHandler } from 'graphql-sse/lib/use/http'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import type { testSource } from '../stream/source.fixture.ts'
import { subgraphRequest } from './local-subgraph.fixture.ts'
import type { SubgraphRequest, SubgraphResponse } from './subgraph-transport.ts'

export type TickSource = ReturnType<typeof testSource<{ tick: number }>>

type Seen = { readonly headers: IncomingHttpHeaders; readonly body: unknown }

export type SubscribedSubgraph = AsyncDisposable & {
  readonly httpUrl: string
  readonly wsUrl: string
  readonly port: number
  /** Each subscription with the headers of its request or upgrade, in order. */
  readonly seen: readonly Seen[]
  readonly connectionParams: readonly unknown[]
}

export const tickSdl = `
  scalar Any
  type Query { hello: String }
  type Subscription { tick(upTo: Int): Int  any: Any }
`

/** `tick(upTo)` counts by itself, and without `upTo` gives what the source does. */
export function tickRoot(source: TickSource) {
  return {
    tick: ({ upTo }: { upTo?: number }) => (upTo === undefined ? source : counting(upTo)),
  }
}

async function* counting(upTo: number): AsyncGenerator<{ tick: number }> {
  for (let tick = 1; tick <= upTo; tick++) yield { tick }
}

export function tickRequest(overrides: Partial<SubgraphRequest> = {}): SubgraphRequest {
  return subgraphRequest({ kind: 'subscription', query: 'subscription { tick }', ...overrides })
}

export function countRequest(upTo: number): SubgraphRequest {
  const query = 'subscription Count($upTo: Int) { tick(upTo: $upTo) }'
  return tickRequest({ query, operationName: 'Count', variablesJson: `{"upTo":${upTo}}` })
}

export async function collect(answers: AsyncIterable<SubgraphResponse>): Promise<SubgraphResponse[]> {
  const all: SubgraphResponse[] = []
  for await (const answer of answers) all.push(answer)
  return all
}

export function countedTo(last: number): SubgraphResponse[] {
  return Array.from({ length: last }, (_, index) => ({ data: { tick: index + 1 } }))
}

export async function subscribedSubgraph(source: TickSource, port = 0): Promise<SubscribedSubgraph> {
  const schema = buildSchema(tickSdl)
  const rootValue = tickRoot(source)
  const seen: Seen[] = []
  const connectionParams: unknown[] = []
  const handler = createHandler({
    schema,
    subscribe: (args) => subscribe({ ...args, rootValue }),
    onSubscribe({ raw }, { query, variables, extensions }) {
      seen.push({ headers: raw.headers, body: { query, variables, extensions } })
    },
  })
  const http = createServer((request, response) => void handler(request, response))
  const acceptor = new WebSocketServer({ server: http })
  useServer(
    {
      schema,
      roots: { subscription: rootValue },
      onConnect(context) {
        connectionParams.push(context.connectionParams)
        return context.connectionParams?.authorization !== 'forbidden'
      },
      onSubscribe({ extra }, _id, { query, variables, extensions }) {
        seen.push({ headers: extra.request.headers, body: { query, variables, extensions } })
      },
    },
    acceptor,
  )
  const open = new Set<Socket>()
  http.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  http.listen(port, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address() as AddressInfo
  return {
    port: address.port,
    httpUrl: `http://127.0.0.1:${address.port}/graphql`,
    wsUrl: `ws://127.0.0.1:${address.port}/graphql`,
    seen,
    connectionParams,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => http.close(resolve))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
