// Answers in parts on `/graphql`: over HTTP for whoever accepts them, over WebSocket for whoever upgrades. Requests go
// through the same Apollo Server as all others.
import { randomUUID } from 'node:crypto'
import type { ApolloServer } from '@apollo/server'
import type { FormatErrors } from '@supermarket/engine/stream/answer-json.ts'
import { httpStreams } from '@supermarket/engine/stream/http-streams.ts'
import { streamQuota } from '@supermarket/engine/stream/stream-quota.ts'
import type { SocketCall } from '@supermarket/engine/stream/websocket-options.ts'
import { websocketServer } from '@supermarket/engine/stream/websocket-server.ts'
import { formatError, logFault, withRequestId } from '@supermarket/service-kit/mask-errors.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import {
  type ContextOptions,
  clientAppHeaders,
  createContext,
  type GatewayContext,
  httpContext,
} from './context.ts'
import { clientOfAddress } from './edge/client-address.ts'
import { isForeignOrigin } from './edge/foreign-origin.ts'
import type { HostOf } from './edge/request-host.ts'
import type { Executor } from './executor.ts'
import { streamSessions } from './stream-session.ts'

export type GraphqlStreams = AsyncDisposable & {
  /** Whether a request may be answered in parts: then it is answered here, in parts or not. */
  accepts(request: FastifyRequest): boolean
  answer(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

export type GraphqlStreamsOptions = ContextOptions & {
  readonly path: string
  /** Origins of browsers that may call with cookies, beside our own. */
  readonly corsOrigins: readonly string[]
  readonly hostOf: HostOf
  /** Subscriptions of one client address, and of one account, whichever way they come; as many sockets of an address. */
  readonly streamsPerClient: number
  readonly executor: Executor
  readonly log: Logger
}

/** Disposing ends every stream in a way that its client comes again. */
export function graphqlStreams(
  app: FastifyInstance,
  apollo: ApolloServer<GatewayContext>,
  options: GraphqlStreamsOptions,
): GraphqlStreams {
  const { path, executor, log, corsOrigins: allowed } = options
  const resources = new AsyncDisposableStack()
  const { sessionOf: session } = resources.use(streamSessions())
  const formatErrors = formatFor(log)
  const quota = streamQuota({ maxPerClient: options.streamsPerClient })
  const http = resources.use(httpStreams({ server: apollo, session, quota, formatErrors }))
  const sockets = resources.use(
    websocketServer({
      server: apollo,
      path,
      session,
      quota,
      limits: { maxConnectionsPerClient: options.streamsPerClient },
      clientOf: (request) => clientOf(options.addressOf(request)),
      formatErrors,
      ...(executor.stringifyResult ? { stringifyResult: executor.stringifyResult } : {}),
      allowOrigin: (origin, request) => !isForeignOrigin({ origin, host: options.hostOf(request), allowed }),
      context: (call) => socketContext(call, options),
    }),
  )
  sockets.attach(app.server)
  return {
    accepts: (request) => http.accepts(request.headers),
    async answer(request, reply) {
      const closed = new AbortController()
      reply.raw.once('close', () => closed.abort())
      const answer = await http.answer({
        method: request.method,
        headers: request.headers,
        search: new URL(request.url, 'http://gateway').search,
        body: request.body,
        context: (signal) => httpContext(request, reply, { ...options, signal }),
        closed: closed.signal,
        client: clientOf(options.addressOf(request.raw)),
      })
      reply.code(answer.status)
      for (const [name, value] of answer.headers) reply.header(name, value)
      if (answer.kind === 'complete') return reply.send(answer.body)
      // What hooks would do with a payload (compress it, count its bytes) does not fit one that goes on for hours.
      reply.hijack()
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value)
      }
      reply.raw.writeHead(answer.status)
      await answer.write(reply.raw)
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

function formatFor(log: Logger): FormatErrors {
  return (errors, contextValue) => {
    const requestId = (contextValue as GatewayContext | undefined)?.requestId ?? randomUUID()
    return errors.map((error) => {
      logFault(log, error, requestId)
      return withRequestId(formatError(error.toJSON(), error), requestId)
    })
  }
}

/** A socket says who it is once, in `connection_init`; browsers with cookies have said it in the upgrade. */
function socketContext({ request, params, signal }: SocketCall, options: GraphqlStreamsOptions) {
  const said = socketHeaders.flatMap((name) => {
    const value = params[name]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  const headers = { ...request.headers, ...Object.fromEntries(said) }
  return createContext(
    {
      requestId: randomUUID(),
      headers,
      address: options.addressOf(request),
      signal,
      passCookies: () => {},
    },
    options,
  )
}

const socketHeaders = ['authorization', ...Object.values(clientAppHeaders)] as const

function clientOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : clientOfAddress(address)
}
