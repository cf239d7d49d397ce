// Policies from the request to the answer, over real subgraph schemas: what is sent, what stands in the answer, what is
// told. A denial that fetched what it denies would show in `sent`.
import { GraphQLError } from 'graphql'
import { describe, expect, test } from 'vitest'
import type { Claims } from './decide.ts'
import { anonymous, serve, signedIn } from './policy.fixture.ts'

const told = (path: string) => `${path} UNAUTHORIZED_FIELD_OR_TYPE`

describe('an answer', () => {
  test('has null and an error for what was denied, in the order of the client', async () => {
    const { data, errors, sent } = await serve('{ version account { email } first: version }', anonymous)
    expect(JSON.stringify(data)).toBe('{"version":"v1","account":null,"first":"v1"}')
    expect(errors).toEqual([told('account')])
    expect(sent.map(({ query }) => query)).toEqual(['{version first:version}'])
  })

  test('is only nulls, without one fetch, when everything was denied', async () => {
    const { data, errors, sent } = await serve('{ account { email } forecast }', anonymous)
    expect(data).toEqual({ account: null, forecast: null })
    expect(errors).toEqual([told('account'), told('forecast')])
    expect(sent).toEqual([])
  })

  test('is null at the root, without one fetch, when a denied root field cannot be null', async () => {
    const { data, errors, sent } = await serve('{ revenue }', signedIn('finance'))
    expect(data).toBe(null)
    expect(errors).toEqual([told('revenue')])
    expect(sent).toEqual([])
  })

  test('loses the nearest object that can be null when what was denied cannot', async () => {
    const query = '{ version product(id: "1") { name maker { name address } } }'
    const { data, errors, sent } = await serve(query, anonymous)
    expect(data).toEqual({ version: 'v1', product: null })
    expect(errors).toEqual([told('product.maker.address')])
    expect(sent.map((request) => request.query)).toEqual(['{version product(id:1){name maker{name}}}'])
  })

  test('has one error for all items of a list', async () => {
    const { data, errors } = await serve('{ products { name rating } }', anonymous)
    expect(data).toEqual({
      products: [
        { name: 'Name 1', rating: null },
        { name: 'Name 2', rating: null },
      ],
    })
    expect(errors).toEqual([told('products.rating')])
  })

  test('does not have a denied key, although subgraphs are joined by it', async () => {
    const { data, errors, sent } = await serve('{ products { name code stock } }', anonymous)
    expect(sent.map(({ subgraph, query }) => [subgraph, query.includes('code')])).toEqual([
      ['catalog', true],
      ['stock', false],
    ])
    expect(data).toEqual({
      products: [
        { name: 'Name 1', code: null, stock: 3 },
        { name: 'Name 2', code: null, stock: 3 },
      ],
    })
    expect(errors).toEqual([told('products.code')])
  })

  test('does not have it through a fragment either', async () => {
    const query = '{ product(id: "1") { ...P stock } } fragment P on Product { id key: code code }'
    const { data } = await serve(query, anonymous)
    expect(data).toEqual({ product: { id: '1', key: null, code: null, stock: 3 } })
  })

  test('has another field under its name, and does not have it under the name of another field', async () => {
    const query = '{ product(id: "1") { code: name name: code __typename: rating stock } }'
    const { data, errors } = await serve(query, anonymous)
    expect(data).toEqual({ product: { code: 'Name 1', name: null, __typename: null, stock: 3 } })
    expect(errors).toEqual([told('product.name'), told('product.__typename')])
  })

  test('has members of a union whose type was denied, with nulls for what the fragment asked', async () => {
    const query =
      '{ media { __typename ... on Book { title } ... on Movie { kind: __typename title length } } }'
    const { data, errors } = await serve(query, signedIn())
    expect(data).toEqual({
      media: [
        { __typename: 'Book', title: 'Sea' },
        { __typename: 'Movie', kind: 'Movie', title: null, length: null },
      ],
    })
    expect(errors).toEqual([told('media')])
  })

  test('has what one fragment denies where another one allows it', async () => {
    const query = '{ shapes { ... on Circle { area } ... on Shape { area } ... on Square { side } } }'
    const { data, errors } = await serve(query, anonymous)
    expect(data).toEqual({ shapes: [{ area: 3 }, { area: null, side: 2 }] })
    expect(errors).toEqual([told('shapes.area')])
  })

  test('is whole and told nothing of when every right is there', async () => {
    const query = '{ account { email } revenue products { code margin warehouse { name } } }'
    const { admission, data, errors } = await serve(query, signedIn('finance', 'read'))
    expect(data).toEqual({
      account: { email: 'ann@example.test' },
      revenue: 1000,
      products: [
        { code: 'c1', margin: 3, warehouse: { name: 'North' } },
        { code: 'c2', margin: 3, warehouse: { name: 'North' } },
      ],
    })
    expect(errors).toEqual([])
    expect(admission?.key).toBe('')
  })

  test('of introspection beside what was denied needs no fetch', async () => {
    const { data, sent } = await serve(
      '{ __typename account { id } __type(name: "Book") { name } }',
      anonymous,
    )
    expect(data).toEqual({ __typename: 'Query', account: null, __type: { name: 'Book' } })
    expect(sent).toEqual([])
  })
})

