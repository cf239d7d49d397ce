// One WebSocket speaking graphql-transport-ws. graphql-ws gives the messages and their checks; its own server would
// print the data of every event again, and cannot stop an operation that has not answered yet.
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { BaseContext } from '@apollo/server'
import {
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  type Message,
  MessageType,
  type PingMessage,
  parseMessage,
} from 'graphql-ws'
import type { WebSocket } from 'ws'
import {
  goingAway,
  initTimeout,
  invalidMessage,
  readsTooSlowly,
  type SocketClose,
  tooManyInits,
  unauthorized,
  wrongProtocol,
} from './socket-close.ts'
import { socketIdentity } from './socket-identity.ts'
import { type SocketOperations, type SocketParts, socketOperations } from './socket-operations.ts'
import { openWire } from './socket-wire.ts'
import type { SocketServer } from './websocket-options.ts'

export type SocketConnection = {
  /** Takes no more operations, lets queries and mutations end, closes with 1001; resolves when the socket is closed. */
  drain(): Promise<void>
}

/** Context, session and errors are the server's; `request` is the one that was upgraded. */
export function openConnection<Context extends BaseContext>(
  server: SocketServer<Context>,
  socket: WebSocket,
  request: IncomingMessage,
): SocketConnection {
  const gone = new AbortController()
  const wire = openWire(socket, { limits: server.limits, onSlow: () => close(readsTooSlowly) })
  const identity = socketIdentity(server, { request, signal: gone.signal, onOver: close })
  const operations = socketOperations({ server, request, wire, identity })
  const initTimer = setTimeout(close, server.limits.initMs, initTimeout)
  const protocol: Protocol<Context> = { wire, identity, operations, initTimer, phase: 'new' }

  /** Stops everything that is done for the client, at once. */
  function leave(): void {
    clearTimeout(initTimer)
    wire[Symbol.dispose]()
    identity[Symbol.dispose]()
    operations.stopAll()
    gone.abort()
  }
  function close({ code, reason }: SocketClose): void {
    leave()
    socket.close(code, reason)
  }
  // ws closes the socket itself after an error of the peer's, such as a message over the limit.
  socket.on('error', () => {})
  socket.on('close', leave)
  socket.on('message', (bytes) => {
    const reason = gone.signal.aborted ? undefined : receive(protocol, bytes.toString())
    if (reason) close(reason)
  })
  if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) close(wrongProtocol)
  return {
    async drain() {
      // Subscriptions go on until the last query or mutation has ended: no event is lost to waiting.
      await operations.drain()
      const closed = socket.readyState === socket.CLOSED ? undefined : once(socket, 'close')
      close(goingAway)
      await closed
    },
  }
}

type Protocol<Context extends BaseContext> = Pick<SocketParts<Context>, 'wire' | 'identity'> & {
  readonly operations: SocketOperations
  readonly initTimer: NodeJS.Timeout
  phase: 'new' | 'opening' | 'open'
}

/** Why the socket has to close, if it has to. */
function receive<Context extends BaseContext>(
  protocol: Protocol<Context>,
  text: string,
): SocketClose | undefined {
  const message = readMessage(text)
  switch (message?.type) {
    case MessageType.ConnectionInit:
      if (protocol.phase !== 'new') return tooManyInits
      void initialise(protocol, message.payload ?? {})
      return undefined
    case MessageType.Ping:
      void answerPing(protocol, message.payload)
      return undefined
    case MessageType.Pong:
      return undefined
    case MessageType.Subscribe:
      return protocol.phase === 'open' ? protocol.operations.start(message) : unauthorized
    case MessageType.Complete:
      protocol.operations.stop(message.id)
      return undefined
    default:
      return invalidMessage
  }
}

function readMessage(text: string): Message | undefined {
  try {
    return parseMessage(text)
  } catch {
    return undefined
  }
}

async function initialise<Context extends BaseContext>(
  protocol: Protocol<Context>,
  params: Readonly<Record<string, unknown>>,
): Promise<void> {
  protocol.phase = 'opening'
  clearTimeout(protocol.initTimer)
  if (!(await protocol.identity.open(params))) return
  protocol.phase = 'open'
  await protocol.wire.send(JSON.stringify({ type: MessageType.ConnectionAck }))
}

/** A ping with `{ "authorization": … }` renews the token, and the pong says whether it did. */
async function answerPing<Context extends BaseContext>(
  { phase, identity, wire }: Protocol<Context>,
  ping: PingMessage['payload'],
): Promise<void> {
  const token = ping && Object.hasOwn(ping, 'authorization') ? ping.authorization : undefined
  const isRenewal = typeof token === 'string' && phase === 'open'
  const payload = isRenewal ? { renewed: await identity.renew(token) } : (ping ?? undefined)
  await wire.send(JSON.stringify({ type: MessageType.Pong, payload }))
}
