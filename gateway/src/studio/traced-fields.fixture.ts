// Which resolvers of which subgraph Studio was told of.
import type { Trace } from '@apollo/usage-reporting-protobuf'
import type { FakeStudio } from './fake-studio.fixture.ts'

/** `subgraph: Type.field` of every resolver in the traces of an operation, in order, each once. */
export function tracedFields({ usage }: FakeStudio, operationName: string): readonly string[] {
  const traces = usage.flatMap(({ tracesPerQuery }) =>
    Object.entries(tracesPerQuery).flatMap(([signature, { trace }]) =>
      signature.startsWith(`# ${operationName}\n`) ? (trace as Trace[]) : [],
    ),
  )
  return [...new Set(traces.flatMap(({ queryPlan }) => fieldsOf(queryPlan)))].toSorted()
}

function fieldsOf(node: Trace.IQueryPlanNode | null | undefined): readonly string[] {
  const { fetch, flatten, sequence, parallel } = node ?? {}
  const own = namesIn(fetch?.trace?.root).map((name) => `${fetch?.serviceName}: ${name}`)
  const below = [flatten?.node, ...(sequence?.nodes ?? []), ...(parallel?.nodes ?? [])]
  return [...own, ...below.flatMap((child) => (child ? fieldsOf(child) : []))]
}

function namesIn(node: Trace.INode | null | undefined): readonly string[] {
  const name = node?.parentType ? [`${node.parentType}.${node.originalFieldName || node.responseName}`] : []
  return [...name, ...(node?.child ?? []).flatMap(namesIn)]
}
