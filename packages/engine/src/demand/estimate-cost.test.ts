// What operations are estimated to cost, rule by rule. An object costs 1 and a leaf 0 unless a directive says otherwise.
import { describe, expect, test } from 'vitest'
import { costOf } from './demand.fixture.ts'
import { costRefusal, estimateCost } from './estimate-cost.ts'

type Case = {
  readonly rule: string
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly cost: number
}

const cases: readonly Case[] = [
  { rule: 'a leaf is free', query: '{ version }', cost: 0 },
  { rule: 'introspection is free', query: '{ __typename __schema { types { name } } }', cost: 0 },
  { rule: 'an object costs 1', query: '{ product(id: 1) { id name } }', cost: 1 },
  { rule: 'an object type has its price', query: '{ product(id: 1) { maker { name } } }', cost: 1 + 3 },
  { rule: 'a leaf field has its price', query: '{ product(id: 1) { searched } }', cost: 1 + 5 },
  { rule: 'the price of a field goes before that of its type', query: '{ expensive { id } }', cost: 25 },
  { rule: 'a price below nothing is nothing', query: '{ cheap { id } expensive { id } }', cost: 25 },
  {
    rule: 'a price below nothing takes off what stands below it',
    query: '{ cheap { maker { name } } }',
    cost: 0,
  },
  { rule: 'a scalar type has its price, for each item', query: '{ tones }', cost: 4 * 2 },
  { rule: 'a list of free leaves is free', query: '{ tags }', cost: 0 },

  {
    rule: 'a slicing argument sizes a list',
    query: '{ products(first: 5) { maker { name } } }',
    cost: 5 * (1 + 3),
  },
  {
    rule: 'a slicing argument may be a variable',
    query: 'query ($n: Int) { products(first: $n) { id } }',
    variables: { n: 8 },
    cost: 8,
  },
  {
    rule: 'a slicing argument may be the default of a variable',
    query: 'query ($n: Int = 6) { products(first: $n) { id } }',
    cost: 6,
  },
  {
    rule: 'a variable that is given goes before its default',
    query: 'query ($n: Int = 6) { products(first: $n) { id } }',
    variables: { n: 2 },
    cost: 2,
  },
  {
    rule: 'lists in lists multiply',
    query: '{ products(first: 5) { related(first: 4) { id } } }',
    cost: 5 * (1 + 4),
  },
  {
    rule: 'an assumed size stands in for the argument',
    query: '{ product(id: 1) { related { id } } }',
    cost: 1 + 3,
  },
  { rule: 'an assumed size needs no argument', query: '{ assumed { id } }', cost: 7 },
  { rule: 'a list without a size has the default one', query: '{ unsized { id } }', cost: 10 },
  { rule: 'nobody gets rich by a negative size', query: '{ products(first: -5) { id } }', cost: 0 },
  {
    rule: 'a size that is no number counts as not given',
    query: 'query ($n: Int) { product(id: 1) { related(first: $n) { id } } }',
    variables: { n: '100' },
    cost: 1 + 3,
  },
  {
    rule: 'an inherited variable counts as not given',
    query: 'query ($constructor: Int) { product(id: 1) { related(first: $constructor) { id } } }',
    cost: 1 + 3,
  },
  {
    rule: 'the size of a connection is that of each list in it',
    query: '{ page(first: 3) { totalCount edges { node { id } } nodes { id } } }',
    cost: 1 + 5 + 3 * (1 + 1) + 3,
  },
  { rule: 'the default of a slicing argument sizes too', query: '{ page { nodes { id } } }', cost: 1 + 20 },
  {
    rule: 'the size of a connection reaches its lists through fragments and aliases',
    query:
      'query { page(first: 3) { ...P } } fragment P on Page { all: nodes { id } ... { edges { cursor } } }',
    cost: 1 + 3 + 3,
  },

  {
    rule: 'of a union the most expensive member counts',
    query: '{ media { ... on Book { maker { name } } ... on Film { title } } }',
    cost: 10 * (4 + 3),
  },
  {
    rule: 'fragments on the same type add up, on others they do not',
    query: `{ media { ... on Book { title } ... on Film { maker { name } } ...F } }
      fragment F on Film { stills }`,
    cost: 10 * (4 + 3 + 9),
  },
  {
    rule: 'a field of an interface costs what the most expensive of its types’ costs',
    query: '{ item { title parts { name } } }',
    cost: 1 + 2 + 12,
  },
  {
    rule: 'a list of an interface is as long as the longest behind it, be that the default',
    query: '{ item { notes { name } } }',
    cost: 1 + 10,
  },
  {
    rule: 'fields of the interface and of one type add up',
    query: '{ item { title ... on Simple { parts { name } } } }',
    cost: 1 + 2 + 10,
  },

  {
    rule: 'what is selected twice costs once',
    query: `{ product(id: 1) { maker { name } } ...A ...A }
      fragment A on Query { product(id: 1) { maker { name } box { width } } }`,
    cost: 1 + 3 + 1,
  },
  {
    rule: 'what is selected under another name costs again',
    query: '{ a: product(id: 1) { maker { name } } b: product(id: 1) { maker { name } } }',
    cost: 2 * (1 + 3),
  },

  { rule: 'what a literal excludes is free', query: '{ version expensive @skip(if: true) { id } }', cost: 0 },
  {
    rule: 'what a variable excludes is free',
    query: 'query ($with: Boolean!) { expensive @include(if: $with) { id } }',
    variables: { with: false },
    cost: 0,
  },
  {
    rule: 'what a variable includes is not',
    query: 'query ($with: Boolean!) { ... @include(if: $with) { expensive { id } } }',
    variables: { with: true },
    cost: 25,
  },
  {
    rule: 'conditions default as their variables do',
    query: 'query ($without: Boolean = true) { expensive @skip(if: $without) { id } }',
    cost: 0,
  },
  {
    rule: 'a field that one of two fragments includes costs with what that fragment selects',
    query: `query ($a: Boolean!, $b: Boolean!) {
      ... @include(if: $a) { expensive { maker { name } } }
      ... @include(if: $b) { expensive { box { width } } } }`,
    variables: { a: false, b: true },
    cost: 25 + 1,
  },

  { rule: 'an input object costs 1', query: '{ product(id: 1, filter: { name: "x" }) { id } }', cost: 1 + 1 },
  {
    rule: 'a field of an input object has its price, at every level',
    query: '{ product(id: 1, filter: { rank: 1, not: { rank: 2 } }) { id } }',
    cost: 1 + (1 + 8) + (1 + 8),
  },
  {
    rule: 'null as an argument is free',
    query: '{ product(id: 1, filter: null, grade: null) { id } }',
    cost: 1,
  },
  {
    rule: 'an enum has its price as an argument',
    query: '{ product(id: 1, grade: LOW) { id } }',
    cost: 1 + 6,
  },
  {
    rule: 'the price of an argument is paid for the list and for each item',
    query: '{ product(id: 1, sizes: [1, 2]) { id } }',
    cost: 1 + 3 + 2 * 3,
  },
  {
    rule: 'a variable costs what a literal would',
    query: 'query ($f: [Filter!]) { product(id: 1, filters: $f) { id } }',
    variables: { f: [{ rank: 1 }, { not: { rank: null } }] },
    cost: 1 + (1 + 8) + (1 + 1),
  },
  {
    rule: 'a variable within a literal costs too',
    query: 'query ($f: Filter, $r: Int = 3) { product(id: 1, filter: { not: $f, rank: $r }) { id } }',
    variables: { f: { rank: 4 } },
    cost: 1 + 1 + (1 + 8) + 8,
  },
  {
    rule: 'names that an input type lacks or inherits are free',
    query: 'query ($f: Filter) { product(id: 1, filter: $f) { id } }',
    variables: { f: JSON.parse('{ "__proto__": { "rank": 1 }, "constructor": 1, "toString": {} }') },
    cost: 1 + 1,
  },
  { rule: 'an argument of a directive has its price', query: '{ version @trace(depth: 2) }', cost: 2 },
  {
    rule: 'arguments cost once per place, not once per item',
    query: '{ products(first: 5) { related(first: 2) @trace(depth: 1) { id } } }',
    cost: 5 * (1 + 2 + 2),
  },

  {
    rule: 'a field costs what its subgraph requires',
    query: '{ product(id: 1) { shipping } }',
    cost: 1 + (1 + 1),
  },
  {
    rule: 'a mutation costs 10 beside its fields',
    query: 'mutation { rename(id: 1, name: "x") { id } }',
    cost: 10 + 1 + 4,
  },
  {
    rule: 'a subscription costs what an event costs',
    query: 'subscription { changed { maker { name } } }',
    cost: 4,
  },
]

