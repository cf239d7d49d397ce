// What each of the sandbox's tokens does, and which messages follow.
import { randomUUID } from 'node:crypto'
import type { NewWebhook, WebhookType } from './webhook-store.ts'

export type Behavior =
  | { readonly kind: 'approved' | 'requires_action' | 'error' }
  | { readonly kind: 'declined'; readonly declineCode: string }
  /** Charges like an approved one, and then its answer never comes. */
  | { readonly kind: 'timeout' }
  /** Answers that it works on it, and approves soon after. */
  | { readonly kind: 'pending'; readonly webhook: WebhookFate }

type WebhookFate = 'late' | 'missing' | 'duplicate' | 'reordered' | 'bad_signature'

const behaviors: ReadonlyMap<string, Behavior> = new Map<string, Behavior>([
  ['tok_approved', { kind: 'approved' }],
  ['tok_declined', { kind: 'declined', declineCode: 'card_declined' }],
  ['tok_insufficient_funds', { kind: 'declined', declineCode: 'insufficient_funds' }],
  ['tok_requires_action', { kind: 'requires_action' }],
  ['tok_timeout', { kind: 'timeout' }],
  ['tok_error', { kind: 'error' }],
  ['tok_webhook_late', { kind: 'pending', webhook: 'late' }],
  ['tok_webhook_missing', { kind: 'pending', webhook: 'missing' }],
  ['tok_webhook_duplicate', { kind: 'pending', webhook: 'duplicate' }],
  ['tok_webhook_reordered', { kind: 'pending', webhook: 'reordered' }],
  ['tok_webhook_bad_signature', { kind: 'pending', webhook: 'bad_signature' }],
])

export function behaviorOf(token: string): Behavior {
  return behaviors.get(token) ?? { kind: 'declined', declineCode: 'unknown_token' }
}

export type WebhookTiming = {
  /** How long a pending payment takes. */
  readonly settleMs: number
  /** How long after that a late message comes. */
  readonly lateMs: number
}

/** The messages of a payment that was asked for at `at`. */
export function webhooksOf(
  behavior: Behavior,
  { at, type, timing }: { at: Date; type: WebhookType; timing: WebhookTiming },
): readonly NewWebhook[] {
  if (behavior.kind === 'timeout') return [webhook(type, at)]
  if (behavior.kind !== 'pending') return []
  const settlesAt = new Date(at.getTime() + timing.settleMs)
  const told = webhook(type, settlesAt)
  switch (behavior.webhook) {
    case 'missing':
      return []
    case 'late':
      return [{ ...told, sendAt: new Date(settlesAt.getTime() + timing.lateMs) }]
    case 'bad_signature':
      return [{ ...told, fault: 'bad_signature' }]
    case 'duplicate':
      return [told, { ...told, id: newWebhookId() }]
    case 'reordered': {
      const before = webhook('payment.authorized', settlesAt)
      return [told, { ...before, sendAt: new Date(settlesAt.getTime() + 1) }]
    }
  }
}

export function webhook(type: WebhookType, at: Date): NewWebhook {
  return { id: newWebhookId(), eventId: `evt_${randomUUID()}`, type, fault: null, createdAt: at, sendAt: at }
}

let issued = 0

/** In the order in which they are made. */
function newWebhookId(): string {
  issued += 1
  return `whk_${Date.now().toString(36)}_${String(issued).padStart(9, '0')}_${randomUUID().slice(0, 8)}`
}
