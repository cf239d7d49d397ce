// The timeline of an order in words: who did what, with how many pieces and how much money. Pure.
import { decimalAmount, type Money } from '@supermarket/service-kit/money.ts'
import type { Order, OrderActor, OrderEventType, Payment } from './order.ts'

export type TimelineEntry = {
  readonly type: OrderEventType
  readonly actor: OrderActor
  readonly message: string | null
}

/** Entries that customers do not see. */
export const staffOnlyEvents: readonly OrderEventType[] = ['NOTE_ADDED']

/** Entries whose messages may hold what people wrote. */
export const eventsWithWords: readonly OrderEventType[] = [
  'CANCELED',
  'REFUND_REQUESTED',
  'REDUCED',
  'RETURN_REQUESTED',
  'RETURN_REJECTED',
]

export function amountText(money: Money): string {
  return `${decimalAmount(money)} ${money.currency}`
}

export function piecesText(count: number): string {
  return count === 1 ? '1 piece' : `${count} pieces`
}

const callers = {
  BUYER: 'The buyer',
  STAFF: 'The shop',
  SYSTEM: 'The shop',
  PROVIDER: 'The provider',
} as const

/** `Said: "words".`, or `Said.` when there are none. */
function withWords(sentence: string, words: string | null): string {
  return words === null ? `${sentence}.` : `${sentence}: ${words}`
}

export type PaymentFacts = {
  readonly order: Pick<Order, 'totalMinor' | 'currency'>
  readonly payment: Pick<Payment, 'amountMinor' | 'capturedMinor' | 'refundedMinor' | 'refundingMinor'>
  /** Who called the order off, if anybody did. */
  readonly cause: 'BUYER' | 'STAFF' | 'PAYMENT_FAILED' | 'EXPIRED' | undefined
  /** What is set aside with this change, to be paid back. */
  readonly refundMinor: number
}

/** What news of a payment come to. `message` is the provider's code, or the words of whoever canceled. */
export function paymentEntry(
  { type, message }: { readonly type: OrderEventType; readonly message: string | null },
  { order, payment, cause, refundMinor }: PaymentFacts,
): TimelineEntry {
  const money = (minor: number) => amountText({ minor, currency: order.currency })
  const provider = (sentence: string) => ({ type, actor: 'PROVIDER', message: sentence }) as const
  const system = (sentence: string) => ({ type, actor: 'SYSTEM', message: sentence }) as const
  switch (type) {
    case 'PLACED':
      return { type, actor: 'BUYER', message: `The order was placed: ${money(order.totalMinor)} to be paid.` }
    case 'PAYMENT_ACTION_REQUIRED':
      return provider(`The buyer is asked to confirm the payment of ${money(payment.amountMinor)}.`)
    case 'PAYMENT_AUTHORIZED':
      return provider(`The provider has set ${money(payment.amountMinor)} aside.`)
    case 'PAYMENT_CAPTURED':
      return provider(`Paid: ${money(payment.capturedMinor)}.`)
    case 'PAYMENT_FAILED':
      return provider(withWords(`The payment of ${money(payment.amountMinor)} was declined`, message))
    case 'PAYMENT_VOIDED':
      return provider(`The payment of ${money(payment.amountMinor)} was called off.`)
    case 'CONFIRMED':
      return system(
        payment.capturedMinor < order.totalMinor
          ? 'The money is set aside, and the order is to be sent.'
          : 'The order is paid and is to be sent.',
      )
    case 'EXPIRED':
      return system('The order was canceled, because it was not paid in time.')
    case 'CANCELED':
      return cause === 'BUYER' || cause === 'STAFF'
        ? canceledEntry(cause, message)
        : system('The order was canceled, because it could not be paid.')
    case 'REFUND_REQUESTED':
      return system(`To be paid back: ${money(refundMinor)}.`)
    default:
      return system(message ?? '')
  }
}

export function canceledEntry(actor: 'BUYER' | 'STAFF' | 'SYSTEM', words: string | null): TimelineEntry {
  return { type: 'CANCELED', actor, message: withWords(`${callers[actor]} canceled the order`, words) }
}

