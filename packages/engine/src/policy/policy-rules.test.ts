// What a supergraph asks for, by coordinate: as composition of today writes it, and as older ones left it.
import { buildSchema, parse, print } from 'graphql'
import { describe, expect, test } from 'vitest'
import { compilePolicies } from './compile-policies.ts'
import { type Claims, deniedKey, restrictionFor } from './decide.ts'
import {
  anonymous,
  compose,
  link,
  schemas,
  signedIn,
  supergraphSdl,
  unpropagatedSdl,
} from './policy.fixture.ts'
import { type PolicyRules, policyRules } from './policy-rules.ts'

function rulesOf(sdl: string): PolicyRules {
  const rules = policyRules(buildSchema(sdl, { assumeValid: true }))
  if (!rules) throw new Error('nothing is protected')
  return rules
}

function asked(rules: PolicyRules, coordinate: string): readonly string[] {
  const requirement = coordinate.includes('.') ? rules.fields.get(coordinate) : rules.types.get(coordinate)
  return (requirement ?? []).map(({ text }) => text)
}

async function left(rules: PolicyRules, query: string, claims: Claims): Promise<string | undefined> {
  const document = parse(query)
  const compiled = compilePolicies(rules, { document, operationName: undefined })
  if (!compiled) return print(document)
  const key = await deniedKey(compiled, claims)
  const planned = key === '' ? document : restrictionFor(compiled, key)?.document
  return planned && print(planned)
}

const text = (query: string) => print(parse(query))

test.each([
  ['Query.account', ['authenticated']],
  ['Query.revenue', ['scopes [["admin"],["finance","read"]]']],
  ['Query.grade', ['policy [["graders"]]']],
  ['Query.documents', ['authenticated']],
  ['Query.media', []],
  ['Query.version', []],
  ['Product.rating', ['authenticated']],
  ['Product.margin', ['scopes [["finance"]]']],
  ['Maker.contract', ['authenticated']],
  ['Shape.area', ['authenticated']],
  ['Circle.area', []],
  ['Document', ['authenticated']],
  ['Leaflet', []],
  ['Movie', ['scopes [["films"]]']],
])('%s asks for %j', (coordinate, texts) => {
  expect(asked(rulesOf(supergraphSdl), coordinate)).toEqual(texts)
})

test('equal conditions are one clause, in whatever order they were written', () => {
  const sdl = compose({
    a: `${link} type Query {
      a: Int @requiresScopes(scopes: [["x", "y"], ["z"]])
      b: Int @requiresScopes(scopes: [["z"], ["y", "x"]])
    }`,
  })
  const rules = rulesOf(sdl)
  expect(rules.fields.get('Query.a')?.[0]).toBe(rules.fields.get('Query.b')?.[0])
})

test('a list without groups, or with an empty group, asks for nothing', () => {
  const sdl = compose({
    a: `${link} type Query {
      a: Int @requiresScopes(scopes: [])
      b: Int @policy(policies: [[], ["p"]])
      c: Int @authenticated
    }`,
  })
  expect([...rulesOf(sdl).fields.keys()]).toEqual(['Query.c'])
})

test('a supergraph that protects nothing has no rules', () => {
  const plain = compose({ a: `${link} type Query { a: Int }` })
  expect(policyRules(buildSchema(plain, { assumeValid: true }))).toBeUndefined()
})

