// Over HTTP or in memory: the same answer, byte by byte, for whatever resolvers and scalars bring forth.
import fc from 'fast-check'
import { buildSchema, execute, GraphQLScalarType, type GraphQLSchema, parse, validate } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EngineError } from '../errors.ts'
import { httpTransport } from './http-transport.ts'
import { type LocalSubgraph, localSubgraph, subgraphRequest } from './local-subgraph.fixture.ts'
import { memoryTransport } from './memory-transport.ts'
import { sharedObjects } from './shared-objects.fixture.ts'
import type { SubgraphResponse, SubgraphTransport } from './subgraph-transport.ts'

const sdl = /* GraphQL */ `
  scalar Any
  enum Colour { RED GREEN }
  interface Node { id: ID! any: Any nodes: [Node] }
  type A implements Node {
    id: ID! any: Any whole: Int part: Float text: String flag: Boolean colour: Colour
    anys: [Any] sure: Any! grid: [[Any!]] wholes: [Int!] a: A nodes: [Node] either: Either
  }
  type B implements Node { id: ID! any: Any anys: [Any!]! nodes: [Node] b: [B!] }
  union Either = A | B
  type Query { a: A b: B node: Node either: [Either!] any: Any }
`

function anySchema(): GraphQLSchema {
  const schema = buildSchema(sdl)
  const any = schema.getType('Any')
  if (any instanceof GraphQLScalarType) any.serialize = (value) => value
  return schema
}

const anything = fc.oneof(
  {
    weight: 200,
    arbitrary: fc.anything({
      withDate: true,
      withNullPrototype: true,
      withMap: true,
      maxDepth: 2,
      maxKeys: 3,
    }),
  },
  {
    weight: 50,
    arbitrary: fc.constantFrom<unknown>(
      -0,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Symbol('x'),
      '\ud800',
      Object(1),
    ),
  },
  { weight: 50, arbitrary: fc.jsonValue({ maxDepth: 2 }).map((value) => ({ toJSON: () => value })) },
  // With one of these there is no answer at all.
  { weight: 1, arbitrary: fc.bigInt() },
)
const present = fc.option(
  anything.filter((value) => value !== null && value !== undefined),
  { freq: 100 },
)
const oddNumber = fc.oneof(
  { weight: 50, arbitrary: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }) },
  { weight: 50, arbitrary: fc.constantFrom<unknown>(-0, '7', true, null) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>('x', Number.NaN) },
)

const { node } = fc.letrec<{ node: unknown }>((tie) => {
  const deeper = fc.option(tie('node'), { maxDepth: 3, depthIdentifier: 'node' })
  const nodes = fc.option(fc.array(deeper, { maxLength: 3 }))
  return {
    node: fc
      .record({
        __typename: fc.constantFrom('A', 'B'),
        id: fc.oneof(fc.integer(), fc.string()),
        any: anything,
        sure: present,
        anys: fc.option(fc.array(present, { maxLength: 3 }), { freq: 50 }),
        grid: fc.option(fc.array(fc.option(fc.array(present, { maxLength: 2 })), { maxLength: 3 })),
        whole: oddNumber,
        part: fc.oneof(oddNumber, fc.double({ noNaN: true, noDefaultInfinity: true })),
        wholes: fc.array(oddNumber, { maxLength: 3 }),
        text: fc.oneof(fc.string({ unit: 'binary' }), fc.boolean()),
        flag: fc.option(fc.boolean()),
        colour: fc.constantFrom('RED', 'GREEN', null),
        a: deeper,
        nodes,
        b: nodes,
        either: deeper,
      })
      // `A.a` and `B.b` hold their own type.
      .map((value) => ({
        ...value,
        a: typed(value.a, 'A'),
        b: value.b?.flatMap((one) => (one === null ? [] : [typed(one, 'B')])),
      })),
  }
})

function typed(value: unknown, name: string): unknown {
  return value === null ? null : { ...(value as object), __typename: name }
}

const root = fc
  .record({ a: node, b: node, node, either: fc.array(node, { maxLength: 3 }), any: anything })
  .map(({ a, b, ...rest }) => ({ ...rest, a: typed(a, 'A'), b: typed(b, 'B') }))

