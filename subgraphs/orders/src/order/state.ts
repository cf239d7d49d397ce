// The life of an order as one pure decision: what may follow on what. Pure.
import type { FulfillmentStatus, Order, OrderStatus } from './order.ts'

export type OrderState = Pick<Order, 'status' | 'fulfillmentStatus'>

export type OrderChange =
  /** All that is payable was captured. */
  | { readonly kind: 'paid' }
  /** What was not sent is called off; `isAllBack` when all that was sent came back before, `isHeld` while money is only set aside. */
  | { readonly kind: 'reduced'; readonly isAllBack: boolean; readonly isHeld: boolean }
  /** Goods came back; `isAllBack` when nothing that was sent is still with the buyer. */
  | { readonly kind: 'returned'; readonly isAllBack: boolean }
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
    case 'reduced':
      return decideReduction(state, change)
    case 'returned':
      return decideReturned(state, change)
    case 'shipped':
      return decideShipment(state, change)
  }
}

/**
 * What canceling comes to: an order of which goods are with the buyer is not canceled, but staff may call the rest off.
 * One that was sent as a whole ends by a return, which staff may open at any time.
 */
export function cancelationOf(
  { status, fulfillmentStatus }: OrderState,
  by: 'BUYER' | 'STAFF',
  goods: { readonly isAllBack: boolean; readonly isHeld: boolean },
): Extract<OrderChange, { kind: 'canceled' | 'reduced' }> {
  const isRest = by === 'STAFF' && status === 'CONFIRMED' && fulfillmentStatus === 'PARTIALLY_FULFILLED'
  return isRest ? { kind: 'reduced', ...goods } : { kind: 'canceled' }
}

function decideReduction(
  state: OrderState,
  { isAllBack, isHeld }: Extract<OrderChange, { kind: 'reduced' }>,
): OrderDecision {
  if (isHeld) return refuse('Some of the money is only set aside: capture it, then call the rest off.')
  return state.status === 'CONFIRMED' && state.fulfillmentStatus === 'PARTIALLY_FULFILLED'
    ? { ok: true, status: 'FULFILLED', fulfillmentStatus: isAllBack ? 'RETURNED' : 'FULFILLED' }
    : refuse('Nothing is left that could be called off.')
}

function decideReturned(
  state: OrderState,
  { isAllBack }: Extract<OrderChange, { kind: 'returned' }>,
): OrderDecision {
  const { status, fulfillmentStatus } = state
  if (fulfillmentStatus !== 'PARTIALLY_FULFILLED' && fulfillmentStatus !== 'FULFILLED') {
    return refuse('Nothing of the order is with the buyer.')
  }
  // While something is still to be sent, the order is not over.
  return {
    ok: true,
    status,
    fulfillmentStatus: isAllBack && status !== 'CONFIRMED' ? 'RETURNED' : fulfillmentStatus,
  }
}

function decideCancel(state: OrderState): OrderDecision {
  if (state.status === 'FULFILLED' || state.status === 'COMPLETED') {
    return refuse('The order was sent: it ends by a return.')
  }
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
