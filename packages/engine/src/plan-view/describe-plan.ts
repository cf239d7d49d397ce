// A plan as its view shows it: every node, with what became of each fetch.
import type {
  DeferNode,
  FetchNode,
  PlanNode,
  QueryPlanSelectionNode,
  SubscriptionNode,
} from '@apollo/query-planner'
import { parse, print } from 'graphql'
import { clientLabel } from '../defer/deferred-fragments.ts'
import { childrenOf } from '../execute/plan-children.ts'
import type { PlanViewDefer, PlanViewFetch, PlanViewNode, PlanViewState } from './plan-view.ts'

/** What is known of a fetch that ran. */
export type FetchRecord = {
  readonly positions: number
  readonly sent: number
  readonly reused: number
  readonly requests: readonly number[]
}

export type PlanDescription = {
  readonly numbers: FetchNumbers
  readonly records: ReadonlyMap<FetchNode, FetchRecord>
  /** Value of each variable that a condition of the plan looks at. */
  readonly conditions: ReadonlyMap<string, boolean>
  /** Nothing is to come any more. */
  readonly complete: boolean
}

export type FetchNumbers = (node: FetchNode) => number

/** Numbers fetches as they stand in the plan. */
export function numberFetches(root: PlanNode | SubscriptionNode | undefined): FetchNumbers {
  const numbers = new Map<FetchNode, number>()
  const visit = (node: PlanNode | SubscriptionNode): void => {
    if (node.kind === 'Fetch') numbers.set(node, numbers.size)
    for (const child of childrenOf(node)) visit(child)
  }
  if (root) visit(root)
  return (node) => numbers.get(node) ?? -1
}

type Place = {
  readonly path: readonly string[]
  readonly excluded?: boolean
  readonly deferred?: boolean
}

export function describePlan(
  root: PlanNode | SubscriptionNode | undefined,
  description: PlanDescription,
): PlanViewNode | null {
  return root ? describe(root, description, { path: [] }) : null
}

function describe(
  node: PlanNode | SubscriptionNode,
  description: PlanDescription,
  place: Place,
): PlanViewNode {
  const inner = (child: PlanNode | undefined, change: Partial<Place> = {}) =>
    child ? describe(child, description, { ...place, ...change }) : null
  switch (node.kind) {
    case 'Fetch':
      return describeFetch(node, description, place)
    case 'Flatten':
      return describe(node.node, description, { ...place, path: [...place.path, ...node.path.map(String)] })
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, nodes: node.nodes.map((child) => describe(child, description, place)) }
    case 'Condition': {
      const { condition: variable } = node
      const value = description.conditions.get(variable) === true
      return {
        kind: 'Condition',
        variable,
        value,
        ifClause: inner(node.ifClause, value ? {} : { excluded: true }),
        elseClause: inner(node.elseClause, value ? { excluded: true } : {}),
      }
    }
    case 'Defer':
      return describeDefer(node, inner)
    case 'Subscription':
      return {
        kind: 'Subscription',
        primary: { ...describeFetch(node.primary, description, place), state: 'streaming' },
        rest: inner(node.rest),
      }
  }
}

function describeDefer(
  { primary, deferred }: DeferNode,
  inner: (child: PlanNode | undefined, change?: Partial<Place>) => PlanViewNode | null,
): PlanViewDefer {
  return {
    kind: 'Defer',
    primary: inner(primary.node),
    deferred: deferred.map(({ label, queryPath, depends, node }) => ({
      label: (label === undefined ? undefined : clientLabel(label)) ?? null,
      path: queryPath,
      depends: depends.map(({ id }) => id),
      node: inner(node, { deferred: true }),
    })),
  }
}

function describeFetch(node: FetchNode, description: PlanDescription, place: Place): PlanViewFetch {
  const { numbers, records } = description
  const record = records.get(node)
  return {
    kind: 'Fetch',
    id: numbers(node),
    deferId: node.id ?? null,
    subgraph: node.serviceName,
    path: place.path,
    operationKind: node.operationKind,
    operation: readable(node.operation),
    variables: node.variableUsages ?? [],
    entityTypes: [...new Set((node.requires ?? []).flatMap(conditionOf))],
    state: stateOf(record, description, place),
    positions: record?.positions ?? 0,
    sent: record?.sent ?? 0,
    reused: record?.reused ?? 0,
    requests: record?.requests ?? [],
  }
}

function stateOf(
  record: FetchRecord | undefined,
  { complete }: PlanDescription,
  { excluded, deferred }: Place,
): PlanViewState {
  if (record && (record.requests.length > 0 || record.sent > 0)) return 'sent'
  if (record) return 'reused'
  if (excluded) return 'excluded'
  return deferred && !complete ? 'waiting' : 'idle'
}

function conditionOf(selection: QueryPlanSelectionNode): string[] {
  return selection.kind === 'InlineFragment' && selection.typeCondition ? [selection.typeCondition] : []
}

/** With line breaks: planners write operations on one line. */
export function readable(operation: string): string {
  try {
    return print(parse(operation, { noLocation: true }))
  } catch {
    return operation
  }
}
