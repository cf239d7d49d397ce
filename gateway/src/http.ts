// The gateway's HTTP face: security headers, CORS, optional rate limit, load shedding, and JSON for every error.
import compress from '@fastify/compress'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import {
  bodyLimitBytes,
  httpService,
  jsonError,
  type Readiness,
} from '@supermarket/service-kit/http-service.ts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'

export type HttpOptions = {
  readonly ready: Readiness
  /** Origins of browsers that may call; none unless configured. */
  readonly corsOrigins: readonly string[]
  /** Requests per minute and client address; 0 is no limit. */
  readonly requestsPerMinute: number
  /** Whether `X-Forwarded-For` is believed, because a proxy of ours sets it. */
  readonly trustProxy: boolean
  readonly log: Logger
}

export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { ready, corsOrigins, requestsPerMinute, trustProxy, log } = options
  const app = httpService({ bodyLimit: bodyLimitBytes, ready, trustProxy })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, log))
  await app.register(helmet, { contentSecurityPolicy: false, crossOriginEmbedderPolicy: false })
  await app.register(cors, {
    origin: corsOrigins.length > 0 ? [...corsOrigins] : false,
    credentials: true,
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
  })
  await app.register(underPressure, {
    maxEventLoopDelay: 1_000,
    retryAfter: 1,
    pressureHandler: (request, reply) => {
      reply
        .code(503)
        .header('retry-after', '1')
        .send(jsonError('OVERLOADED', 'The service is overloaded.', request.id))
    },
  })
  await app.register(compress, { threshold: 2_048, encodings: ['gzip', 'deflate'] })
  if (requestsPerMinute > 0) {
    await app.register(rateLimit, {
      max: requestsPerMinute,
      timeWindow: 60_000,
      allowList: (request) => request.url.startsWith('/health/'),
    })
  }
  return app
}

/** What Fastify and its plugins refuse becomes the contract's JSON; anything else is a fault, logged and masked. */
function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Logger,
): FastifyReply {
  const { statusCode = 500 } = error
  if (statusCode === 429)
    return reply.code(429).send(jsonError('RATE_LIMITED', 'Too many requests.', request.id))
  if (statusCode === 503) {
    return reply
      .code(503)
      .header('retry-after', '1')
      .send(jsonError('OVERLOADED', 'The service is draining.', request.id))
  }
  if (statusCode < 500) {
    return reply
      .code(statusCode)
      .send(jsonError('BAD_REQUEST', refusals[statusCode] ?? 'The request is malformed.', request.id))
  }
  log.error({ error, requestId: request.id }, 'a request failed outside GraphQL')
  return reply
    .code(500)
    .send(jsonError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.', request.id))
}

const refusals: Readonly<Record<number, string>> = {
  400: 'The body is not valid JSON.',
  408: 'The request did not arrive in time.',
  413: 'The body is larger than 100 kB.',
  415: 'The content type or its charset is not supported: send application/json in UTF-8.',
}
