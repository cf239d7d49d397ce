// Subgraphs on loopback for transport tests: real HTTP servers and raw sockets that behave as badly as a test wants.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Socket,
  type Server as SocketServer,
} from 'node:net'
import type { SubgraphRequest } from './subgraph-transport.ts'

export type LocalSubgraph = AsyncDisposable & {
  readonly url: string
  /** Bodies of the requests that came in whole, in order. */
  readonly bodies: readonly string[]
  readonly requests: readonly IncomingMessage[]
  /** Connections ever accepted. */
  readonly connections: () => number
  /** Connections open now. */
  readonly open: ReadonlySet<Socket>
  /** Resolves when no connection is open. */
  readonly empty: () => Promise<void>
}

export type Answering = (response: ServerResponse, request: IncomingMessage, body: string) => void

export async function localSubgraph(answering: Answering): Promise<LocalSubgraph> {
  const bodies: string[] = []
  const requests: IncomingMessage[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    bodies.push(body)
    requests.push(request)
    answering(response, request, body)
  })
  return { ...(await listening(server)), bodies, requests }
}

/** Answers whatever comes with the same text. */
export function answeringWith(text: string, status = 200, headers: Record<string, string> = {}): Answering {
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
}

export type RawSubgraph = Omit<LocalSubgraph, 'bodies' | 'requests'>

/** `onRequest` gets each socket when the first bytes of a request have come. */
export async function rawSubgraph(onRequest: (socket: Socket, count: number) => void): Promise<RawSubgraph> {
  let count = 0
  const server = createSocketServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {})
    socket.on('data', () => onRequest(socket, ++count))
    socket.on('end', () => socket.end())
  })
  return listening(server)
}

async function listening(server: Server | SocketServer): Promise<RawSubgraph> {
  let accepted = 0
  const open = new Set<Socket>()
  let waiting: (() => void)[] = []
  server.on('connection', (socket: Socket) => {
    accepted++
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      open.delete(socket)
      if (open.size > 0) return
      for (const tell of waiting) tell()
      waiting = []
    })
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', () => resolve())
  await promise
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/graphql?v=1`,
    connections: () => accepted,
    open,
    empty: () => (open.size === 0 ? Promise.resolve() : new Promise((tell) => waiting.push(tell))),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((tell) => server.close(tell))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}

export function subgraphRequest(overrides: Partial<SubgraphRequest> = {}): SubgraphRequest {
  return {
    subgraph: 'shop',
    kind: 'query',
    operationName: undefined,
    query: '{ hello }',
    variablesJson: '{}',
    context: undefined,
    deadlineAt: Number.POSITIVE_INFINITY,
    signal: undefined,
    captureTrace: false,
    ...overrides,
  }
}

/** The error that a call ends with; fails when it ends with none. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const answer = await call.then(
    (value: unknown) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if ('error' in answer) return answer.error
  throw new Error(`It answered ${JSON.stringify(answer.value)}.`)
}
