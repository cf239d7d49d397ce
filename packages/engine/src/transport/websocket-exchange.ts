// One socket to a subgraph for one subscription: what is said on it in which order, and what its silence and its end
// mean.
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, type Message, MessageType, parseMessage } from 'graphql-ws'
import { WebSocket } from 'ws'
import { upstreamTimeout } from '../errors.ts'
import { type PausingQueue, pausingQueue } from '../stream/pausing-queue.ts'
import { FetchFailure } from './fetch-failure.ts'
import { readAnswer } from './parse-answer.ts'
import type { SubgraphRequest, SubgraphResponse } from './subgraph-transport.ts'
import type { WebsocketSubscribeOptions } from './websocket-subscribe.ts'

export type SubgraphSocket = Disposable & {
  /** Ends with the operation; rejects with a FetchFailure or UPSTREAM_TIMEOUT when the socket ends before. */
  answers(): AsyncGenerator<SubgraphResponse, void, undefined>
  /** Ends the answers at once, for a reader that waits for one. */
  leave(): void
}

/** Events that wait for their reader before the socket is paused, and with it the subgraph. */
const queuedEvents = 16

/** Disposing closes the socket. Throws when the address or a hook is not to be used. */
export function openSubgraphSocket(
  options: WebsocketSubscribeOptions,
  request: SubgraphRequest,
): SubgraphSocket {
  const socket = new WebSocket(options.url, GRAPHQL_TRANSPORT_WS_PROTOCOL, clientOptions(options, request))
  const queue = pausingQueue<SubgraphResponse>({
    limit: queuedEvents,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  })
  const acceptMs = Math.min(options.acceptTimeoutMs ?? 5_000, request.deadlineAt - Date.now())
  const patience = setTimeout(() => queue.fail(upstreamTimeout(request.subgraph)), acceptMs)
  const heart = setInterval(beating(socket), options.heartbeatMs ?? 12_000)
  const conversation: Conversation = { options, request, socket, queue, onAck: () => clearTimeout(patience) }
  listen(conversation)
  return {
    answers: queue.items,
    leave: queue.end,
    [Symbol.dispose]() {
      clearTimeout(patience)
      clearInterval(heart)
      socket.close(1000)
      // What a socket that was paused still holds would keep it from seeing the other side close.
      if (socket.isPaused) socket.terminate()
    },
  }
}

function clientOptions(
  { headers, connectTimeoutMs, maxEventBytes }: WebsocketSubscribeOptions,
  request: SubgraphRequest,
) {
  return {
    handshakeTimeout: connectTimeoutMs ?? 2_000,
    maxPayload: maxEventBytes ?? 4 * 1024 * 1024,
    perMessageDeflate: false,
    // How long the subgraph may take to answer that it closes too.
    closeTimeout: 2_000,
    headers: { ...headers?.({ request, body: '' }) },
  }
}

/**
 * Lets go of a subgraph that has said nothing, not even pong, since the ping before. A socket that nobody reads hears no
 * pong, and afterwards its pong comes behind all that was held back: then any word counts.
 */
function beating(socket: WebSocket): () => void {
  let alive = true
  const hear = () => {
    alive = true
  }
  socket.on('pong', hear)
  socket.on('message', hear)
  return () => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.isPaused) return hear()
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }
}

type Conversation = {
  readonly options: WebsocketSubscribeOptions
  readonly request: SubgraphRequest
  readonly socket: WebSocket
  readonly queue: PausingQueue<SubgraphResponse>
  readonly onAck: () => void
}

function listen(conversation: Conversation): void {
  const { options, request, socket, queue } = conversation
  let opened = false
  // Whatever throws in a listener would end the process.
  const guarded = (work: () => void) => {
    try {
      work()
    } catch (error) {
      queue.fail(error instanceof Error ? error : new Error(String(error)))
    }
  }
  socket.on('open', () => {
    opened = true
    guarded(() => {
      const payload = options.connectionParams?.(request)
      say(socket, { type: MessageType.ConnectionInit, ...(payload ? { payload } : {}) })
    })
  })
  socket.on('message', (bytes) => guarded(() => hear(conversation, parseMessage(bytes.toString()))))
  socket.on('error', (error) => {
    queue.fail(new FetchFailure(opened ? 'cut-off' : 'unanswered', 'The socket failed.', error))
  })
  socket.on('close', (code) => {
    const refusal = refusals.get(code)
    if (refusal === undefined) queue.fail(new FetchFailure('cut-off', `The socket was closed with ${code}.`))
    else {
      queue.push({ errors: [refusal] })
      queue.end()
    }
  })
}

function hear({ options, request, socket, queue, onAck }: Conversation, message: Message): void {
  switch (message.type) {
    case MessageType.ConnectionAck:
      onAck()
      say(socket, operationMessage(options, request))
      break
    case MessageType.Next:
      queue.push(readAnswer(message.payload))
      break
    case MessageType.Error:
      queue.push(readAnswer({ errors: message.payload }))
      queue.end()
      break
    case MessageType.Complete:
      queue.end()
      break
    case MessageType.Ping:
      say(socket, { type: MessageType.Pong, ...(message.payload ? { payload: message.payload } : {}) })
      break
    case MessageType.Pong:
      break
    default:
      throw new FetchFailure('not-graphql', `A subgraph does not say ${message.type}.`)
  }
}

function operationMessage({ extensions }: WebsocketSubscribeOptions, request: SubgraphRequest): Message {
  const { query, operationName = null, variablesJson } = request
  const payload = {
    query,
    operationName,
    variables: JSON.parse(variablesJson),
    extensions: extensions?.(request),
  }
  return {
    type: MessageType.Subscribe,
    id: '1',
    payload: { ...payload, extensions: payload.extensions ?? null },
  }
}

function say(socket: WebSocket, message: Message): void {
  socket.send(JSON.stringify(message), () => {})
}

/** Closing codes by which a server says that it knows the caller and will not have it, rather than that it is broken. */
const refusals = new Map([
  [4401, { message: 'The subgraph does not accept the token.', extensions: { code: 'UNAUTHENTICATED' } }],
  [4403, { message: 'The subgraph does not allow this.', extensions: { code: 'FORBIDDEN' } }],
])
