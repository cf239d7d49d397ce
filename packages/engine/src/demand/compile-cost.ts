// The cost of one operation, compiled once: as a formula of the variables for the estimate, and as a tree to lay beside
// the answer for what it cost in fact.
import { getOperationAST, OperationTypeNode } from 'graphql'
import type { Subject } from '../policy/by-operation.ts'
import { variableDefaults } from '../policy/condition.ts'
import { fragmentsOf } from '../policy/fragments-of.ts'
import type { CostRules } from './cost-rules.ts'
import type { Formula } from './formula.ts'
import { type SelectionCost, selectionCosts } from './selection-cost.ts'

export type CompiledCost = {
  readonly operationName: string | undefined
  /** What the operation costs before its fields. */
  readonly base: number
  readonly fields: SelectionCost
  readonly estimate: Formula
}

/**
 * An operation whose fragments unfold to more selections is not worth the time it takes to cost it: its estimate is
 * Infinity. Where Apollo Server's `maxRecursiveSelections` is set, it refuses such a one long before.
 */
const maxSelections = 50_000

/** Undefined when the document has no such operation. */
export function compileCost(rules: CostRules, subject: Subject): CompiledCost | undefined {
  const operation = getOperationAST(subject.document, subject.operationName)
  const rootType = operation && rules.schema.getRootType(operation.operation)
  if (!rootType) return undefined
  const budget = { left: maxSelections }
  const costOf = selectionCosts({
    rules,
    schema: rules.schema,
    fragments: fragmentsOf(subject.document),
    defaults: variableDefaults(operation),
    budget,
  })
  const fields = costOf([{ set: operation.selectionSet, conditions: [] }], rootType)
  return {
    operationName: operation.name?.value,
    base: operation.operation === OperationTypeNode.MUTATION ? rules.mutationCost : 0,
    fields,
    estimate: budget.left < 0 ? Number.POSITIVE_INFINITY : fields.formula,
  }
}
