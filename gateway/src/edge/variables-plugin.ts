// Variables that no service could hold are refused with 400 before any fetch: NUL and lone surrogates in text, nesting
// so deep that only an attack needs it, and more misfits than a person makes.
import type { ApolloServerPlugin } from '@apollo/server'
import { GraphError } from '@supermarket/service-kit/graph-error.ts'
import { isStorableValue, unstorableText } from '@supermarket/service-kit/text-rules.ts'
import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql'
import type { GatewayContext } from '../context.ts'

const maxDepth = 64

/** Each misfit is told by a print of the whole value it is in, so unbounded they cost the square of a body's size. */
const maxMisfits = 10

export const variablesPlugin: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request: { variables }, schema, operation }) {
        if (isDeeperThan(variables, maxDepth)) throw badVariables('The variables are nested too deeply.')
        if (!isStorableValue(variables)) throw badVariables(unstorableText)
        const first = operation && variables && firstOfManyMisfits(schema, operation, variables)
        if (first) throw badVariables(`More than ${maxMisfits} values do not fit. The first: ${first}`)
      },
    }
  },
}

function isDeeperThan(value: unknown, limit: number): boolean {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth > limit) return true
    for (const inner of Object.values(next.value)) waiting.push({ value: inner, depth: next.depth + 1 })
  }
  return false
}

/** What is wrong with the first one when there are too many; fewer are left to the executor, which names them all. */
function firstOfManyMisfits(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string | undefined {
  if (variableDefinitions.length === 0) return undefined
  const { errors = [] } = getVariableValues(schema, variableDefinitions, variables, {
    maxErrors: maxMisfits,
    hideSuggestions: true,
  })
  return errors.length > maxMisfits ? errors[0]?.message : undefined
}

function badVariables(text: string): GraphError {
  return new GraphError('BAD_USER_INPUT', text, { httpStatus: 400 })
}
