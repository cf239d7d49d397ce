// Every span of time that this service keeps, with its default.

export type Timings = {
  /** A payment provider gets this, and at most what is left of the request less `answerReserveMs`. */
  readonly providerMs: number
  readonly answerReserveMs: number
  /** A call to products. */
  readonly catalogMs: number
  /** A submitted checkout gets this from whoever works on it; less than `settleMs`. */
  readonly submitMs: number
  /** A tax provider. */
  readonly taxesMs: number
  /** How long an order waits for its payment. */
  readonly paymentWindowMs: number
  /** How long stock stays reserved for it: well past the window, so that what is paid is reserved. */
  readonly reservationMs: number
  /** Products gets this to hear that an order is paid before its stock lapses. Money that is later goes back. */
  readonly commitMs: number
  /** After its deadline, a request that has not finished its order is taken for dead. */
  readonly graceMs: number
  /** Until the provider is asked again about a payment that it did not answer. */
  readonly retryMs: number
  /** Until the provider is asked whether the buyer has acted. */
  readonly actionMs: number
  /** Until the provider is asked whether it still holds money that is taken later. */
  readonly heldMs: number
  /** For how long a provider's message waits for its order to be settled before it is answered. */
  readonly webhookMs: number
  /** For how long one reconciler works on an order before another may. */
  readonly settleMs: number
  /** How often the reconciler looks for what is due. */
  readonly sweepMs: number
  /** How often it is looked whether the database still tells us of changes. */
  readonly listenCheckMs: number
  /** How long an order that was sent as a whole may come back; then it is completed. */
  readonly returnWindowMs: number
  /** How long after an account was deleted its last request has ended for certain. */
  readonly forgetAgainMs: number
  /** For how long a guest's token opens an order. */
  readonly orderAccessMs: number
  /** Until one more link to the same order may be asked for, after three. */
  readonly accessRequestMs: number
  /** How long idempotency keys are kept. */
  readonly keysMs: number
  /** How long carts are kept that nobody has an account for, or that were ordered, after their last change. */
  readonly cartsMs: number
  /** What an endpoint of a merchant gets for its answer. */
  readonly webhookTimeoutMs: number
  /** Well above that, so that a lease ends early only when its sender is dead or stands still. */
  readonly webhookLeaseMs: number
  /** For webhooks that no notification told of: retries that are due, ended leases. */
  readonly webhookPollMs: number
  /** From the first attempt at a webhook to the last. */
  readonly webhookWindowMs: number
  /** How long the log of webhooks is kept. */
  readonly webhookLogMs: number
  /** How long a replaced secret goes on signing beside the new one. */
  readonly webhookSecretMs: number
}

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

export const defaultTimings: Timings = {
  providerMs: 8_000,
  answerReserveMs: 1_000,
  catalogMs: 3_000,
  submitMs: 15_000,
  taxesMs: 2_000,
  paymentWindowMs: 30 * 60_000,
  reservationMs: 2 * hourMs,
  commitMs: 15 * 60_000,
  graceMs: 5_000,
  retryMs: 3_000,
  actionMs: 20_000,
  heldMs: 6 * hourMs,
  webhookMs: 3_000,
  settleMs: 20_000,
  sweepMs: 5_000,
  listenCheckMs: 15_000,
  returnWindowMs: 14 * dayMs,
  forgetAgainMs: 60_000,
  orderAccessMs: 90 * dayMs,
  accessRequestMs: 20 * 60_000,
  keysMs: 2 * dayMs,
  cartsMs: 30 * dayMs,
  webhookTimeoutMs: 10_000,
  webhookLeaseMs: 30_000,
  webhookPollMs: 1_000,
  webhookWindowMs: dayMs,
  webhookLogMs: 30 * dayMs,
  webhookSecretMs: dayMs,
}
