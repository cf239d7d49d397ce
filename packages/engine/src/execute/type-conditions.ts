// Which concrete values a type condition lets through. Answers may name an interface as `__typename` where a subgraph
// knows it as an object (@interfaceObject), so interfaces count as values too.
import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql'

export type TypeTest = (typename: unknown) => boolean

/** Whether a value of that `__typename` passes `... on condition`; false for an unknown name. */
export function typeTest(schema: GraphQLSchema, condition: string): TypeTest {
  const names = new Set([condition])
  const type = schema.getType(condition)
  if (isAbstractType(type)) {
    for (const candidate of Object.values(schema.getTypeMap())) {
      if (!isObjectType(candidate) && !isInterfaceType(candidate)) continue
      if (schema.isSubType(type, candidate)) names.add(candidate.name)
    }
  }
  return (typename) => typeof typename === 'string' && names.has(typename)
}
