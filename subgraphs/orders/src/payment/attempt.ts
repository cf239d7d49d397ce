// How one attempt to pay moves with what its provider says. Snapshots may arrive late and in any order, so a later
// state never gives way to an earlier one. Pure.
import type { PaymentAttemptStatus } from '../order/order.ts'
import type { PaymentState } from './provider.ts'

const statusOf: Readonly<Record<PaymentState, PaymentAttemptStatus>> = {
  none: 'PENDING',
  pending: 'PENDING',
  requires_action: 'REQUIRES_ACTION',
  authorized: 'AUTHORIZED',
  captured: 'CAPTURED',
  declined: 'FAILED',
  voided: 'VOIDED',
}

const progress: Readonly<Record<PaymentAttemptStatus, number>> = {
  PENDING: 0,
  REQUIRES_ACTION: 1,
  AUTHORIZED: 2,
  FAILED: 3,
  VOIDED: 3,
  // Money that arrived has arrived, whatever was believed before.
  CAPTURED: 4,
}

export function nextAttemptStatus(current: PaymentAttemptStatus, state: PaymentState): PaymentAttemptStatus {
  const next = statusOf[state]
  return progress[next] > progress[current] ? next : current
}

/** Whether the provider may still say something else without being asked for anything. */
export function isOpenAttempt(status: PaymentAttemptStatus): boolean {
  return status === 'PENDING' || status === 'REQUIRES_ACTION' || status === 'AUTHORIZED'
}
