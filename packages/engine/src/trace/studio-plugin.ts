// Studio's traces as part of the requests that Apollo Server's usage reporting has chosen; all others pay nothing.
import { conditionValues } from '../execute/conditions.ts'
import type { EnginePlugin, EngineRequest } from '../graph/engine-plugin.ts'
import { type StudioTrace, studioTrace, type TracedMetrics } from './studio-trace.ts'

export function studioPlugin(): EnginePlugin {
  const traces = new WeakMap<EngineRequest, StudioTrace>()
  return {
    observe(request, { plan, compiled }) {
      const { metrics } = request.gateway
      // Undefined without a plugin that reports.
      if (metrics.captureTraces === undefined) return undefined
      const { operation, conditions } = compiled
      const trace = studioTrace(metrics as TracedMetrics, () => ({
        plan,
        operation: operation.operation,
        conditions: conditionValues(conditions, operation, request.variables),
      }))
      traces.set(request, trace)
      return trace.observer
    },
    didExecute(request, _operation, answer) {
      traces.get(request)?.finish()
      return answer
    },
  }
}
