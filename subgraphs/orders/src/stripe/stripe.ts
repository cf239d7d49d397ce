// Stripe as a payment provider: one PaymentIntent for each payment. It is made first, under the payment's id as its
// idempotency key, and confirmed in a second step: so whoever calls a payment off whose making was never answered makes
// it again, which is the same one, and cancels it, and whoever was about to confirm it is refused.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type Stripe from 'stripe'
import type {
  AuthorizeCommand,
  CaptureCommand,
  CaptureOutcome,
  PaymentProvider,
  PaymentSnapshot,
  RefundCommand,
  RefundOutcome,
} from '../payment/provider.ts'
import { voided } from '../payment/snapshots.ts'
import { toStripeAmount } from './amount.ts'
import {
  captureKeyField,
  paymentKeyField,
  refundKeyField,
  refundTransactions,
  snapshotOf,
} from './intent-snapshot.ts'
import { findIntent, type IntentRow, keepIntent, nameIntent } from './intent-store.ts'
import { refusalOf, stripeClient } from './stripe-client.ts'
import { stripeWebhook } from './stripe-webhook.ts'

export type StripeSettings = {
  readonly secretKey: string
  /** One, or two while they are exchanged. */
  readonly webhookSecrets: readonly string[]
  readonly publishableKey?: string | undefined
  /** Where banks send buyers back to; without it the buyer's app does what a bank asks for. */
  readonly returnUrl?: string | undefined
  /** Another address than Stripe's own, for tests. */
  readonly apiUrl?: string | undefined
}

type StripeParts = {
  readonly connection: Pick<Connection, 'db'>
  readonly now: () => Date
}

type Calling = StripeParts & { readonly settings: StripeSettings; readonly stripe: Stripe }

/** A payment whose intent is known. */
type NamedRow = IntentRow & { readonly intentId: string }

export function stripeProvider(settings: StripeSettings, parts: StripeParts): PaymentProvider {
  const client = stripeClient(settings)
  const run = <Answer>(signal: AbortSignal, work: (calling: Calling) => Promise<Answer>) =>
    client.call(signal, (stripe) => work({ ...parts, settings, stripe }))
  return {
    name: 'stripe',
    // Several captures of one payment are an agreement of its own with Stripe, and only for some cards.
    capturesInParts: false,
    webhook: stripeWebhook({ secrets: settings.webhookSecrets, client, ...parts }),
    authorize: (command, signal) => run(signal, (calling) => authorize(command, calling)),
    capture: (command, signal) => run(signal, (calling) => capture(command, calling)),
    void: (key, signal) => run(signal, (calling) => callOff(key, calling)),
    refund: (command, signal) => run(signal, (calling) => refund(command, calling)),
    lookUp: (key, signal) => run(signal, (calling) => lookUp(key, calling)),
  }
}

const expand = ['latest_charge']

async function authorize(command: AuthorizeCommand, calling: Calling): Promise<PaymentSnapshot> {
  const { key, amountMinor, currency, token, capturesLater } = command
  const { settings, stripe, now } = calling
  if (toStripeAmount(amountMinor, currency) === undefined) return declined(key, 'amount_not_supported')
  const asked = {
    key,
    intentId: null,
    amountMinor,
    currency,
    capturesLater,
    voidedAt: null,
    createdAt: now(),
  }
  const row = await keepIntent(calling.connection, asked)
  if (row.voidedAt !== null) return voided(key)
  const { intentId } = await getNamed(row, calling)
  const { returnUrl } = settings
  try {
    const intent = await stripe.paymentIntents.confirm(
      intentId,
      { payment_method: token, expand, ...(returnUrl ? { return_url: returnUrl } : {}) },
      { idempotencyKey: `${key}-confirm` },
    )
    return await endDeclined(snapshotOf({ row, intent, at: now() }), { ...row, intentId }, calling)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === undefined) throw error
    const snapshot = await endDeclined(
      await describe({ ...row, intentId }, calling),
      { ...row, intentId },
      calling,
      refusal,
    )
    return snapshot
  }
}

/** The payment's intent, made now unless it is known: twice the same one, by its key. */
async function getNamed(row: IntentRow, { stripe, settings, connection }: Calling): Promise<NamedRow> {
  if (row.intentId !== null) return { ...row, intentId: row.intentId }
  const amount = toStripeAmount(row.amountMinor, row.currency)
  if (amount === undefined) throw new RangeError(`Stripe cannot count ${row.amountMinor} ${row.currency}`)
  const { id } = await stripe.paymentIntents.create(
    {
      amount,
      currency: row.currency.toLowerCase(),
      capture_method: row.capturesLater ? 'manual' : 'automatic',
      automatic_payment_methods: { enabled: true, allow_redirects: settings.returnUrl ? 'always' : 'never' },
      metadata: { [paymentKeyField]: row.key },
    },
    { idempotencyKey: row.key },
  )
  const named = await nameIntent(connection, row.key, id)
  return { ...named, intentId: named.intentId ?? id }
}

/** An intent that was declined, or not even tried, is called off, so that nobody pays by it any more. */
async function endDeclined(
  snapshot: PaymentSnapshot,
  row: NamedRow,
  calling: Calling,
  refusal?: string,
): Promise<PaymentSnapshot> {
  const isOver = snapshot.state === 'declined' || (snapshot.state === 'none' && refusal !== undefined)
  if (!isOver) return snapshot
  const ended = await cancel(row, calling)
  if (ended.state !== 'voided' && ended.state !== 'declined') return ended
  return { ...ended, state: 'declined', declineCode: ended.declineCode ?? refusal ?? null }
}

