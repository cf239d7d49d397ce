// Which fields a plan may fetch although no client asks for them: what joins subgraphs, what they require of each other
// and what contexts carry. The planner selects them under their own names, whatever clients call by those names.
import { type GraphQLSchema, isInterfaceType, isObjectType, parse, visit } from 'graphql'
import { applicationsOf, linkedDirective } from '../policy/linked-directive.ts'

export type UnaskedFields = {
  readonly names: ReadonlySet<string>
  /** Those among them that are called with arguments: the client's own call of such a field may be another. */
  readonly withArguments: ReadonlySet<string>
}

/** Throws a GraphQLError when a field set of the supergraph cannot be parsed. */
export function unaskedFields(supergraphSchema: GraphQLSchema): UnaskedFields {
  const names = new Set(['__typename'])
  const withArguments = new Set<string>()
  for (const fieldSet of fieldSets(supergraphSchema)) {
    const source = fieldSet.trim().startsWith('{') ? fieldSet : `{ ${fieldSet} }`
    visit(parse(source, { noLocation: true }), {
      Field({ name, arguments: given = [] }) {
        names.add(name.value)
        if (given.length > 0) withArguments.add(name.value)
      },
    })
  }
  return { names, withArguments }
}

/** Each once: most keys are alike. */
function fieldSets(schema: GraphQLSchema): ReadonlySet<string> {
  const joinType = linkedDirective(schema, 'join', 'type')
  const joinField = linkedDirective(schema, 'join', 'field')
  const found = new Set<string>()
  const add = (fieldSet: unknown) => {
    if (typeof fieldSet === 'string') found.add(fieldSet)
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const { key } of applicationsOf(type, joinType)) add(key)
    for (const field of Object.values(type.getFields())) {
      for (const { requires, provides, contextArguments } of applicationsOf(field, joinField)) {
        add(requires)
        add(provides)
        if (Array.isArray(contextArguments)) for (const { selection } of contextArguments) add(selection)
      }
    }
  }
  return found
}
