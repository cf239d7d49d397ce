// What a case exercises, so that the oracle can say what its cases were about.
import type { PlanNode } from '@apollo/query-planner'
import { getNamedType, isAbstractType, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import type { Case } from './case.ts'
import { isNullAbove } from './compare/null-above.ts'
import { requiringName } from './graph/model.ts'
import { hostileAlias } from './operation/response-name.ts'
import type { SentRequest } from './run/exchange.ts'
import type { Outcome } from './run/outcome.ts'

/** Least share of the cases, in per cent; none where the share is only told. */
export const features = {
  errors: 5,
  'null bubbling': 5,
  'lists with nulls': 5,
  'abstract types': 5,
  '@skip/@include': 5,
  'three hops and more': 5,
  'shared entities': 5,
  '@requires': 5,
  '@interfaceObject': 0,
  mutations: 0,
  'hostile aliases': 0,
  valueCompletion: 0,
  'failing subgraph': 0,
  introspection: 0,
} as const

export type Feature = keyof typeof features

/** `stock` tells best what was asked: it repeats representations. */
export function featuresOf(given: Case, stock: Outcome): Feature[] {
  const { text, plan, document } = given
  const { requests } = stock
  const data: unknown = JSON.parse(stock.dataJson)
  const paths = [...stock.errors.map(({ path }) => path), ...stock.valueCompletion]
  const has: Record<Feature, boolean> = {
    errors: stock.errors.length > 0,
    'null bubbling': paths.some((path) => isNullAbove(JSON.parse(path), data)),
    'lists with nulls': hasListWithNull(data),
    'abstract types': selectsAbstract(given),
    '@skip/@include': /@(skip|include)/.test(text),
    'three hops and more': plan.node?.kind !== 'Subscription' && chain(plan.node, requests) >= 3,
    'shared entities': requests.some(
      ({ representations = [] }) => new Set(representations).size < representations.length,
    ),
    '@requires': requests.some(({ query, representations }) => representations && requiringName.test(query)),
    '@interfaceObject': requests.some(({ representations = [] }) =>
      representations.some((each) => each.includes('"__typename":"J')),
    ),
    mutations: document.definitions.some((each) => 'operation' in each && each.operation === 'mutation'),
    'hostile aliases': hostileAlias.test(text),
    valueCompletion: stock.valueCompletion.length > 0,
    'failing subgraph': requests.some(({ outage }) => outage !== undefined),
    introspection: /__(schema|type)\b/.test(text),
  }
  return (Object.keys(features) as Feature[]).filter((feature) => has[feature])
}

function hasListWithNull(value: unknown): boolean {
  if (Array.isArray(value)) return value.includes(null) || value.some(hasListWithNull)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasListWithNull)
}

function selectsAbstract({ document, world }: Case): boolean {
  const types = new TypeInfo(world.schemas.apiSchema)
  let found = false
  const look = () => {
    const type = types.getType()
    if (type && isAbstractType(getNamedType(type))) found = true
  }
  visit(document, visitWithTypeInfo(types, { Field: look, InlineFragment: look }))
  return found
}

/** Length of the longest chain of fetches that had to wait for each other, of those that were made. */
function chain(node: PlanNode | undefined, requests: readonly SentRequest[]): number {
  switch (node?.kind) {
    case 'Fetch':
      return requests.some(({ subgraph, query }) => subgraph === node.serviceName && query === node.operation)
        ? 1
        : 0
    case 'Flatten':
      return chain(node.node, requests)
    case 'Sequence':
      return node.nodes.reduce((length, child) => length + chain(child, requests), 0)
    case 'Parallel':
      return Math.max(0, ...node.nodes.map((child) => chain(child, requests)))
    case 'Condition':
      return Math.max(chain(node.ifClause, requests), chain(node.elseClause, requests))
    default:
      return 0
  }
}
