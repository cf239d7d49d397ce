// The fields of one or several selection sets, repeated ones merged by response name: first those that every object of
// the type answers, then, by the types that they apply to, those behind fragments.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { type Conditions, conditionsOf, type VariableDefaults } from '../policy/condition.ts'

/** A selection set of a field that is included under these conditions. */
export type ConditionalSet = { readonly set: SelectionSetNode; readonly conditions: Conditions }

export type FlatField = {
  readonly responseName: string
  /** In which the field was first looked up. */
  readonly parent: GraphQLNamedType
  readonly node: FieldNode
  /** It is included when all conditions of one of its occurrences hold. */
  readonly occurrences: readonly Occurrence[]
}

export type Occurrence = { readonly node: FieldNode; readonly conditions: Conditions }

export type FlatFields = ReadonlyMap<string, FlatField>

export type FlatSelection = {
  readonly always: FlatFields
  readonly byTypes: readonly { readonly types: ReadonlySet<string>; readonly fields: FlatFields }[]
}

export type FlattenContext = {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly defaults: VariableDefaults
  /** Counts down with every selection that is looked at; below 0 nothing more is. */
  readonly budget: { left: number }
}

type MutableFields = Map<string, FlatField & { readonly occurrences: Occurrence[] }>

type Scope = { readonly parent: GraphQLNamedType; readonly types: ReadonlySet<string> }

export function flattenSelections(
  sets: readonly ConditionalSet[],
  type: GraphQLNamedType,
  { schema, fragments, defaults, budget }: FlattenContext,
): FlatSelection {
  const all = possibleTypes(schema, type)
  const always: MutableFields = new Map()
  const byTypes = new Map<string, { types: ReadonlySet<string>; fields: MutableFields }>()
  const entered = new Set<string>()

  function enter({ set, conditions }: ConditionalSet, scope: Scope): void {
    for (const node of set.selections) {
      budget.left -= 1
      if (budget.left < 0) return
      const own = conditionsOf(node.directives, defaults)
      if (!own) continue
      const within = own.length === 0 ? conditions : [...conditions, ...own]
      if (node.kind !== Kind.FIELD) enterFragment(node, within, scope)
      else if (!node.name.value.startsWith('__')) add(fieldsFor(scope.types), node, within, scope.parent)
    }
  }

  function enterFragment(
    node: FragmentSpreadNode | InlineFragmentNode,
    conditions: Conditions,
    scope: Scope,
  ): void {
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node
    const parent = schema.getType(fragment?.typeCondition?.name.value ?? scope.parent.name)
    if (!fragment || !parent) return
    const applying = possibleTypes(schema, parent)
    const types = new Set([...scope.types].filter((type) => applying.has(type)))
    if (types.size === 0) return
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const key = JSON.stringify([node.name.value, conditions, ...types])
      if (entered.has(key)) return
      entered.add(key)
    }
    enter({ set: fragment.selectionSet, conditions }, { parent, types })
  }

  function fieldsFor(types: ReadonlySet<string>): MutableFields {
    if (types.size === all.size) return always
    const key = [...types].sort().join(' ')
    const known = byTypes.get(key)
    if (known) return known.fields
    const fields: MutableFields = new Map()
    byTypes.set(key, { types, fields })
    return fields
  }

  for (const set of sets) enter(set, { parent: type, types: all })
  return { always, byTypes: [...byTypes.values()] }
}

function add(fields: MutableFields, node: FieldNode, conditions: Conditions, parent: GraphQLNamedType): void {
  const responseName = (node.alias ?? node.name).value
  const known = fields.get(responseName)
  if (known) known.occurrences.push({ node, conditions })
  else fields.set(responseName, { responseName, parent, node, occurrences: [{ node, conditions }] })
}

function possibleTypes(schema: GraphQLSchema, type: GraphQLNamedType): ReadonlySet<string> {
  return new Set(isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name])
}
