// One request over HTTP whose client accepts an answer in parts: through Apollo Server's own entry (CSRF, context,
// parse, limits, plugins, formatError), then as a stream if the executor has opened one.
import type { ApolloServer, BaseContext, HTTPGraphQLResponse } from '@apollo/server'
import { type AcceptedStreams, acceptedStreams } from './accept.ts'
import { admitStream } from './admit-stream.ts'
import { errorsJsonWith, type FormatErrors } from './answer-json.ts'
import { createDelivery, type Delivery, withDelivery } from './delivery.ts'
import { type HttpAnswer, refusedAnswer, type StreamedAnswer } from './http-answer.ts'
import { apolloRequest, type HttpRequestParts } from './http-request.ts'
import { serverStopping, statusOfRefusal } from './refusals.ts'
import type { SessionOf } from './session.ts'
import type { StreamQuota } from './stream-quota.ts'
import { type AnswerStream, dismissStream } from './streamed-data.ts'
import { type Streaming, streamingOf } from './streaming.ts'
import { writeFrames } from './write-frames.ts'

export type HttpStreamRequest<Context> = HttpRequestParts & {
  /** Called at most once, after the check against CSRF. Its signal aborts when nobody waits for the answer any more. */
  readonly context: (signal: AbortSignal) => Promise<Context>
  /** Aborts when the response is closed. */
  readonly closed: AbortSignal
  /** Where it comes from, such as a network address: how much of the quota it may take. */
  readonly client?: string | undefined
}

/** A request that is being answered. */
export type Run = {
  readonly stop: AbortController
  /** What it has to give back in the end. */
  readonly held: DisposableStack
  readonly over: Promise<void>
  /** Set once it turns out to be a subscription, which does not end by itself. */
  endless: boolean
}

export type RunOptions<Context extends BaseContext> = {
  readonly server: ApolloServer<Context>
  readonly session: SessionOf<Context> | undefined
  readonly quota: StreamQuota
  readonly formatErrors: FormatErrors
  readonly limits: { readonly heartbeatMs: number; readonly stallMs: number }
  readonly running: Set<Run>
  readonly isStopping: () => boolean
}

export async function answerRequest<Context extends BaseContext>(
  options: RunOptions<Context>,
  request: HttpStreamRequest<Context>,
): Promise<HttpAnswer> {
  const accepted = streamsOf(request)
  const stop = new AbortController()
  const { delivery, stream } = createDelivery({ takes: abilities(accepted, request), signal: stop.signal })
  const { run, leave } = enter(options.running, { stop, stream, closed: request.closed })
  try {
    const { response, body, contextValue } = await runPipeline(options, request, { accepted, delivery })
    // What was opened for a client that had gone meanwhile.
    if (request.closed.aborted) leave()
    const errorsJson = errorsJsonWith(options.formatErrors, () => contextValue)
    const status = response.status ?? 200
    const streaming = streamingOf({ accepted, stream: stream(), status, body, errorsJson, stop: stop.signal })
    if (streaming === undefined) {
      leave()
      return { kind: 'complete', status, headers: response.headers, body }
    }
    run.endless = streaming.beat !== undefined
    if (run.endless && options.isStopping()) stop.abort(serverStopping())
    const refusal = run.endless
      ? await admitStream(run, options, { client: request.client, contextValue })
      : undefined
    if (refusal !== undefined) {
      leave()
      return refusedAnswer(statusOfRefusal(refusal), refusal, (errors) =>
        options.formatErrors(errors, contextValue),
      )
    }
    const headers = streamHeaders(response, streaming.contentType)
    return { kind: 'stream', status: 200, headers, write: writing(options.limits, leave, streaming) }
  } catch (error) {
    leave()
    throw error
  }
}

function writing(
  limits: RunOptions<BaseContext>['limits'],
  leave: () => void,
  { frames, beat }: Streaming,
): StreamedAnswer['write'] {
  return async (response) => {
    try {
      await writeFrames(response, frames, { ...limits, beat })
    } finally {
      leave()
    }
  }
}

type Entrance = {
  readonly stop: AbortController
  readonly stream: () => AnswerStream | undefined
  readonly closed: AbortSignal
}

/** Leaving lets go of whatever is still at work for a request that nobody waits for. */
function enter(running: Set<Run>, { stop, stream, closed }: Entrance): { run: Run; leave: () => void } {
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const run: Run = { stop, held: new DisposableStack(), over, endless: false }
  const leave = () => {
    closed.removeEventListener('abort', leave)
    running.delete(run)
    stop.abort()
    run.held.dispose()
    dismissStream(stream())
    resolve()
  }
  running.add(run)
  closed.addEventListener('abort', leave)
  if (closed.aborted) leave()
  return { run, leave }
}

type Asked = { readonly accepted: AcceptedStreams; readonly delivery: Delivery }

async function runPipeline<Context extends BaseContext>(
  { server }: RunOptions<Context>,
  request: HttpStreamRequest<Context>,
  { accepted, delivery }: Asked,
) {
  let contextValue: Context | undefined
  const response = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: apolloRequest(request, accepted.rest),
    context: async () => {
      contextValue = withDelivery(await request.context(delivery.signal), delivery)
      return contextValue
    },
  })
  if (response.body.kind !== 'complete') throw new TypeError('A gateway does not answer in chunks.')
  return { response, body: response.body.string, contextValue }
}

/** A client that names no stream is answered in one piece. */
function streamsOf({ headers: { accept } }: HttpRequestParts): AcceptedStreams {
  return acceptedStreams(accept) ?? { subscription: undefined, defer: undefined, rest: accept ?? '*/*' }
}

function abilities({ subscription, defer }: AcceptedStreams, { method }: HttpRequestParts) {
  return {
    subscriptions: subscription !== undefined,
    defer: defer !== undefined,
    mutations: method !== 'GET',
  }
}

/** Not to be stored, not to be compressed on the way, which would hold parts back, and not to be buffered by nginx. */
function streamHeaders({ headers }: HTTPGraphQLResponse, contentType: string): Map<string, string> {
  const merged = new Map([...headers, ['content-type', contentType]])
  merged.delete('content-length')
  return merged.set('cache-control', 'no-store, no-transform').set('x-accel-buffering', 'no')
}
