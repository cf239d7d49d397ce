// The page scripts of /graph without a browser: what a search finds, how types are grouped, and how joins are drawn.
import { describe, expect, test } from 'vitest'
import type { FieldInSubgraph, GraphField, GraphType, Policy } from './graph/graph-model.ts'

type Found = { type: GraphType; fields: GraphField[] }
type Edges = { left: number; top: number; right: number; bottom: number }

const page = (name: string) => import(new URL(`page/${name}`, import.meta.url).href)
const {
  findTypes,
  grouped,
}: {
  findTypes: (types: GraphType[], asked: { text: string; subgraph: string }) => Found[]
  grouped: (found: Found[]) => { title: string; found: Found[] }[]
} = await page('graph-search.js')
const {
  policyWords,
  placeWords,
  codeIn,
}: {
  policyWords: (policy: Policy) => string
  placeWords: (place: FieldInSubgraph) => string[]
  codeIn: (text: string) => { part: string; isCode: boolean }[]
} = await page('graph-words.js')
const { joinPath }: { joinPath: (from: Edges, to: Edges) => string } = await page('graph-join.js')

const free = { internal: false, policies: [], cost: null, deprecated: null }

function field(name: string, description = ''): GraphField {
  return {
    ...free,
    name,
    description,
    type: 'String',
    typeName: 'String',
    args: [],
    default: null,
    in: [],
    listSize: null,
  }
}

function type(name: string, changes: Partial<GraphType> = {}): GraphType {
  return {
    ...free,
    name,
    kind: 'object',
    description: '',
    root: null,
    home: null,
    in: [],
    interfaces: [],
    members: [],
    fields: [],
    ...changes,
  }
}

const inOrders = [
  { subgraph: 'orders', keys: [{ fields: 'id', resolvable: true }], isInterfaceObject: false },
]
const types = [
  type('Cart', { in: inOrders, fields: [field('id'), field('order', 'What became of it.')] }),
  type('Order', { in: inOrders, fields: [field('id'), field('events', 'The order of things.')] }),
  type('OrderEvent', { description: 'Something that happened.' }),
  type('Query', { root: 'query', fields: [field('orders')] }),
  type('Role', { kind: 'enum' }),
]

const found = (text: string, subgraph = '') =>
  findTypes(types, { text, subgraph }).map((each) => [
    each.type.name,
    each.fields.map(({ name }) => name).join(' '),
  ])

describe('a search', () => {
  test('puts a name before a beginning, a beginning before a field, and a field before a description', () => {
    expect(found('order')).toEqual([
      ['Order', 'events'],
      ['OrderEvent', ''],
      ['Cart', 'order'],
      ['Query', 'orders'],
    ])
    expect(found('  HAPPENED ')).toEqual([['OrderEvent', '']])
  })

  test('takes the address of a field', () => {
    expect(found('order.ev')).toEqual([['Order', '']])
  })

  test('without a text lists all, in their order, or those of one subgraph', () => {
    expect(found('').map(([name]) => name)).toEqual(['Cart', 'Order', 'OrderEvent', 'Query', 'Role'])
    expect(found('', 'orders').map(([name]) => name)).toEqual(['Cart', 'Order'])
    expect(found('order', 'nowhere')).toEqual([])
  })

  test('takes nothing for a pattern', () => {
    expect(found('.*')).toEqual([])
    expect(found('__proto__')).toEqual([])
  })
})

test('types are listed by what they are', () => {
  const groups = grouped(findTypes(types, { text: '', subgraph: '' }))
  expect(groups.map((group) => [group.title, group.found.map((each) => each.type.name)])).toEqual([
    ['Operations', ['Query']],
    ['Entities', ['Cart', 'Order']],
    ['Objects', ['OrderEvent']],
    ['Enums', ['Role']],
  ])
})

test('terms and joins are said in words', () => {
  expect(policyWords({ directive: 'authenticated', anyOf: [] })).toBe('signed in')
  expect(policyWords({ directive: 'requiresScopes', anyOf: [['a', 'b'], ['c']] })).toBe('scope a and b, or c')
  const place: FieldInSubgraph = {
    subgraph: 's',
    resolves: true,
    requires: 'weight',
    provides: 'name',
    external: false,
    override: 'old',
    overrideLabel: 'percent(5)',
  }
  expect(placeWords(place)).toEqual(['requires weight', 'provides name', 'overrides old for percent(5)'])
  const bare = { ...place, requires: null, provides: null, override: null, overrideLabel: null }
  expect(placeWords({ ...bare, resolves: false })).toEqual(['handed over'])
  expect(placeWords({ ...bare, resolves: false, external: true })).toEqual(['external'])
})

test('what stands between backticks is code, and a lone backtick is none', () => {
  expect(codeIn('Ids (`usr_…`) and `more')).toEqual([
    { part: 'Ids (', isCode: false },
    { part: 'usr_…', isCode: true },
    { part: ') and ', isCode: false },
    { part: '`more', isCode: false },
  ])
})

test('a join leaves by the side that faces its entity, and goes around where one stands over the other', () => {
  const box = (left: number, top: number): Edges => ({ left, top, right: left + 100, bottom: top + 20 })
  expect(joinPath(box(0, 0), box(200, 40))).toBe('M100 10C150 10 150 50 200 50')
  expect(joinPath(box(200, 0), box(0, 40))).toBe('M200 10C150 10 150 50 100 50')
  expect(joinPath(box(0, 0), box(0, 100))).toBe('M0 10C-24 10 -24 110 0 110')
})
