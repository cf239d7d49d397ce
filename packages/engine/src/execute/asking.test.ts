// Positions of one entity that hold the same become one; those that differ each get what is fetched.
import { expect, test } from 'vitest'
import type { JsonObject } from '../transport/subgraph-transport.ts'
import { askedBy, askFor, askForAll, countAskers, startAsking } from './asking.ts'
import type { Representation } from './representation.ts'

const representation: Representation = {
  write: ({ id }) => (id === undefined ? undefined : `{"__typename":"Product","id":"${id}"}`),
  identify: ({ id }) => id,
}

const asking = (place?: string, unifies = true) => startAsking({ representation, unifies, place })

const product = (id: string, rest: JsonObject = {}): JsonObject => ({ __typename: 'Product', id, ...rest })

test('one object takes the place of all that hold the same, at any depth', () => {
  const list = ['1', '2', '1', '1'].map((id) => product(id, { tags: [{ name: 'tea' }] }))
  const [first, second] = list
  const started = asking()
  askForAll(started, list)
  expect(list.map((item) => [first, second].indexOf(item))).toEqual([0, 1, 0, 0])
  expect([started.positions, started.indexes]).toEqual([
    [first, second],
    [0, 1],
  ])
  expect(started.representations).toHaveLength(2)
  const asked = askedBy(started, '')
  expect([countAskers(asked, 0, 2), countAskers(asked, 0, 1), countAskers(asked, 1, 1)]).toEqual([4, 3, 1])
})

test('under the name of a field as well', () => {
  const holders: JsonObject[] = [{ product: product('1') }, { product: product('1') }, { product: null }, {}]
  const started = asking('product')
  for (const holder of holders) askForAll(started, holder)
  expect(holders[1]?.product).toBe(holders[0]?.product)
  expect(started.positions).toEqual([product('1')])
})

test('a position that holds something else stays itself and asks for the same entity', () => {
  const list = [product('1', { name: 'Tea' }), product('1', { name: 'Thé' }), product('1', { name: 'Tea' })]
  const [first, other] = list
  const started = asking()
  askForAll(started, list)
  expect(list).toEqual([first, other, first])
  expect([started.positions, started.indexes]).toEqual([
    [first, other],
    [0, 0],
  ])
  expect(list[2]).toBe(first)
})

test('every position asks for itself where others may bring parts of it', () => {
  const list = [product('1'), product('1')]
  const [first, second] = list
  const started = asking(undefined, false)
  askForAll(started, list)
  expect(list[0]).toBe(first)
  expect(list[1]).toBe(second)
  expect(started.indexes).toEqual([0, 0])
})

test('an object that stands at several places asks once', () => {
  const [first, other] = [product('1', { name: 'Tea' }), product('1', { name: 'Thé' })]
  const started = asking()
  for (const position of [first, other, first, other]) askFor(started, position)
  expect(started.positions).toEqual([first, other])
})

test('what lacks its key is left alone', () => {
  const list: JsonObject[] = [{ __typename: 'Product' }]
  const started = asking()
  askForAll(started, list)
  expect([list, started.positions]).toEqual([[{ __typename: 'Product' }], []])
})
