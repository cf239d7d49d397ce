// Variables that no service could hold are refused with 400 before any fetch: NUL and lone surrogates in text, and
// nesting so deep that only an attack needs it.
import type { ApolloServerPlugin } from '@apollo/server'
import { GraphError } from '@supermarket/service-kit/graph-error.ts'
import { isStorableValue, unstorableText } from '@supermarket/service-kit/text-rules.ts'
import type { GatewayContext } from '../context.ts'

const maxDepth = 64

export const variablesPlugin: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request }) {
        if (isDeeperThan(request.variables, maxDepth))
          throw badVariables('The variables are nested too deeply.')
        if (!isStorableValue(request.variables)) throw badVariables(unstorableText)
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

function badVariables(text: string): GraphError {
  return new GraphError('BAD_USER_INPUT', text, { httpStatus: 400 })
}
