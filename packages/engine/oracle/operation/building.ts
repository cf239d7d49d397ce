// An operation while it is being built.
import type { GraphQLCompositeType, GraphQLSchema } from 'graphql'
import type { Claim, Claims } from './claims.ts'
import type { Variables } from './variables.ts'

export type Fragment = {
  readonly name: string
  readonly type: GraphQLCompositeType
  readonly claims: readonly Claim[]
}

export type Building = {
  readonly schema: GraphQLSchema
  /** Names of fields that fetches need of each other. */
  readonly inputs: ReadonlySet<string>
  readonly claims: Claims
  readonly variables: Variables
  readonly fragments: Fragment[]
  readonly definitions: string[]
}

/** `path` is made of response names, joined by dots. */
export type Place = { readonly type: GraphQLCompositeType; readonly path: string; readonly isTop: boolean }
