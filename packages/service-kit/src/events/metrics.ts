// What there is to see of events: outcomes and lag as they happen, the backlog when Prometheus asks. Made once per
// registry; every relay of the process joins it under its service's name.

import type { Sql } from 'postgres'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { ServiceName } from '../viewer.ts'

export type DeliveryOutcome = 'delivered' | 'failed' | 'dead' | 'unreachable'

export type EventMetrics = {
  readonly deliveries: Counter<'publisher' | 'subscriber' | 'outcome'>
  /** From what happened to the end of its effect at the subscriber. */
  readonly lagSeconds: Histogram<'publisher' | 'subscriber'>
  /** Asks the outbox behind `sql` at each scrape until disposed. */
  watchBacklog(publisher: ServiceName, sql: Sql): Disposable
}

export function createEventMetrics(registry: Registry): EventMetrics {
  const watched = new Map<symbol, { publisher: ServiceName; sql: Sql }>()
  const registers = [registry]
  const labelNames = ['publisher', 'subscriber'] as const
  const waiting = new Gauge({
    name: 'events_waiting',
    help: 'Deliveries that are neither done nor dead.',
    labelNames,
    registers,
  })
  const dead = new Gauge({
    name: 'events_dead',
    help: 'Deliveries that wait for an operator.',
    labelNames,
    registers,
  })
  new Gauge({
    name: 'events_oldest_age_seconds',
    help: 'Age of the oldest event that a subscriber has not taken, dead ones included.',
    labelNames,
    registers,
    async collect() {
      for (const gauge of [waiting, dead, this]) gauge.reset()
      for (const { publisher, sql } of watched.values()) {
        for (const backlog of await listBacklog(sql)) {
          const labels = { publisher, subscriber: backlog.subscriber }
          waiting.set(labels, backlog.waiting)
          dead.set(labels, backlog.dead)
          this.set(labels, backlog.oldestSeconds)
        }
      }
    },
  })
  return {
    deliveries: new Counter({
      name: 'events_deliveries_total',
      help: 'Attempts to deliver an event, by outcome.',
      labelNames: ['publisher', 'subscriber', 'outcome'] as const,
      registers,
    }),
    lagSeconds: new Histogram({
      name: 'events_lag_seconds',
      help: 'Seconds from an event to its delivery.',
      labelNames,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 120, 600, 3600],
      registers,
    }),
    watchBacklog(publisher, sql) {
      const key = Symbol(publisher)
      watched.set(key, { publisher, sql })
      return { [Symbol.dispose]: () => void watched.delete(key) }
    },
  }
}

export type Backlog = {
  readonly subscriber: ServiceName
  readonly waiting: number
  readonly dead: number
  readonly oldestSeconds: number
}

/** Subscribers with something undelivered; reads the partial index of what is open, not the history. */
export async function listBacklog(sql: Sql): Promise<Backlog[]> {
  return await sql<Backlog[]>`
    select subscriber,
           count(*) filter (where dead_at is null)::integer as waiting,
           count(*) filter (where dead_at is not null)::integer as dead,
           extract(epoch from now() - min(occurred_at))::float8 as "oldestSeconds"
    from outbox_delivery join outbox on outbox.id = outbox_delivery.event_id
    where delivered_at is null
    group by subscriber
    order by subscriber`
}
