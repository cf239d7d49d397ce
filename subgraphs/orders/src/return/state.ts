// The life of a return as pure decisions: whether one may be asked for, and what may follow on what. Pure.
import type { Order, OrderLine } from '../order/order.ts'
import type { ReturnStatus } from './return.ts'

export type ReturnChange = 'approve' | 'reject' | 'receive' | 'cancel'

export type ReturnDecision =
  | { readonly ok: true; readonly status: ReturnStatus }
  | { readonly ok: false; readonly reason: string }

const changes: Readonly<Record<ReturnChange, { from: readonly ReturnStatus[]; to: ReturnStatus }>> = {
  approve: { from: ['REQUESTED'], to: 'APPROVED' },
  reject: { from: ['REQUESTED'], to: 'REJECTED' },
  receive: { from: ['APPROVED'], to: 'RECEIVED' },
  // Goods that never come must not keep an order open for ever.
  cancel: { from: ['REQUESTED', 'APPROVED'], to: 'CANCELED' },
}

const done: Readonly<Record<ReturnChange, string>> = {
  approve: 'approved',
  reject: 'rejected',
  receive: 'received',
  cancel: 'canceled',
}

export function decideReturn(status: ReturnStatus, change: ReturnChange): ReturnDecision {
  const { from, to } = changes[change]
  return from.includes(status)
    ? { ok: true, status: to }
    : { ok: false, reason: `A return that is ${status} cannot be ${done[change]}.` }
}

/** Pieces that are with the buyer and not on their way back. */
export function returnableQuantity(
  line: Pick<OrderLine, 'quantityFulfilled' | 'quantityReturning' | 'quantityReturned'>,
): number {
  return line.quantityFulfilled - line.quantityReturning - line.quantityReturned
}

export type ReturnWish = {
  readonly order: Pick<Order, 'status' | 'fulfilledAt'>
  readonly lines: readonly Pick<OrderLine, 'quantityFulfilled' | 'quantityReturning' | 'quantityReturned'>[]
  /** Staff may open one when the window is closed. */
  readonly by: 'BUYER' | 'STAFF'
  readonly at: Date
  readonly returnWindowMs: number
}

/** Whether anything may be returned. The window opens with the first parcel, and its end is counted from the last. */
export function decideReturnRequest({
  order,
  lines,
  by,
  at,
  returnWindowMs,
}: ReturnWish): { readonly ok: true } | { readonly ok: false; readonly reason: string } {
  if (!lines.some(({ quantityFulfilled }) => quantityFulfilled > 0)) {
    return { ok: false, reason: 'Nothing of the order was sent.' }
  }
  if (!lines.some((line) => returnableQuantity(line) > 0)) {
    return { ok: false, reason: 'All that was sent is back, or on its way back.' }
  }
  const { status, fulfilledAt } = order
  const isOver =
    status === 'COMPLETED' || (fulfilledAt !== null && at.getTime() >= fulfilledAt.getTime() + returnWindowMs)
  return isOver && by === 'BUYER'
    ? { ok: false, reason: 'The time in which it may come back has passed.' }
    : { ok: true }
}
