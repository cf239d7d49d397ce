// Costs of selection sets and their fields. A field costs what each of its instances costs with all below it, times
// their number, and its arguments and what its subgraph requires once.
import { type GraphQLNamedType, isCompositeType } from 'graphql'
import type { FieldRule } from './cost-rules.ts'
import {
  type ConditionalSet,
  type FlatField,
  type FlatFields,
  type FlattenContext,
  flattenSelections,
} from './flatten-selections.ts'
import { type Formula, largest, once, product, sum, when } from './formula.ts'
import { argumentsCost, type InputContext } from './input-cost.ts'
import { sizeFormula } from './list-size.ts'

export type SelectionCost = {
  readonly always: readonly FieldCost[]
  /** Of fields behind fragments, by the object types that have them. */
  readonly byTypes: readonly TypedFields[]
  readonly formula: Formula
}

export type TypedFields = { readonly types: ReadonlySet<string>; readonly fields: readonly FieldCost[] }

export type FieldCost = {
  readonly responseName: string
  readonly rule: FieldRule
  readonly args: Formula
  /** Undefined for a leaf. */
  readonly below: SelectionCost | undefined
  readonly formula: Formula
}

/** The size that a field's @listSize gives to lists below it. */
type Sized = { readonly names: ReadonlySet<string>; readonly size: Formula }

type CostOf = (sets: readonly ConditionalSet[], type: GraphQLNamedType, sized?: Sized) => SelectionCost

/**
 * The same selection sets below one type are costed once, so that fragments of fragments do not multiply the work. What
 * sizes them are arguments of the field that they stand below, which is the same too.
 */
export function selectionCosts(context: InputContext & FlattenContext): CostOf {
  const { rules } = context
  const known = new Map<string, SelectionCost>()
  const idOf = identities()
  const requiring = new Set<string>()

  function costOf(sets: readonly ConditionalSet[], type: GraphQLNamedType, sized?: Sized): SelectionCost {
    const ids = sets.map(({ set, conditions }) => [idOf(set), conditions])
    const key = JSON.stringify([type.name, ids])
    const cost = known.get(key)
    if (cost) return cost
    const flat = flattenSelections(sets, type, context)
    const fieldCosts = (fields: FlatFields) =>
      [...fields.values()].flatMap((each) => fieldCost(each, sized) ?? [])
    const always = fieldCosts(flat.always)
    const byTypes = flat.byTypes.map(({ types, fields }) => ({ types, fields: fieldCosts(fields) }))
    const formula = sum([...always.map((field) => field.formula), mostExpensive(byTypes)])
    const made = { always, byTypes, formula: once(formula, known.size) }
    known.set(key, made)
    return made
  }

  function fieldCost(field: FlatField, sized: Sized | undefined): FieldCost | undefined {
    const { node, parent, occurrences, responseName } = field
    const rule = rules.fieldRule(parent, node.name.value)
    if (!rule) return undefined
    const size = sizeFormula(rule, node, context) ?? rules.listSize
    const given = sized?.names.has(node.name.value) ? sized.size : size
    const args = sum([
      argumentsCost(node.arguments, rule.args, context),
      ...(node.directives ?? []).map((directive) =>
        argumentsCost(
          directive.arguments,
          rules.schema.getDirective(directive.name.value)?.args ?? [],
          context,
        ),
      ),
    ])
    const below = isCompositeType(rule.type)
      ? costOf(setsBelow(field), rule.type, sizedBelow(rule, size))
      : undefined
    const instances = product(rule.isList ? given : 1, sum([rule.weight, below?.formula ?? 0]))
    const total = largest([sum([instances, args, requiredCost(rule, parent)])])
    const conditions = occurrences.map((occurrence) => occurrence.conditions)
    return { responseName, rule, args, below, formula: when(conditions, total) }
  }

  /** What is required and selected too is counted twice: a client's alias could hide that they are the same. */
  function requiredCost({ coordinate, requires }: FieldRule, parent: GraphQLNamedType): Formula {
    if (requires.length === 0 || requiring.has(coordinate)) return 0
    requiring.add(coordinate)
    const costs = requires.map((set) => costOf([{ set, conditions: [] }], parent).formula)
    requiring.delete(coordinate)
    return largest(costs)
  }

  return costOf
}

/** Conditions of a field that stands once are its own formula's matter. */
function setsBelow({ occurrences }: FlatField): readonly ConditionalSet[] {
  return occurrences.flatMap(({ node, conditions }) =>
    node.selectionSet
      ? [{ set: node.selectionSet, conditions: occurrences.length === 1 ? [] : conditions }]
      : [],
  )
}

function sizedBelow({ listSizes }: FieldRule, size: Formula): Sized | undefined {
  const names = new Set(listSizes.flatMap(({ sizedFields }) => sizedFields))
  return names.size > 0 ? { names, size } : undefined
}

/** An object is of one type: it costs the most that the fields of one of the types cost. */
function mostExpensive(byTypes: readonly TypedFields[]): Formula {
  const combinations = new Map<string, readonly TypedFields[]>()
  for (const type of new Set(byTypes.flatMap(({ types }) => [...types]))) {
    const having = byTypes.filter(({ types }) => types.has(type))
    combinations.set(having.map((each) => byTypes.indexOf(each)).join(), having)
  }
  const sums = [...combinations.values()].map((having) =>
    sum(having.flatMap(({ fields }) => fields.map(({ formula }) => formula))),
  )
  return largest(sums)
}

function identities(): (node: object) => number {
  const known = new Map<object, number>()
  return (node) => {
    const id = known.get(node) ?? known.size
    known.set(node, id)
    return id
  }
}
