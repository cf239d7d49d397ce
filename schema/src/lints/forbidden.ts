// What has no place in this graph: a way round the access rules of each type, and floats, which money must never touch.
import { type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql'
import { listOwnFields, listOwnTypes } from './schema-shape.ts'

export function lintForbidden(schema: GraphQLSchema): readonly string[] {
  return [...lintNode(schema), ...lintFloats(schema)]
}

function lintNode(schema: GraphQLSchema): readonly string[] {
  const fields = ['node', 'nodes'].filter((name) => schema.getQueryType()?.getFields()[name] !== undefined)
  const findings = fields.map((name) => `Query.${name} reads any object by id: ask for its type instead.`)
  return schema.getType('Node') === undefined
    ? findings
    : [...findings, 'Node is a global object interface: remove it.']
}

function lintFloats(schema: GraphQLSchema): readonly string[] {
  const outputs = listOwnFields(schema).flatMap(({ field, at }) => [
    { at, type: field.type },
    ...field.args.map((argument) => ({ at: `${at}(${argument.name}:)`, type: argument.type })),
  ])
  const inputs = listOwnTypes(schema)
    .filter(isInputObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({
        at: `${type.name}.${field.name}`,
        type: field.type,
      })),
    )
  return [...outputs, ...inputs]
    .filter(({ type }) => getNamedType(type).name === 'Float')
    .map(({ at }) => `${at} is a Float: count in whole units.`)
}
