// From the text of a supergraph to a graph that can be served; what cannot be served is refused here.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { buildSchema } from 'graphql'
import type { GraphSchemas } from '../execute/types.ts'
import type { Planning } from '../plan/planning-options.ts'
import { threadedPlanner } from '../plan/threaded-planner.ts'
import type { PlanReport } from './engine-events.ts'
import { type Graph, openGraph } from './graph.ts'
import type { TransportPool } from './transport-pool.ts'

export type GraphLoader = {
  readonly transports: TransportPool
  readonly planning: Planning
  readonly batching: boolean
  readonly onPlan: (report: PlanReport) => void
}

/** Rejects when the text is no supergraph, or one that cannot be served. */
export async function loadGraph(supergraphSdl: string, loader: GraphLoader): Promise<Graph> {
  const { planner, summary } = await makePlanner(supergraphSdl, loader.planning)
  try {
    return openGraph({
      supergraphSdl,
      planner,
      transports: loader.transports,
      cacheSize: loader.planning.cacheSize,
      batching: loader.batching,
      onPlan: loader.onPlan,
      subgraphs: summary.subgraphs,
      schemas: await buildSchemas(supergraphSdl, summary.apiSdl),
    })
  } catch (error) {
    planner.end()
    throw error
  }
}

/** In two turns, so that requests come in between. The planner has validated both texts. */
async function buildSchemas(supergraphSdl: string, apiSdl: string): Promise<GraphSchemas> {
  const apiSchema = buildSchema(apiSdl, trusted)
  await nextTurn()
  return { apiSchema, supergraphSchema: buildSchema(supergraphSdl, trusted) }
}

const trusted = { assumeValid: true, assumeValidSDL: true, noLocation: true }

async function makePlanner(supergraphSdl: string, { config, threads }: Planning) {
  if (threads.workers > 0) return threadedPlanner(supergraphSdl, config, threads)
  // Apollo's planner is 60 MB and 0.4 s to load: only where it is used.
  const { localPlanner } = await import('../plan/local-planner.ts')
  return localPlanner(supergraphSdl, config)
}
