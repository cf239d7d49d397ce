// The payment provider for trying the shop out. It stands for a company elsewhere: it keeps its own books, knows
// merchants only by their keys, tells them by signed messages over HTTP, and misbehaves on request, by token, in the ways
// in which real ones do.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Connection } from '@supermarket/drizzle/connect.ts'
import {
  type AuthorizeCommand,
  type CaptureCommand,
  type CaptureOutcome,
  type PaymentProvider,
  type PaymentSnapshot,
  type PaymentState,
  ProviderError,
  type ProviderTransaction,
  type RefundCommand,
  type RefundOutcome,
} from '../payment/provider.ts'
import { type Behavior, behaviorOf, type WebhookTiming, webhooksOf } from './behaviors.ts'
import {
  approveCharge,
  type ChargeWithEntries,
  captureCharge,
  findCaptureEntry,
  findCharge,
  findRefundEntry,
  insertCharge,
  type NewCharge,
  refundCharge,
  voidCharge,
} from './store.ts'
import { isSigned, signatureHeader } from './webhook-signature.ts'

export type SandboxOptions = {
  readonly connection: Pick<Connection, 'db'>
  /** Where its pages stand, without a slash at the end. */
  readonly pageUrl: string
  /** Whether an approved charge is captured at once; otherwise the merchant asks for it. */
  readonly capturesAtOnce: boolean
  /** With which its messages are signed; the merchant has it, too. */
  readonly webhookSecret: string
  /** False: the merchant is told nothing, and has to ask. */
  readonly sendsWebhooks: boolean
  readonly timing: WebhookTiming
  /** Called when there is something to tell. */
  readonly onWebhook: () => void
  readonly now: () => Date
}

export function sandboxProvider(options: SandboxOptions): PaymentProvider {
  const { connection, now } = options
  const lookUp = async (key: string) => describe(key, await findBooked(options, key), options.pageUrl)
  return {
    name: 'sandbox',
    capturesInParts: true,
    webhook: { verify: async ({ headers, body }) => verifyWebhook(body, headers[signatureHeader], options) },
    async authorize(command, signal) {
      const snapshot = await authorize(command, options)
      if (behaviorOf(command.token).kind === 'timeout') await aborted(signal)
      return snapshot
    },
    async capture(command) {
      const refusal = await capture(command, options)
      const snapshot = await lookUp(command.key)
      return refusal === undefined
        ? { kind: 'captured', snapshot }
        : ({ kind: 'refused', reason: refusal, snapshot } satisfies CaptureOutcome)
    },
    async void(key) {
      await findBooked(options, key)
      await voidCharge(connection, { key, pageId: newPageId(), transactionId: newTransactionId(), at: now() })
      return lookUp(key)
    },
    refund: (command) => refund(command, options),
    lookUp,
  }
}

async function authorize(command: AuthorizeCommand, options: SandboxOptions): Promise<PaymentSnapshot> {
  const { connection, pageUrl, now } = options
  const { key, amountMinor, currency, token } = command
  const behavior = behaviorOf(token)
  if (behavior.kind === 'error') throw new ProviderError('the sandbox is out of order')
  const at = now()
  const capturesAtOnce = options.capturesAtOnce && !command.capturesLater
  const type = capturesAtOnce ? 'payment.captured' : 'payment.authorized'
  const webhooks = options.sendsWebhooks ? webhooksOf(behavior, { at, type, timing: options.timing }) : []
  const charge: NewCharge = {
    key,
    pageId: newPageId(),
    state: stateOf(behavior, capturesAtOnce),
    currency,
    amountMinor,
    declineCode: behavior.kind === 'declined' ? behavior.declineCode : null,
    capturesAtOnce,
    settlesAt: behavior.kind === 'pending' ? new Date(at.getTime() + options.timing.settleMs) : null,
    at,
    transactionId: newTransactionId(),
    webhooks,
  }
  if (await insertCharge(connection, charge)) {
    if (webhooks.length > 0) options.onWebhook()
    return describe(key, justInserted(charge), pageUrl)
  }
  const known = await findBooked(options, key)
  const isSame = known?.charge.amountMinor === amountMinor && known.charge.currency === currency
  if (!isSame && known?.charge.state !== 'voided') throw new ProviderError('key reused')
  return describe(key, known, pageUrl)
}

