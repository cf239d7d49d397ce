// Which operations a change may hit, as coordinates that they use. Where usage cannot tell, more rather than fewer.
import type { Change } from '@graphql-inspector/core'
import { type GraphQLSchema, isEnumType } from 'graphql'

/** An operation is hit when it uses all coordinates of at least one entry. */
export type Conditions = readonly (readonly string[])[]

/** The changed element as a schema coordinate; `schema` for its root types. */
export function coordinateOf(change: Change): string {
  const path = change.path ?? 'schema'
  const [owner = '', field = '', argument] = path.split('.')
  if (change.type.startsWith('FIELD_ARGUMENT_') && argument !== undefined)
    return `${owner}.${field}(${argument}:)`
  if (change.type.startsWith('DIRECTIVE_ARGUMENT_') && field !== '') return `${owner}(${field}:)`
  return path.replace(/\.@.*$/, '')
}

/** `before` is the schema that operations were written for. */
export function affectedBy(change: Change, before: GraphQLSchema): Conditions {
  const at = coordinateOf(change)
  const owner = at.replace(/[.(].*$/, '')
  const meta: Readonly<Record<string, unknown>> = change.meta
  switch (change.type) {
    case 'FIELD_ARGUMENT_ADDED':
    case 'FIELD_ARGUMENT_DEFAULT_CHANGED':
      return [[at.replace(/\(.*$/, '')]]
    case 'FIELD_ARGUMENT_TYPE_CHANGED':
      return becomesRequired(meta.oldArgumentType, meta.newArgumentType)
        ? [[at.replace(/\(.*$/, '')]]
        : [[at]]
    case 'INPUT_FIELD_ADDED':
    case 'INPUT_FIELD_DEFAULT_VALUE_CHANGED':
      return [[owner]]
    case 'INPUT_FIELD_TYPE_CHANGED':
      return becomesRequired(meta.oldInputFieldType, meta.newInputFieldType) ? [[owner]] : [[at]]
    // Who selects the enum may get the value, who sends it in a variable may give it.
    case 'ENUM_VALUE_REMOVED':
      return [[at], [owner]]
    case 'ENUM_VALUE_ADDED':
      return [[owner]]
    case 'UNION_MEMBER_REMOVED':
      return [[owner, String(meta.removedUnionMemberTypeName)]]
    case 'OBJECT_TYPE_INTERFACE_ADDED':
      return [[String(meta.addedInterfaceName)]]
    case 'OBJECT_TYPE_INTERFACE_REMOVED':
      return [[owner, String(meta.removedInterfaceName)]]
    case 'TYPE_REMOVED':
    case 'TYPE_KIND_CHANGED':
      return [[owner], ...valuesOf(before, owner).map((value) => [`${owner}.${value}`])]
    case 'SCHEMA_QUERY_TYPE_CHANGED':
    case 'SCHEMA_MUTATION_TYPE_CHANGED':
    case 'SCHEMA_SUBSCRIPTION_TYPE_CHANGED':
      return rootOf(before, change.type)
    case 'DIRECTIVE_ARGUMENT_ADDED':
      return [[owner]]
    default:
      return [[at]]
  }
}

function becomesRequired(before: unknown, after: unknown): boolean {
  return String(after).endsWith('!') && !String(before).endsWith('!')
}

function valuesOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name)
  return isEnumType(type) ? type.getValues().map((value) => value.name) : []
}

function rootOf(schema: GraphQLSchema, change: string): Conditions {
  const roots = {
    SCHEMA_QUERY_TYPE_CHANGED: schema.getQueryType(),
    SCHEMA_MUTATION_TYPE_CHANGED: schema.getMutationType(),
    SCHEMA_SUBSCRIPTION_TYPE_CHANGED: schema.getSubscriptionType(),
  }
  const root = new Map(Object.entries(roots)).get(change)
  return root ? [[root.name]] : []
}
