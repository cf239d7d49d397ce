// The payment provider for trying the shop out. It stands for a company elsewhere: it keeps its own books, knows
// merchants only by their keys, and misbehaves on request, by token, in the ways in which real ones do.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Connection } from '@supermarket/drizzle/connect.ts'
import {
  type AuthorizeCommand,
  type PaymentProvider,
  type PaymentSnapshot,
  ProviderError,
  type ProviderTransaction,
} from '../payment/provider.ts'
import {
  type ChargeWithEntries,
  captureCharge,
  findCharge,
  findRefundEntry,
  insertCharge,
  type NewCharge,
  refundCharge,
  voidCharge,
} from './store.ts'

export type SandboxOptions = {
  readonly connection: Pick<Connection, 'db'>
  /** Where its pages stand, without a slash at the end. */
  readonly pageUrl: string
  /** Whether an approved charge is captured at once; otherwise the merchant asks for it. */
  readonly capturesAtOnce: boolean
  readonly now: () => Date
}

type Behavior =
  | { readonly state: 'approved' | 'requires_action' }
  | { readonly declineCode: string }
  | 'error'

/** What each token does. `tok_timeout` charges like an approved one, and then its answer never comes. */
const behaviors: ReadonlyMap<string, Behavior> = new Map<string, Behavior>([
  ['tok_approved', { state: 'approved' }],
  ['tok_declined', { declineCode: 'card_declined' }],
  ['tok_insufficient_funds', { declineCode: 'insufficient_funds' }],
  ['tok_requires_action', { state: 'requires_action' }],
  ['tok_timeout', { state: 'approved' }],
  ['tok_error', 'error'],
])

export function sandboxProvider(options: SandboxOptions): PaymentProvider {
  const { connection, now } = options
  const snapshotOf = async (key: string) =>
    describe(key, await findCharge(connection, { key }), options.pageUrl)
  return {
    name: 'sandbox',
    async authorize(command, signal) {
      const snapshot = await authorize(command, options)
      if (command.token === 'tok_timeout') await aborted(signal)
      return snapshot
    },
    async capture(key) {
      await captureCharge(
        connection,
        { key, from: 'authorized' },
        { transactionId: newTransactionId(), at: now() },
      )
      return snapshotOf(key)
    },
    async void(key) {
      await voidCharge(connection, { key, pageId: newPageId(), transactionId: newTransactionId(), at: now() })
      return snapshotOf(key)
    },
    async refund(command) {
      const done = await refundCharge(connection, {
        ...command,
        transactionId: newTransactionId(),
        at: now(),
      })
      const transaction = await findRefundEntry(connection, command.key)
      if (transaction === undefined) {
        return { kind: 'refused', reason: 'more than was captured and not paid back' }
      }
      if (!done && transaction.amountMinor !== command.amountMinor) throw new ProviderError('key reused')
      return { kind: 'succeeded', transaction }
    },
    lookUp: snapshotOf,
  }
}

async function authorize(command: AuthorizeCommand, options: SandboxOptions): Promise<PaymentSnapshot> {
  const { connection, pageUrl, capturesAtOnce, now } = options
  const { key, amountMinor, currency, token } = command
  const behavior = behaviors.get(token) ?? { declineCode: 'unknown_token' }
  if (behavior === 'error') throw new ProviderError('the sandbox is out of order')
  const approved = capturesAtOnce ? 'captured' : 'authorized'
  const charge: NewCharge = {
    key,
    pageId: newPageId(),
    state: 'declineCode' in behavior ? 'declined' : behavior.state === 'approved' ? approved : behavior.state,
    currency,
    amountMinor,
    declineCode: 'declineCode' in behavior ? behavior.declineCode : null,
    at: now(),
    transactionId: newTransactionId(),
  }
  if (await insertCharge(connection, charge)) return describe(key, justInserted(charge), pageUrl)
  const known = await findCharge(connection, { key })
  const isSame = known?.charge.amountMinor === amountMinor && known.charge.currency === currency
  if (!isSame && known?.charge.state !== 'voided') throw new ProviderError('key reused')
  return describe(key, known, pageUrl)
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
  const { state, declineCode, pageId } = known.charge
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
