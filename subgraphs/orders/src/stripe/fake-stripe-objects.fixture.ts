// For tests: Stripe's objects, errors and answers as its API writes them.
import { randomUUID } from 'node:crypto'

export type Form = Readonly<Record<string, string>>
export type Answer = { readonly status: number; readonly body: object }

export type FakeIntent = {
  id: string
  amount: number
  currency: string
  capture_method: string
  status: string
  metadata: Record<string, string>
  payment_method: string | null
  latest_charge: string | null
  last_payment_error: object | null
  next_action: object | null
  cancellation_reason: string | null
  client_secret: string
  created: number
}
export type FakeCharge = {
  id: string
  payment_intent: string
  amount: number
  amount_captured: number
  amount_refunded: number
  captured: boolean
  disputed: boolean
  status: string
  metadata: Record<string, string>
  created: number
}
export type FakeRefund = {
  id: string
  payment_intent: string
  charge: string
  amount: number
  status: string
  failure_reason?: string
  metadata: Record<string, string>
  created: number
}
export type FakeEvent = { readonly id: string; readonly type: string; readonly object: object }

export class ApiError extends Error {
  readonly status: number
  readonly error: object
  constructor(status: number, error: object) {
    super(JSON.stringify(error))
    this.status = status
    this.error = error
  }
}

export const invalid = (code: string, message: string, status = 400) =>
  new ApiError(status, { type: 'invalid_request_error', code, message })
export const newId = (prefix: string) => `${prefix}_${randomUUID().replaceAll('-', '').slice(0, 24)}`
export const seconds = () => Math.floor(Date.now() / 1000)
export const metadataOf = (form: Form) =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => {
      const [, field] = /^metadata\[(\w+)\]$/.exec(name) ?? []
      return field === undefined ? [] : [[field, value]]
    }),
  )

export function ok(body: object): Answer {
  return { status: 200, body }
}

export function listOf(url: string, data: object[]): object {
  return { object: 'list', url, has_more: false, data }
}
