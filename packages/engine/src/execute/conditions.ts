// The variables that decide which parts of an operation are asked for, and their values in one request.
import {
  type DirectiveNode,
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import type { PlannedNames } from '../names/planned-names.ts'

export type ConditionVariable = {
  /** The client's name for it. */
  readonly name: string
  readonly plannedName: string
}

/** The variables that a @skip, @include or @defer of the document looks at, each once, in order. */
export function conditionVariables(
  document: DocumentNode,
  { plannedVariable }: PlannedNames,
): readonly ConditionVariable[] {
  const names = new Set<string>()
  visit(document, {
    Directive(directive) {
      const name = variableOf(directive)
      if (name !== undefined) names.add(name)
    },
  })
  return [...names].map((name) => ({ name, plannedName: plannedVariable(name) }))
}

function variableOf({ name, arguments: given = [] }: DirectiveNode): string | undefined {
  if (name.value !== 'skip' && name.value !== 'include' && name.value !== 'defer') return undefined
  const value = given.find((argument) => argument.name.value === 'if')?.value
  return value?.kind === Kind.VARIABLE ? value.name.value : undefined
}

/**
 * Their values, under both names; throws BAD_USER_INPUT for one that is not there or no Boolean, which validation lets
 * nobody send.
 */
export function conditionValues(
  conditions: readonly ConditionVariable[],
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, boolean> {
  const values = new Map<string, boolean>()
  for (const { name, plannedName } of conditions) {
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined
    const value = given === undefined ? defaultOf(operation, name) : given
    if (typeof value !== 'boolean') {
      // A document's other operations may have variables of their own.
      if (!declares(operation, name)) continue
      throw new GraphQLError(`Variable "$${name}" must be a Boolean.`, {
        extensions: { code: 'BAD_USER_INPUT' },
      })
    }
    values.set(name, value)
    if (plannedName !== name) values.set(plannedName, value)
  }
  return values
}

function definitionOf(operation: OperationDefinitionNode, name: string) {
  return operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)
}

function declares(operation: OperationDefinitionNode, name: string): boolean {
  return definitionOf(operation, name) !== undefined
}

function defaultOf(operation: OperationDefinitionNode, name: string): boolean | undefined {
  const value = definitionOf(operation, name)?.defaultValue
  return value?.kind === Kind.BOOLEAN ? value.value : undefined
}

export type Included = {
  readonly conditions: ReadonlyMap<string, boolean>
  /** Labels that @defer puts off; of others it says nothing. */
  readonly deferred?: ReadonlySet<string> | undefined
}

/** Whether a selection with those directives is wanted. */
export function isIncluded(directives: readonly DirectiveNode[] = [], operation: Included): boolean {
  return directives.every((directive) => {
    const { value: name } = directive.name
    if (name === 'include') return holds(directive, operation)
    if (name === 'skip') return !holds(directive, operation)
    return name !== 'defer' || !operation.deferred?.has(labelOf(directive)) || !holds(directive, operation)
  })
}

function labelOf({ arguments: given = [] }: DirectiveNode): string {
  const value = given.find(({ name }) => name.value === 'label')?.value
  return value?.kind === Kind.STRING ? value.value : ''
}

/** The value of `if`, which only @defer may leave out. */
function holds({ arguments: given = [] }: DirectiveNode, { conditions }: Included): boolean {
  const value = given.find((argument) => argument.name.value === 'if')?.value
  if (value?.kind === Kind.VARIABLE) return conditions.get(value.name.value) === true
  return value === undefined || (value.kind === Kind.BOOLEAN && value.value)
}
