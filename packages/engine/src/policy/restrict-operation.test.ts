// What is left of an operation for whom, and what is told of the rest. Each case is planned from nothing but the text
// that stands here as `left`; undefined means that nothing is planned at all.
import { parse, print, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { compilePolicies } from './compile-policies.ts'
import { type Claims, deniedKey, restrictionFor } from './decide.ts'
import { anonymous, schemas, signedIn } from './policy.fixture.ts'
import { policyRules } from './policy-rules.ts'
import { maxDenials } from './restrict-operation.ts'

type Case = {
  readonly rule: string
  readonly query: string
  readonly claims?: Claims
  readonly left: string | undefined
  /** `path kind`, and in parentheses what a request must have sent for it to be told. */
  readonly denied: readonly string[]
}

const cases: readonly Case[] = [
  {
    rule: 'a protected field is taken out and its sibling stays',
    query: '{ version account { email } }',
    left: '{ version }',
    denied: ['account authenticated'],
  },
  {
    rule: 'an operation of which everything is protected leaves nothing to plan',
    query: '{ account { email } revenue }',
    left: undefined,
    denied: ['account authenticated', 'revenue scopes'],
  },
  {
    rule: 'the error has the alias, at every level',
    query: '{ all: products { key: code title: name } }',
    left: '{ all: products { title: name } }',
    denied: ['all.key authenticated'],
  },
  {
    rule: 'a field of a protected object type is protected',
    query: '{ products { maker { name contract { text } } } }',
    left: '{ products { maker { name } } }',
    denied: ['products.maker.contract authenticated'],
  },
  {
    rule: 'a field of a protected scalar is protected',
    query: '{ products { name rating } }',
    left: '{ products { name } }',
    denied: ['products.rating authenticated'],
  },
  {
    rule: 'a field of a protected enum is protected, whoever is signed in',
    query: '{ version grade }',
    claims: signedIn(),
    left: '{ version }',
    denied: ['grade policy'],
  },
  {
    rule: 'what loses all that it selects goes too, without an error of its own',
    query: '{ version products { maker { address } } }',
    left: '{ version }',
    denied: ['products.maker.address authenticated'],
  },
  {
    rule: '__typename keeps its object',
    query: '{ products { maker { __typename address } } }',
    left: '{ products { maker { __typename } } }',
    denied: ['products.maker.address authenticated'],
  },
  {
    rule: 'any group of scopes is enough',
    query: '{ revenue }',
    claims: signedIn('admin'),
    left: '{ revenue }',
    denied: [],
  },
  {
    rule: 'half a group of scopes is none',
    query: '{ version revenue }',
    claims: signedIn('finance'),
    left: '{ version }',
    denied: ['revenue scopes'],
  },
  {
    rule: 'scopes suffice where nothing asks for authentication',
    query: '{ version revenue }',
    claims: { authenticated: false, scopes: new Set(['finance', 'read']) },
    left: '{ version revenue }',
    denied: [],
  },
  {
    rule: 'of several directives that fail, authentication is told before scopes and policies',
    query: '{ product(id: 1) { name warehouse { name guard } } }',
    left: '{ product(id: 1) { name } }',
    denied: ['product.warehouse authenticated'],
  },
  {
    rule: 'a policy that nobody evaluates does not hold',
    query: '{ product(id: 1) { warehouse { name guard } } }',
    claims: signedIn(),
    left: '{ product(id: 1) { warehouse { name } } }',
    denied: ['product.warehouse.guard policy'],
  },
  {
    rule: 'an inline fragment on a protected member of a union goes, the other stays',
    query: '{ media { ... on Book { title } ... on Movie { title length } } }',
    claims: signedIn(),
    left: '{ media { ... on Book { title } } }',
    denied: ['media scopes'],
  },
  {
    rule: 'a named fragment on a protected type goes with its definition',
    query: 'query { media { __typename ...M } } fragment M on Movie { title }',
    left: '{ media { __typename } }',
    denied: ['media scopes'],
  },
  {
    rule: 'a fragment is restricted once for all the places that spread it',
    query: `query { first: product(id: 1) { ...P } second: product(id: 2) { ...P } }
      fragment P on Product { name code }`,
    left: `query { first: product(id: 1) { ...P } second: product(id: 2) { ...P } }
      fragment P on Product { name }`,
    denied: ['first.code authenticated', 'second.code authenticated'],
  },
  {
    rule: 'a fragment that is spread in an allowed and in a forbidden place stays for the allowed one',
    query: `query { account { ...A } products { ...P related { ...P } warehouse { ...W } } version }
      fragment A on Account { email } fragment P on Product { name } fragment W on Warehouse { name }`,
    left: 'query { products { ...P related { ...P } } version } fragment P on Product { name }',
    denied: ['account authenticated', 'products.warehouse authenticated'],
  },
  {
    rule: 'a fragment that loses everything takes its spreads along, through other fragments too',
    query: `query { version ...Q } fragment Q on Query { product(id: 1) { ...P } }
      fragment P on Product { code }`,
    left: '{ version }',
    denied: ['product.code authenticated'],
  },
  {
    rule: 'an interface with a protected implementation is protected, as composition says',
    query: '{ version documents { ... on Leaflet { title } } }',
    left: '{ version }',
    denied: ['documents authenticated'],
  },
  {
    rule: 'a field of an interface is protected when one implementation protects it',
    query: '{ shapes { name area } }',
    left: '{ shapes { name } }',
    denied: ['shapes.area authenticated'],
  },
  {
    rule: 'through a fragment on the implementation that does not protect it, the same field is free',
    query: '{ shapes { ... on Circle { area } ... on Square { name area } } }',
    left: '{ shapes { ... on Circle { area } ... on Square { name } } }',
    denied: ['shapes.area authenticated'],
  },
  {
    rule: 'a mutation field is taken out and its neighbour executed',
    query: 'mutation { publish(id: 1) { name } rename(id: 1, name: "x") { name } }',
    left: 'mutation { rename(id: 1, name: "x") { name } }',
    denied: ['publish authenticated'],
  },
  {
    rule: 'a mutation whose result may not be read is not executed either',
    query: 'mutation { rename(id: 1, name: "x") { code } }',
    left: undefined,
    denied: ['rename.code authenticated'],
  },
  {
    rule: 'variables of which no use is left go, of fragments and directives too',
    query: `query Q($id: ID!, $year: Int, $with: Boolean!, $name: Boolean!) {
        product(id: $id) { ...P } revenue(year: $year) }
      fragment P on Product { name @include(if: $name) code @include(if: $with) }`,
    left: `query Q($id: ID!, $name: Boolean!) { product(id: $id) { ...P } }
      fragment P on Product { name @include(if: $name) }`,
    denied: ['product.code authenticated (with true)', 'revenue scopes'],
  },
  {
    rule: 'what a literal excludes is not told',
    query: '{ version account @skip(if: true) { id } ... @include(if: false) { revenue } }',
    left: '{ version }',
    denied: [],
  },
  {
    rule: 'conditions on the way are all remembered',
    query: `query ($a: Boolean!, $b: Boolean!, $c: Boolean!) { version
      ... @skip(if: $a) { product(id: 1) @include(if: $b) { ...P @include(if: $c) } } }
      fragment P on Product { code }`,
    left: '{ version }',
    denied: ['product.code authenticated (a false, b true, c true)'],
  },
  {
    rule: 'introspection is not judged',
    query: `query { __typename __schema { types { ...T } } account { id } version }
      fragment T on __Type { name }`,
    left: `query { __typename __schema { types { ...T } } version } fragment T on __Type { name }`,
    denied: ['account authenticated'],
  },
  {
    rule: 'introspection alone needs no plan',
    query: '{ ...F account { id } } fragment F on Query { __typename __schema { queryType { name } } }',
    left: undefined,
    denied: ['account authenticated'],
  },
  {
    rule: 'a field without a condition is told once, however often it is selected',
    query:
      '{ version ...A ...B } fragment A on Query { account { id } } fragment B on Query { account { email } }',
    left: '{ version }',
    denied: ['account authenticated'],
  },
]

async function restrict(query: string, claims: Claims, schema = schemas.supergraphSchema) {
  const rules = policyRules(schema)
  const compiled = rules && compilePolicies(rules, { document: parse(query), operationName: undefined })
  if (!compiled) throw new Error('nothing of the operation is protected')
  return { restriction: restrictionFor(compiled, await deniedKey(compiled, claims)) }
}

describe.each(cases)('$rule', ({ query, claims = anonymous, left, denied }) => {
  test(query.replaceAll(/\s+/g, ' '), async () => {
    const { restriction } = await restrict(query, claims)
    const document = restriction ? restriction.document : parse(query)
    expect(document && print(document)).toBe(left && print(parse(left)))
    const told = restriction?.denials.map(({ path, kind, conditions }) => {
      const when = conditions.map(({ variable, expected }) => `${variable} ${expected}`).join(', ')
      return `${path.join('.')} ${kind}${when && ` (${when})`}`
    })
    expect(told ?? []).toEqual(denied)
    if (document) expect(validate(schemas.apiSchema, document)).toEqual([])
  })
})

test('only the named operation is judged and kept', async () => {
  const document = parse('query Free { version } query Closed { account { id } version }')
  const rules = policyRules(schemas.supergraphSchema)
  if (!rules) throw new Error('the graph is protected')
  expect(compilePolicies(rules, { document, operationName: 'Free' })).toBeUndefined()
  const closed = compilePolicies(rules, { document, operationName: 'Closed' })
  if (!closed) throw new Error('the operation is protected')
  const restriction = restrictionFor(closed, await deniedKey(closed, anonymous))
  expect(restriction?.document && print(restriction.document)).toBe('query Closed {\n  version\n}')
})

test('fragments of fragments cannot multiply the errors past their limit', async () => {
  const levels = Array.from({ length: 30 }, (_, level) => {
    const below = level === 29 ? 'code' : `a: related { ...F${level + 1} } b: related { ...F${level + 1} }`
    return `fragment F${level} on Product { ${below} }`
  })
  const { restriction } = await restrict(`query { product(id: 1) { ...F0 } } ${levels.join(' ')}`, anonymous)
  expect(restriction?.document).toBeUndefined()
  expect(restriction?.denials).toHaveLength(maxDenials)
})
