// What a merchant's webhook is: the endpoint, its secrets as they are shown, and one event on its way to it.

export type WebhookEndpoint = {
  readonly id: string
  readonly url: string
  readonly events: readonly string[]
  readonly description: string | null
  readonly isActive: boolean
  readonly disabledReason: 'GONE' | null
  readonly failingSince: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** `sealed` is encrypted: see secret-vault.ts. */
export type WebhookSecret = {
  readonly id: string
  readonly endpointId: string
  readonly sealed: string
  readonly createdAt: Date
  /** Null for the one that stays. */
  readonly expiresAt: Date | null
}

export type WebhookEvent = {
  readonly eventId: string
  readonly eventType: string
  readonly eventVersion: number
  readonly aggregateType: string
  readonly aggregateId: string
  readonly aggregateSequence: number
  readonly correlationId: string
  readonly causationId: string | null
  readonly payload: unknown
  readonly occurredAt: Date
}

export type WebhookDelivery = WebhookEvent & {
  readonly id: string
  readonly endpointId: string
  readonly createdAt: Date
  readonly attempts: number
  readonly nextAttemptAt: Date
  readonly deliveredAt: Date | null
  readonly deadAt: Date | null
  readonly lastStatusCode: number | null
  readonly lastError: string | null
}

export type DeliveryStatus = 'PENDING' | 'DELIVERED' | 'DEAD'

export function statusOf({ deliveredAt, deadAt }: WebhookDelivery): DeliveryStatus {
  if (deliveredAt !== null) return 'DELIVERED'
  return deadAt === null ? 'PENDING' : 'DEAD'
}

/** What `webhookEndpointTest` sends; no service publishes it. */
export const testEventType = 'webhook.test'
