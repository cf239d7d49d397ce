// @apollo/gateway's own executor, as it is.
import { buildOperationContext, executeQueryPlan, type ServiceMap } from '@apollo/gateway'
import type { QueryPlan } from '@apollo/query-planner'
import type { DocumentNode, GraphQLError } from 'graphql'
import type { Composed } from '../compose.ts'
import type { Answer } from '../data/subgraph.ts'

export type StockRequest = {
  readonly composed: Composed
  readonly plan: QueryPlan
  readonly document: DocumentNode
  readonly variables: Readonly<Record<string, unknown>>
  readonly subgraphs: Iterable<string>
  readonly send: (subgraph: string, query: string, variables: Record<string, unknown>) => Promise<Answer>
}

export type StockAnswer = {
  readonly dataJson: string
  /** Whatever was thrown is among them as it is. */
  readonly errors: readonly unknown[]
  readonly valueCompletion: readonly GraphQLError[]
}

type RequestContext = Parameters<typeof executeQueryPlan>[2]

export async function executeStock(asked: StockRequest): Promise<StockAnswer> {
  const { composed, plan, document, variables, subgraphs, send } = asked
  const services: ServiceMap = {}
  for (const name of subgraphs) {
    services[name] = {
      // Over the wire nothing is shared: what stock goes on to change was sent as text.
      process: ({ request }) =>
        send(name, request.query ?? '', JSON.parse(JSON.stringify(request.variables ?? {}))),
    }
  }
  const { apiSchema, supergraphSchema } = composed.schemas
  // Of the request's context the executor reads no more than this.
  const requestContext = { request: { variables }, context: {}, metrics: {}, logger: console }
  const { data, errors, extensions } = await executeQueryPlan(
    plan,
    services,
    requestContext as unknown as RequestContext,
    buildOperationContext({ schema: apiSchema, operationDocument: document }),
    supergraphSchema,
    composed.internalApiSchema,
  )
  const valueCompletion = extensions?.valueCompletion
  return {
    dataJson: JSON.stringify(data ?? null),
    errors: errors ?? [],
    valueCompletion: Array.isArray(valueCompletion) ? valueCompletion : [],
  }
}
