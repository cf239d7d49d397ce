// The operations of one WebSocket: each has an id of the client's choosing, runs until it ends or is told to, and says
// nothing more once it was told to.
import type { IncomingMessage } from 'node:http'
import type { BaseContext } from '@apollo/server'
import type { GraphQLError } from 'graphql'
import { MessageType, type SubscribeMessage } from 'graphql-ws'
import { errorsJsonWith } from './answer-json.ts'
import { serverStopping, tooManyOperations } from './refusals.ts'
import { settleWithin } from './settle-within.ts'
import { duplicateSubscriber, type SocketClose } from './socket-close.ts'
import type { SocketIdentity } from './socket-identity.ts'
import { runSocketOperation } from './socket-operation.ts'
import type { SocketWire } from './socket-wire.ts'
import type { SocketServer } from './websocket-options.ts'

export type SocketOperations = {
  /** Why the socket has to close, if it has to. */
  start(message: SubscribeMessage): SocketClose | undefined
  stop(id: string): void
  stopAll(): void
  /** Takes no more, and resolves when those that end by themselves have ended, or after `drainMs`. */
  drain(): Promise<void>
}

type Operation = {
  readonly stop: AbortController
  /** Resolves when it has ended, or turned out to be a subscription, which does not end by itself. */
  readonly settled: PromiseWithResolvers<void>
}

export type SocketParts<Context extends BaseContext> = {
  readonly server: SocketServer<Context>
  readonly request: IncomingMessage
  readonly wire: SocketWire
  readonly identity: SocketIdentity<Context>
}

export function socketOperations<Context extends BaseContext>(parts: SocketParts<Context>): SocketOperations {
  const { maxOperations, drainMs } = parts.server.limits
  const running = new Map<string, Operation>()
  let draining = false
  return {
    start(message) {
      const { id } = message
      if (running.has(id)) return duplicateSubscriber(id)
      if (draining) refuse(parts, id, serverStopping())
      else if (running.size >= maxOperations) refuse(parts, id, tooManyOperations(maxOperations))
      else {
        const operation = { stop: new AbortController(), settled: Promise.withResolvers<void>() }
        running.set(id, operation)
        const onEnd = () => running.delete(id)
        void run(parts, message, { operation, onEnd }).finally(operation.settled.resolve)
      }
      return undefined
    },
    stop(id) {
      running.get(id)?.stop.abort()
      running.delete(id)
    },
    stopAll() {
      for (const { stop } of running.values()) stop.abort()
      running.clear()
    },
    async drain() {
      draining = true
      const all = [...running.values()].map(({ settled }) => settled.promise)
      await settleWithin(Promise.all(all), drainMs)
    },
  }
}

async function run<Context extends BaseContext>(
  { server, identity, request, wire }: SocketParts<Context>,
  { id, payload }: SubscribeMessage,
  { operation, onEnd }: { readonly operation: Operation; readonly onEnd: () => void },
): Promise<void> {
  const { signal } = operation.stop
  const head = `{"id":${JSON.stringify(id)},"type":`
  const send = async (rest: string) => {
    if (!signal.aborted) await wire.send(head + rest)
  }
  // An operation that was sent after a new token runs with it.
  await identity.settled()
  if (signal.aborted) return
  const { errorsJson } = await runSocketOperation(server, {
    call: { request, params: identity.params(), signal },
    payload,
    renewedContext: identity.renewedContext,
    admit() {
      operation.settled.resolve()
      return server.quota.take({ client: server.clientOf(request), identity: identity.identity() })
    },
    next: (resultJson) => send(`"${MessageType.Next}","payload":${resultJson}}`),
  })
  // After a stop the id may be another operation's already.
  if (!signal.aborted) onEnd()
  await send(errorsJson ? `"${MessageType.Error}","payload":${errorsJson}}` : `"${MessageType.Complete}"}`)
}

function refuse<Context extends BaseContext>(
  { server, wire }: SocketParts<Context>,
  id: string,
  error: GraphQLError,
): void {
  const payload = errorsJsonWith(server.formatErrors, () => undefined)([error])
  void wire.send(`{"id":${JSON.stringify(id)},"type":"${MessageType.Error}","payload":${payload}}`)
}
