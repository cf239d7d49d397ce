// Entities have one owner and the key `id`; who adds no field to a foreign one only points at it.
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import { entityOwners, type SubgraphName } from '../subgraphs.ts'
import { findDirective, listOwnTypes, readDirectiveArgument } from './schema-shape.ts'

/** `schema` is one subgraph's. */
export function lintEntities(schema: GraphQLSchema, subgraph: SubgraphName): readonly string[] {
  return listOwnTypes(schema).flatMap((type) => {
    if (!isObjectType(type)) return []
    const isEntity = findDirective(type, 'key') !== undefined
    const owner = entityOwners[type.name]
    if (!isEntity)
      return owner === undefined ? [] : [`${type.name} is an entity: give it @key(fields: "id").`]
    if (owner === undefined) return [`${type.name} has a key but no owner: enter it in subgraphs.ts.`]
    return lintKey(type, owner === subgraph || addsFields(type))
  })
}

function lintKey(type: GraphQLObjectType, mustResolve: boolean): readonly string[] {
  if (readDirectiveArgument(type, 'key', 'fields') !== 'id') return [`${type.name} has another key than id.`]
  const resolves = readDirectiveArgument(type, 'key', 'resolvable') !== false
  if (mustResolve && !resolves) return [`${type.name} has fields here: its key must be resolvable.`]
  if (!mustResolve && resolves) return [`${type.name} is only pointed at here: say resolvable: false.`]
  return []
}

function addsFields(type: GraphQLObjectType): boolean {
  return Object.keys(type.getFields()).some((name) => name !== 'id')
}
