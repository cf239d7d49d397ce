// A presented token that is invalid, expired or revoked ends the whole request with 401, before any fetch.
// One exception: a document whose root fields only get new credentials ignores an expired token, and whatever a cookie
// holds: no page can take that one away, so refusing it would lock its browser out until the cookie expires. A cookie's
// token stays here even where it looks good: users may know of a revocation that has not reached us, and would refuse.
import type { ApolloServerPlugin } from '@apollo/server'
import { GraphError } from '@supermarket/service-kit/graph-error.ts'
import { anonymous } from '@supermarket/service-kit/viewer.ts'
import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql'
import type { GatewayContext } from '../context.ts'
import { rootFieldNames } from './root-fields.ts'

/** Mutations that give tokens for credentials: one per document, always throttled. */
export const credentialOperations: ReadonlySet<string> = new Set([
  'userLogin',
  'userRegister',
  'sessionRefresh',
])

export const tokenPlugin: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ contextValue, operation, document }) {
        const { token, tokenByCookie } = contextValue
        if (token.ok && !tokenByCookie) return
        const renews = operation !== undefined && asksForCredentials(document, operation)
        if (token.ok) return renews ? leaveAtHome(contextValue) : undefined
        if (token.reason === 'ambiguous') throw bothPresented()
        if (token.reason === 'unverifiable') throw keysOutOfReach(token.cause)
        const isIgnored = token.reason === 'expired' || tokenByCookie
        if (isIgnored && renews) return
        throw invalidToken()
      },
    }
  },
}

/** The caller is nobody then, to us as to the subgraphs. */
function leaveAtHome(context: GatewayContext): void {
  context.authorization = undefined
  context.token = { ok: true, viewer: anonymous }
}

function asksForCredentials(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  if (operation.operation !== 'mutation') return false
  return rootFieldNames(document, operation).every((name) => credentialOperations.has(name))
}

function invalidToken(): GraphQLError {
  return new GraphQLError('The access token is not valid.', {
    extensions: {
      code: 'UNAUTHENTICATED',
      http: { status: 401, headers: new Map([['www-authenticate', 'Bearer error="invalid_token"']]) },
    },
  })
}

function bothPresented(): GraphError {
  return new GraphError('BAD_REQUEST', 'Send either a bearer token or the session cookie, not both.', {
    httpStatus: 400,
  })
}

function keysOutOfReach(cause: unknown): GraphError {
  return new GraphError('UPSTREAM_UNAVAILABLE', 'The access token cannot be checked now.', {
    cause,
    httpStatus: 503,
    retryAfterSeconds: 1,
  })
}
