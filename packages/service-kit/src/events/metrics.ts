// What there is to see of events: outcomes and lag as they happen, the backlog when Prometheus asks. Made once per
// registry; every relay of the process joins it under its service's name.

import type { Sql } from 'postgres'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { ServiceName } from '../viewer.ts'

export type DeliveryOutcome = 'delivered' | 'failed' | 'dead' | 'unreachable'

/** What carries events. */
export type TransportName = 'push' | 'memory' | 'rabbitmq' | 'kafka'

export type ReceivedOutcome = 'handled' | 'duplicate' | 'early' | 'failed' | 'outage' | 'rejected' | 'dead'

/** What a broker keeps for one consumer, as far as it can tell. */
export type BrokerBacklog = {
  readonly waiting: number | undefined
  readonly dead: number | undefined
  /** Of what this process has taken from the broker and not finished. */
  readonly oldestHeldSeconds: number
}

export type EventMetrics = {
  readonly deliveries: Counter<'publisher' | 'subscriber' | 'outcome'>
  /** From what happened to the end of its effect at the subscriber. */
  readonly lagSeconds: Histogram<'publisher' | 'subscriber'>
  /** Asks the outbox behind `sql` at each scrape until disposed. */
  watchBacklog(publisher: ServiceName, sql: Sql): Disposable
  readonly received: Counter<'consumer' | 'publisher' | 'transport' | 'outcome'>
  /** From what happened to the end of its effect, whatever lay between. */
  readonly effectLagSeconds: Histogram<'consumer' | 'publisher' | 'transport'>
  /** Events that were taken although the one before them never came, or that wait for it. */
  readonly gaps: Counter<'consumer' | 'publisher'>
  /** Asks at each scrape until disposed. */
  watchBroker(consumer: ServiceName, transport: TransportName, ask: () => Promise<BrokerBacklog>): Disposable
}

const lagBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 120, 600, 3600]

export function createEventMetrics(registry: Registry): EventMetrics {
  const watched = new Map<symbol, { publisher: ServiceName; sql: Sql }>()
  const registers = [registry]
  const labelNames = ['publisher', 'subscriber'] as const
  const collect = together(async () => {
    for (const each of [waiting, dead, oldest]) each.reset()
    for (const { publisher, sql } of watched.values()) {
      for (const backlog of await listBacklog(sql)) {
        const labels = { publisher, subscriber: backlog.subscriber }
        waiting.set(labels, backlog.waiting)
        dead.set(labels, backlog.dead)
        oldest.set(labels, backlog.oldestSeconds)
      }
    }
  })
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames, registers, collect })
  const waiting = gauge('events_waiting', 'Deliveries that are neither done nor dead.')
  const dead = gauge('events_dead', 'Deliveries that wait for an operator.')
  const oldest = gauge(
    'events_oldest_age_seconds',
    'Age of the oldest event that a subscriber has not taken, dead ones included.',
  )
  return {
    deliveries: new Counter({
      name: 'events_deliveries_total',
      help: 'Attempts to deliver an event, by outcome.',
      labelNames: ['publisher', 'subscriber', 'outcome'] as const,
      registers,
    }),
    lagSeconds: new Histogram({
      name: 'events_lag_seconds',
      help: "Seconds from an event to its delivery: to its effect by push, to the broker's confirmation otherwise.",
      labelNames,
      buckets: lagBuckets,
      registers,
    }),
    watchBacklog(publisher, sql) {
      const key = Symbol(publisher)
      watched.set(key, { publisher, sql })
      return { [Symbol.dispose]: () => void watched.delete(key) }
    },
    ...receivingMetrics(registers),
  }
}

/** One round of asking for several gauges of one scrape: each waits for it, or would tell what the last one found. */
function together(ask: () => Promise<void>): () => Promise<void> {
  let asking: Promise<void> | undefined
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}

function receivingMetrics(
  registers: Registry[],
): Pick<EventMetrics, 'received' | 'effectLagSeconds' | 'gaps' | 'watchBroker'> {
  const watched = new Map<
    symbol,
    { labels: Record<'consumer' | 'transport', string>; ask: () => Promise<BrokerBacklog> }
  >()
  const labelNames = ['consumer', 'transport'] as const
  const collect = together(async () => {
    for (const each of [waiting, dead, oldest]) each.reset()
    await Promise.all(
      [...watched.values()].map(async ({ labels, ask }) => {
        const backlog = await ask()
        if (backlog.waiting !== undefined) waiting.set(labels, backlog.waiting)
        if (backlog.dead !== undefined) dead.set(labels, backlog.dead)
        oldest.set(labels, backlog.oldestHeldSeconds)
      }),
    )
  })
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames, registers, collect })
  const waiting = gauge('events_broker_waiting', 'Events that a broker keeps for a consumer.')
  const dead = gauge('events_broker_dead', "Events in a consumer's dead letters at the broker.")
  const oldest = gauge(
    'events_held_oldest_age_seconds',
    'Age of the oldest event that a consumer has taken from a broker and not finished.',
  )
  const names = ['consumer', 'publisher', 'transport'] as const
  return {
    received: new Counter({
      name: 'events_received_total',
      help: 'Events that came in, by what became of them.',
      labelNames: [...names, 'outcome'] as const,
      registers,
    }),
    effectLagSeconds: new Histogram({
      name: 'events_effect_lag_seconds',
      help: 'Seconds from an event to the end of its effect elsewhere.',
      labelNames: names,
      buckets: lagBuckets,
      registers,
    }),
    gaps: new Counter({
      name: 'events_gaps_total',
      help: 'Events whose predecessor of the same aggregate was missing.',
      labelNames: ['consumer', 'publisher'] as const,
      registers,
    }),
    watchBroker(consumer, transport, ask) {
      const key = Symbol(consumer)
      watched.set(key, { labels: { consumer, transport }, ask })
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
