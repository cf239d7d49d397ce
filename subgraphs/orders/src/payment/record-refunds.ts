// Takes in what a provider says of refunds, under the order's lock: those that we asked for end, those that came back are
// undone, and those that somebody made at the provider itself get a row of their own. Each counts once, in any order.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import type { Balance, Payment, Refund } from '../order/order.ts'
import { refundedEntry, refundReversedEntry, type TimelineEntry } from '../order/timeline.ts'
import { refundableMinor } from './balance.ts'
import type { ProviderTransaction } from './provider.ts'
import {
  findRecorded,
  finishRefund,
  forgetRefundedParts,
  insertRefund,
  listRefunds,
  recordRefundEntry,
  restoreRefundedLines,
} from './refund-store.ts'

export type RefundNews = {
  /** With the balance as it is before these. */
  readonly payment: Payment
  readonly transactions: readonly ProviderTransaction[]
  readonly at: Date
}

export type RefundsRecorded = {
  readonly balance: Balance
  readonly timeline: readonly TimelineEntry[]
  /** Paid back now. */
  readonly done: readonly { readonly refundId: string; readonly amountMinor: number }[]
  /** Some did not fit beside what is set aside for others: they are taken in when those are answered. */
  readonly isLeft: boolean
}

export const refundedAtProvider = 'Paid back at the payment provider.'

export async function recordRefunds(
  tx: Transaction,
  { payment, transactions, at }: RefundNews,
): Promise<RefundsRecorded> {
  const entries = transactions.filter(({ kind }) => kind === 'REFUND' || kind === 'REFUND_REVERSAL')
  const named = entries.flatMap(({ id, reverses }) => (reverses === undefined ? [id] : [id, reverses]))
  const known = named.length === 0 ? new Map() : await findRecorded(tx, payment.provider, named)
  const fresh = entries.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return { balance: payment, timeline: [], done: [], isLeft: false }
  const rows = new Map(
    (await listRefunds({ db: tx }, [payment.orderId])).map((refund) => [refund.id, refund]),
  )
  return takeIn(tx, { payment, fresh, at, rows, refundOf: known })
}

type Taking = {
  readonly payment: Payment
  readonly fresh: readonly ProviderTransaction[]
  readonly at: Date
  readonly rows: ReadonlyMap<string, Refund>
  /** Of each transaction in the ledger. */
  readonly refundOf: Map<string, string>
}

/** What was taken in so far. */
type Taken = {
  balance: Balance
  isLeft: boolean
  readonly done: Map<string, number>
  readonly failed: Map<string, { readonly amountMinor: number; readonly reason: string | null }>
}

async function takeIn(tx: Transaction, taking: Taking): Promise<RefundsRecorded> {
  const taken: Taken = { balance: taking.payment, isLeft: false, done: new Map(), failed: new Map() }
  for (const { transaction, reversal } of inOrder(taking.fresh)) {
    // Refused when it was asked for: no money has moved for us.
    if (reversal && taking.rows.get(transaction.refundKey ?? '')?.status === 'FAILED') continue
    const fits = await takeOne(tx, taking, { taken, transaction })
    if (fits && reversal) await takeOne(tx, taking, { taken, transaction: reversal })
    // One that has come back by now leaves nothing to be taken in later.
    else if (!fits && !reversal) taken.isLeft = true
  }
  const { balance, isLeft, done, failed } = taken
  const { currency } = taking.payment
  return {
    balance,
    isLeft,
    done: [...done].map(([refundId, amountMinor]) => ({ refundId, amountMinor })),
    timeline: [
      ...[...done.values()].map((minor) => refundedEntry({ minor, currency })),
      ...[...failed.values()].map(({ amountMinor: minor, reason }) =>
        refundReversedEntry({ minor, currency }, reason),
      ),
    ],
  }
}

type Step = { readonly transaction: ProviderTransaction; readonly reversal?: ProviderTransaction | undefined }

/** What comes back first, because it makes room; a refund and its own reversal together. */
function inOrder(fresh: readonly ProviderTransaction[]): Step[] {
  const ids = new Set(fresh.map(({ id }) => id))
  const isAlone = ({ reverses }: ProviderTransaction) => reverses !== undefined && !ids.has(reverses)
  const refunds = fresh.filter(({ kind }) => kind === 'REFUND')
  return [
    ...fresh.filter(isAlone).map((transaction) => ({ transaction })),
    ...refunds
      .toSorted((left, right) => left.at.getTime() - right.at.getTime())
      .map((transaction) => ({
        transaction,
        reversal: fresh.find(({ reverses }) => reverses === transaction.id),
      })),
  ]
}

type One = { readonly taken: Taken; readonly transaction: ProviderTransaction }

/** False when there is no room for it. */
async function takeOne(tx: Transaction, taking: Taking, { taken, transaction }: One): Promise<boolean> {
  const isReversal = transaction.kind === 'REFUND_REVERSAL'
  const refundId = taking.refundOf.get(transaction.reverses ?? '')
  const moved = isReversal
    ? await undoRefund(tx, taking, { transaction, refundId })
    : await endRefund(tx, taking, { transaction, balance: taken.balance })
  if (moved === undefined) return false
  taken.balance = moved.balance
  taking.refundOf.set(transaction.id, moved.refundId)
  if (isReversal) {
    taken.done.delete(moved.refundId)
    const { amountMinor, reason = null } = transaction
    taken.failed.set(moved.refundId, { amountMinor, reason })
  } else taken.done.set(moved.refundId, transaction.amountMinor)
  return true
}

type Moved = { readonly balance: Balance; readonly refundId: string } | undefined

async function endRefund(
  tx: Transaction,
  { payment, rows, at }: Taking,
  { transaction, balance }: { transaction: ProviderTransaction; balance: Balance },
): Promise<Moved> {
  const row = transaction.refundKey === null ? undefined : rows.get(transaction.refundKey)
  const setAsideMinor = row?.status === 'PENDING' ? row.amountMinor : 0
  if (transaction.amountMinor > refundableMinor(balance) + setAsideMinor) return undefined
  const refundId = row && row.status !== 'SUCCEEDED' ? row.id : newId('ref')
  // Its pieces were taken off it when it failed, and may be another refund's by now.
  if (row?.status === 'FAILED') await forgetRefundedParts(tx, refundId)
  if (row?.id === refundId) await finishRefund(tx, refundId, { from: row.status, to: 'SUCCEEDED' })
  else await insertRefund(tx, unasked(refundId, payment, transaction), [])
  const moved = await recordRefundEntry(tx, { payment, transaction, refundId, setAsideMinor, at })
  return moved && { balance: moved, refundId }
}

async function undoRefund(
  tx: Transaction,
  { payment, at }: Taking,
  { transaction, refundId }: { transaction: ProviderTransaction; refundId: string | undefined },
): Promise<Moved> {
  if (refundId === undefined) return undefined
  await finishRefund(tx, refundId, { from: 'SUCCEEDED', to: 'FAILED' })
  await restoreRefundedLines(tx, refundId)
  const moved = await recordRefundEntry(tx, { payment, transaction, refundId, setAsideMinor: 0, at })
  return moved && { balance: moved, refundId }
}

function unasked(id: string, payment: Payment, { amountMinor, at }: ProviderTransaction): Refund {
  return {
    id,
    orderId: payment.orderId,
    paymentId: payment.id,
    status: 'SUCCEEDED',
    currency: payment.currency,
    amountMinor,
    // Whoever refunds at the provider does not say for what.
    deliveryMinor: 0,
    reason: refundedAtProvider,
    createdAt: at,
  }
}
