// Subscriptions over HTTP: server-sent events in the "distinct connections" mode of the GraphQL over SSE protocol
// (https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md). One request is one stream; `complete` ends it,
// and an end without `complete` means that it broke off and may be begun again.
import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { refuse } from './http-service.ts'
import type { SubgraphStream } from './subgraph-call.ts'

export type EventStreamsOptions = {
  /** How often a comment tells that the connection is alive, 10,000 unless given. */
  readonly keepAliveMs?: number | undefined
  /** For how long a reader may leave unread what was sent, 20,000 unless given; then it is hung up on. */
  readonly readTimeoutMs?: number | undefined
}

/** Answers by a stream; resolves when it has ended, whoever ended it. */
export type SendStream = (reply: FastifyReply, stream: SubgraphStream) => Promise<FastifyReply>

/** When `app` closes, its streams break off before it waits for its connections. */
export function eventStreams(app: FastifyInstance, options: EventStreamsOptions = {}): SendStream {
  const breakOffs = new Set<() => void>()
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
    for (const breakOff of breakOffs) breakOff()
  })
  return async (reply, stream) => {
    if (isClosing || reply.raw.destroyed) {
      await stream.return()
      return refuse(reply, 503, 'OVERLOADED', 'The service is shutting down. Try again.')
    }
    reply.hijack()
    let isBrokenOff = false
    const breakOff = () => {
      isBrokenOff = true
      void stream.return()
      // Somebody who does not read would be waited for.
      if (reply.raw.writableNeedDrain) reply.raw.destroy()
    }
    breakOffs.add(breakOff)
    reply.raw.once('close', breakOff)
    // What cannot be written any more is told by `close`.
    reply.raw.on('error', () => {})
    await sendEvents(reply, stream, options).catch(breakOff)
    breakOffs.delete(breakOff)
    reply.raw.end(isBrokenOff ? undefined : 'event: complete\ndata:\n\n')
    return reply
  }
}

async function sendEvents(
  reply: FastifyReply,
  stream: SubgraphStream,
  { keepAliveMs = 10_000, readTimeoutMs = 20_000 }: EventStreamsOptions,
): Promise<void> {
  const response = reply.raw
  response.writeHead(200, { ...headers, 'x-request-id': reply.request.id }).flushHeaders()
  const keepingAlive = setInterval(() => {
    if (!response.writableNeedDrain) response.write(':\n\n')
  }, keepAliveMs)
  try {
    for await (const answer of stream) {
      const isBuffered = response.write(`event: next\ndata: ${JSON.stringify(answer)}\n\n`)
      // The next event is asked for when this one is read, so that a slow reader gets the newest state and no queue.
      if (!isBuffered) await drained(response, readTimeoutMs)
    }
  } finally {
    clearInterval(keepingAlive)
  }
}

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Proxies that collect answers before they pass them on.
  'x-accel-buffering': 'no',
  // It ends with its stream: kept alive, it would keep a server that drains from closing.
  connection: 'close',
}

/** Resolves when what was written is read, or the connection is gone; after `timeoutMs` it is. */
async function drained(response: ServerResponse, timeoutMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(() => response.destroy(), timeoutMs)
  response.once('drain', resolve)
  response.once('close', resolve)
  await promise
  clearTimeout(timer)
  response.off('drain', resolve)
  response.off('close', resolve)
}