describe.each(cases)('$rule', ({ query, variables = {}, cost }) => {
  test(query.replaceAll(/\s+/g, ' '), () => {
    expect(estimateCost(costOf(query), variables)).toEqual({ cost, unsized: [] })
  })
})

test('options set the default size of a list and the price of a mutation', () => {
  expect(estimateCost(costOf('{ unsized { id } }', { listSize: 4 }), {}).cost).toBe(4)
  expect(estimateCost(costOf('mutation { rename(id: 1) { id } }', { mutationCost: 1 }), {}).cost).toBe(1 + 1)
})

test('only the named operation counts', () => {
  const both = 'query A { expensive { id } } query B { version }'
  expect(estimateCost(costOf(both, {}, 'A'), {}).cost).toBe(25)
  expect(estimateCost(costOf(both, {}, 'B'), {}).cost).toBe(0)
})

describe('a list that asks for exactly one slicing argument', () => {
  const field = ['Query.products (first, last)']

  test.each([
    ['none', '{ products { id } }', {}, 50],
    ['two', '{ products(first: 3, last: 9) { id } }', {}, 9],
    ['a variable that is null', 'query ($n: Int) { products(first: $n) { id } }', { n: null }, 50],
  ])('is not sized by %s', (_given, query, variables, cost) => {
    expect(estimateCost(costOf(query), variables)).toEqual({ cost, unsized: field })
  })

  test('is told of once per field', () => {
    const query = '{ a: products { id } b: products(first: 1, last: 1) { id } }'
    expect(estimateCost(costOf(query), {}).unsized).toEqual(field)
  })
})