function stateOf(
  behavior: Exclude<Behavior, { kind: 'error' }>,
  capturesAtOnce: boolean,
): NewCharge['state'] {
  switch (behavior.kind) {
    case 'approved':
    case 'timeout':
      return capturesAtOnce ? 'captured' : 'authorized'
    case 'requires_action':
    case 'declined':
    case 'pending':
      return behavior.kind
    default:
      throw new TypeError('an error has no state')
  }
}

/** Why it was refused; undefined when it was captured, now or before. */
async function capture(
  { key, captureKey, amountMinor, isFinal }: CaptureCommand,
  { connection, now }: SandboxOptions,
): Promise<string | undefined> {
  const ids = { transactionId: newTransactionId(), voidId: newTransactionId() }
  if (await captureCharge(connection, { key, captureKey, amountMinor, isFinal, ...ids, at: now() }))
    return undefined
  const entry = await findCaptureEntry(connection, captureKey)
  if (entry === undefined) return 'more than is set aside'
  if (entry.amountMinor !== amountMinor) throw new ProviderError('key reused')
  return undefined
}

async function refund(command: RefundCommand, { connection, now }: SandboxOptions): Promise<RefundOutcome> {
  const done = await refundCharge(connection, { ...command, transactionId: newTransactionId(), at: now() })
  const transaction = await findRefundEntry(connection, command.key)
  if (transaction === undefined) {
    return { kind: 'refused', reason: 'more than was captured and not paid back' }
  }
  if (!done && transaction.amountMinor !== command.amountMinor) throw new ProviderError('key reused')
  return { kind: 'succeeded', transaction }
}

/** What a pending charge has become in time is booked when somebody looks. */
export async function bookPending(
  { connection, now }: Pick<SandboxOptions, 'connection' | 'now'>,
  key: string,
): Promise<boolean> {
  const approval = { by: { pendingKey: key }, transactionId: newTransactionId(), at: now(), webhooks: [] }
  return (await approveCharge(connection, approval)) !== undefined
}

async function findBooked(options: SandboxOptions, key: string): Promise<ChargeWithEntries | undefined> {
  const known = await findCharge(options.connection, { key })
  if (known?.charge.state !== 'pending' || !(await bookPending(options, key))) return known
  return findCharge(options.connection, { key })
}

function verifyWebhook(body: Buffer, signature: unknown, { webhookSecret: secret, now }: SandboxOptions) {
  if (!isSigned(body, signature, { secret, now: now() })) return undefined
  const { id, type, paymentKey } = JSON.parse(body.toString('utf8'))
  return typeof paymentKey === 'string' ? [{ id: String(id), type: String(type), paymentKey }] : []
}

type Described = {
  readonly charge: Pick<ChargeWithEntries['charge'], 'state' | 'declineCode' | 'pageId'>
  readonly entries: readonly ProviderTransaction[]
}

/** Spares the look-up after the statement that wrote exactly this. */
function justInserted(charge: NewCharge): Described {
  const { state, amountMinor, at, transactionId: id } = charge
  if (state !== 'captured' && state !== 'authorized') return { charge, entries: [] }
  const kind = state === 'captured' ? 'CAPTURE' : 'AUTHORIZATION'
  return { charge, entries: [{ id, kind, amountMinor, at, refundKey: null }] }
}

function describe(key: string, known: Described | undefined, pageUrl: string): PaymentSnapshot {
  if (known === undefined) return { key, state: 'none', declineCode: null, actionUrl: null, transactions: [] }
  const { declineCode, pageId } = known.charge
  const state: PaymentState = known.charge.state
  return {
    key,
    state,
    declineCode,
    actionUrl: state === 'requires_action' ? `${pageUrl}/${pageId}` : null,
    transactions: known.entries,
  }
}

function newPageId(): string {
  return randomBytes(16).toString('base64url')
}

export function newTransactionId(): string {
  return `sbx_${randomUUID().replaceAll('-', '')}`
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
