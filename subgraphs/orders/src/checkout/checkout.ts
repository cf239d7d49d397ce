// A checkout as its buyer follows it: nothing of its own but the reasons why it failed, all else is its order. Pure.
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { Order } from '../order/order.ts'
import { userError } from '../user-error.ts'

export type Checkout = {
  /** Placed or not. */
  readonly order: Order
  /** Whether its order was ever paid, and so is an order whatever happened since. */
  readonly wasConfirmed: boolean
  /** As they were found out in the background; null when they were not. */
  readonly failure: readonly UserErrorEntry[] | null
  /** The token by which the viewer sees it, when it is a guest's. */
  readonly accessToken: string | null
}

export type CheckoutStatus = 'PROCESSING' | 'ACTION_REQUIRED' | 'SUCCEEDED' | 'FAILED'

/** Each checkout makes one order, or none: their ids differ by the prefix, so that either is found by the other. */
export function checkoutIdOf(orderId: string): string {
  return orderId.replace(/^ord_/, 'chk_')
}

export function orderIdOf(checkoutId: string): string {
  return checkoutId.replace(/^chk_/, 'ord_')
}

export function checkoutStatusOf({ order, wasConfirmed }: Checkout): CheckoutStatus {
  if (order.status === 'CANCELED') return wasConfirmed ? 'SUCCEEDED' : 'FAILED'
  if (order.status !== 'PENDING_PAYMENT') return 'SUCCEEDED'
  return order.paymentStatus === 'REQUIRES_ACTION' ? 'ACTION_REQUIRED' : 'PROCESSING'
}

export function isOver(checkout: Checkout): boolean {
  const status = checkoutStatusOf(checkout)
  return status === 'SUCCEEDED' || status === 'FAILED'
}

export function reasonsOf(checkout: Checkout): readonly UserErrorEntry[] {
  if (checkoutStatusOf(checkout) !== 'FAILED') return []
  if (checkout.failure !== null) return checkout.failure
  return checkout.order.paymentStatus === 'FAILED'
    ? [userError('PAYMENT_DECLINED', 'The payment was declined. The order is canceled.')]
    : [userError('ILLEGAL_STATE', 'The order was called off before it was paid.')]
}
