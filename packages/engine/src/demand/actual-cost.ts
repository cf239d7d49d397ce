// After execution: what an operation cost, by the shape of its answer, lists with the lengths that they have.
import { isObject } from '../execute/own.ts'
import type { JsonObject } from '../transport/subgraph-transport.ts'
import type { CompiledCost } from './compile-cost.ts'
import type { FieldRule } from './cost-rules.ts'
import { type CostRequest, evaluate } from './formula.ts'
import type { FieldCost, SelectionCost } from './selection-cost.ts'

/**
 * `data` is that of the answer, as JSON.parse gives it. An object that is null costs what its field's own @cost says, else
 * nothing. What subgraphs require of each other does not show in an answer.
 */
export function actualCost(
  { base, fields }: CompiledCost,
  data: unknown,
  variables: CostRequest['variables'],
): number {
  if (!isObject(data)) return base
  return base + objectCost(data, [fields], { variables, known: [], unsized: new Set() })
}

function objectCost(object: JsonObject, selections: readonly SelectionCost[], request: CostRequest): number {
  const [only] = selections
  if (selections.length > 1 || !only || only.byTypes.length > 0) {
    return mergedCost(object, selections, request)
  }
  let cost = 0
  for (const { responseName, rule, args, below } of only.always) {
    if (!Object.hasOwn(object, responseName)) continue
    cost +=
      evaluate(args, request) +
      valueCost(object[responseName], { rule, below: below ? [below] : [] }, request)
  }
  return cost
}

/** Where fragments apply to some types only, one name of the answer can stand for several selections: it costs once. */
function mergedCost(object: JsonObject, selections: readonly SelectionCost[], request: CostRequest): number {
  const byName = new Map<string, FieldCost[]>()
  for (const field of selections.flatMap((selection) => fieldsOf(object, selection))) {
    if (!Object.hasOwn(object, field.responseName)) continue
    const same = byName.get(field.responseName)
    if (same) same.push(field)
    else byName.set(field.responseName, [field])
  }
  let cost = 0
  for (const [name, fields] of byName) {
    const [{ rule, args }] = fields as [FieldCost]
    const below = fields.flatMap((field) => field.below ?? [])
    cost += evaluate(args, request) + valueCost(object[name], { rule, below }, request)
  }
  return cost
}

/** Without a `__typename` in the answer, the names that stand in it are all that tells its type. */
function fieldsOf(object: JsonObject, { always, byTypes }: SelectionCost): readonly FieldCost[] {
  const typename = Object.hasOwn(object, '__typename') ? object.__typename : undefined
  const applies = (types: ReadonlySet<string>) => typeof typename !== 'string' || types.has(typename)
  return [...always, ...byTypes.flatMap(({ types, fields }) => (applies(types) ? fields : []))]
}

type Place = { readonly rule: FieldRule; readonly below: readonly SelectionCost[] }

function valueCost(value: unknown, place: Place, request: CostRequest): number {
  const { rule, below } = place
  if (value === null || value === undefined) return rule.nullWeight
  if (Array.isArray(value) && rule.isList) {
    let cost = 0
    for (const item of value) cost += valueCost(item, place, request)
    return cost
  }
  return below.length > 0 && isObject(value) ? rule.weight + objectCost(value, below, request) : rule.weight
}
