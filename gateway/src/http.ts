// The gateway's HTTP face: security headers, CORS, optional rate limit, load shedding, and JSON for every error.
import compress from '@fastify/compress'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import { overloaded } from '@supermarket/service-kit/graph-error.ts'
import { bodyLimitBytes, httpService, type Readiness } from '@supermarket/service-kit/http-service.ts'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { type AddressOf, clientOfAddress } from './edge/client-address.ts'
import type { IsTrustedProxy } from './edge/trusted-proxies.ts'

export type HttpOptions = {
  readonly ready: Readiness
  /** Origins of browsers that may call; none unless configured. */
  readonly corsOrigins: readonly string[]
  /** Requests per minute and client address; 0 is no limit. */
  readonly requestsPerMinute: number
  /** Whose `X-Forwarded-Host` and `X-Forwarded-Proto` are believed. */
  readonly isTrustedProxy: IsTrustedProxy
  readonly addressOf: AddressOf
  readonly log: Logger
  readonly arrivalTimeoutMs?: number | undefined
  /** Mean delay of the event loop past which requests are refused. */
  readonly maxEventLoopDelayMs?: number | undefined
}

export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { ready, corsOrigins, requestsPerMinute, log } = options
  const app = httpService({
    bodyLimit: bodyLimitBytes,
    ready,
    trustProxy: options.isTrustedProxy,
    log,
    arrivalTimeoutMs: options.arrivalTimeoutMs,
  })
  await app.register(helmet, { contentSecurityPolicy: false, crossOriginEmbedderPolicy: false })
  await app.register(cors, {
    origin: corsOrigins.length > 0 ? [...corsOrigins] : false,
    credentials: true,
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
  })
  await app.register(underPressure, {
    maxEventLoopDelay: options.maxEventLoopDelayMs ?? 1_000,
    retryAfter: 1,
    // Thrown, because what is sent here would not keep the request from going on.
    pressureHandler: async (request) => {
      // A busy process is alive: to restart it would lose what it is busy with.
      if (request.url === '/health/live') return
      throw overloaded()
    },
  })
  await app.register(compress, { threshold: 2_048, encodings: ['gzip', 'deflate'] })
  if (requestsPerMinute > 0) {
    await app.register(rateLimit, {
      max: requestsPerMinute,
      timeWindow: 60_000,
      keyGenerator: ({ raw }) => clientOfAddress(options.addressOf(raw) ?? ''),
      allowList: (request) => request.url.startsWith('/health/'),
    })
  }
  return app
}
