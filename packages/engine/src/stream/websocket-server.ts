// GraphQL over WebSocket for clients, on the path of the graph: attached to the upgrades of an HTTP server.
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { BaseContext } from '@apollo/server'
import { handleProtocols } from 'graphql-ws'
import { WebSocketServer } from 'ws'
import { formatErrorsPlainly } from './answer-json.ts'
import { isRefusal, statusOfRefusal } from './refusals.ts'
import { openConnection, type SocketConnection } from './socket-connection.ts'
import { type StreamOwner, type StreamQuota, streamQuota } from './stream-quota.ts'
import { defaultWebsocketLimits, type SocketServer, type WebsocketOptions } from './websocket-options.ts'

/** Disposing takes no more connections, lets queries and mutations end, and closes with 1001, so that clients come again. */
export type WebsocketServer = AsyncDisposable & {
  /** Takes the upgrades to the path of an HTTP server. Where nobody else takes upgrades, others get 404. */
  attach(server: Server): void
  /** For who takes upgrades itself: true when the path is this one, and the socket taken. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  connections(): number
}

export function websocketServer<Context extends BaseContext>(
  options: WebsocketOptions<Context>,
): WebsocketServer {
  const { path = '/graphql', allowOrigin = isSameHost } = options
  const server = withDefaults(options)
  const { limits } = server
  const acceptor = socketAcceptor(limits)
  const places = streamQuota({ max: limits.maxConnections, maxPerClient: limits.maxConnectionsPerClient })
  const connections = new Set<SocketConnection>()
  const attached: Server[] = []
  let stopping = false

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?', 1)[0] !== path) return false
    const { origin } = request.headers
    if (stopping) refuseUpgrade(socket, 503)
    else if (origin !== undefined && !allowOrigin(origin, request)) refuseUpgrade(socket, 403)
    else accept(request, socket, head)
    return true
  }
  const accept = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Its end has been told already: nobody would give the place back.
    if (socket.destroyed) return
    const place = placeFor({ client: server.clientOf(request) }, places)
    if (typeof place === 'number') return refuseUpgrade(socket, place)
    socket.once('close', () => place[Symbol.dispose]())
    acceptor.handleUpgrade(request, socket, head, (client) => {
      const connection = openConnection(server, client, request)
      connections.add(connection)
      client.once('close', () => connections.delete(connection))
    })
  }
  const onUpgrade = function (this: Server, request: IncomingMessage, socket: Duplex, head: Buffer) {
    if (!upgrade(request, socket, head) && this.listenerCount('upgrade') === 1) refuseUpgrade(socket, 404)
  }
  return {
    upgrade,
    attach(http) {
      attached.push(http)
      http.on('upgrade', onUpgrade)
    },
    connections: () => connections.size,
    async [Symbol.asyncDispose]() {
      stopping = true
      await Promise.all([...connections].map((connection) => connection.drain()))
      acceptor.close()
      for (const http of attached) http.off('upgrade', onUpgrade)
    },
  }
}

function withDefaults<Context extends BaseContext>(
  options: WebsocketOptions<Context>,
): SocketServer<Context> {
  return {
    server: options.server,
    context: options.context,
    session: options.session,
    clientOf: options.clientOf ?? (() => undefined),
    quota: options.quota ?? streamQuota(),
    formatErrors: options.formatErrors ?? formatErrorsPlainly,
    stringifyResult: options.stringifyResult ?? JSON.stringify,
    limits: { ...defaultWebsocketLimits, ...options.limits },
  }
}

/** Without compression: its windows would cost each connection more than all else that it holds. */
function socketAcceptor({ maxMessageBytes, closeMs }: SocketServer<BaseContext>['limits']): WebSocketServer {
  const settings = {
    noServer: true,
    clientTracking: false,
    maxPayload: maxMessageBytes,
    closeTimeout: closeMs,
    handleProtocols,
  }
  return new WebSocketServer(settings)
}

/** By host only: behind a proxy that ends TLS this process cannot know the scheme. */
function isSameHost(origin: string, { headers: { host } }: IncomingMessage): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Or the status to say that there is none. */
function placeFor(owner: StreamOwner, places: StreamQuota): Disposable | 429 | 503 {
  try {
    return places.take(owner)
  } catch (error) {
    return isRefusal(error) ? statusOfRefusal(error) : 503
  }
}

function refuseUpgrade(socket: Duplex, status: 403 | 404 | 429 | 503): void {
  const retry = status === 503 || status === 429 ? 'retry-after: 1\r\n' : ''
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n${retry}\r\n`
  // The peer may be gone already; nobody else listens for that.
  socket.on('error', () => {})
  socket.end(head, () => socket.destroy())
}
