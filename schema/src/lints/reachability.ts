// What clients see holds nothing that no field leads to: a type reached only from internal fields must be @inaccessible.
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { listOwnTypes } from './schema-shape.ts'

/** `api` is the client's schema. */
export function lintReachability(api: GraphQLSchema): readonly string[] {
  const reached = new Set<GraphQLNamedType>()
  const queue: GraphQLNamedType[] = [
    api.getQueryType(),
    api.getMutationType(),
    api.getSubscriptionType(),
  ].filter((type) => type != null)
  for (let type = queue.pop(); type !== undefined; type = queue.pop()) {
    if (reached.has(type)) continue
    reached.add(type)
    queue.push(...listNeighbours(api, type))
  }
  return listOwnTypes(api)
    .filter((type) => !reached.has(type))
    .map(
      (type) => `${type.name} is reached by no field that clients see: mark it @inaccessible or remove it.`,
    )
}

function listNeighbours(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLNamedType[] {
  if (isUnionType(type)) return type.getTypes()
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => getNamedType(field.type))
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  const fields = Object.values(type.getFields()).flatMap((field) => [
    getNamedType(field.type),
    ...field.args.map((argument) => getNamedType(argument.type)),
  ])
  const kin = isInterfaceType(type) ? schema.getPossibleTypes(type) : []
  return [...fields, ...kin, ...type.getInterfaces()]
}
