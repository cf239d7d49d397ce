// What plans operations against one supergraph, on this thread or on another.
import type { QueryPlan } from '@apollo/query-planner'

export type Planner = {
  /** Rejects with a GraphQLError that may be shown to the client, or an EngineError. Plans are plain JSON. */
  plan(request: PlanRequest): Promise<QueryPlan>
  /** Ends threads as soon as they have nothing to plan. A later plan starts one anew, at the cost of a build. */
  rest(): void
  /** Ends threads in the middle of their work, which nobody waits for. A later plan starts one anew. */
  end(): void
}

export type PlanRequest = {
  /** GraphQL text of the document, valid against the API schema. */
  readonly source: string
  readonly operationName: string | undefined
  /** Plans `@defer`; otherwise the directive is ignored. */
  readonly defer: boolean
  /** Labels of progressive `@override` that are on; all others are off. */
  readonly overrideLabels: readonly string[]
}

/** What the engine must know of a supergraph besides its text. */
export type SupergraphSummary = {
  /** SDL of what clients see, `@defer` included. */
  readonly apiSdl: string
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[]
}

/** What of the planner's own configuration may be chosen; defaults are the planner's unless something else is said. */
export type PlannerConfig = {
  readonly reuseQueryFragments?: boolean
  readonly generateQueryFragments?: boolean
  /** How many candidate plans are weighed at most, see `resolvePlanning` for the default. */
  readonly maxEvaluatedPlans?: number
  /** How many ways to one field are considered before planning is given up; null for no limit. */
  readonly pathsLimit?: number | null
}
