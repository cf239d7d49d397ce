// What goes into an execution and what comes out of it: the seam between the engine's front (Apollo Server, streams)
// and the compiled plan.
import type { GraphQLError, GraphQLSchema } from 'graphql'
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts'

/** The two schemas of a supergraph: what clients see, and everything, inaccessible elements included. */
export type GraphSchemas = {
  readonly apiSchema: GraphQLSchema
  readonly supergraphSchema: GraphQLSchema
}

export type ExecutionRequest = {
  /** As the client sent them, validated before. Only own properties count. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Sends one fetch of the plan to its subgraph. */
  readonly send: (request: SubgraphRequest) => Promise<SubgraphResponse>
  readonly context: unknown
  /** Epoch milliseconds; Infinity for none. */
  readonly deadlineAt: number
  readonly signal: AbortSignal | undefined
}

export type ExecutionAnswer = {
  /** The `data` of the answer as JSON text; `null` when a null reached the root. */
  readonly dataJson: string
  /** `{"data":…}` with a newline, what goes out when there is nothing but data; without it, it is put together. */
  readonly answerJson?: string | undefined
  readonly errors: readonly GraphQLError[]
  /**
   * What the shape of the answer had to null although no fetch failed: Apollo's `extensions.valueCompletion`. Empty
   * when there are errors.
   */
  readonly valueCompletion: readonly GraphQLError[]
  /** Deferred parts follow. */
  readonly hasNext?: boolean | undefined
  /** Added to the answer's, by plugins. */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}
