// @skip and @include on the way to a selection: what a client has excluded by them is not there, whatever else is true
// of it.
import { type ConstValueNode, type DirectiveNode, Kind, type OperationDefinitionNode } from 'graphql'

/** The variable must have this value; `fallback` is its default. */
export type Condition = {
  readonly variable: string
  readonly expected: boolean
  readonly fallback: boolean | undefined
}

/** All must hold. */
export type Conditions = readonly Condition[]

/** The literal default of each variable that has one. */
export type VariableDefaults = ReadonlyMap<string, ConstValueNode>

export function variableDefaults({ variableDefinitions }: OperationDefinitionNode): VariableDefaults {
  const defaults = new Map<string, ConstValueNode>()
  for (const { variable, defaultValue } of variableDefinitions ?? []) {
    if (defaultValue) defaults.set(variable.name.value, defaultValue)
  }
  return defaults
}

/** Undefined when a literal excludes the selection for good. */
export function conditionsOf(
  directives: readonly DirectiveNode[] | undefined,
  defaults: VariableDefaults,
): Conditions | undefined {
  const conditions: Condition[] = []
  for (const directive of directives ?? []) {
    const { value: name } = directive.name
    if (name !== 'skip' && name !== 'include') continue
    const expected = name === 'include'
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value
    if (value?.kind === Kind.BOOLEAN && value.value !== expected) return undefined
    if (value?.kind !== Kind.VARIABLE) continue
    const variable = value.name.value
    const literal = defaults.get(variable)
    const fallback = literal?.kind === Kind.BOOLEAN ? literal.value : undefined
    conditions.push({ variable, expected, fallback })
  }
  return conditions
}

/** `variables` as the client sent them: only own properties count. */
export function conditionsHold(
  conditions: Conditions,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return conditions.every(({ variable, expected, fallback }) => {
    const value = Object.hasOwn(variables, variable) ? variables[variable] : fallback
    return value === expected
  })
}
