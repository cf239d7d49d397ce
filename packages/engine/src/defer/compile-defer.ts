// A plan with deferred parts, ready to run: for each part when it may start, and where its objects stand.
import type { DeferNode, DeferredNode, PlanNode } from '@apollo/query-planner'
import { compileStep, type Plan, type PlanStep } from '../execute/compile-step.ts'
import type { WrittenPart } from '../write/compile-writer.ts'
import { compileQueryPath, fragmentPrefix, type QueryPath } from './query-path.ts'
import { type PartKey, partKey } from './reached-parts.ts'

export type CompiledDefer = {
  readonly run: PlanStep
  /** Fetches whose end others wait for; whether they ran or not, all have ended when `run` has. */
  readonly fetchIds: readonly string[]
  readonly deferred: readonly CompiledPart[]
}

export type CompiledPart = {
  /** Ids of the fetches that must have ended before the part starts. */
  readonly depends: readonly string[]
  /** As the client wrote it. */
  readonly label: string | undefined
  readonly plannedLabel: string
  readonly key: PartKey
  readonly path: QueryPath
  /** What its objects show to the client. */
  readonly written: WrittenPart
  readonly body: CompiledDefer
}

export function compileDefer({ primary, deferred }: DeferNode, plan: Plan): CompiledDefer {
  return {
    run: compileStep(primary.node, plan),
    fetchIds: fetchIdsOf(primary.node),
    deferred: deferred.map((part) => compilePart(part, plan)),
  }
}

/** Of every part, in whatever part it is, by the dotted key path at which it stands. */
export function plannedLabels(defer: CompiledDefer | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  const labels = new Map<string, Set<string>>()
  const add = ({ deferred }: CompiledDefer): void => {
    for (const { path, plannedLabel, body } of deferred) {
      labels.set(path.keys, (labels.get(path.keys) ?? new Set()).add(plannedLabel))
      add(body)
    }
  }
  if (defer) add(defer)
  return labels
}

function compilePart({ node, depends, label, queryPath }: DeferredNode, plan: Plan): CompiledPart {
  const fragment = plan.deferred.get(label ?? '')
  if (!fragment) throw new TypeError('the plan defers a fragment that the document does not have')
  const { selection, parent } = fragment
  // The planner drops the type of a fragment that it need not tell apart from others.
  const path = compileQueryPath([...queryPath, `${fragmentPrefix}${parent}`], plan)
  return {
    depends: depends.map(({ id }) => id),
    label: fragment.label,
    plannedLabel: label ?? '',
    key: partKey(path.keys, label ?? ''),
    path,
    written: { selection, parent, path: path.keys },
    body:
      node?.kind === 'Defer'
        ? compileDefer(node, plan)
        : { run: compileStep(node, plan), fetchIds: fetchIdsOf(node), deferred: [] },
  }
}

function fetchIdsOf(node: PlanNode | undefined): string[] {
  switch (node?.kind) {
    case 'Fetch':
      return node.id === undefined ? [] : [node.id]
    case 'Flatten':
      return fetchIdsOf(node.node)
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchIdsOf)
    case 'Condition':
      return [...fetchIdsOf(node.ifClause), ...fetchIdsOf(node.elseClause)]
    default:
      return []
  }
}
