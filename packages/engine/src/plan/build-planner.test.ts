import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import { buildSchema, parse } from 'graphql'
import { expect, test } from 'vitest'
import { compose, shop, subgraph } from '../engine.fixture.ts'
import { buildPlanner } from './build-planner.ts'

const sdl = compose(shop)

/** What @apollo/gateway plans: with a planner that knows no `@defer`, or with one that does. */
function stockPlan(supergraphSdl: string, source: string, enableDefer: boolean) {
  const supergraph = Supergraph.build(supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  })
  const planner = new QueryPlanner(supergraph, { incrementalDelivery: { enableDefer } })
  return planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(source)))
}

function plan(supergraphSdl: string, source: string, defer: boolean, overrideLabels: string[] = []) {
  return buildPlanner(supergraphSdl, {}).plan({ source, operationName: undefined, defer, overrideLabels })
}

const operations = [
  '{ top { id } }',
  'query Named($first: Int) { top(first: $first) { ...P reviews { stars } } } fragment P on Product { name reviews { body } }',
  'mutation { rename(id: 1, name: "x") { name reviews { stars } } }',
  'subscription { renamed { name reviews { stars } } }',
  '{ __schema { queryType { name } } }',
]
const deferred = [
  '{ top { id ... @defer { reviews { stars } } } }',
  'query($later: Boolean!) { top { name ...R @defer(if: $later, label: "r") } } fragment R on Product { reviews { stars } }',
]

test.each(operations)('%s is planned as stock plans it, with and without defer', (source) => {
  const expected = stockPlan(sdl, source, false)

  expect(plan(sdl, source, false)).toEqual(expected)
  expect(plan(sdl, source, true)).toEqual(expected)
})

test.each(deferred)('%s is deferred for who takes it, and planned whole for who does not', (source) => {
  expect(plan(sdl, source, true)).toEqual(stockPlan(sdl, source, true))
  expect(JSON.stringify(plan(sdl, source, true))).toContain('"Defer"')
  expect(plan(sdl, source, false)).toEqual(stockPlan(sdl, source, false))
})

test('a plan is JSON', () => {
  for (const source of [...operations, ...deferred]) {
    const planned = plan(sdl, source, true)
    expect(JSON.parse(JSON.stringify(planned))).toEqual(planned)
  }
})

test('clients see the API with @defer and nothing of how it is joined', () => {
  const { summary } = buildPlanner(sdl, {})
  const schema = buildSchema(summary.apiSdl)

  expect(schema.getDirective('defer')?.locations).toEqual(['FRAGMENT_SPREAD', 'INLINE_FRAGMENT'])
  expect(summary.apiSdl).not.toMatch(/join__|link__|@link/)
  expect(summary.subgraphs).toEqual(shop.map(({ name, url }) => ({ name, url })))
})

test('a supergraph with policies is taken', () => {
  const guarded = compose([
    {
      name: 'guarded',
      url: 'http://guarded.test',
      sdl: `extend schema
        @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@policy", "@requiresScopes"])
        type Query { mine: Int @authenticated ours: Int @policy(policies: [["p"]]) its: Int @requiresScopes(scopes: [["s"]]) }`,
    },
  ])

  expect(plan(guarded, '{ mine ours its }', false).node?.kind).toBe('Fetch')
})

test('labels that are on move a field to the subgraph that overrides it', () => {
  const overriding = compose([
    subgraph('old', 'type Query { a: Int b: Int }'),
    subgraph('new', 'type Query { a: Int @override(from: "old", label: "percent(50)") c: Int }'),
  ])
  const subgraphOf = (labels: string[]) => {
    const { node } = plan(overriding, '{ a }', false, labels)
    return node?.kind === 'Fetch' ? node.serviceName : undefined
  }

  expect(subgraphOf([])).toBe('old')
  expect(subgraphOf(['percent(50)'])).toBe('new')
})
