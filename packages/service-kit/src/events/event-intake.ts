// Where a service's events come in: by a broker if there is one, otherwise by `POST /events`. Never by both: what is
// pushed would overtake what the broker still has.
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { EventConsumer } from './broker/broker-links.ts'
import type { EventEnvelope } from './envelope.ts'
import { eventsRoute } from './http-route.ts'
import type { EventMetrics } from './metrics.ts'
import { observedReceiver } from './observed-receiver.ts'
import type { EventReceiver } from './receiver.ts'

/** Begins to take events for a receiver. */
export type ConsumeEvents = (receiver: EventReceiver) => EventConsumer

export type EventIntake = AsyncDisposable & {
  /** Whether events can come in. */
  isReady(): boolean
  /** For `subgraphHttp({ internalRoutes })`. */
  mount(app: FastifyInstance): void
}

export function openIntake(options: {
  readonly receiver: EventReceiver
  readonly consume: ConsumeEvents | undefined
  readonly log: Logger
  readonly metrics: EventMetrics | undefined
}): EventIntake {
  const { receiver, log, metrics } = options
  const consumer = options.consume?.(receiver)
  const route = eventsRoute(observedReceiver(receiver, 'push', metrics), log)
  return {
    isReady: () => consumer?.isReady() ?? true,
    mount(app) {
      if (consumer === undefined) route(app)
    },
    async [Symbol.asyncDispose]() {
      await consumer?.[Symbol.asyncDispose]()
    },
  }
}

/** For `eventReceiver({ onGap })`: a gap is seen by whoever looks at the log or at the metrics. */
export function gapTeller(
  consumer: string,
  log: Logger,
  metrics: Pick<EventMetrics, 'gaps'> | undefined,
): (envelope: EventEnvelope) => void {
  return ({ id: eventId, previousid: previousId, source: publisher, type, subject, sequence }) => {
    metrics?.gaps.inc({ consumer, publisher })
    log.warn(
      { consumer, publisher, eventId, previousId, type, subject, sequence },
      'an event before it never came',
    )
  }
}
