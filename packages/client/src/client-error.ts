// The one error of this room, with a closed set of ways in which asking the graph can fail. None of them holds a token.
import type { UserErrorCode } from './generated/types.ts'

export type GraphqlError = {
  readonly message: string
  readonly path?: readonly (string | number)[] | undefined
  readonly extensions?: { readonly code?: string; readonly requestId?: string } | undefined
}

/** An entry of a payload's `userErrors`, as far as all of them are alike. */
export type Refusal = { readonly code: UserErrorCode; readonly message: string }

export type Failure =
  /** No answer came: whether the request took effect is unknown. */
  | { readonly kind: 'network' }
  | { readonly kind: 'timeout' }
  /** The caller's signal ended it. */
  | { readonly kind: 'aborted' }
  /** Something answered that is not the graph, such as a proxy. */
  | { readonly kind: 'http'; readonly status: number; readonly retryAfterMs: number | undefined }
  /** The graph answered with errors; `data` is what it could answer all the same. */
  | {
      readonly kind: 'graphql'
      readonly status: number
      readonly errors: readonly GraphqlError[]
      readonly data: unknown
      readonly retryAfterMs: number | undefined
    }
  /** A mutation was refused and changed nothing. */
  | { readonly kind: 'refused'; readonly userErrors: readonly Refusal[] }

export class ClientError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: ErrorOptions) {
    super(messageOf(failure), options)
    this.name = 'ClientError'
    this.failure = failure
  }

  /** `extensions.code` of the first GraphQL error, or the code of the first user error. */
  get code(): string | undefined {
    if (this.failure.kind === 'graphql') return this.failure.errors[0]?.extensions?.code
    return this.failure.kind === 'refused' ? this.failure.userErrors[0]?.code : undefined
  }
}

function messageOf(failure: Failure): string {
  switch (failure.kind) {
    case 'network':
      return 'The graph could not be reached.'
    case 'timeout':
      return 'The graph did not answer in time.'
    case 'aborted':
      return 'The request was aborted.'
    case 'http':
      return `The answer was no GraphQL: HTTP ${failure.status}.`
    case 'graphql':
      return failure.errors[0]?.message ?? 'The graph answered without data.'
    case 'refused':
      return failure.userErrors[0]?.message ?? 'The graph refused.'
  }
}
