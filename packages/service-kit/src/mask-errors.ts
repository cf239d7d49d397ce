// Decides what of an error a client may see: a declared code with its own message, or one constant sentence.
// Faults are logged here, once, with the request id; nobody else logs and rethrows.
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'
import { type ErrorCode, isErrorCode } from './error-codes.ts'

const faultMessage = 'Something went wrong on our side.'
const overloadMessage = 'The service is overloaded. Try again shortly.'

/** PostgreSQL says: statement time-out, lock not available, too many connections, cannot connect now. */
const overloadStates: ReadonlySet<unknown> = new Set(['57014', '55P03', '53300', '57P03'])

export type MaskedError = { readonly formatted: GraphQLFormattedError; readonly fault: unknown | undefined }

/** `formatted` is what Apollo Server would send; `error` is what was thrown, with its causes. */
export function maskError(formatted: GraphQLFormattedError, error: unknown): MaskedError {
  const thrown = unwrap(error)
  const code = formatted.extensions?.code
  if (thrown instanceof GraphQLError && isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') {
    return { formatted: shape(formatted, code, formatted.message), fault: thrown.cause }
  }
  if (isOverload(thrown)) return { formatted: shape(formatted, 'OVERLOADED', overloadMessage), fault: thrown }
  return { formatted: shape(formatted, 'INTERNAL_SERVER_ERROR', faultMessage), fault: thrown }
}

/** Apollo Server's `formatError`: masks, and logs faults. The request id joins in `withRequestId`. */
export function errorFormatter(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const masked = maskError(formatted, error)
    if (masked.fault !== undefined)
      log.error({ error: masked.fault, path: formatted.path }, 'a request met a fault')
    return masked.formatted
  }
}

export function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, requestId } }
}

function shape(formatted: GraphQLFormattedError, code: ErrorCode, message: string): GraphQLFormattedError {
  const retryAfter = formatted.extensions?.retryAfter
  return {
    message,
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code, ...(typeof retryAfter === 'number' ? { retryAfter } : {}) },
  }
}

/** graphql-js wraps what a resolver throws to add its place; what was thrown decides. */
function unwrap(error: unknown): unknown {
  // The stock executor keeps a subgraph's error, a plain object, as the original of its own.
  return error instanceof GraphQLError && error.originalError instanceof Error
    ? unwrap(error.originalError)
    : error
}

function isOverload(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'PoolOverloadedError') return true
    if ('code' in cause && overloadStates.has(cause.code)) return true
  }
  return false
}
