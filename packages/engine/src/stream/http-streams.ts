// Answers in parts over HTTP, for every request whose client accepts them: how many there may be, and how they end when
// the server does.
import type { IncomingHttpHeaders } from 'node:http'
import type { ApolloServer, BaseContext } from '@apollo/server'
import type { GraphQLError } from 'graphql'
import { acceptedStreams } from './accept.ts'
import { type FormatErrors, formatErrorsPlainly } from './answer-json.ts'
import { type CompleteAnswer, type HttpAnswer, refusedAnswer } from './http-answer.ts'
import { answerRequest, type HttpStreamRequest, type Run } from './http-run.ts'
import { serverStopping, tooManyStreams } from './refusals.ts'
import type { SessionOf } from './session.ts'
import { settleWithin } from './settle-within.ts'
import { type StreamQuota, streamQuota } from './stream-quota.ts'

/** Times in milliseconds. */
export type HttpStreamLimits = {
  /** Requests being answered in parts at one time, 10,000; past it clients get 503. */
  readonly maxStreams: number
  /** Time between signs of life on a subscription, 12 s: less than proxies wait for one. */
  readonly heartbeatMs: number
  /** How long a reader may leave unread what was written to it, 15 s; then it is cut off. */
  readonly stallMs: number
  /** How long answers that end by themselves may take to do so when the server stops, 10 s. */
  readonly drainMs: number
}

export type HttpStreamOptions<Context extends BaseContext> = {
  readonly server: ApolloServer<Context>
  /** How many subscriptions there may be. One for all ways in which they come, or else only those over HTTP count. */
  readonly quota?: StreamQuota | undefined
  /** How long a subscription may go on; absent: as long as its client likes. */
  readonly session?: SessionOf<Context> | undefined
  readonly formatErrors?: FormatErrors | undefined
  readonly limits?: Partial<HttpStreamLimits> | undefined
}

/** Disposing ends subscriptions so that their clients come again, and lets other answers end. */
export type HttpStreams<Context extends BaseContext> = AsyncDisposable & {
  /** Whether a request may be answered in parts: everything else belongs to Apollo Server's own handler. */
  accepts(headers: IncomingHttpHeaders): boolean
  /** Rejects for no reason that is the client's. */
  answer(request: HttpStreamRequest<Context>): Promise<HttpAnswer>
  /** An answer to what is no request, such as a body that is not JSON. */
  refuse(status: number, error: GraphQLError): CompleteAnswer
  /** Requests that are being answered now. */
  active(): number
}

const lastWordsMs = 1_000

export function httpStreams<Context extends BaseContext>(
  options: HttpStreamOptions<Context>,
): HttpStreams<Context> {
  const { server, session, formatErrors = formatErrorsPlainly, quota = streamQuota() } = options
  const limits = {
    maxStreams: 10_000,
    heartbeatMs: 12_000,
    stallMs: 15_000,
    drainMs: 10_000,
    ...options.limits,
  }
  const running = new Set<Run>()
  let stopping = false
  const refuse = (status: number, error: GraphQLError) => refusedAnswer(status, error, formatErrors)
  return {
    accepts: (headers) => acceptedStreams(headers.accept) !== undefined,
    async answer(request) {
      if (stopping) return refuse(503, serverStopping())
      if (running.size >= limits.maxStreams) return refuse(503, tooManyStreams())
      const isStopping = () => stopping
      return answerRequest({ server, session, quota, formatErrors, limits, running, isStopping }, request)
    },
    refuse,
    active: () => running.size,
    async [Symbol.asyncDispose]() {
      stopping = true
      for (const run of running) if (run.endless) run.stop.abort(serverStopping())
      const over = Promise.all([...running].map((run) => run.over))
      await settleWithin(over, limits.drainMs)
      for (const run of running) run.stop.abort(serverStopping())
      // Time for the last words; an operation that does not obey its signal is not waited for.
      await settleWithin(over, lastWordsMs)
    },
  }
}
