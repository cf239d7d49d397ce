// Which fetches of a plan may meet.
import type { FetchNode, PlanNode } from '@apollo/query-planner'
import { OperationTypeNode, parse } from 'graphql'
import { expect, test } from 'vitest'
import { batchPlaces } from './batches.ts'

const fetch = (serviceName: string, rest: Partial<FetchNode> = {}): FetchNode => ({
  kind: 'Fetch',
  serviceName,
  operation: '{ _entities }',
  operationName: undefined,
  operationKind: OperationTypeNode.QUERY,
  operationDocumentNode: parse('{ _entities }'),
  requires: [],
  ...rest,
})

const inSequence = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Sequence', nodes })
const inParallel = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Parallel', nodes })

test('those of different branches, at whatever depth, that go to one subgraph', () => {
  const [a1, a2, b] = [fetch('a'), fetch('a'), fetch('b')]
  const branch: PlanNode = { kind: 'Flatten', path: ['x'], node: a2 }
  const places = batchPlaces(inParallel(inSequence(b, a1), branch))
  expect([a1, a2, b].map((each) => places.get(each)?.index)).toEqual([1, 2, undefined])
  expect(places.get(a1)?.batches).toBe(places.get(a2)?.batches)
})

test('none of which one waits for the other', () => {
  expect(batchPlaces(inSequence(fetch('a'), fetch('a'))).size).toBe(0)
})

test('none of root fields', () => {
  const { requires: _, ...root } = fetch('a')
  expect(batchPlaces(inParallel(root, fetch('a'))).size).toBe(0)
})

test.each<[string, PlanNode]>([
  ['a mutation', fetch('m', { operationKind: OperationTypeNode.MUTATION })],
  ['a context', fetch('c', { contextRewrites: [] })],
  ['a deferred part', { kind: 'Defer', primary: { subselection: '{ a }' }, deferred: [] }],
])('none in a plan with %s', (_what, node) => {
  expect(batchPlaces(inSequence(node, inParallel(fetch('a'), fetch('a')))).size).toBe(0)
})
