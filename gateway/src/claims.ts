// What the policy directives of the shop's graph are judged by, and how a denial is told: in the same codes and words
// as the subgraphs', which check everything again.
import type { PolicyError } from '@supermarket/engine/policy/admission.ts'
import type { Claims } from '@supermarket/engine/policy/decide.ts'
import { forbidden, unauthenticated } from '@supermarket/service-kit/graph-error.ts'
import { isAdmin, isStaff, type Viewer } from '@supermarket/service-kit/viewer.ts'
import { GraphQLError } from 'graphql'
import type { GatewayContext } from './context.ts'

const nothing: Claims = { authenticated: false, scopes: new Set() }

export function claimsOf({ token }: Pick<GatewayContext, 'token'>): Claims {
  if (!token.ok || token.viewer.kind === 'anonymous') return nothing
  return { authenticated: true, scopes: scopesOf(token.viewer) }
}

function scopesOf(viewer: Viewer): ReadonlySet<string> {
  return new Set([...(isStaff(viewer) ? ['staff'] : []), ...(isAdmin(viewer) ? ['admin'] : [])])
}

export const policyError: PolicyError = (_kind, path, { authenticated }) => {
  const { message, extensions } = authenticated ? forbidden() : unauthenticated()
  return new GraphQLError(message, { path, extensions })
}