test('directives that @link renames are found under their names', () => {
  const sdl = compose({
    a: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: [
        { name: "@authenticated", as: "@login" }, { name: "@requiresScopes", as: "@scoped" }, "@policy"])
      type Query { a: Int @login  b: Int @scoped(scopes: [["s"]])  c: Int @policy(policies: [["p"]]) }`,
  })
  expect(sdl).toContain('a: Int @login')
  const rules = rulesOf(sdl)
  expect(asked(rules, 'Query.a')).toEqual(['authenticated'])
  expect(asked(rules, 'Query.b')).toEqual(['scopes [["s"]]'])
  expect(asked(rules, 'Query.c')).toEqual(['policy [["p"]]'])
})

test('requirements of several subgraphs add up', () => {
  const product = 'type Product @key(fields: "id") { id: ID!'
  const sdl = compose({
    a: `${link} type Query { product: Product } ${product} price: Int @shareable @requiresScopes(scopes: [["a"], ["b"]]) }`,
    b: `${link} ${product} price: Int @shareable @requiresScopes(scopes: [["c"]]) }`,
  })
  expect(asked(rulesOf(sdl), 'Product.price')).toEqual(['scopes [["a","c"],["b","c"]]'])
})

describe('a root type', () => {
  const sdl = compose({
    a: `${link}
      type Query { a: Int  query: Query }
      type Mutation @authenticated { m: Int }`,
  })
  const closed = sdl.replace('type Query', 'type Query @authenticated')

  test('protects each of its fields', () => {
    expect(asked(rulesOf(sdl), 'Mutation.m')).toEqual(['authenticated'])
    expect(asked(rulesOf(closed), 'Query.query')).toEqual(['authenticated'])
  })

  test('does not protect introspection', async () => {
    const rules = rulesOf(closed)
    expect(await left(rules, '{ a __typename __schema { types { name } } }', anonymous)).toBeUndefined()
    expect(await left(rules, '{ a query { a } }', signedIn())).toBe(text('{ a query { a } }'))
  })
})

describe('a supergraph whose composition did not carry requirements', () => {
  // Nor did a field have to ask for what it requires.
  const older = unpropagatedSdl.replace(/(margin: Int @join__field\([^)]*\)) @requiresScopes\([^)]*\)/, '$1')
  const rules = rulesOf(older)

  test('is what these tests make of today’s', () => {
    expect(older.match(/@authenticated/g)?.length).toBe(
      (supergraphSdl.match(/@authenticated/g)?.length ?? 0) - 2,
    )
    expect(asked(rules, 'Document')).toEqual([])
    expect(older).toContain('margin: Int @join__field(graph: STOCK, requires: "cost")\n')
  })

  test('still protects a field that reads a protected one through @requires', () => {
    expect(asked(rules, 'Product.margin')).toEqual(['scopes [["finance"]]'])
  })

  test.each([
    ['plain fields of an interface take its field away', '{ version documents { title } }', '{ version }'],
    [
      'fragments on its types are judged one by one',
      '{ documents { __typename ... on Leaflet { title } ... on Report { title } } }',
      '{ documents { __typename ... on Leaflet { title } } }',
    ],
    [
      'a fragment on the interface itself is no way around',
      '{ version documents { ... on Document { title } } }',
      '{ version }',
    ],
    [
      'a fragment without a type is no way around',
      '{ version documents { ... @include(if: true) { title } } }',
      '{ version }',
    ],
    [
      'a named fragment on the interface is no way around',
      'query { documents { __typename ...D } } fragment D on Document { title }',
      '{ documents { __typename } }',
    ],
    [
      'a field of the interface asks for what each type’s own asks for',
      '{ shapes { name area } }',
      '{ shapes { name } }',
    ],
  ])('%s', async (_rule, query, planned) => {
    expect(await left(rules, query, anonymous)).toBe(text(planned))
    expect(await left(rules, query, signedIn())).toBe(text(query))
  })
})

test('a field that reads a protected one of its context is protected with it', () => {
  const sdl = compose({
    a: `${link}
      type Query { shop: Shop! }
      type Shop @key(fields: "id") @context(name: "shop") {
        id: ID!  level: Int! @requiresScopes(scopes: [["levels"]])  till: Till!
      }
      type Till @key(fields: "id") {
        id: ID!
        limit(level: Int @fromContext(field: "$shop { level }")): Int! @requiresScopes(scopes: [["levels"]])
      }`,
    b: `${link} type Till @key(fields: "id") { id: ID!  name: String }`,
  })
  const older = sdl.replace(/(limit: Int!.*) @requiresScopes\(.*\)/, '$1')
  expect(older).not.toBe(sdl)
  expect(asked(rulesOf(older), 'Till.limit')).toEqual(['scopes [["levels"]]'])
})

test('a key of a plan means the same over a later supergraph', async () => {
  const document = parse('{ account { id } revenue version }')
  const now = policyRules(schemas.supergraphSchema)
  const later = rulesOf(
    supergraphSdl.replace('version: String @join__field(graph: CATALOG)', '$& @authenticated'),
  )
  const of = (rules: PolicyRules | undefined) =>
    rules && compilePolicies(rules, { document, operationName: undefined })
  const [before, after] = [of(now), of(later)]
  if (!before || !after) throw new Error('the operation is protected')
  const key = await deniedKey(before, signedIn())
  expect(key).toBe('scopes [["admin"],["finance","read"]]')
  const planned = restrictionFor(after, key)?.document
  expect(planned && print(planned)).toBe(text('{ account { id } version }'))
  expect(await deniedKey(after, signedIn())).toBe(key)
  expect(await deniedKey(after, anonymous)).not.toBe(key)
})
