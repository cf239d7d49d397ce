// Sends what waits for merchants' endpoints: some at once, each within its time. Any number of senders may work on one
// database; a killed one's deliveries are free when its leases end, and go out again under the same `webhook-id`.
import { setTimeout as delay } from 'node:timers/promises'
import { createBell } from '@supermarket/service-kit/events/bell.ts'
import type { Logger } from 'pino'
import type { Sql } from 'postgres'
import type { Step } from '../steps.ts'
import type { Timings } from '../timings.ts'
import { type AttemptDependencies, attemptDelivery } from './attempt-delivery.ts'
import { type Lease, leasesOf } from './leases.ts'
import type { SecretVault } from './secret-vault.ts'
import type { TargetPolicy } from './target.ts'
import type { WebhookMetrics } from './webhook-metrics.ts'

export type SenderOptions = {
  readonly sql: Sql
  readonly log: Logger
  readonly vault: SecretVault
  readonly targets: TargetPolicy
  readonly timings: Timings
  readonly metrics?: WebhookMetrics | undefined
  readonly onStep: (step: Step, deliveryId: string) => void | Promise<void>
  readonly now: () => Date
  readonly random?: () => number
}

export type WebhookSender = AsyncDisposable & {
  /** Resolves when it hears of new deliveries at once instead of at the next poll. */
  readonly listening: Promise<void>
}

/** Where the trigger of drizzle/orders/migrations notifies. */
export const deliveriesChannel = 'webhook_deliveries'

const concurrency = 32

/** Disposing claims nothing more and waits for what is under way, which takes `webhookTimeoutMs` at most. */
export function startWebhookSender(options: SenderOptions): WebhookSender {
  const { sql, log, timings, random = Math.random } = options
  const leases = leasesOf(sql, timings.webhookLeaseMs)
  const attempting: AttemptDependencies = { ...options, leases, random }
  const bell = createBell()
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  const subscription = sql.listen(deliveriesChannel, bell.ring, bell.ring)
  const listening = subscription.then(() => {})
  listening.catch((error: unknown) => log.warn({ error }, 'webhooks cannot be listened for: polling'))

  function start(lease: Lease): void {
    const run = attemptDelivery(attempting, lease)
      // What could not be recorded is sent again when its lease has ended: at least once is what was promised.
      .catch((error: unknown) =>
        log.warn({ error, deliveryId: lease.deliveryId }, 'the outcome of a webhook was lost'),
      )
      .finally(() => {
        underWay.delete(run)
        bell.ring()
      })
    underWay.add(run)
  }

  /** Whether there may be more to start at once. */
  async function startMore(): Promise<boolean> {
    const free = concurrency - underWay.size
    if (free <= 0) return false
    const claimed = await leases.claim(free)
    for (const lease of claimed) start(lease)
    return claimed.length === free
  }

  async function work(): Promise<void> {
    let wasFailing = false
    while (!stopping.signal.aborted) {
      try {
        if (!(await startMore())) await bell.wait(timings.webhookPollMs)
        wasFailing = false
      } catch (error) {
        if (!wasFailing) log.warn({ error }, 'webhooks cannot be read: trying again')
        wasFailing = true
        await delay(timings.webhookPollMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
    await Promise.all(underWay)
  }

  const finished = work()
  return {
    listening,
    async [Symbol.asyncDispose]() {
      stopping.abort()
      bell.ring()
      await finished
      await subscription.then(
        (it) => it.unlisten(),
        () => {},
      )
    },
  }
}
