// Carries events from one service's outbox to their subscribers: at least once, in order per aggregate and
// subscriber. Any number of relays may work on one outbox; a killed one's events are free when its leases end.

import type { Logger } from 'pino'
import type { Sql } from 'postgres'
import { repeat } from '../repeat.ts'
import type { ServiceName } from '../viewer.ts'
import { defaultMaxFailures } from './back-off.ts'
import { deliveriesOf } from './deliveries.ts'
import { type Lane, startLane } from './lane.ts'
import type { EventMetrics } from './metrics.ts'
import { outboxChannel } from './publish.ts'
import { purgeEvents } from './purge.ts'
import type { EventTransport } from './transport.ts'

export type RelayOptions = {
  /** The service whose outbox this is. */
  readonly source: ServiceName
  readonly sql: Sql
  /** One lane each. What is addressed to others stays in the outbox. */
  readonly subscribers: readonly ServiceName[]
  readonly transport: EventTransport
  readonly log: Logger
  readonly metrics?: EventMetrics | undefined
  /** Aggregates under way at once, per subscriber. */
  readonly concurrency?: number
  /** For what no notification told: retries that are due, ended leases, a lost connection. */
  readonly pollMs?: number
  readonly deliveryTimeoutMs?: number
  /** Well above the time-out, so that a lease ends early only when its relay is dead or stands still. */
  readonly leaseMs?: number
  readonly maxFailures?: number
  readonly random?: () => number
}

export type Relay = AsyncDisposable & {
  /** Resolves when the relay hears of new events at once instead of at the next poll. */
  readonly listening: Promise<void>
}

const purgeEveryMs = 60 * 60_000

/** Disposing claims nothing more and waits for what is under way, which takes `deliveryTimeoutMs` at most. */
export function startRelay(options: RelayOptions): Relay {
  const { source, sql, subscribers, log, metrics } = options
  const lanes = subscribers.map((subscriber) => laneOf(options, subscriber))
  const wake = () => {
    for (const lane of lanes) lane.wake()
  }
  // postgres.js listens again after a lost connection and calls back: what was missed is looked for then.
  const subscription = sql.listen(outboxChannel, wake, wake)
  const listening = subscription.then(() => {})
  listening.catch((error: unknown) => log.warn({ error }, 'the outbox cannot be listened to: polling'))
  const backlog = metrics?.watchBacklog(source, sql)
  const purging = repeat(purgeEveryMs, () =>
    purgeEvents(sql).catch((error: unknown) => log.warn({ error }, 'old events were not purged')),
  )

  let stopped: Promise<void> | undefined
  async function stop(): Promise<void> {
    await Promise.all([...lanes.map((lane) => lane.stop()), purging.stop()])
    backlog?.[Symbol.dispose]()
    await subscription.then(
      (it) => it.unlisten(),
      () => {},
    )
  }
  return {
    listening,
    [Symbol.asyncDispose]() {
      stopped ??= stop()
      return stopped
    },
  }
}

function laneOf(options: RelayOptions, subscriber: ServiceName): Lane {
  const { source, sql, transport, log, metrics, deliveryTimeoutMs = 5000, leaseMs = 15_000 } = options
  return startLane({
    subscriber,
    deliveries: deliveriesOf({ sql, source, subscriber, leaseMs }),
    transport,
    log,
    concurrency: options.concurrency ?? 8,
    pollMs: options.pollMs ?? 1000,
    deliveryTimeoutMs,
    maxFailures: options.maxFailures ?? defaultMaxFailures,
    random: options.random ?? Math.random,
    onOutcome(outcome, { envelope }) {
      metrics?.deliveries.inc({ publisher: source, subscriber, outcome })
      if (outcome !== 'delivered') return
      metrics?.lagSeconds.observe(
        { publisher: source, subscriber },
        Math.max(0, Date.now() - Date.parse(envelope.time)) / 1000,
      )
    },
  })
}
