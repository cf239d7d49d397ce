// The composition root of the gateway: an executor behind Apollo Server behind Fastify, and the page to explore it.
import { setTimeout as delay } from 'node:timers/promises'
import type { AccessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import { maxPageSize } from '@supermarket/service-kit/connection.ts'
import type { Readiness } from '@supermarket/service-kit/http-service.ts'
import type { Metrics } from '@supermarket/service-kit/metrics.ts'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { createApollo, type RequestLimits } from './apollo.ts'
import { clientAddresses } from './edge/client-address.ts'
import { defaultDocumentLimits } from './edge/document-limits.ts'
import { requestHosts } from './edge/request-host.ts'
import type { ScalarsByName } from './edge/scalar-literals.ts'
import { type TrustedProxies, trustOf } from './edge/trusted-proxies.ts'
import type { Executor } from './executor.ts'
import { graphqlPath, graphqlRoute } from './graphql-route.ts'
import { graphqlStreams } from './graphql-streams.ts'
import { createHttp } from './http.ts'
import type { StudioOptions } from './studio/studio-plugins.ts'
import type { TrafficRecorder } from './traffic/traffic-recorder.ts'
import type { TrustedDocuments } from './trusted/open-trusted.ts'

/** Of a document. */
export const maxTokens = 1_000

const longestDrainMs = 10_000
const sandboxOrigin = 'https://studio.apollographql.com'

export type GatewayOptions = {
  readonly executor: Executor
  readonly log: Logger
  readonly metrics?: Metrics | undefined
  readonly verifyToken?: AccessTokenVerifier
  /** Introspection and the explorer; off in production. */
  readonly introspection?: boolean
  /** Adds pages beside the graph, such as the explorer. */
  readonly pages?: (app: FastifyInstance) => Promise<void>
  readonly corsOrigins?: readonly string[]
  /** Lets the pages of Apollo Sandbox call, never with cookies. */
  readonly sandbox?: boolean
  /** Where usage, traces and the schema are reported; nowhere without it. */
  readonly studio?: StudioOptions | undefined
  /** Whoever opened it closes it, after the gateway. */
  readonly traffic?: TrafficRecorder | undefined
  /** Documents that clients may send, or whose absence from the list is told. */
  readonly trusted?: TrustedDocuments | undefined
  readonly requestsPerMinute?: number
  /** Subscriptions of one client address, and of one account: 100; 0 is no limit. */
  readonly streamsPerClient?: number
  /** Proxies that are believed about the address of a client; none unless told. */
  readonly trustProxy?: TrustedProxies | undefined
  readonly requestTimeoutMs?: number
  readonly limits?: Partial<RequestLimits>
  /** What the scalars of the graph take; absent where the gateway fronts a graph that is not the shop's. */
  readonly scalars?: ScalarsByName
  /** False while whoever opened us is still at work on what we serve; always ready without it. */
  readonly isReady?: Readiness | undefined
  /** How long a request's headers and body may take to arrive. */
  readonly arrivalTimeoutMs?: number
  /** Mean delay of the event loop past which requests are refused. */
  readonly maxEventLoopDelayMs?: number
  /** Time between telling that we are not ready and taking no more requests: what a load balancer needs to notice. */
  readonly drainDelayMs?: number
}

export type GatewayService = AsyncDisposable & {
  readonly app: FastifyInstance
  listen(address: { host: string; port: number }): Promise<{ url: string }>
}

/** Loads the supergraph and is ready to listen. Disposing lets requests end, at most 10 s, then closes. */
export async function openGateway(options: GatewayOptions): Promise<GatewayService> {
  const { executor, log, verifyToken, introspection = false, requestTimeoutMs = 10_000 } = options
  const apollo = await createApollo({
    executor,
    introspection,
    log,
    metrics: options.metrics,
    scalars: options.scalars,
    studio: options.studio,
    traffic: options.traffic,
    trusted: options.trusted,
    limits: { ...defaultDocumentLimits, tokens: maxTokens, pageSize: maxPageSize, ...options.limits },
  })
  const corsOrigins = options.corsOrigins ?? []
  const { trustProxy = false, streamsPerClient = 100, isReady = () => true } = options
  const isTrustedProxy = trustOf(trustProxy)
  const addressOf = clientAddresses(isTrustedProxy, log)
  let draining = false
  const app = await createHttp({
    ready: async () => !draining && (await isReady()),
    corsOrigins: options.sandbox ? [...corsOrigins, sandboxOrigin] : corsOrigins,
    requestsPerMinute: options.requestsPerMinute ?? 0,
    isTrustedProxy,
    addressOf,
    arrivalTimeoutMs: options.arrivalTimeoutMs,
    maxEventLoopDelayMs: options.maxEventLoopDelayMs,
    log,
  })
  const routing = {
    verifyToken,
    requestTimeoutMs,
    corsOrigins,
    addressOf,
    hostOf: requestHosts(isTrustedProxy),
  }
  const streams = executor.streams
    ? graphqlStreams(app, apollo, {
        ...routing,
        path: graphqlPath,
        streamsPerClient: streamsPerClient || Number.POSITIVE_INFINITY,
        executor,
        log,
      })
    : undefined
  graphqlRoute(app, apollo, { ...routing, streams })
  await options.pages?.(app)
  return {
    app,
    async listen({ host, port }) {
      const url = await app.listen({ host, port })
      return { url }
    },
    async [Symbol.asyncDispose]() {
      draining = true
      await delay(options.drainDelayMs ?? 0)
      await streams?.[Symbol.asyncDispose]()
      // Whoever is still connected after the longest request does not read its answer.
      const hangUp = setTimeout(() => app.server.closeAllConnections(), longestDrainMs)
      await app.close()
      clearTimeout(hangUp)
      await apollo.stop()
    },
  }
}
