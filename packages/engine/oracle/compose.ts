// Subgraphs composed by Apollo, with Apollo's planner over them and both schemas of the supergraph.
import { composeServices } from '@apollo/composition'
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, type Schema, Supergraph } from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import { parse } from 'graphql'
import type { GraphSchemas } from '../src/execute/types.ts'

export type Composed = {
  readonly supergraphSdl: string
  readonly planner: QueryPlanner
  readonly schemas: GraphSchemas
  /** The client's schema in the form that Apollo's operations are made of. */
  readonly internalApiSchema: Schema
}

/** Undefined when the subgraphs do not compose. */
export function compose(subgraphs: readonly { name: string; sdl: string }[]): Composed | undefined {
  const { supergraphSdl } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(sdl) })),
  )
  if (supergraphSdl === undefined) return undefined
  const supergraph = Supergraph.build(supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    validateSupergraph: false,
  })
  const internalApiSchema = supergraph.apiSchema()
  return {
    supergraphSdl,
    // Any plan will do: the best of thousands costs seconds.
    planner: new QueryPlanner(supergraph, { debug: { maxEvaluatedPlans: 2 } }),
    schemas: {
      apiSchema: internalApiSchema.toGraphQLJSSchema(),
      supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    },
    internalApiSchema,
  }
}