export function reducedEntry(pieces: number, words: string | null): TimelineEntry {
  const sentence = `The shop canceled ${piecesText(pieces)} that had not been sent`
  return { type: 'REDUCED', actor: 'STAFF', message: withWords(sentence, words) }
}

export function refundRequestedEntry(
  actor: 'BUYER' | 'STAFF' | 'SYSTEM',
  money: Money,
  words: string | null,
): TimelineEntry {
  return {
    type: 'REFUND_REQUESTED',
    actor,
    message: withWords(`To be paid back: ${amountText(money)}`, words),
  }
}

export function refundedEntry(money: Money): TimelineEntry {
  return { type: 'REFUNDED', actor: 'PROVIDER', message: `Paid back: ${amountText(money)}.` }
}

/** What was paid back is with us again: an account that was closed, a card that is gone. */
export function refundReversedEntry(money: Money, reason: string | null): TimelineEntry {
  const message = withWords(`${amountText(money)} that had been paid back came back to the shop`, reason)
  return { type: 'REFUND_FAILED', actor: 'PROVIDER', message }
}

export function captureFailedEntry(reason: string): TimelineEntry {
  const message = withWords('The money that was set aside could not be taken', reason)
  return { type: 'PAYMENT_CAPTURE_FAILED', actor: 'PROVIDER', message }
}

export function disputedEntry(reason: string): TimelineEntry {
  return {
    type: 'PAYMENT_DISPUTED',
    actor: 'PROVIDER',
    message: withWords('The payment is disputed', reason),
  }
}

export function refundFailedEntry(money: Money, reason: string): TimelineEntry {
  const message = withWords(`The provider refused to pay ${amountText(money)} back`, reason)
  return { type: 'REFUND_FAILED', actor: 'PROVIDER', message }
}

export function shippedEntry(parcel: {
  /** Counted from one. */
  readonly number: number
  readonly pieces: number
  readonly carrier: string | null
  readonly trackingNumber: string | null
}): TimelineEntry {
  const { number, pieces, carrier, trackingNumber } = parcel
  const tracking = carrier === null ? null : `${carrier} ${trackingNumber ?? ''}`.trim()
  const message = withWords(`Parcel ${number} with ${piecesText(pieces)} was sent`, tracking)
  return { type: 'SHIPPED', actor: 'STAFF', message }
}

export function returnRequestedEntry(
  actor: 'BUYER' | 'STAFF',
  pieces: number,
  words: string | null,
): TimelineEntry {
  const sentence = `${callers[actor]} asked to return ${piecesText(pieces)}`
  return { type: 'RETURN_REQUESTED', actor, message: withWords(sentence, words) }
}

export function returnApprovedEntry(pieces: number): TimelineEntry {
  return {
    type: 'RETURN_APPROVED',
    actor: 'STAFF',
    message: `The return of ${piecesText(pieces)} was approved.`,
  }
}

export function returnRejectedEntry(pieces: number, words: string): TimelineEntry {
  const message = withWords(`The return of ${piecesText(pieces)} was rejected`, words)
  return { type: 'RETURN_REJECTED', actor: 'STAFF', message }
}

export function returnCanceledEntry(actor: 'BUYER' | 'STAFF', pieces: number): TimelineEntry {
  const message = `${callers[actor]} called the return of ${piecesText(pieces)} off.`
  return { type: 'RETURN_CANCELED', actor, message }
}

export function returnReceivedEntry({
  sellable,
  damaged,
}: {
  sellable: number
  damaged: number
}): TimelineEntry {
  const condition = damaged === 0 ? '' : `, ${damaged} of them damaged`
  const message = `${piecesText(sellable + damaged)} came back${condition}.`
  return { type: 'RETURN_RECEIVED', actor: 'STAFF', message }
}

export function completedEntry(): TimelineEntry {
  return { type: 'COMPLETED', actor: 'SYSTEM', message: 'The time in which it may come back has passed.' }
}

export function noteAddedEntry(): TimelineEntry {
  return { type: 'NOTE_ADDED', actor: 'STAFF', message: 'A note was added.' }
}
