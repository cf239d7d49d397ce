// The nodes that stand directly below a node of a plan.
import type { PlanNode, SubscriptionNode } from '@apollo/query-planner'

/** In the order of the plan; branches that are not there left out. */
export function childrenOf(node: PlanNode | SubscriptionNode): readonly PlanNode[] {
  return branchesOf(node).filter((child) => child !== undefined)
}

function branchesOf(node: PlanNode | SubscriptionNode): readonly (PlanNode | undefined)[] {
  switch (node.kind) {
    case 'Fetch':
      return []
    case 'Flatten':
      return [node.node]
    case 'Sequence':
    case 'Parallel':
      return node.nodes
    case 'Condition':
      return [node.ifClause, node.elseClause]
    case 'Defer':
      return [node.primary.node, ...node.deferred.map((part) => part.node)]
    case 'Subscription':
      return [node.primary, node.rest]
  }
}
