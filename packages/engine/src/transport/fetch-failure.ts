// Why a subgraph gave no answer: the cause of an UPSTREAM_UNAVAILABLE, for logs and for those who count failures.
// Clients never see it.

export type FetchFailureReason =
  /** Never went out: a header is not one, or the transport is closed. Says nothing of the subgraph. */
  | 'unsent'
  /** No connection, or it broke before the first byte of an answer. */
  | 'unanswered'
  /** An answer began and did not come whole, or is not HTTP. */
  | 'cut-off'
  | 'too-large'
  /** A redirect, or a body that is no GraphQL answer. */
  | 'not-graphql'
  /** Not tried: the breaker is open. */
  | 'circuit-open'

export class FetchFailure extends Error {
  override readonly name = 'FetchFailure'
  readonly reason: FetchFailureReason

  constructor(reason: FetchFailureReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.reason = reason
  }
}
