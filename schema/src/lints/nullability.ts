// Nullability follows failure: whatever can fail or be denied on its own is nullable, so that it blanks no neighbour.
import { type GraphQLOutputType, type GraphQLSchema, getNamedType, isListType, isNonNullType } from 'graphql'
import { entityOwners, type SubgraphName } from '../subgraphs.ts'
import { findDirective, isRootType, listOwnFields } from './schema-shape.ts'

/** `schema` is one subgraph's, because what is foreign depends on who looks. */
export function lintNullability(schema: GraphQLSchema, subgraph: SubgraphName): readonly string[] {
  return listOwnFields(schema).flatMap(({ type, field, at }) => {
    const target = getNamedType(field.type).name
    if (isRootType(schema, type) && isNonNullType(field.type))
      return [`${at} is a root field: make it nullable.`]
    if (type.name === 'User' && field.name !== 'id' && isNonNullType(field.type)) {
      return [`${at} may be denied: make it nullable, like every field of User but id.`]
    }
    if (isPolicied(field) && isNonNullType(field.type)) return [`${at} may be denied: make it nullable.`]
    if (target.endsWith('Connection') && isNonNullType(field.type)) {
      return [`${at} is a connection: make it nullable.`]
    }
    if (isForeign(target, subgraph) && isStrictWithin(field.type)) {
      return [`${at} points at ${target}, which another subgraph owns: make it nullable.`]
    }
    return []
  })
}

function isPolicied(field: Parameters<typeof findDirective>[0]): boolean {
  return ['authenticated', 'requiresScopes', 'policy'].some(
    (name) => findDirective(field, name) !== undefined,
  )
}

function isForeign(type: string, subgraph: SubgraphName): boolean {
  const owner = entityOwners[type]
  return owner !== undefined && owner !== subgraph
}

/** Whether the reference itself, in a list or not, is non-null. */
function isStrictWithin(type: GraphQLOutputType): boolean {
  if (isListType(type)) return isStrictWithin(type.ofType)
  if (!isNonNullType(type)) return false
  return isListType(type.ofType) ? isStrictWithin(type.ofType) : true
}
