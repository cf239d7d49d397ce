// Decides what of an error a client may see: a declared code with its own message, or one constant sentence.
// Faults are logged here, once, with the request id; nobody else logs and rethrows.
import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'
import { type ErrorCode, isErrorCode } from './error-codes.ts'

export const faultMessage = 'Something went wrong on our side.'
const overloadMessage = 'The service is overloaded. Try again shortly.'
/** A message may repeat what the client sent, such as the name of an unknown field: bound it. */
const maxMessageLength = 400

/** What a resolver may answer in a field's place; the other codes speak of a whole request and have no path. */
const fieldCodes: ReadonlySet<ErrorCode> = new Set([
  'BAD_USER_INPUT',
  'COST_ESTIMATED_TOO_EXPENSIVE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'OVERLOADED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
])

/**
 * What a database says when it cannot answer now: statement time-out, lock not available, out of connections or
 * memory, going down, coming up; then postgres.js, and the system, on a connection that broke or was never made.
 */
const overloadStates: ReadonlySet<unknown> = new Set([
  ...['57014', '55P03', '53000', '53100', '53200', '53300', '57P01', '57P02', '57P03'],
  ...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT', 'ECONNREFUSED'],
])

export type MaskedError = { readonly formatted: GraphQLFormattedError; readonly fault: unknown | undefined }

/** `formatted` is what Apollo Server would send; `error` is what was thrown, with its causes. */
export function maskError(formatted: GraphQLFormattedError, error: unknown): MaskedError {
  const thrown = unwrap(error)
  const code = formatted.extensions?.code
  if (formatted.path === undefined && error instanceof GraphQLError) {
    const refusal = requestRefusal(code, error)
    if (refusal) return { formatted: shape(formatted, refusal, formatted.message), fault: error.cause }
  }
  if (thrown instanceof GraphQLError && isErrorCode(code) && fieldCodes.has(code)) {
    return { formatted: shape(formatted, code, formatted.message), fault: thrown.cause }
  }
  if (isOverload(thrown)) return { formatted: shape(formatted, 'OVERLOADED', overloadMessage), fault: thrown }
  return { formatted: shape(formatted, 'INTERNAL_SERVER_ERROR', faultMessage), fault: thrown }
}

/** Apollo Server's `formatError`. The request id joins in `withRequestId`, the log is written by `faultLog`. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  return maskError(formatted, error).formatted
}

/** Logs what clients do not get to see. What a subgraph of ours has masked carries a request id: it logged it. */
export function logFault(log: Logger, error: GraphQLError, requestId: string): void {
  if (error.extensions.requestId !== undefined) return
  const { fault } = maskError(error.toJSON(), error)
  if (fault !== undefined) log.error({ error: fault, path: error.path, requestId }, 'a request met a fault')
}

/** `logFault` for every request that Apollo Server answers. */
export function faultLog<Context extends { readonly requestId: string }>(
  log: Logger,
): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ contextValue }) {
      return {
        async didEncounterErrors({ errors }) {
          for (const error of errors) logFault(log, error, contextValue.requestId)
        },
      }
    },
    async unexpectedErrorProcessingRequest({ error, requestContext }) {
      const { requestId } = requestContext.contextValue
      logFault(log, new GraphQLError(error.message, { originalError: error }), requestId)
    },
  }
}

export function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, requestId } }
}

/** The code of an error that ends a request before execution; undefined when the error is a fault. */
function requestRefusal(code: unknown, error: GraphQLError): ErrorCode | undefined {
  if (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR' && error.extensions.code === code) return code
  // Apollo Server refuses an abused persisted query with 400 and gives it no code.
  const http = error.extensions.http
  const status = typeof http === 'object' && http !== null && 'status' in http ? http.status : undefined
  return error.extensions.code === undefined && status === 400 ? 'BAD_REQUEST' : undefined
}

function shape(formatted: GraphQLFormattedError, code: ErrorCode, message: string): GraphQLFormattedError {
  const retryAfter = formatted.extensions?.retryAfter
  return {
    message: bounded(message),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code, ...(typeof retryAfter === 'number' ? { retryAfter } : {}) },
  }
}

function bounded(message: string): string {
  const short = message.length > maxMessageLength ? `${message.slice(0, maxMessageLength)}…` : message
  return short.toWellFormed()
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
