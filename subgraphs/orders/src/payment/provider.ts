// What a payment provider must be able to do for us. Every command carries a key of ours and may be repeated: the
// same key has one effect and one answer. A provider is a company elsewhere: no call to it stands in a transaction.

export type ProviderTransaction = {
  /** The provider's own id, unique at the provider: what the ledger knows it by. */
  readonly id: string
  readonly kind: 'AUTHORIZATION' | 'CAPTURE' | 'VOID' | 'REFUND'
  readonly amountMinor: number
  readonly at: Date
  /** Our key, for a refund. */
  readonly refundKey: string | null
}

export type PaymentState =
  /** The provider does not know the key. */
  'none' | 'requires_action' | 'authorized' | 'captured' | 'declined' | 'voided'

/** All that the provider knows of one payment, refunds included. Older snapshots may arrive after younger ones. */
export type PaymentSnapshot = {
  readonly key: string
  readonly state: PaymentState
  readonly declineCode: string | null
  /** The page to send the buyer to; set while `state` is `requires_action`. */
  readonly actionUrl: string | null
  readonly transactions: readonly ProviderTransaction[]
}

export type AuthorizeCommand = {
  readonly key: string
  readonly amountMinor: number
  readonly currency: string
  /** The means of payment as the provider named it. */
  readonly token: string
}

export type RefundCommand = {
  readonly key: string
  readonly paymentKey: string
  readonly amountMinor: number
}

export type RefundOutcome =
  | { readonly kind: 'succeeded'; readonly transaction: ProviderTransaction }
  | { readonly kind: 'refused'; readonly reason: string }

/**
 * Every method rejects when the outcome is not known: no answer before `signal`, no connection. A ProviderError is
 * an answer all the same: the provider is done with the request.
 */
export type PaymentProvider = {
  readonly name: string
  /** Authorises, and captures at once where the provider does so; otherwise the state is `authorized`. */
  authorize(command: AuthorizeCommand, signal: AbortSignal): Promise<PaymentSnapshot>
  capture(key: string, signal: AbortSignal): Promise<PaymentSnapshot>
  /**
   * Calls off what was not captured. An unknown key is remembered as called off, so that an authorisation which is
   * still on its way is refused. What was captured stays so: the answer says it.
   */
  void(key: string, signal: AbortSignal): Promise<PaymentSnapshot>
  refund(command: RefundCommand, signal: AbortSignal): Promise<RefundOutcome>
  lookUp(key: string, signal: AbortSignal): Promise<PaymentSnapshot>
}

/** By the name that clients give. */
export type PaymentProviders = ReadonlyMap<string, PaymentProvider>

/** The provider answered that it failed; whether it charged, only a look-up tells. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
}
