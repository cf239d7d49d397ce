// The life of an order as one pure decision: what may follow on what. Pure.
import type { FulfillmentStatus, Order, OrderStatus } from './order.ts'

export type OrderState = Pick<Order, 'status' | 'fulfillmentStatus'>

export type OrderChange =
  /** All that is payable was captured. */
  | { readonly kind: 'paid' }
  /** Called off: by its buyer, by staff, because nobody paid, or because the payment failed. */
  | { readonly kind: 'canceled' }
  /** A parcel left; `isComplete` when nothing is left to be sent, `isPaidBack` when no money is had or held for it. */
  | { readonly kind: 'shipped'; readonly isComplete: boolean; readonly isPaidBack: boolean }

export type OrderDecision =
  | { readonly ok: true; readonly status: OrderStatus; readonly fulfillmentStatus: FulfillmentStatus }
  | { readonly ok: false; readonly reason: string }

export function decideOrder(state: OrderState, change: OrderChange): OrderDecision {
  switch (change.kind) {
    case 'paid':
      return state.status === 'PENDING_PAYMENT'
        ? { ok: true, status: 'CONFIRMED', fulfillmentStatus: state.fulfillmentStatus }
        : refuse(`An order that is ${state.status} does not wait for a payment.`)
    case 'canceled':
      return decideCancel(state)
    case 'shipped':
      return decideShipment(state, change)
  }
}

function decideCancel(state: OrderState): OrderDecision {
  if (state.status !== 'PENDING_PAYMENT' && state.status !== 'CONFIRMED') {
    return refuse(`An order that is ${state.status} cannot be canceled.`)
  }
  if (state.fulfillmentStatus !== 'UNFULFILLED') {
    return refuse('Some of the order was sent already: it cannot be canceled.')
  }
  return { ok: true, status: 'CANCELED', fulfillmentStatus: 'UNFULFILLED' }
}

function decideShipment(
  state: OrderState,
  { isComplete, isPaidBack }: Extract<OrderChange, { kind: 'shipped' }>,
): OrderDecision {
  if (state.status !== 'CONFIRMED') return refuse(`An order that is ${state.status} cannot be sent.`)
  if (isPaidBack) return refuse('No money is had or held for the order: it cannot be sent.')
  return isComplete
    ? { ok: true, status: 'FULFILLED', fulfillmentStatus: 'FULFILLED' }
    : { ok: true, status: 'CONFIRMED', fulfillmentStatus: 'PARTIALLY_FULFILLED' }
}

function refuse(reason: string): OrderDecision {
  return { ok: false, reason }
}
