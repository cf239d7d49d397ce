// What may still be done with the money of a payment, as its ledger and what is under way say. Pure.
import type { Balance } from '../order/order.ts'

/** Taken, and neither paid back nor about to be. */
export function refundableMinor({ capturedMinor, refundedMinor, refundingMinor }: Balance): number {
  return capturedMinor - refundedMinor - refundingMinor
}

/** Set aside, and neither taken nor let go of, nor about to be taken. */
export function capturableMinor({
  authorizedMinor,
  voidedMinor,
  capturedMinor,
  capturingMinor,
}: Balance): number {
  return Math.max(0, authorizedMinor - voidedMinor - capturedMinor - capturingMinor)
}

/** Set aside, and neither taken nor let go of: what is about to be taken included. */
export function heldMinor(balance: Balance): number {
  return capturableMinor(balance) + balance.capturingMinor
}
