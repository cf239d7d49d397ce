// What every stored operation cost before and costs now, so that a change that makes one costlier is seen in review.
import type { Supergraph } from '@apollo/federation-internals'
import type { OperationFile } from '../load.ts'
import type { PlanCost } from './plan-cost.ts'
import { type Planned, planOperations } from './plan-operations.ts'

export type PlanComparison = {
  readonly operation: string
  readonly file: string
  /** `new` has no plan before (or nothing is known of it), `broken` has none now. */
  readonly verdict: 'same' | 'cheaper' | 'costlier' | 'new' | 'broken'
  readonly before?: PlanCost
  readonly after?: PlanCost
  /** Why it is broken. */
  readonly failure?: string
}

/** `before` is undefined where nothing is known of it. */
export function comparePlans(
  before: Supergraph | undefined,
  after: Supergraph,
  files: readonly OperationFile[],
): readonly PlanComparison[] {
  const planned = before === undefined ? [] : planOperations(before, files)
  const costs = new Map(planned.map(({ operation, result }) => [operation, costIn(result)]))
  return planOperations(after, files).map(({ operation, file, result }) => {
    const [old, cost] = [costs.get(operation), costIn(result)]
    return {
      operation,
      file: `operations/${file}`,
      verdict: compare(old, cost),
      ...(old === undefined ? {} : { before: old }),
      ...(cost === undefined ? {} : { after: cost }),
      ...('failure' in result ? { failure: result.failure } : {}),
    }
  })
}

function costIn(result: Planned['result']): PlanCost | undefined {
  return 'failure' in result ? undefined : result
}

/** More fetches or a longer wait is costlier, even when the other is less: a person should weigh that. */
function compare(before: PlanCost | undefined, after: PlanCost | undefined): PlanComparison['verdict'] {
  if (after === undefined) return 'broken'
  if (before === undefined) return 'new'
  if (after.fetches > before.fetches || after.depth > before.depth) return 'costlier'
  return after.fetches < before.fetches || after.depth < before.depth ? 'cheaper' : 'same'
}
