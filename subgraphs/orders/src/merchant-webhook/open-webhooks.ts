// Starts what sends webhooks to merchants, and what there is to see of it.
import type { Metrics } from '@supermarket/service-kit/metrics.ts'
import type { Parts } from '../parts.ts'
import { startWebhookSender, type WebhookSender } from './sender.ts'
import { webhookMetrics } from './webhook-metrics.ts'

/** Both end with `opening`. */
export function openWebhooks(
  opening: AsyncDisposableStack,
  { connection: { sql }, webhooks, timings, onStep, now, log }: Parts,
  all: Metrics | undefined,
): WebhookSender {
  const metrics = all && opening.use(webhookMetrics(all.registry, sql))
  return opening.use(startWebhookSender({ sql, log, ...webhooks, timings, metrics, onStep, now }))
}
