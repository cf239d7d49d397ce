// The plan of a request for the explorer, which asks by a header. Never part of a gateway that shows no explorer: a plan
// tells how the graph is cut into services.
import type { EnginePlugin } from '@supermarket/engine/graph/engine-plugin.ts'
import { planViewExtension, planViewPlugin } from '@supermarket/engine/plan-view/plan-view-plugin.ts'
import { formatError } from '@supermarket/service-kit/mask-errors.ts'

/** Pages of other origins cannot send it without our leave. */
export const planViewHeader = 'x-plan-view'

export type PlanViews = {
  readonly plugins: readonly EnginePlugin[]
  /** What an answer may hold beside what every answer may. */
  readonly extensions: readonly string[]
}

export function planViews(shown: boolean): PlanViews {
  if (!shown) return { plugins: [], extensions: [] }
  const plugin = planViewPlugin({
    isWanted: ({ gateway }) => gateway.request.http?.headers.get(planViewHeader) === '1',
    formatError: (error) => formatError(error.toJSON(), error),
  })
  return { plugins: [plugin], extensions: [planViewExtension] }
}
