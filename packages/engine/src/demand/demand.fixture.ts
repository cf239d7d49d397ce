// A graph with a price on every kind of element, composed as clients of the engine compose theirs.
import { composeServices } from '@apollo/composition'
import { buildSchema, parse } from 'graphql'
import { type CompiledCost, compileCost } from './compile-cost.ts'
import { type CostOptions, costRules } from './cost-rules.ts'

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: [
  "@key", "@external", "@requires", "@cost", "@listSize"
])`

const sdls = {
  shop: `${link}
    directive @trace(depth: Int @cost(weight: 2)) on FIELD
    type Query {
      version: String
      product(id: ID!, filter: Filter, filters: [Filter!], grade: Grade, sizes: [Int!] @cost(weight: 3)): Product
      products(first: Int, last: Int): [Product!]!
        @listSize(assumedSize: 50, slicingArguments: ["first", "last"])
      page(first: Int = 20): Page
        @listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
      assumed: [Product!]! @listSize(assumedSize: 7)
      unsized: [Product!]!
      media: [Media!]! @listSize(assumedSize: 10)
      item: Item
      expensive: Product @cost(weight: 25)
      cheap: Product @cost(weight: -5)
      tags: [String!]!
      tones: [Tone!]! @listSize(assumedSize: 4)
    }
    type Mutation { rename(id: ID!, name: String @cost(weight: 4)): Product }
    type Subscription { changed: Product }
    type Product @key(fields: "id") {
      id: ID!
      name: String
      searched: String @cost(weight: 5)
      maker: Maker
      box: Box
      related(first: Int): [Product!]
        @listSize(assumedSize: 3, slicingArguments: ["first"], requireOneSlicingArgument: false)
    }
    type Page { totalCount: Int @cost(weight: 5)  edges: [Edge!]!  nodes: [Product!]! }
    type Edge { cursor: String  node: Product }
    type Maker @cost(weight: 3) { name: String }
    type Box { width: Int  lid: Lid }
    type Lid { width: Int }
    scalar Tone @cost(weight: 2)
    enum Grade @cost(weight: 6) { HIGH LOW }
    input Filter { name: String  rank: Int @cost(weight: 8)  not: Filter }
    union Media = Book | Film
    type Book { title: String  maker: Maker }
    type Film @cost(weight: 4) { title: String  maker: Maker  stills: [String!]! @cost(weight: 1) @listSize(assumedSize: 9) }
    interface Item { title: String  parts: [Part!]  notes: [Part!] }
    type Simple implements Item { title: String  parts: [Part!]  notes: [Part!] }
    type Complex implements Item {
      title: String @cost(weight: 2)
      parts: [Part!] @listSize(assumedSize: 12)
      notes: [Part!] @listSize(assumedSize: 2)
    }
    type Part { name: String }`,
  shipping: `${link}
    directive @trace(depth: Int @cost(weight: 2)) on FIELD
    type Product @key(fields: "id") {
      id: ID!
      box: Box @external
      shipping: Int @requires(fields: "box { width lid { width } }")
    }
    type Box { width: Int @external  lid: Lid @external }
    type Lid { width: Int @external }`,
}

const { errors, supergraphSdl } = composeServices(
  Object.entries(sdls).map(([name, sdl]) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
)
if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'))

export const schema = buildSchema(supergraphSdl, { assumeValid: true })

export function costOf(query: string, options: CostOptions = {}, operationName?: string): CompiledCost {
  const compiled = compileCost(costRules(schema, options), { document: parse(query), operationName })
  if (!compiled) throw new Error('no such operation')
  return compiled
}