describe('a mutation', () => {
  test('that is denied is never sent, its neighbour is', async () => {
    const query = 'mutation { publish(id: "1") { name } rename(id: "2", name: "new") { name } erase }'
    const { data, errors, sent } = await serve(query, anonymous)
    expect(sent.map((request) => request.query)).toEqual(['mutation{rename(id:2 name:"new"){name}}'])
    expect(data).toEqual({ publish: null, rename: { name: 'new' }, erase: null })
    expect(errors).toEqual([told('publish'), told('erase')])
  })

  test('is not sent when nothing of its result may be read', async () => {
    const { data, sent } = await serve('mutation { rename(id: "2", name: "new") { code } }', anonymous)
    expect(data).toEqual({ rename: null })
    expect(sent).toEqual([])
  })
})

describe('what the client excludes', () => {
  const query = 'query ($with: Boolean = true) { version account @include(if: $with) { id } }'

  test('is not told, and not a reason to refuse', async () => {
    const { data, errors, admission } = await serve(query, anonymous, {
      variables: { with: false },
      rejectUnauthorized: true,
    })
    expect(data).toEqual({ version: 'v1' })
    expect(errors).toEqual([])
    expect(admission?.refused).toBe(false)
  })

  test('is told when the default of its variable includes it', async () => {
    const { data, errors } = await serve(query, anonymous)
    expect(data).toEqual({ version: 'v1', account: null })
    expect(errors).toEqual([told('account')])
  })
})

describe('options', () => {
  const query = '{ version account { id } }'

  test('rejectUnauthorized sends nothing of an operation of which a part is denied', async () => {
    const { admission, errors, sent } = await serve(query, anonymous, {
      rejectUnauthorized: true,
      report: 'none',
    })
    expect(admission?.refused).toBe(true)
    expect(errors).toEqual([told('account')])
    expect(sent).toEqual([])
  })

  test('rejectUnauthorized lets through what is allowed', async () => {
    const { data } = await serve(query, signedIn(), { rejectUnauthorized: true })
    expect(data).toEqual({ version: 'v1', account: { id: 'ann' } })
  })

  test('dryRun tells and takes nothing out', async () => {
    const { data, errors, admission } = await serve(query, anonymous, {
      dryRun: true,
      rejectUnauthorized: true,
    })
    expect(data).toEqual({ version: 'v1', account: { id: 'ann' } })
    expect(errors).toEqual([told('account')])
    expect(admission?.key).toBe('')
  })

  test('report puts the errors into extensions, or nowhere', async () => {
    const extensions = await serve(query, anonymous, { report: 'extensions' })
    expect(extensions.errors).toEqual([])
    expect(extensions.admission?.extensions).toEqual({
      authorizationErrors: [
        {
          message: 'Unauthorized field or type',
          path: ['account'],
          extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
        },
      ],
    })
    const none = await serve(query, anonymous, { report: 'none' })
    expect([none.errors, none.admission?.extensions]).toEqual([[], undefined])
    expect(none.admission?.denials).toEqual([{ path: ['account'], kind: 'authenticated', conditions: [] }])
    expect(none.data).toEqual({ version: 'v1', account: null })
  })

  test('policyError makes the errors', async () => {
    const policyError = (kind: string, path: readonly string[], { authenticated }: Claims) =>
      new GraphQLError(kind, { path, extensions: { code: authenticated ? 'FORBIDDEN' : 'UNAUTHENTICATED' } })
    const both = '{ version grade account { id } }'
    expect((await serve(both, anonymous, { policyError })).errors).toEqual([
      'grade UNAUTHENTICATED',
      'account UNAUTHENTICATED',
    ])
    expect((await serve(both, signedIn(), { policyError })).errors).toEqual(['grade FORBIDDEN'])
  })
})

describe('policies', () => {
  const query = '{ forecast grade products { warehouse { guard } } }'

  test('are evaluated once per request, by the names that the operation needs', async () => {
    const asked: (readonly string[])[] = []
    const policies = async (names: readonly string[]) => {
      asked.push(names)
      return new Set(['chief', 'insider'])
    }
    const { data, errors } = await serve(query, { ...signedIn(), policies })
    expect(asked).toEqual([['chief', 'graders', 'guards', 'insider']])
    expect(data).toEqual({
      forecast: 2000,
      grade: null,
      products: [{ warehouse: { guard: 'Gus' } }, { warehouse: { guard: 'Gus' } }],
    })
    expect(errors).toEqual([told('grade')])
  })

  test('are not evaluated for an operation that needs none', async () => {
    const policies = () => {
      throw new Error('asked without need')
    }
    const { errors } = await serve('{ version account { id } }', { ...anonymous, policies })
    expect(errors).toEqual([told('account')])
  })

  test('that cannot be evaluated fail the request', async () => {
    const policies = async () => {
      throw new Error('the policy service is down')
    }
    await expect(serve(query, { ...signedIn(), policies })).rejects.toThrow('the policy service is down')
  })
})

test('an operation that touches nothing protected is not judged at all', async () => {
  const { admission, data } = await serve('{ version products { name stock } }', anonymous)
  expect(admission).toBeUndefined()
  expect(data).toEqual({
    version: 'v1',
    products: [
      { name: 'Name 1', stock: 3 },
      { name: 'Name 2', stock: 3 },
    ],
  })
})
