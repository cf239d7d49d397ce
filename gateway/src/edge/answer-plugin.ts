// The last hand on every GraphQL answer: request id, bounded errors, nothing that is not declared, and the HTTP status
// of throttled and overloaded requests.
import type { ApolloServerPlugin } from '@apollo/server'
import { withRequestId } from '@supermarket/service-kit/mask-errors.ts'
import type { Metrics } from '@supermarket/service-kit/metrics.ts'
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import type { GatewayContext } from '../context.ts'

/** A document can be wrong in a thousand places; nobody reads more than these. */
const maxErrors = 50

/** `declared` are the extensions that the executor may add to an answer. */
export function answerPlugin(
  metrics?: Metrics,
  declared: readonly string[] = [],
): ApolloServerPlugin<GatewayContext> {
  const known = ['valueCompletion', ...declared]
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, response: { body, http } }) {
          http.headers.set('cache-control', 'no-store')
          if (body.kind !== 'single') return
          keepDeclared(body.singleResult, known)
          finish(body.singleResult, http, contextValue.requestId)
          const { errors } = body.singleResult
          metrics?.observeRequest('gateway', {
            startedAt: contextValue.startedAt,
            status: http.status ?? 200,
            errors,
          })
        },
      }
    },
  }
}

function finish(result: FormattedExecutionResult, http: Head, requestId: string): void {
  if (!result.errors) return
  applyStatus(result, http)
  result.errors = result.errors
    .slice(0, maxErrors)
    .map((error) => withRequestId(atClientPath(withoutRetryAfter(error)), requestId))
}

/** Which of a subgraph's nulls had to be widened, as every Apollo gateway tells it, and what the executor declares. */
function keepDeclared(result: FormattedExecutionResult, known: readonly string[]): void {
  const { extensions = {} } = result
  delete result.extensions
  const kept = known.filter((name) => extensions[name] !== undefined)
  if (kept.length > 0) result.extensions = Object.fromEntries(kept.map((name) => [name, extensions[name]]))
}

type Head = { status?: number; headers: Map<string, string> }

function applyStatus({ data, errors = [] }: FormattedExecutionResult, http: Head): void {
  const codes = errors.map((error) => error.extensions?.code)
  const status = statusOf(codes, isBlank(data))
  if (status === undefined) return
  http.status = status
  if (status === 400) return
  const retryAfter = errors.find((error) => error.extensions?.retryAfter !== undefined)?.extensions
    ?.retryAfter
  http.headers.set('retry-after', String(retryAfter ?? 1))
}

/** Bad input is 400 whoever noticed it: the gateway, which knows no scalars of the shop, or a subgraph. */
function statusOf(codes: readonly unknown[], isBlank: boolean): number | undefined {
  if (codes.includes('RATE_LIMITED')) return 429
  if (isBlank && codes.includes('OVERLOADED')) return 503
  return isBlank && codes.every((code) => code === 'BAD_USER_INPUT') ? 400 : undefined
}

function isBlank(data: FormattedExecutionResult['data']): boolean {
  if (!data) return true
  // The engine's data is JSON text until somebody asks what is in it.
  const plain = typeof data.toJSON === 'function' ? data.toJSON() : data
  return Object.values(plain).every((value) => value === null)
}

/** It travels from the subgraph in the error, and from here as the header. */
function withoutRetryAfter(error: GraphQLFormattedError): GraphQLFormattedError {
  if (error.extensions?.retryAfter === undefined) return error
  const { retryAfter: _header, ...extensions } = error.extensions
  return { ...error, extensions }
}

/** A whole failed entity fetch has a path with `@` for "every item": the client gets the path of the list. */
function atClientPath(error: GraphQLFormattedError): GraphQLFormattedError {
  const end = error.path?.indexOf('@') ?? -1
  return end < 0 ? error : { ...error, path: error.path?.slice(0, end) ?? [] }
}
