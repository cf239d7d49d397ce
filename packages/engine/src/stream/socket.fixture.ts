// A node:http server with GraphQL over WebSocket attached, and a client that speaks the protocol word by word.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GraphQLError } from 'graphql'
import { type Client, type ClientOptions, createClient } from 'graphql-ws'
import { type ClientOptions as ClientSocketOptions, WebSocket } from 'ws'
import { maskedErrors, type TestContext, type TestGraph, testServer } from './graph.fixture.ts'
import type { WebsocketOptions } from './websocket-options.ts'
import { type WebsocketServer, websocketServer } from './websocket-server.ts'

export type TestSockets = AsyncDisposable & {
  readonly url: string
  readonly http: Server
  readonly sockets: WebsocketServer
}

export async function openSockets(
  graph: TestGraph,
  options: Partial<Omit<WebsocketOptions<TestContext>, 'server'>> = {},
): Promise<TestSockets> {
  const server = await testServer(graph)
  const sockets = websocketServer({ server, context: tokenContext, formatErrors: maskedErrors, ...options })
  const http = createServer((_request, response) => response.end())
  sockets.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  return {
    url: `ws://127.0.0.1:${port}/graphql`,
    http,
    sockets,
    async [Symbol.asyncDispose]() {
      await sockets[Symbol.asyncDispose]()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await server.stop()
    },
  }
}

/** Knows the token `bad` as one that is not valid, and `unknown` as one that cannot be checked now. */
export async function tokenContext({
  params,
}: {
  params: Readonly<Record<string, unknown>>
}): Promise<TestContext> {
  const { authorization } = params
  if (authorization === 'bad') {
    throw new GraphQLError('The access token is not valid.', { extensions: { code: 'UNAUTHENTICATED' } })
  }
  if (authorization === 'unknown') throw new Error('The keys are out of reach.')
  return { token: typeof authorization === 'string' ? authorization : undefined }
}

export function socketClient(url: string, options: Partial<ClientOptions> = {}): Client {
  return createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, ...options })
}

export async function results(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const all: unknown[] = []
  for await (const result of client.iterate({ query, variables })) all.push(result)
  return all
}

export type RawSocket = AsyncDisposable & {
  readonly socket: WebSocket
  say(message: unknown): void
  /** The next message of the server's. */
  hear(): Promise<unknown>
  readonly closed: Promise<{ code: number; reason: string }>
}

export async function rawSocket(url: string, options: ClientSocketOptions = {}): Promise<RawSocket> {
  const socket = new WebSocket(url, 'graphql-transport-ws', options)
  const heard: unknown[] = []
  let wake = () => {}
  socket.on('message', (bytes) => {
    heard.push(JSON.parse(bytes.toString()))
    wake()
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  })
  await once(socket, 'open')
  return {
    socket,
    closed,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async hear() {
      while (heard.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return heard.shift()
    },
    async [Symbol.asyncDispose]() {
      socket.terminate()
      await closed
    },
  }
}

/** A socket whose connection was acknowledged. */
export async function readySocket(
  url: string,
  payload: Record<string, unknown> = {},
  options: ClientSocketOptions = {},
): Promise<RawSocket> {
  const raw = await rawSocket(url, options)
  raw.say({ type: 'connection_init', payload })
  const ack = await raw.hear()
  if (JSON.stringify(ack) !== '{"type":"connection_ack"}') throw new Error(`heard ${JSON.stringify(ack)}`)
  return raw
}
