// Each lint names a planted violation, and is silent about the same SDL without it.
import { buildSchema, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { lintDeprecations } from './deprecations.ts'
import { lintDescriptions } from './descriptions.ts'
import { lintEntities } from './entities.ts'
import { lintForbidden } from './forbidden.ts'
import { lintIdempotency } from './idempotency.ts'
import { lintLists } from './lists.ts'
import { lintMutationShape } from './mutation-shape.ts'
import { lintNaming } from './naming.ts'
import { lintNullability } from './nullability.ts'
import { lintOperations } from './operations.ts'
import { lintReachability } from './reachability.ts'
import { lintSharedTypes } from './shared-types.ts'

const directives = `
  directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT
  directive @authenticated on FIELD_DEFINITION
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION
  directive @inaccessible on FIELD_DEFINITION | OBJECT
  directive @listSize(assumedSize: Int, slicingArguments: [String!]) on FIELD_DEFINITION
`

const schemaOf = (sdl: string) => buildSchema(directives + sdl)

describe('nullability', () => {
  const lint = (sdl: string) => lintNullability(schemaOf(sdl), 'orders')

  test.each([
    ['type Query { shop: String! }', 'Query.shop is a root field: make it nullable.'],
    ['type Mutation { a: Int! } type Query { b: Int }', 'Mutation.a is a root field: make it nullable.'],
    [
      'type User { id: ID! name: String! }',
      'User.name may be denied: make it nullable, like every field of User but id.',
    ],
    ['type A { b: Int! @authenticated }', 'A.b may be denied: make it nullable.'],
    ['type A { b: Int! @requiresScopes(scopes: [["staff"]]) }', 'A.b may be denied: make it nullable.'],
    ['type A { b: BConnection! } type BConnection { c: Int }', 'A.b is a connection: make it nullable.'],
    [
      'type A { v: ProductVariant! } type ProductVariant { id: ID! }',
      'A.v points at ProductVariant, which another subgraph owns: make it nullable.',
    ],
    [
      'type A { v: [ProductVariant!]! } type ProductVariant { id: ID! }',
      'A.v points at ProductVariant, which another subgraph owns: make it nullable.',
    ],
  ])('finds %s', (sdl, finding) => {
    expect(lint(sdl)).toEqual([finding])
  })

  test('lets strict fields of an own type pass', () => {
    const sdl =
      'type Query { a: A } type A { id: ID! order: Order! v: [ProductVariant]! } type Order { id: ID! }'
    expect(lint(`${sdl} type ProductVariant { id: ID! }`)).toEqual([])
  })
})

describe('naming', () => {
  test.each([
    ['enum Kind { small }', 'Kind.small is not in SCREAMING_SNAKE.'],
    ['enum KindEnum { SMALL }', 'KindEnum carries the suffix Enum: drop it.'],
    ['type a_b { c: Int }', 'a_b is not in PascalCase.'],
    ['type A { b_c: Int }', 'A.b_c is not in camelCase.'],
    ['input AData { b: Int }', 'AData is an input: end it with Input.'],
    ['input AInput { B: Int }', 'AInput.B is not in camelCase.'],
  ])('finds %s', (sdl, finding) => {
    expect(lintNaming(schemaOf(sdl))).toEqual([finding])
  })

  test('finds a mutation that is verbNoun, and lets nounVerb pass', () => {
    expect(lintNaming(schemaOf('type Mutation { createProduct: Int productCreate: Int }'))).toEqual([
      expect.stringMatching(/^Mutation\.createProduct is not nounVerb: end it with one of Add, /),
    ])
  })
})

describe('mutation shape', () => {
  const shared = 'interface UserError { message: String! }'

  test.each([
    [
      'type Mutation { aAdd(b: Int): AAddPayload } type AAddPayload { a: Int userErrors: [UserError!]! }',
      'Mutation.aAdd must take exactly one argument, input: AAddInput!.',
    ],
    [
      'type Mutation { aAdd(input: AAddInput): AAddPayload } input AAddInput { b: Int } type AAddPayload { a: Int userErrors: [UserError!]! }',
      'Mutation.aAdd must take exactly one argument, input: AAddInput!.',
    ],
    ['type Mutation { aAdd: A } type A { a: Int }', 'Mutation.aAdd must return AAddPayload.'],
    [
      'type Mutation { aAdd: AAddPayload } type AAddPayload { a: Int }',
      'AAddPayload must have userErrors: [UserError!]!.',
    ],
    [
      'type Mutation { aAdd: AAddPayload } type AAddPayload { a: Int! userErrors: [UserError!]! }',
      'AAddPayload.a must be nullable: a refusal leaves it null.',
    ],
    [
      'type Mutation { aAdd: AAddPayload } type AAddPayload { userErrors: [UserError!]! }',
      'AAddPayload must tell what was changed in a nullable field.',
    ],
  ])('finds %s', (sdl, finding) => {
    expect(lintMutationShape(schemaOf(shared + sdl))).toEqual([finding])
  })

  test('lets the house shape pass', () => {
    const sdl =
      'type Mutation { aAdd(input: AAddInput!): AAddPayload } input AAddInput { b: Int } type AAddPayload { a: Int userErrors: [UserError!]! }'
    expect(lintMutationShape(schemaOf(shared + sdl))).toEqual([])
  })
})

test('descriptions: names every type, field, argument, input field and enum value without one', () => {
  const sdl = `
    type A { b(c: Int): Int }
    enum E { F }
    input GInput { h: Int }
    "Told." type Told { "Told." x("Told." y: Int): Int }
  `
  expect(lintDescriptions(schemaOf(sdl))).toEqual(
    ['A', 'A.b', 'A.b(c:)', 'E', 'E.F', 'GInput', 'GInput.h'].map((at) => `${at} has no description.`),
  )
})

describe('lists', () => {
  const connection = 'type BConnection { edges: [Int!]! nodes: [Int!]! pageInfo: PageInfo! totalCount: Int }'
  const page = `${connection} type PageInfo { a: Int }`

  test.each([
    [
      'type A { b: [B!]! } type B { c: Int }',
      'A.b is a plain list: make it a connection, or state its bound with @listSize(assumedSize: ≤ 100).',
    ],
    [
      'type A { b: [B!]! @listSize(assumedSize: 101) } type B { c: Int }',
      'A.b is a plain list: make it a connection, or state its bound with @listSize(assumedSize: ≤ 100).',
    ],
    [
      `type A { b(first: Int, after: String): BConnection @listSize(slicingArguments: ["first"]) } ${page}`,
      'A.b must take first: Int = 20.',
    ],
    [
      `type A { b(first: Int = 20): BConnection @listSize(slicingArguments: ["first"]) } ${page}`,
      'A.b must take after: String.',
    ],
    [
      `type A { b(first: Int = 20, after: String): BConnection } ${page}`,
      'A.b must carry @listSize(slicingArguments: ["first"], …).',
    ],
    [
      'type BConnection { nodes: [Int!]! }',
      'BConnection must have edges, nodes, pageInfo: PageInfo! and totalCount.',
    ],
    [page.replace('totalCount: Int', 'totalCount: Int!'), 'BConnection.totalCount must be nullable.'],
  ])('finds %s', (sdl, finding) => {
    expect(lintLists(schemaOf(sdl))).toEqual([finding])
  })

  test('lets connections and bounded plain lists pass', () => {
    const field = 'b(first: Int = 20, after: String): BConnection @listSize(slicingArguments: ["first"])'
    const sdl = `type A { ${field} c: [C!]! @listSize(assumedSize: 100) e: [String!] } type C { d: Int } ${page}`
    expect(lintLists(schemaOf(sdl))).toEqual([])
  })
})

describe('entities', () => {
  const lint = (sdl: string) => lintEntities(schemaOf(sdl), 'orders')

  test.each([
    ['type Order { id: ID! }', 'Order is an entity: give it @key(fields: "id").'],
    [
      'type Parcel @key(fields: "id") { id: ID! }',
      'Parcel has a key but no owner: enter it in subgraphs.ts.',
    ],
    ['type Order @key(fields: "number") { number: ID! }', 'Order has another key than id.'],
    ['type User @key(fields: "id") { id: ID! }', 'User is only pointed at here: say resolvable: false.'],
    [
      'type User @key(fields: "id", resolvable: false) { id: ID! cart: Int }',
      'User has fields here: its key must be resolvable.',
    ],
    [
      'type Order @key(fields: "id", resolvable: false) { id: ID! }',
      'Order has fields here: its key must be resolvable.',
    ],
  ])('finds %s', (sdl, finding) => {
    expect(lint(sdl)).toEqual([finding])
  })

  test('lets an owned, an extended and a pointed-at entity pass', () => {
    const pointedAt = 'type Product @key(fields: "id", resolvable: false) { id: ID! }'
    expect(lint(`type Order @key(fields: "id") { id: ID! } ${pointedAt}`)).toEqual([])
    expect(lint('type User @key(fields: "id") { id: ID! cart: Int }')).toEqual([])
  })
})

describe('idempotency', () => {
  test.each([
    ['input OrderRefundInput { id: ID! }', 'orderRefund', '', 'idempotencyKey: String!'],
    ['input OrderRefundInput { idempotencyKey: String }', 'orderRefund', '', 'idempotencyKey: String!'],
    ['input OrderRefundInput { idempotencyKey: String! }', 'orderRefund', ' @inaccessible', 'orderId: ID!'],
  ])('finds %s', (input, name, directive, key) => {
    const sdl = `type Mutation { ${name}(input: OrderRefundInput!): Int${directive} } ${input}`
    expect(lintIdempotency(schemaOf(sdl))).toEqual([
      `Mutation.${name} moves money or stock: its input needs ${key}.`,
    ])
  })

  test('lets keyed and harmless mutations pass', () => {
    const sdl = 'type Mutation { stockAdjust(input: AInput!): Int cartCreate: Int }'
    expect(lintIdempotency(schemaOf(`${sdl} input AInput { idempotencyKey: String! }`))).toEqual([])
  })
})

test('forbidden: finds node, nodes, Node and Float', () => {
  const sdl =
    'interface Node { id: ID! } type Query { node(id: ID!): Node nodes: Int price(max: Float): Float } input AInput { b: [Float!] }'
  expect(lintForbidden(schemaOf(sdl))).toEqual([
    'Query.node reads any object by id: ask for its type instead.',
    'Query.nodes reads any object by id: ask for its type instead.',
    'Node is a global object interface: remove it.',
    'Query.price is a Float: count in whole units.',
    'Query.price(max:) is a Float: count in whole units.',
    'AInput.b is a Float: count in whole units.',
  ])
  expect(lintForbidden(schemaOf('type Query { price: Int }'))).toEqual([])
})

test('deprecations: a replacement must be named and exist', () => {
  const sdl = `
    type Query {
      a: Int @deprecated(reason: "Old.")
      b: Int @deprecated(reason: "Use \`gone\`.")
      c: Int @deprecated(reason: "Use \`d\`.")
      d: Int
      e: Int @deprecated(reason: "Use \`Other.f\`.")
    }
    type Other { f: Int }
  `
  expect(lintDeprecations(schemaOf(sdl))).toEqual([
    'Query.a is deprecated without an existing replacement in backticks.',
    'Query.b is deprecated without an existing replacement in backticks.',
  ])
})

test('reachability: follows fields, arguments, interfaces and unions, and names what is left', () => {
  const sdl = `
    type Query { a(b: BInput): C u: U }
    input BInput { e: E }
    enum E { F }
    interface C { g: Int }
    type D implements C { g: Int }
    union U = V
    type V { x: Int }
    type Lost { y: LostToo }
    enum LostToo { Z }
  `
  expect(lintReachability(schemaOf(sdl))).toEqual([
    'Lost is reached by no field that clients see: mark it @inaccessible or remove it.',
    'LostToo is reached by no field that clients see: mark it @inaccessible or remove it.',
  ])
})

test('shared types: finds a redefined or extended shared type, and a value type with two homes', () => {
  const shared = parse('type Money { minor: Int }')
  const own = {
    users: parse(
      'type Query { a: Int } type Label { b: Int } extend type Money { c: Int } type User { id: ID! }',
    ),
    orders: parse('type Query { a: Int } type Label { b: Int } type User { id: ID! }'),
  }
  expect(lintSharedTypes(shared, own)).toEqual([
    'users: Money belongs to shared.graphql: do not define or extend it.',
    'orders: Label is defined by users too: move it to shared.graphql.',
  ])
})

test('operations: finds an unknown field, an operation without a name and a name used twice', () => {
  const files = [
    { name: 'a.graphql', document: parse('query A { a }') },
    { name: 'b.graphql', document: parse('query A { gone }') },
    { name: 'c.graphql', document: parse('{ a }') },
  ]
  expect(lintOperations(schemaOf('type Query { a: Int }'), files)).toEqual([
    'operations/b.graphql:1: Cannot query field "gone" on type "Query".',
    'operations/b.graphql:1: A is an operation of operations/a.graphql too.',
    'operations/c.graphql:1: an operation has no name.',
  ])
})
