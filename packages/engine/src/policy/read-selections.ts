// What a subgraph reads on behalf of a client that selects a field: the selections of @requires and @fromContext.
// Composition since 2.12 refuses a supergraph in which the field asks for less than they do; older ones exist.
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql'
import type { JsonObject } from '../transport/subgraph-transport.ts'
import { fieldOf } from './field-of.ts'
import { applicationsOf, linkedDirective } from './linked-directive.ts'

export type ReadSelection = {
  readonly parent: GraphQLNamedType
  /** Undefined where only the type is named, as by a fragment. */
  readonly field: string | undefined
}

export type ReadBy = (
  parent: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
) => readonly ReadSelection[]

/** Throws a GraphQLError when a field set of the supergraph cannot be parsed. */
export function readSelections(schema: GraphQLSchema): ReadBy {
  const joinField = linkedDirective(schema, 'join', 'field')
  const contextTypes = typesByContext(schema)

  function fromContext({ context, selection }: JsonObject): readonly ReadSelection[] {
    return (contextTypes.get(context) ?? []).flatMap((type) => [
      { parent: type, field: undefined },
      ...fieldsOf(schema, type, selection),
    ])
  }

  return (parent, field) =>
    applicationsOf(field, joinField).flatMap(({ requires, contextArguments }) => [
      ...fieldsOf(schema, parent, requires),
      ...(Array.isArray(contextArguments) ? contextArguments.flatMap(fromContext) : []),
    ])
}

function typesByContext(schema: GraphQLSchema): ReadonlyMap<unknown, readonly GraphQLNamedType[]> {
  const directive = linkedDirective(schema, 'context', 'context')
  const types = new Map<unknown, GraphQLNamedType[]>()
  for (const type of Object.values(schema.getTypeMap())) {
    for (const { name } of applicationsOf(type, directive)) {
      const setting = types.get(name)
      if (setting) setting.push(type)
      else types.set(name, [type])
    }
  }
  return types
}

function fieldsOf(schema: GraphQLSchema, parent: GraphQLNamedType, fieldSet: unknown): ReadSelection[] {
  if (typeof fieldSet !== 'string') return []
  const source = fieldSet.trim().startsWith('{') ? fieldSet : `{ ${fieldSet} }`
  const [operation] = parse(source, { noLocation: true }).definitions
  return operation?.kind === Kind.OPERATION_DEFINITION ? selected(schema, parent, operation.selectionSet) : []
}

function selected(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  { selections }: SelectionSetNode,
): ReadSelection[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return []
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = schema.getType(selection.typeCondition?.name.value ?? parent.name) ?? parent
      return [{ parent: type, field: undefined }, ...selected(schema, type, selection.selectionSet)]
    }
    const field = fieldOf(parent, selection.name.value)
    if (!field) return []
    const below = selection.selectionSet
      ? selected(schema, getNamedType(field.type), selection.selectionSet)
      : []
    return [{ parent, field: field.name }, ...below]
  })
}
