import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import { Kind } from 'graphql'
import { expect, test } from 'vitest'
import { loadOperations, loadSupergraphSdl } from '../load.ts'
import { maxEvaluatedPlans, planOperations } from './plan-operations.ts'

const supergraph = Supergraph.build(loadSupergraphSdl(), {
  supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
})

test('every stored operation has a plan, the best of all its candidates', () => {
  const files = loadOperations()
  const planned = planOperations(supergraph, files)
  expect(planned.filter(({ result }) => 'failure' in result)).toEqual([])
  const planner = new QueryPlanner(supergraph)
  const operations = files.flatMap(({ document }) =>
    document.definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION && node.name
        ? [{ document, operationName: node.name.value }]
        : [],
    ),
  )
  expect(planned.map(({ operation }) => operation)).toEqual(
    operations.map(({ operationName }) => operationName),
  )
  for (const { document, operationName } of operations) {
    planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), document, { operationName }))
    const candidates = planner.lastGeneratedPlanStatistics()?.evaluatedPlanCount
    expect(candidates, operationName).toBeLessThan(maxEvaluatedPlans / 100)
  }
})
