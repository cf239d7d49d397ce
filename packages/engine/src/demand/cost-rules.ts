// What a field, a type or an argument costs by the directives of a supergraph: read when an operation first selects it,
// then looked up.
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  type SelectionSetNode,
} from 'graphql'
import { fieldOf } from '../policy/field-of.ts'
import { type CostDirectives, costDirectives, defaultSize, type ListSize } from './cost-directives.ts'

export type CostOptions = {
  /** Assumed length of a list that no @listSize sizes. Default: 10. */
  readonly listSize?: number | undefined
  /** What a mutation costs beside its fields. Default: 10. */
  readonly mutationCost?: number | undefined
}

export type CostRules = {
  readonly schema: GraphQLSchema
  readonly listSize: number
  readonly mutationCost: number
  /** Undefined for a name that the type lacks. */
  readonly fieldRule: (parent: GraphQLNamedType, name: string) => FieldRule | undefined
  readonly inputRule: (input: GraphQLArgument | GraphQLInputField) => InputRule
}

/** Through an interface, the most of what its own field and those of its types say. */
export type FieldRule = {
  readonly coordinate: string
  readonly type: GraphQLNamedType
  /** Of each instance: 1 for what has fields and 0 for a leaf, unless a directive says otherwise. */
  readonly weight: number
  /** Of an instance that is null: the field was resolved, but no object of the type. */
  readonly nullWeight: number
  readonly isList: boolean
  readonly listSizes: readonly ListSize[]
  readonly args: readonly GraphQLArgument[]
  /** Of these one is read for the field. */
  readonly requires: readonly SelectionSetNode[]
}

export type InputRule = {
  readonly type: GraphQLNamedType
  /** Of each value that is not null. */
  readonly weight: number
  /** Of the list around the values, where there is one. */
  readonly listWeight: number
}

/** `schema` must have been built from the supergraph's SDL; without @cost and @listSize the default weights are left. */
export function costRules(schema: GraphQLSchema, options: CostOptions = {}): CostRules {
  const { listSize = 10, mutationCost = 10 } = options
  const directives = costDirectives(schema)
  return {
    schema,
    listSize,
    mutationCost,
    fieldRule: fieldRules(schema, directives),
    inputRule: inputRules(directives),
  }
}

function fieldRules(schema: GraphQLSchema, directives: CostDirectives): CostRules['fieldRule'] {
  const known = new Map<string, FieldRule>()

  function fieldRule(parent: GraphQLNamedType, name: string): FieldRule | undefined {
    const coordinate = `${parent.name}.${name}`
    const rule = known.get(coordinate) ?? readField(parent, name)
    if (rule) known.set(coordinate, rule)
    return rule
  }

  function readField(parent: GraphQLNamedType, name: string): FieldRule | undefined {
    const field = fieldOf(parent, name)
    if (!field) return undefined
    const type = getNamedType(field.type)
    const types = isInterfaceType(parent) ? schema.getPossibleTypes(parent) : []
    const behind = types.flatMap((each) => fieldRule(each, name) ?? [])
    const own = directives.weight(field)
    const weight = own ?? typeWeight(type) ?? (isCompositeType(type) ? 1 : 0)
    const nullWeight = isCompositeType(type) ? (own ?? 0) : weight
    const isList = isListType(getNullableType(field.type))
    const listSizes = directives.listSizes(field)
    const unsized = isList && listSizes.length === 0 ? [defaultSize] : []
    return {
      coordinate: `${parent.name}.${name}`,
      type,
      weight: Math.max(weight, ...behind.map((rule) => rule.weight)),
      nullWeight: Math.max(nullWeight, ...behind.map((rule) => rule.nullWeight)),
      isList,
      listSizes: [
        ...listSizes,
        ...behind.flatMap((rule) => (rule.listSizes.length > 0 ? rule.listSizes : unsized)),
      ],
      args: field.args,
      requires: directives.requires(field),
    }
  }

  function typeWeight(type: GraphQLNamedType): number | undefined {
    if (!isAbstractType(type)) return directives.weight(type)
    const weights = schema.getPossibleTypes(type).map(directives.weight)
    return weights.some((weight) => weight !== undefined)
      ? Math.max(...weights.map((weight) => weight ?? 1))
      : undefined
  }

  return fieldRule
}

function inputRules({ weight: weightOf }: CostDirectives): CostRules['inputRule'] {
  const known = new Map<GraphQLArgument | GraphQLInputField, InputRule>()
  return (input) => {
    const rule = known.get(input)
    if (rule) return rule
    const type = getNamedType(input.type)
    const said = weightOf(input) ?? weightOf(type)
    const made = { type, weight: said ?? (isInputObjectType(type) ? 1 : 0), listWeight: said ?? 0 }
    known.set(input, made)
    return made
  }
}
