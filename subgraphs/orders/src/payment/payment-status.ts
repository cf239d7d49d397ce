// Where the money of an order stands, derived from what the ledger adds up to and from the last attempt. Pure.
import type { PaymentAttemptStatus, PaymentStatus } from '../order/order.ts'

export type LedgerSums = {
  readonly payableMinor: number
  readonly capturedMinor: number
  readonly refundedMinor: number
}

/** `PAID` exactly when captured less refunded is what is payable. */
export function paymentStatusOf(sums: LedgerSums, attempt: PaymentAttemptStatus): PaymentStatus {
  const { payableMinor, capturedMinor, refundedMinor } = sums
  if (capturedMinor === 0) return attempt === 'CAPTURED' ? 'PAID' : attempt
  if (refundedMinor === 0) return capturedMinor === payableMinor ? 'PAID' : 'PARTIALLY_PAID'
  return refundedMinor === capturedMinor ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
}
