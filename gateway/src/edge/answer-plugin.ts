// The last hand on every GraphQL answer: request id and the HTTP status of throttled and overloaded requests.
import type { ApolloServerPlugin } from '@apollo/server'
import { withRequestId } from '@supermarket/service-kit/mask-errors.ts'
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import type { GatewayContext } from '../context.ts'

export const answerPlugin: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response }) {
        const { requestId } = contextValue
        response.http.headers.set('cache-control', 'no-store')
        if (response.body.kind !== 'single') return
        const { singleResult } = response.body
        if (!singleResult.errors) return
        applyStatus(singleResult, response.http)
        singleResult.errors = singleResult.errors.map((error) =>
          withRequestId(atClientPath(error), requestId),
        )
      },
    }
  },
}

type Head = { status?: number; headers: Map<string, string> }

function applyStatus({ data, errors = [] }: FormattedExecutionResult, http: Head): void {
  const throttled = errors.find((error) => error.extensions?.code === 'RATE_LIMITED')
  const overloaded = isBlank(data)
    ? errors.find((error) => error.extensions?.code === 'OVERLOADED')
    : undefined
  const refusal = throttled ?? overloaded
  if (!refusal) return
  http.status = refusal === throttled ? 429 : 503
  http.headers.set('retry-after', String(refusal.extensions?.retryAfter ?? 1))
}

function isBlank(data: FormattedExecutionResult['data']): boolean {
  return !data || Object.values(data).every((value) => value === null)
}

/** A whole failed entity fetch has a path with `@` for "every item": the client gets the path of the list. */
function atClientPath(error: GraphQLFormattedError): GraphQLFormattedError {
  const end = error.path?.indexOf('@') ?? -1
  return end < 0 ? error : { ...error, path: error.path?.slice(0, end) ?? [] }
}
