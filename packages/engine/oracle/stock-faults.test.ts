// What the stock executor gets wrong and the engine does not: the reasons for `compare/normalise.ts`, for what
// `run/run-stock.ts` spares it, and for what the generators leave out.
import { expect, test } from 'vitest'
import { askBoth, type HandWritten } from './stock-faults.fixture.ts'

const byId = { __resolveReference: ({ id }: { id: string }) => ({ id }) }

test('the index in an error counts what was sent, not what was there', async () => {
  const shop: HandWritten = {
    sdl: `type Query { all: [Item] }
      interface Item { id: ID! }
      type Book implements Item @key(fields: "id") { id: ID! }
      type Toy implements Item { id: ID! }`,
    resolvers: {
      Query: {
        all: () => [
          { __typename: 'Toy', id: '1' },
          { __typename: 'Book', id: '2' },
        ],
      },
    },
  }
  const library: HandWritten = {
    sdl: 'type Book @key(fields: "id") { id: ID! title: String }',
    resolvers: {
      Book: {
        ...byId,
        title: () => {
          throw new Error('no title')
        },
      },
    },
  }
  const { stock, engine } = await askBoth({ shop, library }, '{ all { id ... on Book { title } } }')
  expect(stock).toMatchObject({ errors: [{ message: 'no title', path: ['all', 0, 'title'] }] })
  expect(engine.errors).toEqual([{ message: 'no title', path: ['all', 1, 'title'] }])
})

const people: HandWritten = {
  sdl: 'type Query { me: User all: [User] } type User @key(fields: "id") { id: ID! }',
  resolvers: { Query: { me: () => ({ id: '1' }), all: () => [{ id: '1' }, { id: '2' }] } },
}

const names: HandWritten = {
  sdl: 'type User @key(fields: "id") { id: ID! name: String }',
  resolvers: { User: { ...byId, name: () => 'Ann' } },
}

test('a fetch that failed is told where something is missing for it', async () => {
  const instead = () => ({ data: { _entities: null }, errors: [{ message: 'full', path: ['_entities'] }] })
  const { stock, engine } = await askBoth({ people, names: { ...names, instead } }, '{ all { name } }')
  expect(stock).toMatchObject({
    errors: [
      { message: 'full', path: ['all', '@', '_entities'] },
      { message: 'Expected "data._entities" in response to be an array', path: undefined },
    ],
  })
  expect(engine.errors).toEqual([{ message: 'full', path: ['all'] }])
})

test('an answer that says nothing is a failure', async () => {
  const empty = { ...people, instead: () => ({ data: null }) }
  const { stock, engine } = await askBoth({ people: empty }, '{ me { id } all { id } }')
  expect(stock).toMatchObject({ data: { me: null, all: null }, errors: [] })
  expect(engine.data).toEqual({ me: null, all: null })
  expect(engine.errors.map(({ path }) => path)).toEqual([['me'], ['all']])
})

test('keys stand where they were selected first', async () => {
  const query = '{ me { id } ... @include(if: true) { me { name } } me { again: id } }'
  const { keys } = await askBoth({ people, names }, query)
  expect(keys.stock).toBe('{"me":{"id":"1","again":"1","name":"Ann"}}')
  expect(keys.engine).toBe('{"me":{"id":"1","name":"Ann","again":"1"}}')
})

test('what cannot stand is told wherever it was selected', async () => {
  const group: HandWritten = {
    sdl: 'type Query { all: [User!] } type User @key(fields: "id") { id: ID! }',
    resolvers: people.resolvers,
  }
  const known = (field: string, only: string): HandWritten => ({
    sdl: `type User @key(fields: "id") { id: ID! ${field}: ID! }`,
    resolvers: {
      User: { __resolveReference: ({ id }: { id: string }) => (id === only ? { id, [field]: id } : null) },
    },
  })
  const subgraphs = { group, names: known('name', '2'), nicks: known('nick', '1') }
  const { stock, engine } = await askBoth(
    subgraphs,
    '{ all { name } ... @include(if: true) { all { nick } } }',
  )
  expect(stock).toEqual({ data: { all: null }, errors: [], valueCompletion: [['all', 0, 'name']] })
  expect(engine.valueCompletion).toEqual([
    ['all', 0, 'name'],
    ['all', 1, 'nick'],
  ])
})

test('an object of one type is of that type below a fragment on a union, although nobody asked for its name', async () => {
  const { stock, engine } = await askBoth(
    {
      people: {
        sdl: `type Query { me: User }
          type User { id: ID! }
          union Anybody = User`,
        resolvers: people.resolvers,
      },
    },
    '{ me { ... on Anybody { ... on User { id } } } }',
  )
  expect(stock).toMatchObject({ data: { me: {} } })
  expect(engine.data).toEqual({ me: { id: '1' } })
})

