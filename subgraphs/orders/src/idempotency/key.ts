// What makes two requests the same: who asks, which operation, which key, and the input itself.
import { createHash } from 'node:crypto'
import type { Viewer } from '@supermarket/service-kit/viewer.ts'
import { refuse } from '../user-error.ts'

export type Operation =
  | 'checkoutComplete'
  | 'paymentConfirm'
  | 'paymentCapture'
  | 'orderCancel'
  | 'orderFulfill'
  | 'orderRefund'
  | 'webhookEndpointCreate'
  | 'webhookEndpointSecretRotate'
  | 'webhookEndpointTest'
  | 'orderNoteAdd'
  | 'returnRequest'
  | 'returnCancel'
  | 'returnApprove'
  | 'returnReject'
  | 'returnReceive'

export type RequestKey = {
  /** A user, or for a guest the cart. */
  readonly principal: string
  readonly operation: Operation
  readonly key: string
  readonly inputHash: string
}

/** Throws a Refusal when the key is not 1 to 128 characters long. */
export function requestKey(request: {
  viewer: Viewer
  /** Stands for a guest. */
  cartId: string
  operation: Operation
  input: { readonly idempotencyKey: string; readonly [field: string]: unknown }
}): RequestKey {
  const { viewer, cartId, operation, input } = request
  const { idempotencyKey: key, ...rest } = input
  if (key.length < 1 || key.length > 128) {
    throw refuse('INVALID', 'The key must be 1 to 128 characters long.', ['input', 'idempotencyKey'])
  }
  const principal = viewer.kind === 'user' ? viewer.userId : cartId
  return { principal, operation, key, inputHash: hashOf(rest) }
}

/** The same for inputs that mean the same: order of fields and explicit nulls do not count. */
export function hashOf(input: unknown): string {
  return createHash('sha256').update(canonical(input)).digest('base64url')
}

function canonical(value: unknown): string {
  if (value instanceof Date || value instanceof URL) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value)
    .filter(([, inner]) => inner !== undefined && inner !== null)
    .sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`
}
