// The trace that Studio gets, held against the one that @apollo/gateway makes of the same plan and the same answers.
import { executeQueryPlan } from '@apollo/gateway'
import { Trace } from '@apollo/usage-reporting-protobuf'
import { getOperationAST, parse } from 'graphql'
import { expect, test } from 'vitest'
import { compileOperation } from '../execute/compile-operation.ts'
import { conditionValues } from '../execute/conditions.ts'
import { executeOperation } from '../execute/execute-operation.ts'
import { answer, executionRequest, planOf, schemas, stockApiSchema } from '../execute/small-graph.fixture.ts'
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts'
import { studioTrace, type TracedMetrics } from './studio-trace.ts'

const document = parse(
  'query ($names: Boolean!) { users { id reviews { author { name @include(if: $names) } } } }',
)
const plan = planOf(document)
const variables = { names: true }

function ftv1(subgraph: string): string {
  const trace = new Trace({ root: { child: [{ responseName: subgraph, parentType: 'OwnQuery' }] } })
  return Buffer.from(Trace.encode(trace).finish()).toString('base64')
}

/** As a subgraph of Apollo's answers that is asked for its trace; accounts is asked in vain. */
async function traced(request: SubgraphRequest): Promise<SubgraphResponse> {
  const response = await answer(request)
  return request.captureTrace && request.subgraph === 'reviews'
    ? { ...response, extensions: { ftv1: ftv1('reviews') } }
    : response
}

async function engineTrace(metrics: TracedMetrics): Promise<TracedMetrics> {
  const compiled = compileOperation({ plan, document, schemas })
  const conditions = conditionValues(compiled.conditions, compiled.operation, variables)
  const trace = studioTrace(metrics, () => ({ plan, operation: 'query', conditions }))
  await executeOperation(compiled, executionRequest(traced, variables), trace.observer)
  trace.finish()
  return metrics
}

async function stockTrace(metrics: TracedMetrics): Promise<TracedMetrics> {
  const dataSource = (subgraph: string) => ({
    process: ({ request }: { request: { query?: string; variables?: object; http?: unknown } }) =>
      traced({
        ...blankRequest,
        subgraph,
        query: request.query ?? '',
        variablesJson: JSON.stringify(request.variables ?? {}),
        captureTrace: request.http !== undefined,
      }) as never,
  })
  const operation = getOperationAST(document)
  if (!operation) throw new Error('no operation')
  await executeQueryPlan(
    plan,
    { accounts: dataSource('accounts'), reviews: dataSource('reviews') },
    { request: { variables }, metrics, logger: console } as never,
    { schema: schemas.apiSchema, operation, fragments: {} },
    schemas.supergraphSchema,
    stockApiSchema,
  )
  return metrics
}

const blankRequest = {
  kind: 'query',
  operationName: undefined,
  context: {},
  deadlineAt: Number.POSITIVE_INFINITY,
  signal: undefined,
} as const

/** Everything but the times, which no two executions share. */
function shapeOf(trace: Trace.QueryPlanNode | undefined): unknown {
  return JSON.parse(JSON.stringify(trace), (key, value) =>
    ['sentTime', 'receivedTime', 'sentTimeOffset'].includes(key) ? 'a time' : value,
  )
}

test('is the tree that @apollo/gateway makes, with the traces of subgraphs in it', async () => {
  const startHrTime = process.hrtime()
  const [ours, stock] = [
    await engineTrace({ captureTraces: true, startHrTime }),
    await stockTrace({ captureTraces: true, startHrTime }),
  ]
  expect(shapeOf(ours.queryPlanTrace)).toEqual(shapeOf(stock.queryPlanTrace))
  expect(JSON.stringify(shapeOf(ours.queryPlanTrace))).toContain('"parentType":"Query"')
  expect(JSON.stringify(shapeOf(ours.queryPlanTrace))).not.toContain('OwnQuery')
})

test('is not made for a request that is only counted, whose errors are still told', async () => {
  const metrics = await engineTrace({ captureTraces: false })
  expect(metrics.queryPlanTrace).toBeUndefined()
  expect(metrics.nonFtv1ErrorPaths).toEqual([{ subgraph: 'reviews', path: ['_entities', 1, 'reviews'] }])
})
