// Prometheus metrics of one process, served on a port of its own that is bound to loopback. A process that runs
// several services has one registry for all of them; the label `service` tells them apart.
import Fastify, { type FastifyInstance } from 'fastify'
import type { GraphQLFormattedError } from 'graphql'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { createEventMetrics, type EventMetrics } from './events/metrics.ts'
import type { ServiceName } from './viewer.ts'

export type Metrics = {
  readonly registry: Registry
  readonly events: EventMetrics
  /** `startedAt` is a reading of performance.now(). */
  observeRequest(service: ServiceName, answer: AnsweredRequest): void
}

export type AnsweredRequest = {
  readonly startedAt: number
  readonly status: number
  readonly errors: readonly GraphQLFormattedError[] | undefined
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'graphql_request_duration_seconds',
    help: 'Duration of GraphQL requests in seconds, by HTTP status.',
    labelNames: ['service', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const errors = new Counter({
    name: 'graphql_errors_total',
    help: 'GraphQL errors that were answered, by code.',
    labelNames: ['service', 'code'] as const,
    registers,
  })
  return {
    registry,
    events: createEventMetrics(registry),
    observeRequest(service, answer) {
      seconds.observe({ service, status: answer.status }, (performance.now() - answer.startedAt) / 1000)
      for (const { extensions } of answer.errors ?? [])
        errors.inc({ service, code: String(extensions?.code) })
    },
  }
}

/** Listens on loopback whatever HOST says; answers only `GET /metrics`. */
export async function serveMetrics(registry: Registry, port: number): Promise<FastifyInstance> {
  const app = Fastify({ logger: false })
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
  await app.listen({ host: '127.0.0.1', port })
  return app
}