async function cancel(row: NamedRow, calling: Calling): Promise<PaymentSnapshot> {
  const { stripe, now } = calling
  try {
    // Without a key of ours: Stripe keeps refusals, too, and what cannot be canceled now may be later.
    const intent = await stripe.paymentIntents.cancel(row.intentId, {
      cancellation_reason: 'abandoned',
      expand,
    })
    return snapshotOf({ row, intent, at: now() })
  } catch (error) {
    if (refusalOf(error) === undefined) throw error
    // It has ended already, one way or the other, or Stripe is working on it.
    return describe(row, calling)
  }
}

async function callOff(key: string, calling: Calling): Promise<PaymentSnapshot> {
  const at = calling.now()
  const row = await keepIntent(calling.connection, {
    ...{ key, intentId: null, amountMinor: 0, currency: 'XXX', capturesLater: false },
    ...{ voidedAt: at, createdAt: at },
  })
  if (row.voidedAt !== null) return voided(key)
  return cancel(await getNamed(row, calling), calling)
}

async function lookUp(key: string, calling: Calling): Promise<PaymentSnapshot> {
  const row = await findIntent(calling.connection, key)
  if (row?.voidedAt) return voided(key)
  // Nobody confirms an intent before its id is written here.
  if (!row?.intentId) return { ...voided(key), state: 'none' }
  const named = { ...row, intentId: row.intentId }
  return endDeclined(await describe(named, calling), named, calling)
}

/** All of it, as Stripe has it now. */
async function describe(row: NamedRow, { stripe, now }: Calling): Promise<PaymentSnapshot> {
  const intent = await stripe.paymentIntents.retrieve(row.intentId, { expand })
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  const refunds = charge?.captured ? await listRefunds(stripe, row.intentId) : []
  const dispute = charge?.disputed ? await disputeReason(stripe, row.intentId) : undefined
  return snapshotOf({ row, intent, refunds, dispute, at: now() })
}

function listRefunds(stripe: Stripe, intentId: string): Promise<Stripe.Refund[]> {
  return stripe.refunds.list({ payment_intent: intentId, limit: 100 }).autoPagingToArray({ limit: 1_000 })
}

async function disputeReason(stripe: Stripe, intentId: string): Promise<string> {
  const { data } = await stripe.disputes.list({ payment_intent: intentId, limit: 1 })
  return data[0]?.reason ?? 'disputed'
}

async function capture(command: CaptureCommand, calling: Calling): Promise<CaptureOutcome> {
  const { key, captureKey, amountMinor } = command
  const { stripe, connection, now } = calling
  const row = await findIntent(connection, key)
  if (!row?.intentId) return refusedCapture('no_such_payment', { ...voided(key), state: 'none' })
  const named = { ...row, intentId: row.intentId }
  const amount = toStripeAmount(amountMinor, row.currency)
  if (amount === undefined) return refusedCapture('amount_not_supported', await describe(named, calling))
  try {
    const intent = await stripe.paymentIntents.capture(
      named.intentId,
      { amount_to_capture: amount, metadata: { [captureKeyField]: captureKey }, expand },
      { idempotencyKey: captureKey },
    )
    return { kind: 'captured', snapshot: snapshotOf({ row, intent, at: now() }) }
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === undefined) throw error
    const snapshot = await describe(named, calling)
    const isDone = snapshot.transactions.some((transaction) => transaction.captureKey === captureKey)
    return isDone ? { kind: 'captured', snapshot } : refusedCapture(refusal, snapshot)
  }
}

function refusedCapture(reason: string, snapshot: PaymentSnapshot): CaptureOutcome {
  return { kind: 'refused', reason, snapshot }
}

/** Stripe forgets idempotency keys after a day; its list of refunds remembers ours. */
async function refund(command: RefundCommand, calling: Calling): Promise<RefundOutcome> {
  const { key, paymentKey, amountMinor } = command
  const { stripe, connection } = calling
  const row = await findIntent(connection, paymentKey)
  if (!row?.intentId) return { kind: 'refused', reason: 'no_such_payment' }
  const amount = toStripeAmount(amountMinor, row.currency)
  if (amount === undefined) return { kind: 'refused', reason: 'amount_not_supported' }
  const made = await listRefunds(stripe, row.intentId)
  const known = made.find(({ metadata }) => metadata?.[refundKeyField] === key)
  if (known !== undefined) return outcomeOf(known, row.currency)
  try {
    const created = await stripe.refunds.create(
      {
        payment_intent: row.intentId,
        amount,
        metadata: { [refundKeyField]: key, [paymentKeyField]: paymentKey },
      },
      { idempotencyKey: key },
    )
    return outcomeOf(created, row.currency)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === undefined) throw error
    return { kind: 'refused', reason: refusal }
  }
}

function outcomeOf(refund: Stripe.Refund, currency: string): RefundOutcome {
  const [done, reversal] = refundTransactions(refund, currency)
  if (done === undefined) return { kind: 'pending' }
  return reversal
    ? { kind: 'refused', reason: reversal.reason ?? 'failed' }
    : { kind: 'succeeded', transaction: done }
}

function declined(key: string, declineCode: string): PaymentSnapshot {
  return { ...voided(key), state: 'declined', declineCode }
}
