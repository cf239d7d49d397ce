// Stripe's messages: proven by the SDK over the bytes as they came. Of what they tell only the payment is taken: what
// became of it is looked up.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type Stripe from 'stripe'
import type { ProviderWebhook, WebhookEvent } from '../payment/provider.ts'
import { paymentKeyField } from './intent-snapshot.ts'
import { findKeyOfIntent } from './intent-store.ts'
import type { StripeClient } from './stripe-client.ts'

export type StripeWebhookOptions = {
  readonly connection: Pick<Connection, 'db'>
  readonly secrets: readonly string[]
  readonly client: StripeClient
}

/** What may happen at Stripe while nobody here waits for anything. */
const unasked = ['charge.refunded', 'refund.updated', 'refund.failed', 'charge.dispute.created']

export function stripeWebhook({ connection, secrets, client }: StripeWebhookOptions): ProviderWebhook {
  return {
    async verify({ headers, body }) {
      const signature = headers['stripe-signature']
      if (typeof signature !== 'string') return undefined
      const event = firstProven(secrets, (secret) =>
        client.stripe.webhooks.constructEvent(body, signature, secret),
      )
      return event && newsOf(event, connection)
    },
    async listNews(since, signal) {
      const created = { gte: Math.floor(since.getTime() / 1000) }
      const events = await client.call(signal, (stripe) =>
        stripe.events.list({ created, types: unasked, limit: 100 }).autoPagingToArray({ limit: 10_000 }),
      )
      return (await Promise.all(events.map((event) => newsOf(event, connection)))).flat()
    },
  }
}

function firstProven(secrets: readonly string[], prove: (secret: string) => Stripe.Event) {
  for (const secret of secrets) {
    try {
      return prove(secret)
    } catch {
      // Of the other secret, or of nobody at Stripe.
    }
  }
  return undefined
}

type Told = {
  readonly metadata?: Readonly<Record<string, string>> | null
  readonly payment_intent?: string | { readonly id: string } | null
}

const ofPayments = /^(payment_intent|charge|refund)\./

async function newsOf(
  { id, type, data }: Stripe.Event,
  connection: StripeWebhookOptions['connection'],
): Promise<WebhookEvent[]> {
  if (!ofPayments.test(type)) return []
  const { metadata, payment_intent: intent } = data.object as Told
  const named = metadata?.[paymentKeyField]
  const intentId = typeof intent === 'object' ? intent?.id : intent
  const paymentKey = named ?? (intentId ? await findKeyOfIntent(connection, intentId) : undefined)
  return paymentKey === undefined ? [] : [{ id, type, paymentKey }]
}
