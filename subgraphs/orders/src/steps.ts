// The places at which a crash is told from one elsewhere: what is durable differs before and after each. Fault tests
// kill the process at these names; whatever is left behind, the reconciler finishes or undoes.

export const steps = [
  /** The order is written, unseen; its cart is closed. Nothing is reserved. */
  'checkout:prepared',
  /** The same for a checkout that goes on in the background, with its means of payment and its job. Nobody is at it. */
  'checkout:submitted',
  /** Somebody goes on with a submitted checkout whose runner is gone. */
  'checkout:resumed',
  /** The stock is reserved. The provider knows nothing. */
  'checkout:reserved',
  /** The provider has answered, or has not in time. We have written nothing of it. */
  'checkout:answered',
  /** The outcome is written, with its events. The caller knows nothing. */
  'checkout:finalized',
  /** The checkout failed and its stock was given back. The order still stands as prepared. */
  'checkout:released',
  /** The money of an order that is called off is set aside for the refund. The provider knows nothing. */
  'refund:prepared',
  /** The provider has answered to the refund. We have written nothing of it. */
  'refund:answered',
  /** The refund is written. */
  'refund:finalized',
  /** Money is set aside for a capture of its own. The provider knows nothing. */
  'capture:prepared',
  /** The provider has answered to the capture. We have written nothing of it. */
  'capture:answered',
  /** The capture is written. */
  'capture:finalized',
  /** A provider's message is proven, and its order marked as one to look at. The provider has no answer. */
  'webhook:received',
  /** The reconciler, by itself or because of a message, has asked what became of a payment. Nothing is written. */
  'settlement:looked-up',
  /** What it said is written. */
  'settlement:recorded',
  /** The provider has called a payment off, because the order is to be canceled. We have written nothing of it. */
  'cancel:voided',
  /** The order, or what was not sent of it, is canceled. What it refunds is not asked for yet. */
  'cancel:recorded',
  /** Goods that came back are written, and what they pay back is set aside. The provider knows nothing. */
  'return:received',
] as const

/** Those of what merchants are told; no order waits for them. */
export const merchantSteps = [
  /** A webhook is leased. Its endpoint knows nothing. */
  'webhook:claimed',
  /** The endpoint has answered, or has not in time. We have written nothing of it. */
  'webhook:sent',
  /** What became of the attempt is written. */
  'webhook:recorded',
] as const

export type OrderStep = (typeof steps)[number]
export type Step = OrderStep | (typeof merchantSteps)[number]
