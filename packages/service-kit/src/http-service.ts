// Every HTTP server of ours starts here: limits on time and size, health, JSON errors, a graceful end.
import Fastify, { type FastifyInstance } from 'fastify'
import { newRequestId } from './subgraph.ts'

/** The contract's limit on a request's body, inflated. */
export const bodyLimitBytes = 100 * 1024
/** Between services a batch of representations may be longer than what a client may send. */
export const internalBodyLimitBytes = 1024 * 1024

const headersAndBodyTimeoutMs = 15_000

/** `ready` answers true while the service can do its work; it goes false first when the service drains. */
export type Readiness = () => boolean | Promise<boolean>

export function httpService(options: {
  bodyLimit: number
  ready: Readiness
  trustProxy?: boolean
}): FastifyInstance {
  const app = Fastify({
    logger: false,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: options.bodyLimit,
    requestTimeout: headersAndBodyTimeoutMs,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: headersAndBodyTimeoutMs },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    genReqId: newRequestId,
    exposeHeadRoutes: false,
  })
  app.get('/health/live', async (_request, reply) => reply.send({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const ready = await options.ready()
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' })
  })
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(jsonError('BAD_REQUEST', 'There is nothing here.', request.id)),
  )
  return app
}

/** The shape of every error that is answered outside GraphQL execution. */
export function jsonError(code: string, message: string, requestId: string) {
  return { errors: [{ message, extensions: { code, requestId } }] }
}
