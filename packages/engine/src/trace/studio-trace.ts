// What Apollo Studio sees of an execution: the plan as a tree, with each fetch's times and the subgraph's own trace
// (ftv1). Made only for requests that Apollo Server chose to trace.
import type { FetchNode, PlanNode, QueryPlan, ResponsePath, SubscriptionNode } from '@apollo/query-planner'
import { google, Trace } from '@apollo/usage-reporting-protobuf'
import type { OperationTypeNode } from 'graphql'
import type { ExecutionObserver } from '../execute/run.ts'
import type { SubgraphResponse } from '../transport/subgraph-transport.ts'

/** Of `GraphQLRequestMetrics`, what is read and what is filled in. */
export type TracedMetrics = {
  readonly captureTraces?: boolean
  readonly startHrTime?: [number, number]
  queryPlanTrace?: Trace.QueryPlanNode
  nonFtv1ErrorPaths?: { subgraph: string; path: readonly (string | number)[] | undefined }[]
}

export type StudioTrace = {
  readonly observer: ExecutionObserver
  /** Fills in the metrics, once everything has been fetched. */
  finish(): void
}

export type TracedOperation = {
  readonly plan: QueryPlan
  readonly operation: `${OperationTypeNode}`
  /** Value of each variable that a condition of the plan looks at. */
  readonly conditions: ReadonlyMap<string, boolean>
}

export function studioTrace(metrics: TracedMetrics, traced: () => TracedOperation): StudioTrace {
  const fetches = new Map<FetchNode, Trace.QueryPlanNode.FetchNode>()
  const captures = metrics.captureTraces === true
  return {
    observer: {
      capturesTraces: captures,
      async fetch({ node }, send) {
        const fetch = startFetch(node, metrics)
        fetches.set(node, fetch)
        const response = await send()
        fetch.receivedTime = timestamp()
        readSubgraphTrace(fetch, response, traced().operation)
        tellUntraced(metrics, node.serviceName, response)
        return response
      },
      write: (write) => write(),
    },
    finish() {
      if (!captures) return
      const { plan, conditions } = traced()
      if (plan.node) metrics.queryPlanTrace = traceOf(plan.node, { fetches, conditions })
    },
  }
}

function startFetch(node: FetchNode, { startHrTime }: TracedMetrics): Trace.QueryPlanNode.FetchNode {
  const fetch = new Trace.QueryPlanNode.FetchNode({ serviceName: node.serviceName, sentTime: timestamp() })
  if (startHrTime) {
    const [seconds, nanoseconds] = process.hrtime(startHrTime)
    fetch.sentTimeOffset = seconds * 1e9 + nanoseconds
  }
  return fetch
}

function timestamp(): google.protobuf.Timestamp {
  const now = Date.now()
  return new google.protobuf.Timestamp({ seconds: Math.floor(now / 1_000), nanos: (now % 1_000) * 1e6 })
}

const rootTypes = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const

function readSubgraphTrace(
  fetch: Trace.QueryPlanNode.FetchNode,
  { extensions }: SubgraphResponse,
  operation: `${OperationTypeNode}`,
): void {
  const encoded = extensions?.ftv1
  if (typeof encoded !== 'string') return
  try {
    const trace = Trace.decode(Buffer.from(encoded, 'base64'))
    // A subgraph may name its root types otherwise; the graph's are what Studio knows.
    for (const child of trace.root?.child ?? []) child.parentType = rootTypes[operation]
    fetch.trace = trace
    fetch.traceParsingFailed = false
  } catch {
    fetch.traceParsingFailed = true
  }
}

/** Errors of subgraphs that send no trace are counted by their paths. */
function tellUntraced(
  metrics: TracedMetrics,
  subgraph: string,
  { errors, extensions }: SubgraphResponse,
): void {
  if (!errors || errors.length === 0 || extensions?.ftv1 !== undefined) return
  metrics.nonFtv1ErrorPaths ??= []
  metrics.nonFtv1ErrorPaths.push(...errors.map(({ path }) => ({ subgraph, path })))
}

type Recorded = {
  readonly fetches: ReadonlyMap<FetchNode, Trace.QueryPlanNode.FetchNode>
  readonly conditions: ReadonlyMap<string, boolean>
}

function traceOf(node: PlanNode | SubscriptionNode, recorded: Recorded): Trace.QueryPlanNode {
  const { QueryPlanNode } = Trace
  switch (node.kind) {
    case 'Fetch':
      return new QueryPlanNode({ fetch: fetchOf(node, recorded) })
    case 'Sequence':
      return new QueryPlanNode({ sequence: { nodes: node.nodes.map((child) => traceOf(child, recorded)) } })
    case 'Parallel':
      return new QueryPlanNode({ parallel: { nodes: node.nodes.map((child) => traceOf(child, recorded)) } })
    case 'Flatten':
      return new QueryPlanNode({
        flatten: { responsePath: responsePath(node.path), node: traceOf(node.node, recorded) },
      })
    case 'Condition': {
      const { condition } = node
      const holds = recorded.conditions.get(condition) === true
      const taken = holds ? node.ifClause : node.elseClause
      const branch = taken && traceOf(taken, recorded)
      return new QueryPlanNode({ condition: { condition, [holds ? 'ifClause' : 'elseClause']: branch } })
    }
    case 'Defer':
      return new QueryPlanNode({ defer: deferOf(node, recorded) })
    case 'Subscription':
      return traceOf(node.primary, recorded)
  }
}

function fetchOf(node: FetchNode, { fetches }: Recorded): Trace.QueryPlanNode.FetchNode {
  return fetches.get(node) ?? new Trace.QueryPlanNode.FetchNode({ serviceName: node.serviceName })
}

function deferOf(
  { primary, deferred }: Extract<PlanNode, { kind: 'Defer' }>,
  recorded: Recorded,
): Trace.QueryPlanNode.IDeferNode {
  return {
    primary: primary.node ? { node: traceOf(primary.node, recorded) } : {},
    deferred: deferred.map(({ depends, label, queryPath, node }) => ({
      depends: depends.map(({ id }) => ({ id })),
      ...(label === undefined ? {} : { label }),
      path: queryPath.map((fieldName) => ({ fieldName })),
      ...(node ? { node: traceOf(node, recorded) } : {}),
    })),
  }
}

function responsePath(path: ResponsePath): Trace.QueryPlanNode.IResponsePathElement[] {
  return path.map((element) => (typeof element === 'string' ? { fieldName: element } : { index: element }))
}
