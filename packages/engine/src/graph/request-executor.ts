// One request of Apollo Server, from its variables to its answer, on the graph that it was validated with.
import type {
  GatewayExecutionResult,
  GatewayExecutor,
  GatewayGraphQLRequestContext,
} from '@apollo/server-gateway-interface'
import { GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql'
import type { ExecutionAnswer } from '../execute/types.ts'
import type { Claims } from '../policy/decide.ts'
import { deliveryFor } from '../stream/delivery.ts'
import type { AnswerStream } from '../stream/streamed-data.ts'
import { answerRequest, extensionsOf, type RequestOutcome } from './answer-request.ts'
import type { EnginePlugin, EngineRequest } from './engine-plugin.ts'
import type { Graph } from './graph.ts'
import { jsonData } from './json-data.ts'
import { whenOver } from './when-over.ts'

export type RequestFacts = {
  /** Epoch milliseconds past which nobody waits for the answer. */
  readonly deadlineAt?: number | undefined
  /** Aborts when the client goes away. */
  readonly signal?: AbortSignal | undefined
  /** What policy directives are judged by; without claims the sender has proven nothing. */
  readonly claims?: Claims | undefined
}

export type RequestExecutorOptions = {
  readonly graphOf: (apiSchema: GraphQLSchema) => Graph | undefined
  readonly factsOf: ((contextValue: unknown) => RequestFacts) | undefined
  readonly plugins: readonly EnginePlugin[]
}

export function requestExecutor({ graphOf, factsOf, plugins }: RequestExecutorOptions): GatewayExecutor {
  return async (gateway) => {
    const graph = graphOf(gateway.schema)
    if (graph === undefined)
      throw new Error('The request was validated with a schema that is none of the engine’s.')
    const variables = gateway.request.variables ?? {}
    const refusals = refusalsOf(gateway, variables)
    if (refusals.length > 0) return { errors: refusals }
    const delivery = deliveryFor(gateway.operation.operation, gateway.context)
    const { deadlineAt = Number.POSITIVE_INFINITY, signal } = factsOf?.(gateway.context) ?? {}
    const request: EngineRequest = { gateway, graph, variables, deadlineAt, signal, delivery }
    graph.enter()
    let streams = false
    try {
      const outcome = await answerRequest(request, plugins)
      streams = outcome.kind === 'parts'
      return resultOf(outcome, request)
    } finally {
      // Parts that are still to come need the graph until the last of them.
      if (!streams) graph.leave()
    }
  }
}

function resultOf(outcome: RequestOutcome, { graph, delivery }: EngineRequest): GatewayExecutionResult {
  if (outcome.kind === 'refused') return { errors: outcome.errors }
  const { answer } = outcome
  if (outcome.kind === 'whole') {
    const { dataJson, answerJson } = outcome.answer
    return {
      data: dataJson === 'null' ? null : jsonData(dataJson, answerJson),
      ...around(answer),
    }
  }
  if (!delivery) throw new TypeError('nobody takes the parts of this answer')
  return { data: delivery.open(leavingAtTheEnd(outcome.stream, () => graph.leave())), ...around(answer) }
}

function around(answer: ExecutionAnswer | undefined): Pick<GatewayExecutionResult, 'errors' | 'extensions'> {
  const extensions = answer && extensionsOf(answer)
  return {
    ...(answer && answer.errors.length > 0 ? { errors: answer.errors } : {}),
    ...(extensions ? { extensions } : {}),
  }
}

function leavingAtTheEnd(stream: AnswerStream, leave: () => void): AnswerStream {
  return stream.kind === 'defer'
    ? { ...stream, parts: whenOver(stream.parts, leave) }
    : { ...stream, parts: whenOver(stream.parts, leave) }
}

const maxVariableErrors = 50

/** What is wrong with the request itself; Apollo Server gives the errors their codes. */
function refusalsOf(
  { operation, schema, request }: GatewayGraphQLRequestContext,
  variables: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] {
  // Apollo Server asks for an error when it could not tell which operation is meant.
  if (operation === undefined) return [new GraphQLError(unknownOperation(request.operationName))]
  const definitions = operation.variableDefinitions
  if (definitions === undefined || definitions.length === 0) return []
  return getVariableValues(schema, definitions, variables, { maxErrors: maxVariableErrors }).errors ?? []
}

function unknownOperation(name: string | undefined): string {
  return name === undefined
    ? 'Must provide operation name if query contains multiple operations.'
    : `Unknown operation named "${name}".`
}
