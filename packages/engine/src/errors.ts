// Errors that the engine itself makes. Their codes are a closed set; what a subgraph says keeps the subgraph's code.
import { GraphQLError, type GraphQLErrorOptions } from 'graphql'

export type EngineErrorCode =
  /** A subgraph did not answer before the deadline. */
  | 'UPSTREAM_TIMEOUT'
  /** A subgraph could not be reached, or what it sent is no GraphQL answer. */
  | 'UPSTREAM_UNAVAILABLE'
  /** The estimate of an operation's cost is over the limit. */
  | 'COST_ESTIMATED_TOO_EXPENSIVE'
  /** A policy directive removed the field from the operation. */
  | 'UNAUTHORIZED_FIELD_OR_TYPE'
  /** Planning the operation goes over the planner's limits of work, time or memory. */
  | 'OPERATION_TOO_COMPLEX'
  /** More work waits than can be done in time; the same request may succeed a little later. */
  | 'OVERLOADED'

export class EngineError extends GraphQLError {
  readonly code: EngineErrorCode

  constructor(
    code: EngineErrorCode,
    message: string,
    options: GraphQLErrorOptions & { cause?: unknown } = {},
  ) {
    const { cause, ...rest } = options
    super(message, { ...rest, extensions: { ...rest.extensions, code } })
    this.code = code
    if (cause !== undefined) this.cause = cause
  }
}

/** A subgraph that gave no answer; the message names the subgraph and nothing of its address. */
export function upstreamTimeout(subgraph: string, cause?: unknown): EngineError {
  return new EngineError('UPSTREAM_TIMEOUT', `The ${subgraph} subgraph did not answer in time.`, { cause })
}

export function upstreamUnavailable(subgraph: string, cause?: unknown): EngineError {
  return new EngineError('UPSTREAM_UNAVAILABLE', `The ${subgraph} subgraph is not available.`, { cause })
}

/** An error of one's own: whoever gets it may complete its extensions. */
export function copyOf({ code, message, cause }: EngineError): EngineError {
  return new EngineError(code, message, { cause })
}
