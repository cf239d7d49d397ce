// Plans stored operations against a supergraph with Apollo's planner, as the gateway would.
import { operationFromDocument, type Supergraph } from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import { Kind } from 'graphql'
import type { OperationFile } from '../load.ts'
import { costOfPlan, type PlanCost } from './plan-cost.ts'

export type Planned = {
  readonly operation: string
  readonly file: string
  /** Undefined when the supergraph cannot answer the operation. */
  readonly cost: PlanCost | undefined
}

export function planOperations(supergraph: Supergraph, files: readonly OperationFile[]): readonly Planned[] {
  const api = supergraph.apiSchema()
  const planner = new QueryPlanner(supergraph)
  return files.flatMap(({ name: file, document }) =>
    document.definitions.flatMap((node): readonly Planned[] => {
      if (node.kind !== Kind.OPERATION_DEFINITION || node.name === undefined) return []
      const operationName = node.name.value
      try {
        const plan = planner.buildQueryPlan(operationFromDocument(api, document, { operationName }))
        return [{ operation: operationName, file, cost: costOfPlan(plan) }]
      } catch {
        return [{ operation: operationName, file, cost: undefined }]
      }
    }),
  )
}
