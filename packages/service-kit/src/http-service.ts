// Every HTTP server of ours starts here: limits on time and size, health, JSON errors, a graceful end.
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import { type ErrorCode, isErrorCode } from './error-codes.ts'
import { faultMessage } from './mask-errors.ts'
import { newRequestId } from './request-context.ts'

/** The contract's limit on a request's body, inflated. */
export const bodyLimitBytes = 100 * 1024
/** Between services a batch of representations may be longer than what a client may send. */
export const internalBodyLimitBytes = 1024 * 1024

/** A request whose headers or body do not arrive in this time is closed. */
const arrivalMs = 15_000

/** `ready` answers true while the service can do its work; it goes false first when the service drains. */
export type Readiness = () => boolean | Promise<boolean>

export type HttpServiceOptions = {
  readonly bodyLimit: number
  readonly ready: Readiness
  /** Whether the address so many steps before us is a proxy that is believed; none is without it. */
  readonly trustProxy?: (address: string, hop: number) => boolean
  /** Where faults outside GraphQL go. */
  readonly log?: Logger | undefined
  readonly arrivalTimeoutMs?: number | undefined
}

export function httpService(options: HttpServiceOptions): FastifyInstance {
  const { bodyLimit, ready, trustProxy = false, log, arrivalTimeoutMs = arrivalMs } = options
  const app = Fastify({
    logger: false,
    trustProxy,
    bodyLimit,
    requestTimeout: arrivalTimeoutMs,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    http: {
      headersTimeout: arrivalTimeoutMs,
      // Node looks for late requests only this often; its default of 30 s would let 15 s become 45 s.
      connectionsCheckingInterval: Math.min(1_000, arrivalTimeoutMs),
    },
    forceCloseConnections: 'idle',
    // Fastify's own answer while closing is not the contract's: `refuseWhileClosing` gives it.
    return503OnClosing: false,
    genReqId: newRequestId,
    exposeHeadRoutes: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => answerError(log)(error, request, reply),
  })
  app.setErrorHandler<FastifyError>(answerError(log))
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  refuseWhileClosing(app)
  app.get('/health/live', async (_request, reply) => reply.send({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const isReady = await ready()
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready' })
  })
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'BAD_REQUEST', 'There is nothing here.'))
  return app
}

/** Over a connection that is still open, what has begun is answered and what comes now is not; either ends it. */
function refuseWhileClosing(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onRequest', async (_request, reply) => {
    if (closing) return refuse(reply, 503, 'OVERLOADED', 'The service is shutting down. Try again.')
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
}

/** The shape of every error that is answered outside GraphQL execution. */
export function jsonError(code: string, message: string, requestId: string) {
  return { errors: [{ message, extensions: { code, requestId } }] }
}

export function refuse(reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply {
  if (status === 429 || status === 503) reply.header('retry-after', reply.getHeader('retry-after') ?? '1')
  // Where the URL itself is bad no hook has run.
  reply.header('x-request-id', reply.request.id)
  return reply.code(status).send(jsonError(code, message, reply.request.id))
}

/** The error handler of every server: what is not the client's doing is a fault, logged and masked. */
function answerError(log: Logger | undefined) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const status = error.statusCode ?? 500
    if (status === 429) return refuse(reply, 429, 'RATE_LIMITED', 'Too many requests.')
    if (status === 503)
      return refuse(reply, 503, 'OVERLOADED', 'The service is overloaded. Try again shortly.')
    if (error instanceof GraphQLError && isErrorCode(error.extensions.code)) {
      return refuse(reply, httpStatusOf(error) ?? 400, error.extensions.code, error.message)
    }
    if (status >= 400 && status < 500) {
      return refuse(reply, status, 'BAD_REQUEST', refusals[status] ?? 'The request is malformed.')
    }
    log?.error({ error, requestId: request.id }, 'a request failed outside GraphQL')
    return refuse(reply, 500, 'INTERNAL_SERVER_ERROR', faultMessage)
  }
}

const refusals: Readonly<Record<number, string>> = {
  400: 'The request is malformed, or its body is not valid JSON.',
  413: 'The body is larger than this service takes.',
  415: 'The content type, its charset or the content encoding is not supported: send application/json in UTF-8.',
}

function httpStatusOf({ extensions: { http } }: GraphQLError): number | undefined {
  return typeof http === 'object' && http !== null && 'status' in http && typeof http.status === 'number'
    ? http.status
    : undefined
}

/** What Node's parser refuses has no request and no reply yet: the answer is written to the socket. */
function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [status, message] = wireRefusals[error.code ?? ''] ?? [400, 'The request is not HTTP.']
  const requestId = newRequestId()
  const body = JSON.stringify(jsonError('BAD_REQUEST', message, requestId))
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\nx-request-id: ${requestId}\r\n` +
        `content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  }
  socket.destroy(error)
}

const wireRefusals: Readonly<Record<string, readonly [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers are too large.'],
}