test('lists of lists are merged item by item', async () => {
  const half = (field: string): HandWritten => ({
    sdl: `type Query { board: [[Cell]] @shareable } type Cell @shareable { ${field}: Int }`,
    resolvers: { Query: { board: () => [[{ [field]: 1 }], [{ [field]: 2 }]] } },
  })
  const { stock, engine } = await askBoth({ left: half('x'), right: half('y') }, '{ board { x y } }')
  expect(stock).toMatchObject({ data: { board: [[{ x: null, y: 1 }], [{ x: null, y: 2 }]] } })
  expect(engine.data).toEqual({ board: [[{ x: 1, y: 1 }], [{ x: 2, y: 2 }]] })
})

test('what is required below a list of lists is sent', async () => {
  const boards: HandWritten = {
    sdl: `type Query { board: Board }
      type Board @key(fields: "id") { id: ID! cells: [[Cell]] }
      type Cell @shareable { x: Int }`,
    resolvers: { Query: { board: () => ({ id: '1', cells: [[{ x: 1 }, { x: 2 }]] }) } },
  }
  const sums: HandWritten = {
    sdl: `type Board @key(fields: "id") { id: ID! cells: [[Cell]] @external seen: String @requires(fields: "cells { x }") }
      type Cell @shareable { x: Int }`,
    resolvers: {
      Board: {
        __resolveReference: (board: object) => board,
        seen: ({ cells }: { cells: unknown }) => JSON.stringify(cells),
      },
    },
  }
  const { stock, engine } = await askBoth({ boards, sums }, '{ board { seen } }')
  expect(stock).toMatchObject({ data: { board: { seen: '[null]' } } })
  expect(engine.data).toEqual({ board: { seen: '[[{"x":1},{"x":2}]]' } })
})

test('an entity keeps its type when a subgraph calls it by its interface', async () => {
  const media: HandWritten = {
    sdl: `type Query { book: Book }
      interface Media @key(fields: "id") { id: ID! }
      type Book implements Media @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { book: () => ({ id: '1' }) } },
  }
  const reviews: HandWritten = {
    sdl: 'type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }',
    resolvers: { Media: { ...byId, stars: () => 5 } },
  }
  const query = '{ book { ... { stars } } book { __typename } }'
  const { stock, engine } = await askBoth({ media, reviews }, query)
  expect(stock).toMatchObject({ data: { book: null }, errors: [], valueCompletion: [] })
  expect(engine.data).toEqual({ book: { stars: 5, __typename: 'Book' } })
})

test('a list to go on below may be a leaf of another type', async () => {
  const things: HandWritten = {
    sdl: `type Query { all: [Thing] }
      union Thing = Shelf | Label
      type Shelf @key(fields: "id") { id: ID! parts: [Book] }
      type Label @key(fields: "id") { id: ID! parts: String }
      type Book @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Query: {
        all: () => [
          { __typename: 'Label', id: '1', parts: 'a, b' },
          { __typename: 'Shelf', id: '2', parts: [{ id: '3' }] },
        ],
      },
    },
  }
  const details: HandWritten = {
    sdl: `type Book @key(fields: "id") { id: ID! title: String }
      type Label @key(fields: "id") { id: ID! parts: String @external text: String @requires(fields: "parts") }`,
    resolvers: {
      Book: { ...byId, title: () => 'Tea' },
      Label: { __resolveReference: (label: object) => label, text: ({ parts }: { parts: string }) => parts },
    },
  }
  const query = '{ all { ... on Shelf { parts { title } } ... on Label { text } } }'
  const { stock, engine } = await askBoth({ things, details }, query)
  expect(stock).toBe('value.flatMap is not a function')
  expect(engine.data).toEqual({ all: [{ text: 'a, b' }, { parts: [{ title: 'Tea' }] }] })
})

test('of an object that cannot stand the first problem is told, in the order of its keys', async () => {
  const items: HandWritten = {
    sdl: `type Query { all: [Item] }
      type Item { first: ID! second: ID! part: Part }
      type Part { x: ID! }`,
    resolvers: { Query: { all: () => [] } },
    instead: () => ({ data: { all: [{ first: '1', part: { x: null }, second: null }] } }),
  }
  const { stock, engine } = await askBoth(
    { items },
    '{ all { ... @include(if: true) { first } part { x } ... @include(if: true) { second } } }',
  )
  expect(stock).toEqual({ data: { all: [null] }, errors: [], valueCompletion: [['all', 0, 'second']] })
  expect(engine.valueCompletion).toEqual([
    ['all', 0, 'part', 'x'],
    ['all', 0, 'second'],
  ])
})
