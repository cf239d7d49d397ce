// What a PaymentIntent with its charge and refunds means for us. Pure.
import type Stripe from 'stripe'
import {
  type PaymentSnapshot,
  type PaymentState,
  ProviderError,
  type ProviderTransaction,
} from '../payment/provider.ts'
import { fromStripeAmount } from './amount.ts'
import type { IntentRow } from './intent-store.ts'

export const paymentKeyField = 'payment_key'
export const captureKeyField = 'capture_key'
export const refundKeyField = 'refund_key'

/** The literals of one of the SDK's open enums, so that a new one does not compile until it is handled. */
type Known<Status extends string, To> = {
  readonly [Each in Status as string extends Each ? never : Each]: To
}

const states = {
  requires_payment_method: 'none',
  requires_confirmation: 'none',
  requires_action: 'requires_action',
  processing: 'pending',
  requires_capture: 'authorized',
  succeeded: 'captured',
  canceled: 'voided',
} satisfies Known<Stripe.PaymentIntent.Status, PaymentState>

export type IntentFacts = {
  readonly row: Pick<IntentRow, 'key' | 'amountMinor' | 'currency'>
  /** With its `latest_charge` expanded. */
  readonly intent: Stripe.PaymentIntent
  readonly refunds?: readonly Stripe.Refund[]
  readonly dispute?: string | undefined
  readonly at: Date
}

/** Throws a ProviderError when it is not what was asked for. */
export function snapshotOf({ row, intent, refunds = [], dispute, at }: IntentFacts): PaymentSnapshot {
  const { key, currency } = row
  requireSame(row, intent)
  const declineCode = declineCodeOf(intent)
  const state = stateOf(intent)
  const waits = state === 'requires_action'
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  return {
    key,
    // A payment that is declined is over for us, though Stripe would take another card for it: it is called off there.
    state: (state === 'none' || state === 'voided') && declineCode !== null ? 'declined' : state,
    declineCode,
    actionUrl: waits ? (intent.next_action?.redirect_to_url?.url ?? null) : null,
    clientSecret: waits && !intent.next_action?.redirect_to_url?.url ? intent.client_secret : null,
    ...(dispute === undefined ? {} : { dispute }),
    transactions: [
      ...(charge === null ? [] : chargeTransactions({ charge, intent, currency, at })),
      ...refunds.flatMap((refund) => refundTransactions(refund, currency)),
    ],
  }
}

function stateOf({ status }: Stripe.PaymentIntent): PaymentState {
  const state = (states as Readonly<Record<string, PaymentState>>)[status]
  if (state === undefined) throw new ProviderError(`a PaymentIntent is ${status}, which we do not know`)
  return state
}

function requireSame({ amountMinor, currency }: IntentFacts['row'], intent: Stripe.PaymentIntent): void {
  const isSame =
    intent.currency.toUpperCase() === currency && fromStripeAmount(intent.amount, currency) === amountMinor
  if (!isSame) throw new ProviderError(`the PaymentIntent ${intent.id} is for another amount`)
}

function declineCodeOf({ last_payment_error: error }: Stripe.PaymentIntent): string | null {
  return error ? (error.decline_code ?? error.code ?? error.type) : null
}

type ChargeFacts = {
  readonly charge: Stripe.Charge
  readonly intent: Stripe.PaymentIntent
  readonly currency: string
  readonly at: Date
}

function chargeTransactions({ charge, intent, currency, at }: ChargeFacts): ProviderTransaction[] {
  // A charge that failed has moved nothing.
  if (charge.status !== 'succeeded') return []
  const begun = new Date(charge.created * 1000)
  const minorOf = (amount: number) => fromStripeAmount(amount, currency)
  const entry = (id: string, kind: ProviderTransaction['kind'], amount: number, on: Date) => ({
    ...{ id, kind, amountMinor: minorOf(amount), at: on, refundKey: null },
  })
  const isHeld = intent.capture_method === 'manual'
  const captureKey = intent.metadata[captureKeyField] ?? null
  const taken = charge.captured ? charge.amount_captured : 0
  const released = charge.captured || intent.status === 'canceled' ? charge.amount - taken : 0
  return [
    ...(isHeld ? [entry(`${charge.id}/authorization`, 'AUTHORIZATION', charge.amount, begun)] : []),
    ...(taken > 0 ? [{ ...entry(charge.id, 'CAPTURE', taken, isHeld ? at : begun), captureKey }] : []),
    ...(isHeld && released > 0 ? [entry(`${charge.id}/release`, 'VOID', released, at)] : []),
  ]
}

/** Nothing of one that is still on its way; one that came back is two transactions. */
export function refundTransactions(refund: Stripe.Refund, currency: string): ProviderTransaction[] {
  const { id, status, amount, created, metadata } = refund
  const done: ProviderTransaction = {
    id,
    kind: 'REFUND',
    amountMinor: fromStripeAmount(amount, currency),
    at: new Date(created * 1000),
    refundKey: metadata?.[refundKeyField] ?? null,
  }
  if (status === 'succeeded') return [done]
  if (status !== 'failed' && status !== 'canceled') return []
  const reason = refund.failure_reason ?? status
  return [done, { ...done, id: `${id}/reversal`, kind: 'REFUND_REVERSAL', reverses: id, reason }]
}
