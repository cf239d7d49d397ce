// Fetches and depth of every kind of plan.
import type { FetchNode, PlanNode } from '@apollo/query-planner'
import { OperationTypeNode } from 'graphql'
import { expect, test } from 'vitest'
import { costOfPlan } from './plan-cost.ts'

const fetch: FetchNode = {
  kind: 'Fetch',
  serviceName: 's',
  operation: '{ a }',
  operationName: undefined,
  operationKind: OperationTypeNode.QUERY,
}
const two: PlanNode = { kind: 'Sequence', nodes: [fetch, { kind: 'Flatten', path: ['a'], node: fetch }] }
const both: PlanNode = { kind: 'Parallel', nodes: [fetch, two] }

function cost(node: Parameters<typeof costOfPlan>[0]['node']) {
  const { fetches, depth } = costOfPlan(
    node === undefined ? { kind: 'QueryPlan' } : { kind: 'QueryPlan', node },
  )
  return `${fetches} fetches, depth ${depth}`
}

test('a plan without fetches costs nothing', () => {
  expect(cost(undefined)).toBe('0 fetches, depth 0')
})

test('what follows one another adds to the depth, what runs at once does not', () => {
  expect(cost(two)).toBe('2 fetches, depth 2')
  expect(cost(both)).toBe('3 fetches, depth 2')
  expect(cost({ kind: 'Sequence', nodes: [both, both] })).toBe('6 fetches, depth 4')
})

test('of two branches that exclude each other the costlier one counts', () => {
  expect(cost({ kind: 'Condition', condition: 'c', ifClause: fetch, elseClause: both })).toBe(
    '3 fetches, depth 2',
  )
  expect(cost({ kind: 'Condition', condition: 'c', ifClause: two })).toBe('2 fetches, depth 2')
})

test('an event of a subscription costs its fetch and what follows', () => {
  expect(cost({ kind: 'Subscription', primary: fetch, rest: both })).toBe('4 fetches, depth 3')
})

test('what is deferred comes after what is not', () => {
  const deferred = [fetch, two].map((node) => ({ depends: [], queryPath: [], node }))
  expect(cost({ kind: 'Defer', primary: { node: fetch }, deferred })).toBe('4 fetches, depth 3')
})
