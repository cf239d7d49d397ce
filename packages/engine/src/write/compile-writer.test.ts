// What the oracle seldom meets: objects that several parents share, beside nulls that take their parents with them.
import { buildSchema, Kind, parse } from 'graphql'
import { expect, test } from 'vitest'
import { sameNames } from '../names/planned-names.ts'
import { compileWriter } from './compile-writer.ts'

const schema = buildSchema(`
  type Query { shelves: [Shelf] }
  type Shelf { product: Product, other: Product, label: String! }
  type Product { id: ID! name: String }`)

function writerOf(query: string) {
  const [operation] = parse(query).definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(query)
  return compileWriter(operation, {
    operation: {
      schema,
      fragments: new Map(),
      conditions: new Map(),
      deferred: new Map(),
      removed: new Set(),
      names: sameNames,
    },
    sharing: { objects: new Set(['shelves.product', 'shelves.other']), children: new Set() },
  })
}

const write = writerOf('{ shelves { product { id name } other { id } label } }')
const options = { introspect: () => '', tellProblems: true, plain: false }

test('an object that was taken back with its parent is written again where it stands', () => {
  const shared = { __typename: 'Product', id: '1', name: 'Tea' }
  const last = { __typename: 'Product', id: '2', name: 'Zoë' }
  const shelves = [
    { product: shared, other: shared, label: 'a' },
    { product: last, other: last, label: null },
    { product: last, other: shared, label: 'b' },
    { product: shared, other: last, label: 'c' },
  ]
  const { dataJson, problems } = write({ shelves }, options)
  expect(JSON.parse(dataJson)).toEqual({
    shelves: [
      { product: { id: '1', name: 'Tea' }, other: { id: '1' }, label: 'a' },
      null,
      { product: { id: '2', name: 'Zoë' }, other: { id: '1' }, label: 'b' },
      { product: { id: '1', name: 'Tea' }, other: { id: '2' }, label: 'c' },
    ],
  })
  expect(problems.map(({ path }) => path)).toEqual([['shelves', 1, 'label']])
})

test('a null that reaches the root leaves nothing', () => {
  const strict = writerOf('{ shelves { label } }')
  expect(strict({ shelves: [{ label: null }, 7] }, options).dataJson).toBe('{"shelves":[null,null]}')
})

test('the data stands in its answer', () => {
  const shelves = [{ label: 'Zoë' }]
  const { dataJson, answerJson } = writerOf('{ shelves { label } }')({ shelves }, options)
  expect([dataJson, answerJson]).toEqual([
    '{"shelves":[{"label":"Zoë"}]}',
    '{"data":{"shelves":[{"label":"Zoë"}]}}\n',
  ])
})
