// Snapshots that no provider has to be asked for. Pure.
import type { PaymentSnapshot } from './provider.ts'

/** The provider was never asked, and never will be. */
export function voided(key: string): PaymentSnapshot {
  return { key, state: 'voided', declineCode: null, actionUrl: null, transactions: [] }
}

/** An order that costs nothing is paid. */
export function nothingToPay(key: string): PaymentSnapshot {
  return { key, state: 'captured', declineCode: null, actionUrl: null, transactions: [] }
}
