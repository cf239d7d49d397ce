// What there is to see of webhooks: attempts as they end, what waits and who fails when Prometheus asks.
import type { Sql } from 'postgres'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

export type AttemptOutcome = 'delivered' | 'failed' | 'dead'

export type WebhookMetrics = Disposable & {
  observe(outcome: AttemptOutcome, seconds: number): void
}

/** Asks the database at each scrape until disposed, which takes its metrics out of the registry. */
export function webhookMetrics(registry: Registry, sql: Sql): WebhookMetrics {
  const registers = [registry]
  const attempts = new Counter({
    name: 'webhooks_attempts_total',
    help: 'Attempts to deliver an event to an endpoint of a merchant, by outcome.',
    labelNames: ['outcome'] as const,
    registers,
  })
  const duration = new Histogram({
    name: 'webhooks_attempt_seconds',
    help: 'How long endpoints of merchants took to answer, or not to.',
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const waiting = new Gauge({
    name: 'webhooks_waiting',
    help: 'Deliveries to active endpoints that are neither done nor dead.',
    registers,
  })
  const failing = new Gauge({
    name: 'webhooks_failing_endpoints',
    help: 'Active endpoints whose last attempt failed.',
    registers,
  })
  const oldest = new Gauge({
    name: 'webhooks_failing_longest_seconds',
    help: 'For how long the endpoint that has failed longest has failed.',
    registers,
    async collect() {
      const backlog = await readBacklog(sql)
      waiting.set(backlog.waiting)
      failing.set(backlog.failing)
      this.set(backlog.longestSeconds)
    },
  })
  return {
    observe(outcome, seconds) {
      attempts.inc({ outcome })
      duration.observe(seconds)
    },
    [Symbol.dispose]() {
      for (const metric of [
        'webhooks_attempts_total',
        'webhooks_attempt_seconds',
        'webhooks_waiting',
        'webhooks_failing_endpoints',
        'webhooks_failing_longest_seconds',
      ])
        registry.removeSingleMetric(metric)
      oldest.reset()
    },
  }
}

async function readBacklog(sql: Sql): Promise<{ waiting: number; failing: number; longestSeconds: number }> {
  const [row] = await sql<{ waiting: number; failing: number; longestSeconds: number }[]>`
    select coalesce(sum(pending.count), 0)::integer as waiting,
           count(failing_since)::integer as failing,
           coalesce(extract(epoch from now() - min(failing_since)), 0)::float8 as "longestSeconds"
    from webhook_endpoints as e cross join lateral (
      select count(*) from webhook_deliveries as d
      where d.endpoint_id = e.id and d.delivered_at is null and d.dead_at is null) as pending
    where is_active and deleted_at is null`
  return row ?? { waiting: 0, failing: 0, longestSeconds: 0 }
}
