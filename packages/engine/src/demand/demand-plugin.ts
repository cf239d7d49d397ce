// Demand control as part of every request: what costs too much is refused before it is even planned, and what was
// executed is told to whoever measures.
import type { EnginePlugin, EngineRequest } from '../graph/engine-plugin.ts'
import { byOperation } from '../policy/by-operation.ts'
import { type CompiledCost, compileCost } from './compile-cost.ts'
import { type CostOptions, costRules } from './cost-rules.ts'
import { costRefusal, type DemandLimit, estimateCost } from './estimate-cost.ts'
import { type CostHook, operationCost } from './report-cost.ts'

export type DemandOptions = CostOptions &
  DemandLimit & {
    /** Told of each operation that was refused for its cost, and of each that was executed. Must not throw. */
    readonly onCost?: CostHook | undefined
  }

type Estimated = { readonly compiled: CompiledCost; readonly estimated: number }

/** The client's own operation is costed, whatever policies take out of it: its price is the same for everybody. */
export function demandPlugin(options: DemandOptions): EnginePlugin {
  const { onCost } = options
  const estimates = new WeakMap<EngineRequest, Estimated>()
  const compiledFor = byOperation({
    rulesOf: ({ supergraphSchema }) => costRules(supergraphSchema, options),
    compile: compileCost,
  })
  return {
    variant(request) {
      const { gateway, graph, variables } = request
      const { document, operationName } = gateway
      const compiled = compiledFor(graph.schemas, { document, operationName: operationName ?? undefined })
      if (!compiled) return undefined
      const estimate = estimateCost(compiled, variables)
      const estimated = estimate.cost
      const refusal = costRefusal(estimate, options)
      if (refusal) {
        onCost?.(operationCost({ compiled, estimated, variables, dataJson: undefined }))
        return { refusals: [refusal] }
      }
      if (onCost) estimates.set(request, { compiled, estimated })
      return undefined
    },
    didExecute(request, _operation, answer) {
      const estimate = estimates.get(request)
      const { variables } = request
      if (estimate) onCost?.(operationCost({ ...estimate, variables, dataJson: answer.dataJson }))
      return answer
    },
  }
}
