// How many items a list is taken to have: by its slicing arguments, else as the schema assumes, else the default.
import { type FieldNode, Kind, type ValueNode } from 'graphql'
import type { VariableDefaults } from '../policy/condition.ts'
import type { ListSize } from './cost-directives.ts'
import type { FieldRule } from './cost-rules.ts'
import type { CostRequest, Formula } from './formula.ts'
import type { InputContext } from './input-cost.ts'

/** Undefined when no @listSize says anything of the field. */
export function sizeFormula(rule: FieldRule, node: FieldNode, context: InputContext): Formula | undefined {
  const sizes = rule.listSizes.map((size) => oneSize(size, { rule, node, context }))
  if (sizes.length <= 1) return sizes[0]
  return (request) => Math.max(...sizes.map((size) => (typeof size === 'number' ? size : size(request))))
}

type Selected = { readonly rule: FieldRule; readonly node: FieldNode; readonly context: InputContext }

function oneSize(size: ListSize, { rule, node, context }: Selected): Formula {
  const assumed = size.assumedSize ?? context.rules.listSize
  if (size.slicingArguments.length === 0) return assumed
  const slices = size.slicingArguments.map((name) => sliceOf(name, node, rule, context.defaults))

  const sizeOf = ({ variables, unsized }: Pick<CostRequest, 'variables' | 'unsized'>): number => {
    const given = slices.flatMap((slice) => givenSlice(slice, variables) ?? [])
    const sized = given.length > 0 ? given : slices.flatMap(({ schemaDefault }) => schemaDefault ?? [])
    if (size.requireOneSlicingArgument && sized.length !== 1) {
      unsized.add(`${rule.coordinate} (${size.slicingArguments.join(', ')})`)
    }
    return sized.length > 0 ? Math.max(0, ...sized) : assumed
  }

  if (slices.some(({ variable }) => variable !== undefined)) return sizeOf
  const unsized = new Set<string>()
  const constant = sizeOf({ variables: {}, unsized })
  return unsized.size === 0 ? constant : sizeOf
}

type Slice = {
  readonly variable: string | undefined
  /** The literal, or the default of the variable. */
  readonly literal: number | undefined
  readonly schemaDefault: number | undefined
}

function sliceOf(name: string, node: FieldNode, rule: FieldRule, defaults: VariableDefaults): Slice {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value
  const variable = value?.kind === Kind.VARIABLE ? value.name.value : undefined
  const schemaDefault = rule.args.find((argument) => argument.name === name)?.defaultValue
  return {
    variable,
    literal: integer(variable === undefined ? value : defaults.get(variable)),
    schemaDefault: typeof schemaDefault === 'number' ? schemaDefault : undefined,
  }
}

function integer(value: ValueNode | undefined): number | undefined {
  return value?.kind === Kind.INT ? Number(value.value) : undefined
}

function givenSlice({ variable, literal }: Slice, variables: CostRequest['variables']): number | undefined {
  if (variable === undefined || !Object.hasOwn(variables, variable)) return literal
  const value = variables[variable]
  return typeof value === 'number' ? value : undefined
}
