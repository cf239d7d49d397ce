// Prometheus metrics of one process, served on a port of its own that is bound to loopback. A process that runs
// several services has one registry for all of them; the label `service` tells them apart.
import Fastify, { type FastifyInstance } from 'fastify'
import type { GraphQLFormattedError } from 'graphql'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { createEventMetrics, type EventMetrics } from './events/metrics.ts'
import type { ServiceName } from './viewer.ts'

export type Metrics = {
  readonly registry: Registry
  readonly events: EventMetrics
  /** `startedAt` is a reading of performance.now(). */
  observeRequest(service: ServiceName, answer: AnsweredRequest): void
  /** How many subscriptions are open now. */
  observeStreams(service: ServiceName, open: number): void
  /** One event of a subscription was answered. */
  observeEvent(service: ServiceName, errors: AnsweredRequest['errors']): void
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
  const streams = new Gauge({
    name: 'graphql_subscriptions_open',
    help: 'Subscriptions that are open now.',
    labelNames: ['service'] as const,
    registers,
  })
  const events = new Counter({
    name: 'graphql_subscription_events_total',
    help: 'Events of subscriptions that were answered.',
    labelNames: ['service'] as const,
    registers,
  })
  const countErrors = (service: ServiceName, answered: AnsweredRequest['errors']) => {
    for (const { extensions } of answered ?? []) errors.inc({ service, code: String(extensions?.code) })
  }
  return {
    registry,
    events: createEventMetrics(registry),
    observeRequest(service, answer) {
      seconds.observe({ service, status: answer.status }, (performance.now() - answer.startedAt) / 1000)
      countErrors(service, answer.errors)
    },
    observeStreams: (service, open) => streams.set({ service }, open),
    observeEvent(service, answered) {
      events.inc({ service })
      countErrors(service, answered)
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
