// Looks up a field by a name that somebody else chose.
import { type GraphQLField, type GraphQLNamedType, isInterfaceType, isObjectType } from 'graphql'

/** Undefined for a type without fields and for a name it lacks. */
export function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined
  const fields = type.getFields()
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}
