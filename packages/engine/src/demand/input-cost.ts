// What the arguments of a field or a directive cost: literals once per operation, variables once per request.
import {
  type ArgumentNode,
  type GraphQLArgument,
  isInputObjectType,
  Kind,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql'
import { isObject } from '../execute/own.ts'
import type { VariableDefaults } from '../policy/condition.ts'
import type { CostRules, InputRule } from './cost-rules.ts'
import { type CostRequest, type Formula, sum } from './formula.ts'

export type InputContext = { readonly rules: CostRules; readonly defaults: VariableDefaults }

/** Only what the client gives counts: what a schema's default costs is a matter of the field's weight. */
export function argumentsCost(
  given: readonly ArgumentNode[] | undefined,
  declared: readonly GraphQLArgument[],
  context: InputContext,
): Formula {
  const costs = (given ?? []).map(({ name, value }) => {
    const argument = declared.find((each) => each.name === name.value)
    return argument ? literalCost(value, context.rules.inputRule(argument), context) : 0
  })
  return sum(costs)
}

function literalCost(value: ValueNode, rule: InputRule, context: InputContext): Formula {
  if (isFree(rule) || value.kind === Kind.NULL) return 0
  if (value.kind === Kind.VARIABLE) return variableCost(value.name.value, rule, context)
  if (value.kind === Kind.LIST) {
    return sum([rule.listWeight, ...value.values.map((item) => literalCost(item, rule, context))])
  }
  if (value.kind !== Kind.OBJECT || !isInputObjectType(rule.type)) return rule.weight
  const fields = rule.type.getFields()
  const costs = value.fields.map(({ name, value: given }) => {
    const field = Object.hasOwn(fields, name.value) ? fields[name.value] : undefined
    return field ? literalCost(given, context.rules.inputRule(field), context) : 0
  })
  return sum([rule.weight, ...costs])
}

function variableCost(name: string, rule: InputRule, { rules, defaults }: InputContext): Formula {
  const literal = defaults.get(name)
  const fallback = literal && valueFromASTUntyped(literal)
  return ({ variables }: CostRequest) =>
    valueCost(Object.hasOwn(variables, name) ? variables[name] : fallback, rule, rules)
}

/** No recursion: how deep the value of a variable goes is the client's choice. */
function valueCost(given: unknown, givenRule: InputRule, rules: CostRules): number {
  let cost = 0
  const rest: [unknown, InputRule][] = [[given, givenRule]]
  for (let next = rest.pop(); next; next = rest.pop()) {
    const [value, rule] = next
    if (value === null || value === undefined || isFree(rule)) continue
    if (Array.isArray(value)) {
      cost += rule.listWeight
      for (const item of value) rest.push([item, rule])
      continue
    }
    cost += rule.weight
    if (!isObject(value) || !isInputObjectType(rule.type)) continue
    const fields = rule.type.getFields()
    for (const name of Object.keys(value)) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (field) rest.push([value[name], rules.inputRule(field)])
    }
  }
  return cost
}

function isFree({ type, weight }: InputRule): boolean {
  return weight === 0 && !isInputObjectType(type)
}
