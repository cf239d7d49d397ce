// What answers cost: each case stands with the answer that it had.
import fc from 'fast-check'
import {
  execute,
  type GraphQLFieldResolver,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  print,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { operations } from '../policy/operations.fixture.ts'
import { actualCost } from './actual-cost.ts'
import { costOf, schema } from './demand.fixture.ts'
import { estimateCost } from './estimate-cost.ts'
import { operationCost } from './report-cost.ts'

type Case = {
  readonly rule: string
  readonly query: string
  readonly data: unknown
  readonly variables?: Readonly<Record<string, unknown>>
  readonly cost: number
}

const product = { id: '1', maker: { name: 'Mill' } }

const cases: readonly Case[] = [
  { rule: 'no data costs nothing', query: '{ assumed { id } }', data: null, cost: 0 },
  { rule: 'a mutation costs 10 even then', query: 'mutation { rename(id: 1) { id } }', data: null, cost: 10 },
  {
    rule: 'a list costs what stands in it',
    query: '{ assumed { id maker { name } } }',
    data: { assumed: [product, product] },
    cost: 2 * (1 + 3),
  },
  {
    rule: 'an item that is null is free',
    query: '{ media { ... on Book { title } } }',
    data: { media: [null, { title: 'Sea' }] },
    cost: 4,
  },
  {
    rule: 'an object that is null is free',
    query: '{ product(id: 1) { id } }',
    data: { product: null },
    cost: 0,
  },
  { rule: 'unless it has its own price', query: '{ expensive { id } }', data: { expensive: null }, cost: 25 },
  {
    rule: 'a leaf has its price whether it is null or not',
    query: '{ product(id: 1) { searched } }',
    data: { product: { searched: null } },
    cost: 1 + 5,
  },
  {
    rule: 'an object within a leaf is a leaf',
    query: '{ tones }',
    data: { tones: [{ red: 1 }, { red: 2 }] },
    cost: 2 * 2,
  },
  {
    rule: 'what is not in the answer is free',
    query: 'query ($w: Boolean!) { version expensive @include(if: $w) { id } }',
    data: { version: 'v' },
    variables: { w: false },
    cost: 0,
  },
  {
    rule: 'arguments cost what they cost',
    query: '{ product(id: 1, filter: { rank: 2 }) { id } }',
    data: { product: null },
    cost: 1 + 8,
  },
  {
    rule: 'variables too',
    query: 'query ($f: Filter) { product(id: 1, filter: $f) { id } }',
    data: { product: { id: '1' } },
    variables: { f: { rank: 2 } },
    cost: 1 + 1 + 8,
  },
  {
    rule: 'a type that the answer names decides what its fields cost',
    query: '{ media { __typename ... on Book { title } ... on Film { stills } } }',
    data: {
      media: [
        { __typename: 'Book', title: 'Sea' },
        { __typename: 'Film', stills: ['a', 'b'] },
      ],
    },
    cost: 4 + 4 + 2,
  },
  {
    rule: 'without a name the fields that are there decide',
    query: '{ media { ... on Book { maker { name } } ... on Film { stills maker { name } } } }',
    data: { media: [{ maker: { name: 'a' } }, { stills: [], maker: { name: 'b' } }] },
    cost: 4 + 3 + (4 + 3),
  },
  {
    rule: 'a name that several fragments select costs once, with all that they select below it',
    query: '{ item { parts { name } ... on Simple { parts { name } } } product(id: 1) { id } }',
    data: { item: { parts: [{ name: 'x' }] }, product: null },
    cost: 1 + 1,
  },
  {
    rule: 'what clients name like properties of every object is read from the answer alone',
    query: '{ constructor: expensive { id } toString: product(id: 1) { id } }',
    data: JSON.parse('{ "toString": { "id": "1" } }'),
    cost: 1,
  },
]

describe.each(cases)('$rule', ({ query, data, variables = {}, cost }) => {
  test(query, () => {
    expect(actualCost(costOf(query), data, variables)).toBe(cost)
  })
})

test('a hook learns of the estimate at once and of the cost when it asks', () => {
  const compiled = costOf('query Some { assumed { id } }')
  const executed = { compiled, estimated: 7, variables: {} }
  const done = operationCost({ ...executed, dataJson: '{"assumed":[{"id":"1"},{"id":"2"}]}' })
  expect([done.operationName, done.estimated, done.actual()]).toEqual(['Some', 7, 2])
  const refused = operationCost({ ...executed, dataJson: undefined })
  expect([refused.operationName, refused.estimated, refused.actual()]).toEqual(['Some', 7, undefined])
})

/** As many items as the schema lets one expect, by field. */
const lengths: Readonly<Record<string, number>> = {
  assumed: 7,
  unsized: 10,
  media: 10,
  tones: 4,
  stills: 9,
  tags: 10,
}

/** Answers everything, every list at its full length: arguments, or those of the connection around it, come first. */
const fullLists: GraphQLFieldResolver<{ first?: number }, unknown> = (source, args, _context, info) => {
  const { fieldName, returnType, parentType } = info
  const first = args.first ?? source.first
  const value = isCompositeType(getNamedType(returnType)) ? { ...(fieldName === 'page' && { first }) } : 1
  if (!isListType(getNullableType(returnType))) return value
  const sized = parentType.name === 'Complex' ? { parts: 12, notes: 2 }[fieldName] : undefined
  const length = first ?? lengths[fieldName] ?? sized ?? 10
  return Array.from({ length }, (_, index) => (value === 1 ? 1 : { index }))
}

const operationArbitrary = operations({
  schema,
  args: {
    product: '(id: "1", filter: { rank: 1 })',
    products: '(first: 3)',
    page: '(first: 2)',
    related: '(first: 2)',
    rename: '(id: "1", name: "n")',
  },
  favoured: ['products', 'page', 'related', 'media', 'item'],
  variables: '($with: Boolean! = true)',
})

/** What the estimate cannot know: which type stands where, and what subgraphs read of each other. */
const guessed = /\b(media|item|shipping|cheap)\b/

test('no answer costs more than was estimated, and a full one without guesses exactly as much', {
  timeout: 30_000,
}, async () => {
  let exact = 0
  await fc.assert(
    fc.asyncProperty(operationArbitrary, async (document) => {
      const compiled = costOf(print(document))
      const { data } = await execute({
        schema,
        document,
        rootValue: {},
        fieldResolver: fullLists,
        typeResolver: (value: { index?: number }, _context, _info, type) => {
          const types = schema.getPossibleTypes(type)
          return types[(value.index ?? 0) % types.length]?.name
        },
      })
      const estimated = estimateCost(compiled, {}).cost
      const actual = actualCost(compiled, JSON.parse(JSON.stringify(data)), {})
      expect(actual).toBeLessThanOrEqual(estimated)
      if (guessed.test(print(document))) return
      expect(actual).toBe(estimated)
      exact += 1
    }),
    { numRuns: 150 },
  )
  expect(exact).toBeGreaterThan(20)
})
