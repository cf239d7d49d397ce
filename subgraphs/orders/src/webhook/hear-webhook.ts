// A provider's message. Proven, it only makes us look: the order is marked as one to look at, which is durable, and then
// settled at once as far as that goes in a moment. Amounts and states come from the look-up, so late, repeated and
// reordered messages are all the same.
import { setTimeout as delay } from 'node:timers/promises'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { Parts } from '../parts.ts'
import type { WebhookRequest } from '../payment/provider.ts'
import { settleOrder } from '../settlement/settle-order.ts'
import { markDue } from '../settlement/store.ts'

export type Heard = 'taken in' | 'not proven' | 'no such provider'

/** Rejects when the message could not be kept: whoever sent it has to send it again. */
export async function hearWebhook(parts: Parts, provider: string, request: WebhookRequest): Promise<Heard> {
  const webhook = parts.providers.get(provider)?.webhook
  if (webhook === undefined) return 'no such provider'
  const events = await webhook.verify(request)
  if (events === undefined) return 'not proven'
  const due = new Set<string>()
  for (const { id, type, paymentKey } of events) {
    const orderId = await hearOfPayment(parts, paymentKey)
    parts.log.info(
      { provider, eventId: id, eventType: type, orderId },
      'a payment provider told of a payment',
    )
    if (orderId !== undefined) due.add(orderId)
  }
  await Promise.race([
    Promise.all([...due].map((orderId) => settleNow(parts, orderId))),
    delay(parts.timings.webhookMs, undefined, { ref: false }),
  ])
  return 'taken in'
}

/** Id of the order that is looked at from now on; undefined when the payment is none of ours or still under way. */
export async function hearOfPayment(parts: Parts, paymentKey: string): Promise<string | undefined> {
  if (!isId('pay', paymentKey)) return undefined
  const orderId = await markDue(parts.connection, { paymentId: paymentKey, at: parts.now() })
  if (orderId !== undefined) await parts.onStep('webhook:received', orderId)
  return orderId
}

/** It stays due when this fails, so the sweep takes it up within seconds. */
async function settleNow(parts: Parts, orderId: string): Promise<void> {
  try {
    await settleOrder(parts, orderId)
  } catch (error) {
    parts.log.warn({ error, orderId }, 'an order of which its provider told could not be settled yet')
  }
}
