// The composition root of the gateway: an executor behind Apollo Server behind Fastify, and the page to explore it.
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import type { AccessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { createApollo } from './apollo.ts'
import { type DocumentLimits, defaultDocumentLimits } from './edge/document-limits.ts'
import { graphqlRoute } from './graphql-route.ts'
import { createHttp } from './http.ts'

export type GatewayOptions = {
  readonly executor: GatewayInterface
  readonly log: Logger
  readonly verifyToken?: AccessTokenVerifier
  /** Introspection and the explorer; off in production. */
  readonly introspection?: boolean
  /** Adds pages beside the graph, such as the explorer. */
  readonly pages?: (app: FastifyInstance) => Promise<void>
  readonly corsOrigins?: readonly string[]
  readonly requestsPerMinute?: number
  readonly trustProxy?: boolean
  readonly requestTimeoutMs?: number
  readonly limits?: Partial<DocumentLimits & { tokens: number; recursiveSelections: number }>
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
    limits: { ...defaultDocumentLimits, tokens: 1_000, recursiveSelections: 1_000, ...options.limits },
  })
  let draining = false
  const app = await createHttp({
    ready: () => !draining,
    corsOrigins: options.corsOrigins ?? [],
    requestsPerMinute: options.requestsPerMinute ?? 0,
    trustProxy: options.trustProxy ?? false,
    log,
  })
  graphqlRoute(app, apollo, { verifyToken, requestTimeoutMs })
  await options.pages?.(app)
  return {
    app,
    async listen({ host, port }) {
      const url = await app.listen({ host, port })
      return { url }
    },
    async [Symbol.asyncDispose]() {
      draining = true
      await app.close()
      await apollo.stop()
    },
  }
}
