// Plans on this thread: every plan stalls whatever else the process does. For tests, scripts and the smallest machines.
import { buildPlanner } from './build-planner.ts'
import type { Planner, PlannerConfig, SupergraphSummary } from './planner.ts'
import { plannerError, reasonOf } from './planning-errors.ts'

/** Rejects when the supergraph cannot be built. */
export async function localPlanner(
  supergraphSdl: string,
  config: PlannerConfig,
): Promise<{ readonly planner: Planner; readonly summary: SupergraphSummary }> {
  const { summary, plan } = buildPlanner(supergraphSdl, config)
  const planner: Planner = {
    async plan(request) {
      try {
        return plan(request)
      } catch (error) {
        throw plannerError(reasonOf(error))
      }
    },
    rest: () => undefined,
    end: () => undefined,
  }
  return { summary, planner }
}
