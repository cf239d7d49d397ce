// Builds a supergraph and its planner, wherever it runs: in a planning thread, or here when there are none. One planner
// serves both kinds of plans: what must not be deferred loses its `@defer` before it is planned.
import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from '@apollo/federation-internals'
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner'
import { type DocumentNode, parse, printSchema, visit } from 'graphql'
import type { PlannerConfig, PlanRequest, SupergraphSummary } from './planner.ts'

export type BuiltPlanner = {
  readonly summary: SupergraphSummary
  /** Synchronous and possibly slow: seconds for an operation made to be. */
  readonly plan: (request: PlanRequest) => QueryPlan
}

/** Connectors are REST calls that only the Router makes: a fetch to such a subgraph would go nowhere. */
const supportedFeatures = new Set(
  [...ROUTER_SUPPORTED_SUPERGRAPH_FEATURES].filter(
    (url) => !url.startsWith('https://specs.apollo.dev/connect/'),
  ),
)

/** Throws when the text is no supergraph, an invalid one, or one that asks for what is not supported. */
export function buildPlanner(supergraphSdl: string, config: PlannerConfig): BuiltPlanner {
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures })
  const apiSchema = supergraph.apiSchema()
  const { maxEvaluatedPlans, pathsLimit, ...rest } = config
  const planner = new QueryPlanner(supergraph, {
    ...rest,
    incrementalDelivery: { enableDefer: true },
    debug: {
      ...(maxEvaluatedPlans === undefined ? {} : { maxEvaluatedPlans }),
      ...(pathsLimit === undefined ? {} : { pathsLimit }),
    },
  })
  return {
    summary: {
      apiSdl: printSchema(apiSchema.toGraphQLJSSchema({ includeDefer: true })),
      subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url })),
    },
    plan({ source, operationName, defer, overrideLabels }) {
      const parsed = parse(source, { noLocation: true })
      const document = defer ? parsed : withoutDefer(parsed)
      const operation = operationFromDocument(
        apiSchema,
        document,
        operationName === undefined ? {} : { operationName },
      )
      return planner.buildQueryPlan(operation, {
        overrideConditions: new Map(overrideLabels.map((label) => [label, true])),
      })
    },
  }
}

function withoutDefer(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: (directive) => (directive.name.value === 'defer' ? null : undefined),
  })
}
