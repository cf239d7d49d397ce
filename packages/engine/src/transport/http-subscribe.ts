// Subscriptions to one subgraph over server-sent events, as graphql-sse serves them: a POST and a connection for each.
// The pool is their own: streams that last would take the connections of queries.
import { type Dispatcher, Pool, errors as undici } from 'undici'
import { EngineError, upstreamTimeout, upstreamUnavailable } from '../errors.ts'
import { abortedOnReturn } from '../stream/aborted-on-return.ts'
import { EventTooLong, eventParser } from '../stream/event-parser.ts'
import { expired } from './expiry.ts'
import { FetchFailure } from './fetch-failure.ts'
import type { HttpHooks } from './http-wire.ts'
import { parseAnswer } from './parse-answer.ts'
import { type BodyWriter, bodyWriter } from './request-body.ts'
import type { SubgraphRequest, SubgraphResponse } from './subgraph-transport.ts'
import type { SubscribingTransport } from './with-subscriptions.ts'

/**
 * The hooks are those of the HTTP transport; `onHeaders` is told once, of what the subscription was answered with, and
 * what it throws is the end of it. Times in milliseconds.
 */
export type HttpSubscribeOptions = HttpHooks & {
  /** Of the subgraph's GraphQL endpoint, path and query included. */
  readonly url: string
  /** 2,000. */
  readonly connectTimeoutMs?: number
  /** How long the subgraph may take to accept a subscription, within the request's deadline; 5,000. */
  readonly acceptTimeoutMs?: number
  /** Silence after which the stream is taken for dead; graphql-sse says something every 12 s. 30,000. */
  readonly idleTimeoutMs?: number
  /** Characters of one event, 4 Mi. */
  readonly maxEventLength?: number
  readonly connect?: NonNullable<Pool.Options['connect']>
}

/**
 * `subscribe` ends when the subgraph says that it is complete, and rejects with UPSTREAM_TIMEOUT or UPSTREAM_UNAVAILABLE
 * when the stream ends in any other way. A subscription that the subgraph refuses gives one answer without data. The
 * request's deadline is that of being accepted.
 */
export function httpSubscribe(options: HttpSubscribeOptions): SubscribingTransport {
  const { origin, pathname, search } = new URL(options.url)
  const { connectTimeoutMs = 2_000, idleTimeoutMs = 30_000, connect } = options
  const pool = new Pool(origin, {
    connections: null,
    pipelining: 1,
    connectTimeout: connectTimeoutMs,
    // Not counted while nobody reads: a slow client is not a silent subgraph.
    bodyTimeout: idleTimeoutMs,
    ...(connect && { connect }),
  })
  const wire: Wire = { options, pool, path: pathname + search, bodyOf: bodyWriter() }
  return {
    subscribe: (request) => abortedOnReturn(request.signal, (signal) => answers(wire, request, signal)),
    close: () => pool.close(),
  }
}

type Wire = {
  readonly options: HttpSubscribeOptions
  readonly pool: Pool
  readonly path: string
  readonly bodyOf: BodyWriter
}

async function* answers(
  wire: Wire,
  request: SubgraphRequest,
  signal: AbortSignal,
): AsyncGenerator<SubgraphResponse, void, undefined> {
  try {
    const response = await accepted(wire, request, signal)
    tellHeaders(wire, request, response)
    if (isEventStream(response)) yield* eventsOf(response, wire.options.maxEventLength ?? 4 * 1024 * 1024)
    else yield await refusalOf(response)
  } catch (error) {
    if (!signal.aborted) throw translated(error, request.subgraph)
  }
}

async function accepted(
  { options, pool, path, bodyOf }: Wire,
  request: SubgraphRequest,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const over = expired(request)
  if (over) throw over
  const body = bodyOf(request, options.extensions?.(request))
  return pool.request({
    method: 'POST',
    path,
    body,
    signal,
    headersTimeout: Math.min(options.acceptTimeoutMs ?? 5_000, request.deadlineAt - Date.now()),
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...options.headers?.({ request, body }),
    },
  })
}

function tellHeaders(
  { options }: Wire,
  request: SubgraphRequest,
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
): void {
  try {
    options.onHeaders?.(request, { status, headers })
  } catch (error) {
    body.on('error', () => {}).destroy()
    throw error
  }
}

function isEventStream({ statusCode, headers }: Dispatcher.ResponseData): boolean {
  return statusCode === 200 && /^text\/event-stream\s*(;|$)/i.test(String(headers['content-type']))
}

async function* eventsOf(
  { body }: Dispatcher.ResponseData,
  maxEventLength: number,
): AsyncGenerator<SubgraphResponse, void, undefined> {
  const parse = eventParser(maxEventLength)
  for await (const chunk of body) {
    for (const { name, data } of parse(chunk)) {
      if (name === 'complete') return
      if (name === 'next') yield parseAnswer(data)
    }
  }
  throw new FetchFailure('cut-off', 'The stream ended before it was complete.')
}

/** Bounded by what a refusal needs. That the subgraph is busy or broken is no refusal. */
async function refusalOf({ statusCode, body }: Dispatcher.ResponseData): Promise<SubgraphResponse> {
  const isRefusal = statusCode < 500 && statusCode !== 408 && statusCode !== 429
  if (!isRefusal || (statusCode >= 300 && statusCode < 400)) {
    body.on('error', () => {}).destroy()
    throw new FetchFailure('not-graphql', `The answer to a subscription is ${statusCode}.`)
  }
  let text = ''
  for await (const chunk of body.setEncoding('utf8')) {
    text += chunk
    if (text.length > maxRefusalLength) throw new FetchFailure('too-large', 'The refusal is too long.')
  }
  return parseAnswer(text)
}

const maxRefusalLength = 1024 * 1024

function translated(error: unknown, subgraph: string): EngineError {
  if (error instanceof EngineError) return error
  const isSilence = error instanceof undici.HeadersTimeoutError || error instanceof undici.BodyTimeoutError
  if (isSilence) return upstreamTimeout(subgraph, error)
  return upstreamUnavailable(subgraph, error instanceof EventTooLong ? tooLong(error) : error)
}

function tooLong(error: EventTooLong): FetchFailure {
  return new FetchFailure('too-large', error.message, error)
}
