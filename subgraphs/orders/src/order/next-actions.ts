// What a viewer may do with an order now, by the decisions that the mutations themselves make: an action is told of
// exactly when its mutation would not be refused because of where the order stands. Pure.

import { capturableMinor, heldMinor, refundableMinor } from '../payment/balance.ts'
import type { ReturnStatus } from '../return/return.ts'
import { decideReturn, decideReturnRequest, type ReturnChange } from '../return/state.ts'
import type { Order, OrderLine, Payment } from './order.ts'
import { isAllBack } from './reduction.ts'
import { decideParcel, openQuantity } from './shipment-plan.ts'
import { cancelationOf, decideOrder } from './state.ts'

export type OrderAction =
  | 'CONFIRM_PAYMENT'
  | 'CANCEL'
  | 'FULFILL'
  | 'CAPTURE_PAYMENT'
  | 'REFUND'
  | 'REQUEST_RETURN'
  | 'CANCEL_RETURN'
  | 'APPROVE_RETURN'
  | 'REJECT_RETURN'
  | 'RECEIVE_RETURN'
  | 'ADD_NOTE'

export type ActionFacts = {
  readonly order: Order
  /** Of the latest attempt to pay. */
  readonly payment: Payment
  readonly lines: readonly OrderLine[]
  readonly returns: readonly { readonly status: ReturnStatus }[]
  /** Whoever reads an order and is not staff is its buyer, or a guest with its token. */
  readonly by: 'BUYER' | 'STAFF'
  readonly at: Date
  readonly returnWindowMs: number
}

type Rule = { readonly isForStaff?: true; readonly isDue: (facts: ActionFacts) => boolean }

const hasReturn =
  (change: ReturnChange) =>
  ({ returns }: ActionFacts): boolean =>
    returns.some(({ status }) => decideReturn(status, change).ok)

const rules: Readonly<Record<OrderAction, Rule>> = {
  // The mutation bears being repeated when there is nothing to confirm any more; nobody needs a button for that.
  CONFIRM_PAYMENT: {
    isDue: ({ order }) => order.status === 'PENDING_PAYMENT' && order.paymentStatus === 'REQUIRES_ACTION',
  },
  CANCEL: {
    isDue: ({ order, payment, lines, by }) => {
      const goods = { isAllBack: isAllBack(lines), isHeld: heldMinor(payment) > 0 }
      return decideOrder(order, cancelationOf(order, by, goods)).ok
    },
  },
  FULFILL: {
    isForStaff: true,
    isDue: ({ order, payment, lines }) =>
      decideParcel({ order, payment }, false).ok && lines.some((line) => openQuantity(line) > 0),
  },
  CAPTURE_PAYMENT: {
    isForStaff: true,
    isDue: ({ order, payment }) =>
      order.status !== 'PENDING_PAYMENT' && order.status !== 'CANCELED' && capturableMinor(payment) > 0,
  },
  REFUND: { isForStaff: true, isDue: ({ payment }) => refundableMinor(payment) > 0 },
  REQUEST_RETURN: { isDue: (facts) => decideReturnRequest(facts).ok },
  CANCEL_RETURN: { isDue: hasReturn('cancel') },
  APPROVE_RETURN: { isForStaff: true, isDue: hasReturn('approve') },
  REJECT_RETURN: { isForStaff: true, isDue: hasReturn('reject') },
  RECEIVE_RETURN: { isForStaff: true, isDue: hasReturn('receive') },
  ADD_NOTE: { isForStaff: true, isDue: () => true },
}

const actions = Object.entries(rules) as readonly [OrderAction, Rule][]

/** In the order of the schema. */
export function nextActionsOf(facts: ActionFacts): OrderAction[] {
  return actions.flatMap(([action, { isForStaff, isDue }]) =>
    (facts.by === 'STAFF' || !isForStaff) && isDue(facts) ? [action] : [],
  )
}
