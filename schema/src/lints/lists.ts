// Lists are connections with a page size, or plain with a stated bound of at most 100.
import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { listOwnFields, listOwnTypes, readDirectiveArgument } from './schema-shape.ts'

const maximum = 100

export function lintLists(schema: GraphQLSchema): readonly string[] {
  const findings = listOwnFields(schema).flatMap(({ type, field, at }) => {
    if (getNamedType(field.type).name.endsWith('Connection')) return lintConnectionField(field, at)
    if (isListType(getNullableType(field.type)) && !type.name.endsWith('Connection'))
      return lintPlainList(field, at)
    return []
  })
  return [...findings, ...lintConnectionTypes(schema)]
}

function lintPlainList(field: GraphQLField<unknown, unknown>, at: string): readonly string[] {
  if (field.name === 'userErrors' || isLeafType(getNamedType(field.type))) return []
  const size = Number(readDirectiveArgument(field, 'listSize', 'assumedSize'))
  if (size >= 1 && size <= maximum) return []
  return [
    `${at} is a plain list: make it a connection, or state its bound with @listSize(assumedSize: ≤ ${maximum}).`,
  ]
}

function lintConnectionField(field: GraphQLField<unknown, unknown>, at: string): readonly string[] {
  const findings: string[] = []
  const first = field.args.find((argument) => argument.name === 'first')
  const after = field.args.find((argument) => argument.name === 'after')
  if (String(first?.type) !== 'Int' || first?.defaultValue !== 20)
    findings.push(`${at} must take first: Int = 20.`)
  if (String(after?.type) !== 'String') findings.push(`${at} must take after: String.`)
  const slicing = readDirectiveArgument(field, 'listSize', 'slicingArguments')
  if (!Array.isArray(slicing) || !slicing.includes('first')) {
    findings.push(`${at} must carry @listSize(slicingArguments: ["first"], …).`)
  }
  return findings
}

function lintConnectionTypes(schema: GraphQLSchema): readonly string[] {
  return listOwnTypes(schema).flatMap((type) => {
    if (!isObjectType(type) || !type.name.endsWith('Connection')) return []
    const { edges, nodes, pageInfo, totalCount } = type.getFields()
    const isComplete =
      edges !== undefined &&
      nodes !== undefined &&
      String(pageInfo?.type) === 'PageInfo!' &&
      totalCount !== undefined
    if (!isComplete) return [`${type.name} must have edges, nodes, pageInfo: PageInfo! and totalCount.`]
    return isNonNullType(totalCount.type) ? [`${type.name}.totalCount must be nullable.`] : []
  })
}
