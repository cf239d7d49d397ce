import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { compose, type SubgraphText } from '../engine.fixture.ts'
import { unaskedFields } from './unasked-fields.ts'

function subgraph(name: string, sdl: string): SubgraphText {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
    "@key", "@requires", "@external", "@provides", "@context", "@fromContext", "@shareable"
  ])`
  return { name, url: `http://${name}.test/graphql`, sdl: `${link}\n${sdl}` }
}

function unaskedOf(...subgraphs: readonly SubgraphText[]) {
  const { names, withArguments } = unaskedFields(buildSchema(compose(subgraphs), { assumeValid: true }))
  return { names: [...names].sort(), withArguments: [...withArguments].sort() }
}

test('keys, their nested fields, and what fields require, provide and take from a context', () => {
  const catalog = subgraph(
    'catalog',
    `type Query { shop: Shop }
     type Shop @key(fields: "country { iso } number") @context(name: "shop") {
       number: ID! country: Country! currency: String! parts: [Part!]! lines: [Line!]!
     }
     type Country { iso: ID! label: String! }
     type Part @key(fields: "sku") {
       sku: ID! weight(unit: String): Int! maker: Maker! @shareable
     }
     type Line @key(fields: "sku") {
       sku: ID! price(currency: String @fromContext(field: "$shop { currency }")): Int!
     }
     type Maker { name: String! site: String! @shareable }`,
  )
  const shipping = subgraph(
    'shipping',
    `type Query { heaviest: Part @provides(fields: "maker { site }") }
     type Part @key(fields: "sku") {
       sku: ID! weight(unit: String): Int! @external maker: Maker! @external
       freight: Int! @requires(fields: "weight(unit: \\"kg\\") maker { name }")
     }
     type Maker { name: String! @external site: String! @external }`,
  )

  expect(unaskedOf(catalog, shipping)).toEqual({
    names: ['__typename', 'country', 'currency', 'iso', 'maker', 'name', 'number', 'site', 'sku', 'weight'],
    withArguments: ['weight'],
  })
})

test('field sets on fragments name their fields, not their types', () => {
  const media = subgraph(
    'media',
    `type Query { shelf: Shelf }
     type Shelf @key(fields: "id") { id: ID! front: Medium }
     interface Medium { code: ID! }
     type Book implements Medium { code: ID! pages: Int! }
     type Film implements Medium { code: ID! minutes: Int! }`,
  )
  const sizes = subgraph(
    'sizes',
    `type Shelf @key(fields: "id") {
       id: ID! front: Medium @external
       size: Int @requires(fields: "front { code ... on Book { pages } ... on Film { minutes } }")
     }
     interface Medium { code: ID! }
     type Book implements Medium { code: ID! @external pages: Int! @external }
     type Film implements Medium { code: ID! @external minutes: Int! @external }`,
  )

  expect(unaskedOf(media, sizes).names).toEqual(['__typename', 'code', 'front', 'id', 'minutes', 'pages'])
})

test('a graph of one subgraph without keys is only ever asked for types', () => {
  expect(unaskedOf(subgraph('one', 'type Query { id: ID name: String }'))).toEqual({
    names: ['__typename'],
    withArguments: [],
  })
})

test('the specification may be linked under another name', () => {
  const sdl = compose([
    subgraph('a', 'type Query { t: T } type T @key(fields: "code") { code: ID! }'),
    subgraph('b', 'type T @key(fields: "code") { code: ID! size: Int }'),
  ])
  const renamed = sdl
    .replace('"https://specs.apollo.dev/join/v0.5"', '"https://specs.apollo.dev/join/v0.5", as: "way"')
    .replaceAll('join__', 'way__')

  expect(renamed).not.toBe(sdl)
  expect([...unaskedFields(buildSchema(renamed, { assumeValid: true })).names]).toEqual([
    '__typename',
    'code',
  ])
})
