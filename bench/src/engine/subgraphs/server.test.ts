// The canned subgraphs over real HTTP: right for whatever way a gateway words its question.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSubgraphServer, type SubgraphServer } from './server.ts'

let server: SubgraphServer

beforeAll(async () => {
  server = await openSubgraphServer([1, 2])
})

beforeEach(() => {
  server.report()
})

afterAll(() => server[Symbol.asyncDispose]())

async function ask(path: string, body: object, authorization = 'Bearer one') {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
    body: JSON.stringify(body),
  })
  const answer: { readonly data: unknown } | undefined = response.ok
    ? JSON.parse(await response.text())
    : undefined
  return { status: response.status, answer }
}

const products = [
  { __typename: 'Product', upc: '4', price: 499, weight: 100 },
  { __typename: 'Product', upc: '2', price: 1_299, weight: 1_000 },
  { __typename: 'Product', upc: '4', price: 499, weight: 100 },
  { __typename: 'Product', upc: '1' },
]

describe('a canned subgraph', () => {
  test('answers entities in the order asked, repeated, aliased and batched as the gateway likes', async () => {
    const query = `query Any($a: [_Any!]!, $b: [_Any!]!) {
      first: _entities(representations: $a) { ... on Product { there: inStock shippingEstimate } }
      second: _entities(representations: $b) { __typename ... on Product { shippingEstimate upc } }
    }`
    const { answer } = await ask('/1/inventory', { query, variables: { a: products, b: products.slice(3) } })
    expect(answer).toEqual({
      data: {
        first: [
          { there: false, shippingEstimate: 50 },
          { there: false, shippingEstimate: 0 },
          { there: false, shippingEstimate: 50 },
          { there: true, shippingEstimate: null },
        ],
        second: [{ __typename: 'Product', shippingEstimate: null, upc: '1' }],
      },
    })
  })

  test('computes an answer once and counts everybody who asks for it', async () => {
    const body = { query: '{ users { id } me { username } }' }
    const { answer: computed } = await ask('/1/accounts', body)
    const { answer: canned } = await ask('/1/accounts', body, 'Bearer two')
    expect(canned).toEqual(computed)
    const text = JSON.stringify(computed)
    expect(server.report()).toEqual({
      fetches: 2,
      misses: 1,
      authorizations: 2,
      requestBytes: 2 * JSON.stringify(body).length,
      responseBytes: 2 * text.length,
    })
    expect(server.report()).toMatchObject({ fetches: 0, misses: 0, authorizations: 0 })
  })

  test('serves every size at its own path', async () => {
    const body = { query: '{ users { id } }' }
    const ids = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index + 1) }))
    expect((await ask('/1/accounts', body)).answer).toEqual({ data: { users: ids(6) } })
    expect((await ask('/2/accounts', body)).answer).toEqual({ data: { users: ids(12) } })
  })

  test('refuses whoever passes on no authorization, and counts nothing', async () => {
    expect((await ask('/1/accounts', { query: '{ me { id } }' }, '')).status).toBe(401)
    expect((await ask('/3/accounts', { query: '{ me { id } }' })).status).toBe(404)
    expect(server.report().fetches).toBe(0)
  })
})
