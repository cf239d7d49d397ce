// The one class for denials and bad requests: a code of the closed set and a message that a client may read.
// Whatever is thrown and is not a GraphError is a fault: logged once at the edge and masked.
import { GraphQLError } from 'graphql'
import type { ErrorCode } from './error-codes.ts'

export type GraphErrorOptions = {
  cause?: unknown
  /** HTTP status of the whole answer when the error ends the request before execution. */
  httpStatus?: number
  /** Seconds after which a throttled or refused caller may try again. */
  retryAfterSeconds?: number
}

export class GraphError extends GraphQLError {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options: GraphErrorOptions = {}) {
    super(message, {
      extensions: { code, ...retryExtension(options), ...httpExtension(options) },
    })
    this.code = code
    if (options.cause !== undefined) this.cause = options.cause
  }
}

export function unauthenticated(message = 'Sign in first.'): GraphError {
  return new GraphError('UNAUTHENTICATED', message)
}

export function forbidden(message = 'You may not do this.'): GraphError {
  return new GraphError('FORBIDDEN', message)
}

export function badUserInput(message: string): GraphError {
  return new GraphError('BAD_USER_INPUT', message)
}

export function rateLimited(retryAfterSeconds: number): GraphError {
  return new GraphError('RATE_LIMITED', 'Too many attempts. Try again later.', {
    httpStatus: 429,
    retryAfterSeconds,
  })
}

export function upstreamTimeout(subgraph: string): GraphError {
  return new GraphError('UPSTREAM_TIMEOUT', `The ${subgraph} service did not answer in time.`)
}

export function upstreamUnavailable(subgraph: string, cause?: unknown): GraphError {
  return new GraphError('UPSTREAM_UNAVAILABLE', `The ${subgraph} service is not available.`, { cause })
}

export function overloaded(cause?: unknown): GraphError {
  return new GraphError('OVERLOADED', 'The service is overloaded. Try again shortly.', {
    httpStatus: 503,
    retryAfterSeconds: 1,
    cause,
  })
}

function retryExtension({ retryAfterSeconds }: GraphErrorOptions) {
  return retryAfterSeconds === undefined ? {} : { retryAfter: Math.ceil(retryAfterSeconds) }
}

/** Apollo Server reads `extensions.http`, applies it to the answer and removes it from what the client sees. */
function httpExtension({ httpStatus, retryAfterSeconds }: GraphErrorOptions) {
  if (httpStatus === undefined) return {}
  const headers = new Map<string, string>()
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(Math.ceil(retryAfterSeconds)))
  return { http: { status: httpStatus, headers } }
}
