// What a payment provider must be able to do for us. Every command carries a key of ours and may be repeated: the
// same key has one effect and one answer. A provider is a company elsewhere: no call to it stands in a transaction.

export type ProviderTransaction = {
  /** The provider's own id, unique at the provider: what the ledger knows it by. */
  readonly id: string
  /** A `VOID` lets go of money that was set aside; a `REFUND_REVERSAL` is a refund that came back to us. */
  readonly kind: 'AUTHORIZATION' | 'CAPTURE' | 'VOID' | 'REFUND' | 'REFUND_REVERSAL'
  readonly amountMinor: number
  readonly at: Date
  /** Our key, for a refund that we asked for, and its reversal. */
  readonly refundKey: string | null
  /** Our key, for a capture that we asked for by a key of its own. */
  readonly captureKey?: string | null
  /** Id of the refund that came back. */
  readonly reverses?: string
  /** Why it came back, in the provider's words. */
  readonly reason?: string | null
}

export type PaymentState =
  /** The provider does not know the key, or was not told how to pay: no money can move. */
  | 'none'
  /** The provider works on it, and says later how it ended. */
  | 'pending'
  | 'requires_action'
  /** Set aside, and not yet taken as a whole: captures may be among the transactions. */
  | 'authorized'
  /** Nothing more can be taken. */
  | 'captured'
  | 'declined'
  | 'voided'

/** All that the provider knows of one payment, refunds included. Older snapshots may arrive after younger ones. */
export type PaymentSnapshot = {
  readonly key: string
  readonly state: PaymentState
  readonly declineCode: string | null
  /** The page to send the buyer to; set while `state` is `requires_action`, unless `clientSecret` is. */
  readonly actionUrl: string | null
  /** With which the provider's library in the buyer's app goes on, where there is no page. */
  readonly clientSecret?: string | null
  /** Why the buyer's bank wants it back; absent while nobody disputes it. */
  readonly dispute?: string
  readonly transactions: readonly ProviderTransaction[]
}

export type AuthorizeCommand = {
  readonly key: string
  readonly amountMinor: number
  readonly currency: string
  /** The means of payment as the provider named it. */
  readonly token: string
  /** Whether the money is only set aside; otherwise it may be taken at once. */
  readonly capturesLater: boolean
}

export type CaptureCommand = {
  /** Of the payment. */
  readonly key: string
  readonly captureKey: string
  /** At most what is set aside and was neither taken nor let go of. */
  readonly amountMinor: number
  /** Nothing else is going to be taken: the rest is let go of. */
  readonly isFinal: boolean
}

export type CaptureOutcome =
  | { readonly kind: 'captured'; readonly snapshot: PaymentSnapshot }
  | { readonly kind: 'refused'; readonly reason: string; readonly snapshot: PaymentSnapshot }

export type RefundCommand = {
  readonly key: string
  readonly paymentKey: string
  readonly amountMinor: number
}

export type RefundOutcome =
  | { readonly kind: 'succeeded'; readonly transaction: ProviderTransaction }
  /** Accepted; a later look-up says how it ended. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'refused'; readonly reason: string }

export type WebhookRequest = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
}

/** Says only that something became of a payment. What became of it, a look-up tells. */
export type WebhookEvent = { readonly id: string; readonly type: string; readonly paymentKey: string }

export type ProviderWebhook = {
  /** Undefined when it is not proven to be the provider's own and recent; none when it is no news of a payment of ours. */
  verify(request: WebhookRequest): Promise<readonly WebhookEvent[] | undefined>
  /**
   * News since then that nobody here waits for, such as a refund in the provider's dashboard: for messages that never
   * arrived. Whatever is unsettled the reconciler asks about by itself.
   */
  listNews?(since: Date, signal: AbortSignal): Promise<readonly WebhookEvent[]>
}

/**
 * Every method rejects when the outcome is not known: no answer before `signal`, no connection. A ProviderError is
 * an answer all the same: the provider is done with the request.
 */
export type PaymentProvider = {
  readonly name: string
  /** Whether one payment may be captured in several parts. Otherwise the first capture is the only one. */
  readonly capturesInParts: boolean
  readonly webhook?: ProviderWebhook
  /** Authorises, and captures at once where the provider does so; otherwise the state is `authorized`. */
  authorize(command: AuthorizeCommand, signal: AbortSignal): Promise<PaymentSnapshot>
  capture(command: CaptureCommand, signal: AbortSignal): Promise<CaptureOutcome>
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