describe('an operation that costs too much', () => {
  const estimate = estimateCost(costOf('{ products(first: 101) { id } }'), {})

  test('is refused with estimate and limit, as a bad request', () => {
    expect(costRefusal(estimate, { mode: 'enforce', maxCost: 100 })?.toJSON()).toEqual({
      message: 'The estimated cost of the operation is 101, more than the limit of 100.',
      extensions: { code: 'COST_ESTIMATED_TOO_EXPENSIVE', http: { status: 400 } },
    })
  })

  test('is executed up to the limit, and when costs are only measured', () => {
    expect(costRefusal(estimate, { mode: 'enforce', maxCost: 101 })).toBeUndefined()
    expect(costRefusal(estimate, { mode: 'measure', maxCost: 100 })).toBeUndefined()
  })

  test('is refused when a list of unknown size is in it, however low the rest', () => {
    const unsized = estimateCost(costOf('{ products { id } }'), {})
    expect(costRefusal(unsized, { mode: 'enforce', maxCost: 1000 })?.message).toBe(
      'The size of a list is not known: exactly one argument must be given of Query.products (first, last).',
    )
    expect(costRefusal(unsized, { mode: 'measure', maxCost: 1000 })).toBeUndefined()
  })

  test('is refused when its cost leaves the range of numbers', () => {
    const deep = (levels: number): string =>
      levels === 0 ? '{ id }' : `{ related(first: 2147483647) ${deep(levels - 1)} }`
    const endless = estimateCost(costOf(`{ product(id: 1) ${deep(40)} }`), {})
    expect(endless.cost).toBe(Number.POSITIVE_INFINITY)
    const cancelled = estimateCost(costOf(`{ products(first: 0) ${deep(40)} }`), {})
    expect(costRefusal(cancelled, { mode: 'enforce', maxCost: 1e9 })?.code).toBe(
      'COST_ESTIMATED_TOO_EXPENSIVE',
    )
  })
})

describe('hostile operations are costed quickly:', () => {
  const levels = (count: number, below: (level: number) => string, last: string) =>
    Array.from({ length: count }, (_, level) => {
      return `fragment F${level} on Product { ${level === count - 1 ? last : below(level + 1)} }`
    }).join(' ')

  test('fragments that double at each level, sized by a variable', () => {
    const doubling = levels(
      30,
      (next) => `a: related(first: 1) { ...F${next} } b: related(first: 1) { ...F${next} }`,
      'related(first: $n) { id }',
    )
    const compiled = costOf(`query ($n: Int) { product(id: 1) { ...F0 } } ${doubling}`)
    expect(estimateCost(compiled, { n: 1 }).cost).toBe(2 ** 29 * 2 + 2 ** 29 - 1)
  })

  test('fragments that spread the next one twice', () => {
    const twice = levels(40, (next) => `...F${next} ... { ...F${next} }`, 'maker { name }')
    expect(estimateCost(costOf(`query { product(id: 1) { ...F0 } } ${twice}`), {}).cost).toBe(1 + 3)
  })

  test('fragments whose conditions combine in more ways than can be counted are endless', () => {
    const names = Array.from({ length: 40 }, (_, index) => `$v${index}: Boolean!`).join(' ')
    const combined = levels(
      40,
      (next) => `...F${next} @include(if: $v${next}) ...F${next} @skip(if: $v${next})`,
      'id',
    )
    const compiled = costOf(`query (${names}) { product(id: 1) { ...F0 } } ${combined}`)
    expect(estimateCost(compiled, {}).cost).toBe(Number.POSITIVE_INFINITY)
  })

  test('the value of a variable may be nested as deep as a body allows', () => {
    const deep = `${'{"not":'.repeat(20_000)}null${'}'.repeat(20_000)}`
    const compiled = costOf('query ($f: Filter) { product(id: 1, filter: $f) { id } }')
    expect(estimateCost(compiled, { f: JSON.parse(deep) }).cost).toBe(1 + 20_000)
  })
})
