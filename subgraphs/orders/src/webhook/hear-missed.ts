// Messages that never arrived: every few minutes each provider that can is asked for its news, and their orders are looked
// at. Only of what nobody waits for, such as a refund in the provider's dashboard; the rest the reconciler asks about.
import type { Parts } from '../parts.ts'
import type { PaymentProvider } from '../payment/provider.ts'
import { hearOfPayment } from './hear-webhook.ts'
import { findHeardUntil, keepHeardUntil } from './missed-store.ts'

/** News are listed a little late, and clocks differ. */
const overlapMs = 5 * 60_000
const firstLookMs = 24 * 60 * 60_000

/** How many orders are looked at because of it. A provider that is away is asked from the same moment the next time. */
export async function hearMissed(parts: Parts): Promise<number> {
  let heard = 0
  for (const provider of parts.providers.values()) {
    try {
      heard += await hearOf(parts, provider)
    } catch (error) {
      parts.log.warn({ error, provider: provider.name }, 'the news of a payment provider could not be listed')
    }
  }
  return heard
}

async function hearOf(parts: Parts, { name, webhook }: PaymentProvider): Promise<number> {
  if (webhook?.listNews === undefined) return 0
  const { connection, timings, now } = parts
  const started = now()
  const until = (await findHeardUntil(connection, name)) ?? new Date(started.getTime() - firstLookMs)
  const since = new Date(until.getTime() - overlapMs)
  const events = await webhook.listNews(since, AbortSignal.timeout(timings.providerMs))
  const due = new Set<string>()
  for (const paymentKey of new Set(events.map((event) => event.paymentKey))) {
    const orderId = await hearOfPayment(parts, paymentKey)
    if (orderId !== undefined) due.add(orderId)
  }
  await keepHeardUntil(connection, name, started)
  return due.size
}
