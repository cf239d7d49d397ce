// What a query plan costs, as far as the plan alone tells: how many fetches, and how many of them wait for one another.
import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner'

export type PlanCost = {
  /** Requests to subgraphs; of branches that exclude each other the costlier one. */
  readonly fetches: number
  /** Fetches on the longest way from the first to the last answer. */
  readonly depth: number
}

const none: PlanCost = { fetches: 0, depth: 0 }

export function costOfPlan(plan: QueryPlan): PlanCost {
  return plan.node === undefined ? none : costOf(plan.node)
}

function costOf(node: PlanNode | SubscriptionNode): PlanCost {
  switch (node.kind) {
    case 'Fetch':
      return { fetches: 1, depth: 1 }
    case 'Sequence':
      return node.nodes.map(costOf).reduce(oneAfterAnother, none)
    case 'Parallel':
      return node.nodes.map(costOf).reduce(atOnce, none)
    case 'Flatten':
      return costOf(node.node)
    case 'Condition':
      return costlier(optional(node.ifClause), optional(node.elseClause))
    case 'Subscription':
      return oneAfterAnother(costOf(node.primary), optional(node.rest))
    case 'Defer': {
      const deferred = node.deferred.map((part) => optional(part.node)).reduce(atOnce, none)
      return oneAfterAnother(optional(node.primary.node), deferred)
    }
  }
}

function optional(node: PlanNode | undefined): PlanCost {
  return node === undefined ? none : costOf(node)
}

function oneAfterAnother(a: PlanCost, b: PlanCost): PlanCost {
  return { fetches: a.fetches + b.fetches, depth: a.depth + b.depth }
}

function atOnce(a: PlanCost, b: PlanCost): PlanCost {
  return { fetches: a.fetches + b.fetches, depth: Math.max(a.depth, b.depth) }
}

function costlier(a: PlanCost, b: PlanCost): PlanCost {
  return { fetches: Math.max(a.fetches, b.fetches), depth: Math.max(a.depth, b.depth) }
}