const leaves = {
  Node: ['id', 'any', '__proto__: any', '__typename'],
  A: [
    'id',
    'any',
    'constructor: any',
    'whole',
    'part',
    'text',
    'flag',
    'colour',
    'anys',
    'sure',
    'grid',
    'wholes',
  ],
  B: ['id', 'any', 'anys', 'toString: anys', '__typename'],
}
type TypeName = keyof typeof leaves

const { A, B, Node, Either } = fc.letrec<Record<TypeName | 'Either', string>>((tie) => {
  const within = (arbitrary: fc.Arbitrary<string>, make: (inner: string) => string) =>
    fc.option(arbitrary.map(make), { nil: '', maxDepth: 3, depthIdentifier: 'selection' })
  const of = (type: TypeName, ...inner: fc.Arbitrary<string>[]) =>
    fc
      .tuple(fc.subarray(leaves[type], { minLength: 1 }), ...inner)
      .map(([fields, ...more]) => `{ ${[...fields, ...more].join(' ')} }`)
  return {
    Node: of(
      'Node',
      within(tie('A'), (inner) => `... on A ${inner}`),
      within(tie('B'), (inner) => `... on B { only: nodes { id } ...Id b ${inner} }`),
    ),
    A: of(
      'A',
      within(tie('A'), (inner) => `a ${inner}`),
      within(tie('Node'), (inner) => `nodes ${inner}`),
      within(tie('Either'), (inner) => `either ${inner}`),
    ),
    B: of(
      'B',
      within(tie('B'), (inner) => `b ${inner}`),
      within(tie('Node'), (inner) => `more: nodes ${inner}`),
    ),
    Either: fc
      .tuple(tie('A'), tie('B'))
      .map(([a, b]) => `{ __typename ... on A { one: a ${a} } ... on B { two: b ${b} } }`),
  }
})

const query = fc
  .tuple(A, B, Node, Either)
  .map(
    ([a, b, any, either]) =>
      `{ a ${a} b ${b} node ${any} either ${either} any again: any ...Id2 } fragment Id on Node { any nodes { any } } fragment Id2 on Query { a { id } node { ...Id } }`,
  )

const schema = anySchema()
let rootValue: unknown
let subgraph: LocalSubgraph
let http: SubgraphTransport
const memory = memoryTransport({
  schema,
  get rootValue() {
    return rootValue
  },
})

beforeAll(async () => {
  subgraph = await localSubgraph(async (response, _request, body) => {
    try {
      const document = parse(JSON.parse(body).query)
      const [invalid] = validate(schema, document)
      if (invalid) throw invalid
      response.end(JSON.stringify(await execute({ schema, document, rootValue })))
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  http = httpTransport({ url: subgraph.url })
})

afterAll(async () => {
  await http.close?.()
  await subgraph[Symbol.asyncDispose]()
})

async function outcomeOf(
  transport: SubgraphTransport,
  text: string,
): Promise<SubgraphResponse | { readonly refused: unknown }> {
  try {
    // What is known of the text is no part of the answer.
    const { plain, ...answer } = await transport.execute(subgraphRequest({ query: text }))
    return answer
  } catch (error) {
    if (error instanceof EngineError) return { refused: error.toJSON() }
    throw error
  }
}

test('an answer in memory is the answer over HTTP, and holds nothing that a resolver holds', async () => {
  const seen = { whole: 0, partial: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(query, root, async (text, value) => {
      rootValue = value
      const overHttp = await outcomeOf(http, text)
      const inMemory = await outcomeOf(memory, text)
      expect(JSON.stringify(inMemory)).toBe(JSON.stringify(overHttp))
      expect(inMemory).toEqual(overHttp)
      expect(sharedObjects(inMemory, value)).toEqual([])
      if ('refused' in inMemory) seen.refused++
      else if (inMemory.errors) seen.partial++
      else seen.whole++
    }),
    { numRuns: 100 },
  )
  // Both kinds of answers were compared, and not mostly refusals.
  expect(seen.whole).toBeGreaterThan(10)
  expect(seen.partial).toBeGreaterThan(10)
  expect(seen.refused).toBeLessThan(50)
}, 30_000)
