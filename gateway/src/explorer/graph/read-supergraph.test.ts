// What /graph makes of supergraphs: the shop's, and one with everything that federation knows.
import { composeServices } from '@apollo/composition'
import { loadSupergraphSdl } from '@supermarket/schema/load.ts'
import { parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import type { GraphModel } from './graph-model.ts'
import { readSupergraph } from './read-supergraph.ts'

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@override", "@external", "@requires", "@provides", "@interfaceObject", "@inaccessible", "@policy", "@requiresScopes", "@authenticated", { name: "@cost", as: "@price" }, "@listSize"])'

const sdls = {
  media: `
    type Query { all: [Media!]! @listSize(assumedSize: 7) search(text: String! = "tea"): [Found!] }
    interface Media @key(fields: "id") { id: ID! title: String! }
    "A book, printed."
    type Book implements Media @key(fields: "id") @key(fields: "isbn region { code }") {
      id: ID! isbn: String! region: Region!
      title: String!
      pages: Int! @price(weight: 3)
      weight: Int @shareable
      shelf: String @deprecated(reason: "Ask \`place\`.")
      secret: String @inaccessible
    }
    type Region { code: String! @shareable }
    type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int @policy(policies: [["adult", "paid"], ["staff"]]) }
    union Found = Book | Film
    enum Format { PAPER HIDDEN @inaccessible }
    input Sent { format: Format = PAPER }
    type Mutation { send(input: Sent!): Book @authenticated }`,
  stock: `
    type Query { depots: [Book!] @provides(fields: "weight") }
    type Book @key(fields: "id") {
      id: ID!
      weight: Int @external
      postage: Int @requires(fields: "weight") @requiresScopes(scopes: [["post:read"]])
      pages: Int! @override(from: "media", label: "percent(5)")
    }`,
  ratings: `
    type Query { rated: Int }
    type Media @key(fields: "id") @interfaceObject { id: ID! ratings: [Int!]! }`,
  sales: `
    type Query { sold: [Film!] }
    type Film @key(fields: "id", resolvable: false) { id: ID! }`,
}

function compose(): string {
  const { supergraphSdl, errors = [] } = composeServices(
    Object.entries(sdls).map(([name, sdl]) => ({
      name,
      url: `http://${name}.internal:4001/graphql`,
      typeDefs: parse(`${link}\n${sdl}`),
    })),
  )
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'))
  return supergraphSdl
}

function typeNamed(model: GraphModel, name: string) {
  const found = model.types.find((type) => type.name === name)
  if (!found) throw new Error(`no type ${name}`)
  return found
}

function fieldNamed(model: GraphModel, path: string) {
  const [type = '', name] = path.split('.')
  const found = typeNamed(model, type).fields.find((field) => field.name === name)
  if (!found) throw new Error(`no field ${path}`)
  return found
}

describe("the shop's graph", () => {
  const model = readSupergraph(loadSupergraphSdl())

  test('has three subgraphs, and nothing of how a supergraph is made', () => {
    expect(model.subgraphs).toEqual(['orders', 'products', 'users'])
    expect(model.types.filter(({ name }) => /^(join|link|requiresScopes)__/.test(name))).toEqual([])
  })

  test('says who adds to whose entities', () => {
    expect(model.joins).toEqual([
      { type: 'ProductVariant', home: 'products', subgraph: 'orders', adds: [] },
      { type: 'User', home: 'users', subgraph: 'orders', adds: ['orders', 'cart'] },
      { type: 'User', home: 'users', subgraph: 'products', adds: [] },
    ])
  })

  test('says whose each type is, and what nobody owns', () => {
    const homes = ['User', 'Order', 'Product', 'Cart', 'Money', 'Query'].map(
      (name) => typeNamed(model, name).home,
    )
    expect(homes).toEqual(['users', 'orders', 'products', 'orders', null, null])
    expect(typeNamed(model, 'Money').in.map(({ subgraph }) => subgraph)).toEqual([
      'orders',
      'products',
      'users',
    ])
    expect(typeNamed(model, 'Query').root).toBe('query')
  })

  test('shows internal fields as such, with policies, costs and sizes of lists', () => {
    expect(fieldNamed(model, 'Mutation.stockReserve').internal).toBe(true)
    expect(fieldNamed(model, 'UserConnection.totalCount').cost).toBe(5)
    expect(fieldNamed(model, 'User.orders').listSize).toBe(
      '20 assumed, as many as first, counted in edges, nodes',
    )
    expect(model.types.flatMap(({ fields }) => fields).some(({ policies }) => policies.length > 0)).toBe(true)
  })
})

describe('a graph with everything', () => {
  const model = readSupergraph(compose())

  test('keys stand with the subgraph that has them, several and nested ones too', () => {
    expect(typeNamed(model, 'Book').in).toEqual([
      {
        subgraph: 'media',
        keys: [
          { fields: 'id', resolvable: true },
          { fields: 'isbn region { code }', resolvable: true },
        ],
        isInterfaceObject: false,
      },
      { subgraph: 'stock', keys: [{ fields: 'id', resolvable: true }], isInterfaceObject: false },
    ])
    expect(typeNamed(model, 'Film').in.find(({ subgraph }) => subgraph === 'sales')?.keys).toEqual([
      { fields: 'id', resolvable: false },
    ])
  })

  test('joins tell what each subgraph adds, also through an interface it knows as an object', () => {
    expect(model.joins).toEqual([
      { type: 'Book', home: 'media', subgraph: 'stock', adds: ['postage'] },
      { type: 'Film', home: 'media', subgraph: 'sales', adds: [] },
      { type: 'Media', home: 'media', subgraph: 'ratings', adds: ['ratings'] },
    ])
    expect(typeNamed(model, 'Media').in).toContainEqual({
      subgraph: 'ratings',
      keys: [{ fields: 'id', resolvable: true }],
      isInterfaceObject: true,
    })
  })

  test('a field says what it requires, provides, and from whom it was taken over for whom', () => {
    expect(fieldNamed(model, 'Book.postage')).toMatchObject({
      in: [{ subgraph: 'stock', resolves: true, requires: 'weight' }],
      policies: [{ directive: 'requiresScopes', anyOf: [['post:read']] }],
    })
    expect(fieldNamed(model, 'Query.depots').in).toMatchObject([{ subgraph: 'stock', provides: 'weight' }])
    expect(fieldNamed(model, 'Book.weight').in).toMatchObject([
      { subgraph: 'media', resolves: true, external: false },
      { subgraph: 'stock', resolves: false, external: true },
    ])
    expect(fieldNamed(model, 'Book.pages').in).toMatchObject([
      { subgraph: 'media', override: null },
      { subgraph: 'stock', override: 'media', overrideLabel: 'percent(5)' },
    ])
  })

  test('terms are read under the names that the graph gives their directives', () => {
    expect(fieldNamed(model, 'Book.pages').cost).toBe(3)
    expect(fieldNamed(model, 'Query.all').listSize).toBe('7 assumed')
    expect(fieldNamed(model, 'Film.minutes').policies).toEqual([
      { directive: 'policy', anyOf: [['adult', 'paid'], ['staff']] },
    ])
    expect(fieldNamed(model, 'Mutation.send').policies).toEqual([{ directive: 'authenticated', anyOf: [] }])
    expect(fieldNamed(model, 'Book.shelf').deprecated).toBe('Ask `place`.')
    expect([fieldNamed(model, 'Book.secret').internal, fieldNamed(model, 'Format.HIDDEN').internal]).toEqual([
      true,
      true,
    ])
  })

  test('unions, interfaces, values, arguments and defaults are there', () => {
    expect(typeNamed(model, 'Found')).toMatchObject({
      kind: 'union',
      members: ['Book', 'Film'],
      home: 'media',
    })
    expect(typeNamed(model, 'Media')).toMatchObject({ kind: 'interface', members: ['Book', 'Film'] })
    expect(typeNamed(model, 'Book')).toMatchObject({ description: 'A book, printed.', interfaces: ['Media'] })
    expect(typeNamed(model, 'Format').fields.map(({ name }) => name)).toEqual(['PAPER', 'HIDDEN'])
    expect(fieldNamed(model, 'Sent.format')).toMatchObject({ type: 'Format', default: 'PAPER' })
    expect(fieldNamed(model, 'Query.search')).toMatchObject({
      type: '[Found!]',
      typeName: 'Found',
      args: [{ name: 'text', type: 'String!', typeName: 'String', default: '"tea"', internal: false }],
    })
  })

  test('no address of a subgraph is in it', () => {
    expect(JSON.stringify(model)).not.toMatch(/internal:4001|http/)
  })
})

test('a text that is no SDL is refused', () => {
  expect(() => readSupergraph('type {')).toThrow('Syntax Error')
})
