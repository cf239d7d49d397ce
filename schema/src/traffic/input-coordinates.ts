// Which input types and input fields a variable uses: all that it could give, or those that it does give.
import {
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'

export type InputVariable = { readonly name: string; readonly type: GraphQLInputType }

/** The variables of an operation whose types the schema knows. */
export function listInputVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): readonly InputVariable[] {
  return variableDefinitions.flatMap((node) => {
    const type = typeFromAST(schema, node.type)
    return type && isInputType(type) ? [{ name: node.variable.name.value, type }] : []
  })
}

/** Adds everything below `type` to `found`. Types that refer to themselves end the walk. */
export function possibleInput(type: GraphQLInputType, found: Set<string>): void {
  walk(type, found, new Set())
}

function walk(type: GraphQLInputType, found: Set<string>, walked: Set<string>): void {
  const named = getNamedType(type)
  found.add(named.name)
  if (!isInputObjectType(named) || walked.has(named.name)) return
  walked.add(named.name)
  for (const field of Object.values(named.getFields())) {
    found.add(`${named.name}.${field.name}`)
    walk(field.type, found, walked)
  }
}

/** Input objects and list items that are looked at in one request; a body of 100 kB could hold 50,000. */
const maxValues = 1_000

/**
 * Adds what `variables` name. A value that does not fit its type adds what fits: the request fails, nothing else does. Of
 * values that are too many to look at everything counts that they could give: more rather than fewer.
 */
export function givenInput(
  inputs: readonly InputVariable[],
  variables: Readonly<Record<string, unknown>>,
  found: Set<string>,
): void {
  const budget = { left: maxValues }
  for (const { name, type } of inputs) {
    if (!Object.hasOwn(variables, name)) continue
    lookAt(type, variables[name], { found, budget })
    if (budget.left < 0) possibleInput(type, found)
  }
}

type Look = { readonly found: Set<string>; readonly budget: { left: number } }

function lookAt(type: GraphQLInputType, value: unknown, look: Look): void {
  const nullable = getNullableType(type)
  if (isListType(nullable) && Array.isArray(value)) {
    const named = getNamedType(nullable)
    look.found.add(named.name)
    // Items of scalars and enums name nothing.
    const items = isInputObjectType(named) ? value : []
    for (const item of items) {
      if (look.budget.left < 0) return
      lookAt(nullable.ofType, item, look)
    }
  } else if (isListType(nullable)) lookAt(nullable.ofType, value, look)
  else lookAtOne(nullable, value, look)
}

function lookAtOne(type: GraphQLNamedInputType, value: unknown, look: Look): void {
  look.budget.left -= 1
  if (look.budget.left < 0) return
  look.found.add(type.name)
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return
  for (const field of Object.values(type.getFields())) {
    if (!Object.hasOwn(value, field.name)) continue
    look.found.add(`${type.name}.${field.name}`)
    lookAt(field.type, Reflect.get(value, field.name), look)
  }
}
