// The contract's table of HTTP and codes, row by row, over real sockets.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, type Question, type TestGateway, testGateway } from './gateway.fixture.ts'

let gateway: TestGateway

beforeAll(async () => {
  gateway = await testGateway()
})

afterAll(() => gateway[Symbol.asyncDispose]())

beforeEach(() => {
  gateway.calls.length = 0
  gateway.logged.length = 0
  gateway.down.clear()
})

const json = { 'content-type': 'application/json' }
const login = 'mutation ($input: UserLoginInput!) { userLogin(input: $input) { tokens { accessToken } } }'
const credentials = { input: { email: 'ann@supermarket.test', password: 'supermarket' } }

function codesOf({ body }: Answer): (string | undefined)[] {
  return (body.errors ?? []).map(({ extensions }) => extensions.code)
}

/** Refused, and no subgraph heard of it. */
async function expectRefusal(answer: Promise<Answer>, status: number, code: string): Promise<Answer> {
  const answered = await answer
  expect([answered.status, codesOf(answered)[0]]).toEqual([status, code])
  expect(answered.body.data ?? null).toBeNull()
  expect(gateway.calls).toEqual([])
  return answered
}

test('a query is answered, by POST and by GET', async () => {
  const query = '{ product(id: "prd_1") { id name } }'
  const data = { product: { id: 'prd_1', name: 'name of prd_1' } }
  const posted = await gateway.ask(query)
  expect([posted.status, posted.body]).toEqual([200, { data }])
  const got = await gateway.send({
    path: `/graphql?query=${encodeURIComponent(query)}`,
    headers: { 'apollo-require-preflight': 'yes' },
  })
  expect([got.status, got.body]).toEqual([200, { data }])
  expect(posted.headers['cache-control']).toBe('no-store')
})

describe('a document that cannot run', () => {
  test.each<[string, string, Record<string, unknown>?]>([
    ['GRAPHQL_PARSE_FAILED', '{ product('],
    ['GRAPHQL_PARSE_FAILED', 'hello'],
    ['GRAPHQL_VALIDATION_FAILED', '{ prodcut { id } }'],
    ['GRAPHQL_VALIDATION_FAILED', '{ product(id: 7.5) { id } }'],
    ['GRAPHQL_VALIDATION_FAILED', '{ _service { sdl } }'],
    ['GRAPHQL_VALIDATION_FAILED', '{ _entities(representations: []) { __typename } }'],
    ['GRAPHQL_VALIDATION_FAILED', 'mutation { stockReserve(input: {}) { __typename } }'],
    [
      'GRAPHQL_VALIDATION_FAILED',
      'mutation { userLogin(input: { email: "nope", password: "x" }) { user { id } } }',
    ],
    ['GRAPHQL_VALIDATION_FAILED', '{ variant(sku: "x") { price(currency: "eur") { minor } } me { id } }'],
    ['GRAPHQL_VALIDATION_FAILED', '{ variant(sku: "x") { price(currency: { a: 1 }) { minor } } }'],
    [
      'GRAPHQL_VALIDATION_FAILED',
      'query ($to: CurrencyCode = "euro") { variant(sku: "x") { price(currency: $to) { minor } } }',
    ],
    [
      'GRAPHQL_VALIDATION_FAILED',
      '{ products(where: { price: { min: { minor: 1.5, currency: "EUR" } } }) { nodes { id } } }',
    ],
    [
      'GRAPHQL_VALIDATION_FAILED',
      '{ orders(where: { placedAt: { from: "0000-01-01T00:00:00Z" } }) { totalCount } }',
    ],
    ['BAD_USER_INPUT', 'query ($first: Int!) { products(first: $first) { nodes { id } } }'],
    ['BAD_USER_INPUT', 'query ($first: Int) { products(first: $first) { nodes { id } } }', { first: 'many' }],
    [
      'BAD_USER_INPUT',
      'query ($first: Int) { products(first: $first) { nodes { id } } }',
      { first: 2 ** 31 },
    ],
    ['BAD_USER_INPUT', login, { input: { ...credentials.input, roles: ['ADMIN'] } }],
  ])('is 400 %s: %s', async (code, query, variables) => {
    await expectRefusal(gateway.ask(query, variables ? { variables } : {}), 400, code)
    expect(gateway.logged).toEqual([])
  })

  test.each([
    ['query A { me { id } } query B { me { id } }', undefined],
    ['query A { me { id } }', 'B'],
  ])('is 400 when nobody knows which operation: %s as %s', async (query, operationName) => {
    await expectRefusal(gateway.ask(query, { operationName }), 400, 'OPERATION_RESOLUTION_FAILURE')
    expect(gateway.logged).toEqual([])
  })

  test('is 400 BAD_USER_INPUT when only a subgraph knows what a scalar takes, and nothing was done', async () => {
    const { status, body, headers } = await gateway.ask(login, {
      variables: { input: { email: 'no address', password: 'x' } },
    })
    expect([status, body.data, body.errors?.[0]?.extensions.code]).toEqual([
      400,
      { userLogin: null },
      'BAD_USER_INPUT',
    ])
    expect(headers['set-cookie']).toBeUndefined()
  })

  test('is told what its scalars take, as a literal too', async () => {
    const { body } = await gateway.ask('{ variant(sku: "x") { price(currency: "eur") { minor } } }')
    expect(body.errors).toMatchObject([
      {
        message: 'CurrencyCode must be an ISO 4217 currency code such as EUR.',
        locations: [{ line: 1, column: 39 }],
      },
    ])
    const good = '{ variant(sku: "x") { price(currency: "JPY") { minor } } }'
    expect((await gateway.ask(good)).body.errors).toBeUndefined()
  })

  test('is told where it is wrong, without a hint of what is there', async () => {
    const { body } = await gateway.ask('{ prodcut { id } }')
    expect(body.errors).toMatchObject([
      { message: 'Cannot query field "prodcut" on type "Query".', locations: [{ line: 1, column: 3 }] },
    ])
  })
})

const malformed: readonly string[] = [
  '{',
  '}',
  '[',
  '{"query"',
  '{"query":',
  '{"query":"{ me { id } }"',
  '{"query":"{ me { id } }",}',
  '{query:"{ me { id } }"}',
  "{'query':'{ me { id } }'}",
  '{"query":"{ me { id } }"}}',
  '{"query":"{ me { id } }"} trailing',
  '{"query":"line\nbreak"}',
  '{"query":"\\x41"}',
  '{"query":"\\u12"}',
  '{"query":"unterminated}',
  '{"query":undefined}',
  '{"query":NaN}',
  '{"query":01}',
  '{"query":+1}',
  '{"query":.5}',
  '{"query":"a" "b":1}',
  '{"query":"a",,"b":1}',
  '{"a":tru}',
  '{"a":nul}',
  '// comment\n{"query":"{ me { id } }"}',
  '{"query":"{ me { id } }" /* c */}',
  '\uFEFF\uFEFF{"query":"x"}',
  '\0',
  'query { me { id } }',
  '<html></html>',
  'undefined',
  ' ',
]

describe('a body that is no request', () => {
  test.each(malformed)('malformed JSON %j is 400', async (body) => {
    await expectRefusal(gateway.send({ method: 'POST', headers: json, body }), 400, 'BAD_REQUEST')
  })

  test.each([
    '[]',
    '[{"query":"{ me { id } }"}]',
    '[{"query":"{ me { id } }"},{"query":"{ me { id } }"}]',
    'null',
    'true',
    '7',
    '"{ me { id } }"',
    '{}',
    '{"query":null}',
    '{"query":""}',
    '{"query":7}',
    '{"query":{"a":1}}',
    '{"query":["{ me { id } }"]}',
    '{"query":"{ me { id } }","variables":[]}',
    '{"query":"{ me { id } }","variables":"{}"}',
    '{"query":"{ me { id } }","operationName":7}',
    '{"query":"{ me { id } }","extensions":"x"}',
    '{"query":"{ me { id } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}',
    '{"query":"{ me { id } }","extensions":{"persistedQuery":{"version":2,"sha256Hash":"0"}}}',
    '{"query":"{ me { id } }","extensions":{"persistedQuery":true}}',
    '{"__proto__":{"query":"{ me { id } }"}}',
    '{"query":"{ me { id } }","variables":{"__proto__":{"x":1}}}',
    '{"query":"{ me { id } }","constructor":{"prototype":{"x":1}}}',
  ])('%s is 400', async (body) => {
    await expectRefusal(gateway.send({ method: 'POST', headers: json, body }), 400, 'BAD_REQUEST')
    expect(gateway.logged).toEqual([])
  })

  test.each([json, { ...json, 'content-length': '0' }])('an empty one is 400', async (headers) => {
    await expectRefusal(gateway.send({ method: 'POST', headers }), 400, 'BAD_REQUEST')
  })

  test('an unknown persisted query says so', async () => {
    const body = `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${'0'.repeat(64)}"}}}`
    const answer = await gateway.send({ method: 'POST', headers: json, body })
    expect(codesOf(answer)).toEqual(['PERSISTED_QUERY_NOT_FOUND'])
  })
})

describe('a body of a size', () => {
  function sized(bytes: number): string {
    const shell = JSON.stringify({ query: '{ me { id } }', variables: { pad: '' } })
    return shell.replace('""', `"${'x'.repeat(bytes - shell.length)}"`)
  }

  test('of 100 kB is read', async () => {
    expect((await gateway.send({ method: 'POST', headers: json, body: sized(100 * 1024) })).status).toBe(200)
  })

  test('past 100 kB is 413, announced or not', async () => {
    const body = sized(100 * 1024 + 1)
    await expectRefusal(gateway.send({ method: 'POST', headers: json, body }), 413, 'BAD_REQUEST')
    await expectRefusal(
      gateway.send({ method: 'POST', headers: { ...json, 'transfer-encoding': 'chunked' }, body }),
      413,
      'BAD_REQUEST',
    )
  })
})

describe('a content type', () => {
  const body = '{"query":"{ me { id } }"}'

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON; charset="utf-8"',
    'application/json; charset=utf8',
  ])('of %s is read', async (type) => {
    expect((await gateway.send({ method: 'POST', headers: { 'content-type': type }, body })).status).toBe(200)
  })

  test.each([
    'application/json; charset=latin1',
    'application/json; charset=utf-16',
    'application/json; charset=utf-7',
    'application/graphql',
    'application/xml',
    'application/octet-stream',
    'application/jsonx',
    'text/html',
    'json',
    '*/*',
  ])('of %s is 415', async (type) => {
    await expectRefusal(
      gateway.send({ method: 'POST', headers: { 'content-type': type }, body }),
      415,
      'BAD_REQUEST',
    )
  })

  test('that is missing is refused', async () => {
    const answer = await gateway.send({ method: 'POST', body })
    expect([400, 415]).toContain(answer.status)
    expect(gateway.calls).toEqual([])
  })

  test.each(['application/xml', 'text/plain', 'application/x-www-form-urlencoded'])(
    'of %s by GET is 415',
    async (type) => {
      await expectRefusal(
        gateway.send({
          path: '/graphql?query={me{id}}',
          headers: { 'content-type': type, 'apollo-require-preflight': '1' },
        }),
        415,
        'BAD_REQUEST',
      )
    },
  )
})

describe('by GET', () => {
  const preflighted = { 'apollo-require-preflight': '1' }

  test.each(['mutation { userLogout { userErrors { code } } }', login])('%s is 405', async (query) => {
    const answer = await expectRefusal(
      gateway.send({
        path: `/graphql?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(JSON.stringify(credentials))}`,
        headers: preflighted,
      }),
      405,
      'BAD_REQUEST',
    )
    expect(answer.headers.allow).toBe('POST')
  })

  test.each([
    'query={me{id}}&query={me{id}}',
    'query={me{id}}&variables={}&variables={}',
    'query={me{id}}&operationName=A&operationName=B',
    'query={me{id}}&variables={',
    'query={me{id}}&variables=[]',
    'query={me{id}}&extensions=x',
    '',
    'query=',
  ])('%s is 400', async (search) => {
    await expectRefusal(
      gateway.send({ path: `/graphql?${encodeURI(search)}`, headers: preflighted }),
      400,
      'BAD_REQUEST',
    )
  })
})

describe('cross-site request forgery', () => {
  const query = encodeURIComponent('{ me { id } }')

  test.each<[string, Question]>([
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `query=${query}` }],
    ['plain text', { headers: { 'content-type': 'text/plain' }, body: '{"query":"{ me { id } }"}' }],
    [
      'plain text that pretends',
      { headers: { 'content-type': 'text/plain; application/json' }, body: '{"query":"{ me { id } }"}' },
    ],
    [
      'multipart',
      {
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
        body: '--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"{ me { id } }"}\r\n--b--',
      },
    ],
    ['a link', { method: 'GET', path: `/graphql?query=${query}` }],
    ['an image', { method: 'GET', path: `/graphql?query=${query}`, headers: { accept: 'image/*' } }],
    ['a page', { method: 'GET', path: `/graphql?query=${query}`, headers: { accept: 'text/html' } }],
  ])('by %s is 400, whatever it asks', async (_what, question) => {
    await expectRefusal(gateway.send({ method: 'POST', ...question }), 400, 'BAD_REQUEST')
  })

  test('by the page of another origin, with the session cookie, is 400', async () => {
    for (const origin of ['https://evil.example', 'http://evil.127.0.0.1', 'null', 'nonsense']) {
      const headers = { origin, cookie: '__Host-supermarket-access=a.b.c' }
      await expectRefusal(gateway.ask('{ me { id } }', { headers }), 400, 'BAD_REQUEST')
      await expectRefusal(
        gateway.ask(login, { headers: { origin, 'x-session-mode': 'cookie' }, variables: credentials }),
        400,
        'BAD_REQUEST',
      )
    }
  })

  test('is not what our own pages do', async () => {
    const headers = { origin: gateway.url, 'x-session-mode': 'cookie' }
    expect((await gateway.ask(login, { headers, variables: credentials })).status).toBe(200)
  })
})

describe('other origins', () => {
  test('hear nothing that a browser would let them read', async () => {
    const answer = await gateway.ask('{ me { id } }', { headers: { origin: 'https://evil.example' } })
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    const preflight = await gateway.send({
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined()
    expect(preflight.headers['access-control-allow-methods']).toBeUndefined()
  })

  test('that are configured may call, and no other', async () => {
    await using open = await testGateway({ corsOrigins: ['https://shop.example'] })
    const preflight = {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    }
    const allowed = await open.send(preflight)
    expect(allowed.status).toBe(204)
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-credentials': 'true',
    })
    const foreign = await open.send({
      ...preflight,
      headers: { ...preflight.headers, origin: 'https://evil.example' },
    })
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined()
    const headers = { origin: 'https://shop.example', 'x-session-mode': 'cookie' }
    const answer = await open.ask(login, { headers, variables: credentials })
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([
      200,
      'https://shop.example',
    ])
    expect(answer.headers.vary).toMatch(/origin/i)
  })
})

describe('other methods and places', () => {
  test.each(['PUT', 'PATCH', 'DELETE', 'HEAD'])('%s is 405 and says what is allowed', async (method) => {
    const answer = await gateway.send({ method })
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, POST'])
    if (method !== 'HEAD') expect(codesOf(answer)).toEqual(['BAD_REQUEST'])
  })

  test.each([
    '/',
    '/graphql/',
    '/graphql/x',
    '/admin',
    '/.env',
    '/%zz',
    '/%00',
    '/..%2f..%2fetc/passwd',
    '//evil.example',
  ])('%s is a plain 4xx', async (path) => {
    const answer = await gateway.send({ path })
    expect([400, 404]).toContain(answer.status)
    expect(codesOf(answer)).toEqual(['BAD_REQUEST'])
  })

  test('a host that is none is 400', async () => {
    for (const host of ['%%', 'a b', '[']) {
      const answer = await gateway.ask('{ me { id } }', { headers: { host } })
      expect([answer.status, codesOf(answer)]).toEqual([400, ['BAD_REQUEST']])
    }
  })

  test('what a client accepts does not turn an answer into a page', async () => {
    const answer = await gateway.ask('{ me { id } }', { headers: { accept: 'text/html' } })
    expect(answer.headers['content-type']).toContain('application/json')
  })

  test('health is told to anybody', async () => {
    const live = await gateway.send({ path: '/health/live' })
    expect([live.status, live.text]).toEqual([200, '{"status":"live"}'])
    const ready = await gateway.send({ path: '/health/ready' })
    expect([ready.status, ready.text]).toEqual([200, '{"status":"ready"}'])
  })

  test('who opened the gateway says when it is ready; it is alive before', async () => {
    let filled = false
    await using filling = await testGateway({ isReady: () => filled })
    const before = await filling.send({ path: '/health/ready' })
    expect([before.status, before.text]).toEqual([503, '{"status":"not ready"}'])
    expect((await filling.send({ path: '/health/live' })).status).toBe(200)
    filled = true
    expect((await filling.send({ path: '/health/ready' })).status).toBe(200)
  })

  test('every answer carries what tells a browser to be careful', async () => {
    for (const question of [
      { path: '/health/live' },
      { path: '/nowhere' },
      { method: 'PUT' },
      { method: 'POST', headers: json, body: '{' },
    ]) {
      const { headers } = await gateway.send(question)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['strict-transport-security']).toContain('max-age=')
    }
  })

  test('a request id is ours, whatever the client calls it', async () => {
    const answer = await gateway.ask('{ me { id } }', { headers: { 'x-request-id': 'mine-12345678' } })
    expect(answer.headers['x-request-id']).not.toBe('mine-12345678')
  })
})

describe('text that no column can hold', () => {
  test.each(['a\0b', '\ud800', 'x\udc00y'])('%j is refused in variables', async (text) => {
    await expectRefusal(
      gateway.ask('query ($s: String) { products(search: $s) { nodes { id } } }', { variables: { s: text } }),
      400,
      'BAD_USER_INPUT',
    )
    await expectRefusal(
      gateway.ask('{ me { id } }', { variables: { unused: [{ [text]: 1 }] } }),
      400,
      'BAD_USER_INPUT',
    )
  })

  test.each(['\\u0000', '\\ud800', '\\u{0}'])('%s is refused in the document', async (escaped) => {
    const answer = await gateway.ask(`{ products(search: "a${escaped}") { nodes { id } } }`)
    expect(answer.status).toBe(400)
    expect(gateway.calls).toEqual([])
  })

  test('LIKE wildcards and quotes arrive as they are', async () => {
    const text = `%_\\'";-- ${'🧀'}`
    const { body } = await gateway.ask('query ($s: String) { products(search: $s) { nodes { name } } }', {
      variables: { s: text },
    })
    expect(body).toEqual({ data: { products: { nodes: [{ name: text }] } } })
  })
})

describe('the length of a page', () => {
  test.each([1, 20, 100])('may be %d', async (first) => {
    expect((await gateway.ask(`{ products(first: ${first}) { nodes { id } } }`)).body).toEqual({
      data: { products: { nodes: [{ id: String(first) }] } },
    })
  })

  test.each([0, -1, 101, 2 ** 31])('may not be %d, in the document or in a variable', async (first) => {
    const inDocument = await gateway.ask(`{ products(first: ${first}) { nodes { id } } }`)
    const variable = await gateway.ask('query ($f: Int) { products(first: $f) { nodes { id } } }', {
      variables: { f: first },
    })
    const byDefault = await gateway.ask(`query ($f: Int = ${first}) { products(first: $f) { nodes { id } } }`)
    const nested = await gateway.ask(`{ me { orders(first: ${first}) { nodes { id } } } }`)
    for (const answer of [inDocument, variable, byDefault, nested]) {
      expect(answer.status).toBe(400)
      expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(codesOf(answer)[0])
    }
    expect(gateway.calls).toEqual([])
  })
})

describe('a failure inside', () => {
  test('that is a bug is a constant sentence at its place, beside what worked', async () => {
    const { status, body } = await gateway.ask('{ product(id: "boom") { id } products { nodes { id } } }')
    expect(status).toBe(200)
    expect(body.data).toEqual({ product: null, products: { nodes: [{ id: '20' }] } })
    expect(body.errors).toMatchObject([
      {
        message: 'Something went wrong on our side.',
        path: ['product'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ])
  })

  test('is logged by the service that met it and not once more by the gateway', async () => {
    await gateway.ask('{ product(id: "boom") { id } }')
    expect(gateway.logged).toEqual([])
  })

  test('that is a denial keeps its words', async () => {
    const { status, body } = await gateway.ask('{ product(id: "denied") { id } products { nodes { id } } }')
    expect(status).toBe(200)
    expect(body.errors).toMatchObject([
      { message: 'You may not do this.', path: ['product'], extensions: { code: 'FORBIDDEN' } },
    ])
    expect(body.data?.products).not.toBeNull()
  })

  test('of one entity of a list blanks that entity', async () => {
    const { body } = await gateway.ask('{ cart(id: "crt_1") { id lines { id variant { id name } } } }')
    expect(body.data?.cart).toEqual({
      id: 'crt_1',
      lines: [
        { id: 'line of boom', variant: null },
        { id: 'line of var_1', variant: { id: 'var_1', name: 'name of var_1' } },
      ],
    })
    expect(body.errors).toMatchObject([
      { path: ['cart', 'lines', 0, 'variant'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ])
  })

  test('of a service that is down blanks its fields and no others, and is logged once with its cause', async () => {
    gateway.down.add('products')
    const { status, body, headers } = await gateway.ask(
      '{ cart(id: "crt_1") { id lines { id variant { name } } } products { nodes { id } } }',
    )
    expect(status).toBe(200)
    expect(body.data).toEqual({
      cart: {
        id: 'crt_1',
        lines: [
          { id: 'line of boom', variant: null },
          { id: 'line of var_1', variant: null },
        ],
      },
      products: null,
    })
    expect(body.errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code]).toSorted()).toEqual(
      [
        ['cart.lines', 'UPSTREAM_UNAVAILABLE'],
        ['products', 'UPSTREAM_UNAVAILABLE'],
      ],
    )
    expect(gateway.logged).toHaveLength(2)
    expect(JSON.stringify(gateway.logged)).toContain('ECONNREFUSED')
    expect(gateway.logged[0]?.requestId).toBe(headers['x-request-id'])
  })

  test('of a service that hangs ends after its budget, and the rest stands', async () => {
    await using hasty = await testGateway({ requestTimeoutMs: 300 })
    const started = Date.now()
    const headers = { authorization: `Bearer ${await hasty.token({ roles: ['STAFF'] })}` }
    const { status, body } = await hasty.ask('{ user(id: "hung") { id } products { nodes { id } } }', {
      headers,
    })
    expect(Date.now() - started).toBeLessThan(2_500)
    expect(status).toBe(200)
    expect(body.data).toEqual({ user: null, products: { nodes: [{ id: '20' }] } })
    expect(body.errors).toMatchObject([{ path: ['user'], extensions: { code: 'UPSTREAM_TIMEOUT' } }])
  })

  test('gives every fetch what is left of its budget: 3 s for a query, all but 500 ms for a mutation', async () => {
    const now = Date.now()
    await gateway.ask('{ products { nodes { id } } }')
    const headers = { authorization: `Bearer ${await gateway.token()}` }
    await gateway.ask('mutation { userLogout { userErrors { code } } }', { headers })
    const [query, mutation] = gateway.calls.map(({ call }) => call.deadlineAt - now)
    expect(Math.round((query ?? 0) / 1_000)).toBe(3)
    expect((mutation ?? 0) / 1_000).toBeGreaterThan(9)
    expect((mutation ?? 0) / 1_000).toBeLessThan(10.5)
  })

  test('that throttles is 429 with Retry-After', async () => {
    const answer = await gateway.ask(login, {
      variables: { input: { ...credentials.input, email: 'throttled@supermarket.test' } },
    })
    expect([answer.status, answer.headers['retry-after'], codesOf(answer)]).toEqual([
      429,
      '30',
      ['RATE_LIMITED'],
    ])
  })

  test('by overload is 503 with Retry-After when nothing else is left to say', async () => {
    const answer = await gateway.ask('{ product(id: "busy") { id } }')
    expect([answer.status, answer.headers['retry-after'], codesOf(answer)]).toEqual([
      503,
      '1',
      ['OVERLOADED'],
    ])
    const partial = await gateway.ask('{ product(id: "busy") { id } products { nodes { id } } }')
    expect([partial.status, codesOf(partial)]).toEqual([200, ['OVERLOADED']])
  })

  test('that is a business refusal is no error', async () => {
    const { status, body } = await gateway.ask(
      'mutation ($input: UserRegisterInput!) { userRegister(input: $input) { userErrors { code } } }',
      { variables: { input: { email: 'ann@supermarket.test', password: 'supermarket', name: 'Ann' } } },
    )
    expect([status, body]).toEqual([
      200,
      { data: { userRegister: { userErrors: [{ code: 'EMAIL_TAKEN' }] } } },
    ])
  })
})

describe('what travels to a subgraph', () => {
  test('is who the token says, and never a header that says who one is', async () => {
    await gateway.ask('{ me { id } }', { headers: { 'x-user-id': 'usr_admin', 'x-role': 'ADMIN' } })
    expect(gateway.calls[0]?.viewer).toEqual({ kind: 'anonymous' })
    const { body } = await gateway.ask('{ me { id } }', {
      headers: { authorization: `Bearer ${await gateway.token()}`, 'x-user-id': 'usr_admin' },
    })
    expect(body).toEqual({ data: { me: { id: 'usr_ann' } } })
    expect(gateway.calls[1]?.viewer).toMatchObject({ kind: 'user', userId: 'usr_ann' })
  })

  test('is the address of the connection, and not one that the client claims', async () => {
    await gateway.ask('{ me { id } }', {
      headers: { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'test' },
    })
    expect(gateway.calls[0]?.call.client).toEqual({ address: '127.0.0.1', agent: 'test' })
    await using behind = await testGateway({ trustProxy: 1 })
    await behind.ask('{ me { id } }', { headers: { 'x-forwarded-for': '203.0.113.9' } })
    expect(behind.calls[0]?.call.client?.address).toBe('203.0.113.9')
  })

  test('is the request id of the answer', async () => {
    const { headers } = await gateway.ask('{ me { id } }')
    expect(gateway.calls[0]?.call.requestId).toBe(headers['x-request-id'])
  })
})

test('cookies that users sets reach the client from a mutation', async () => {
  const { headers } = await gateway.ask(login, {
    variables: credentials,
    headers: { 'x-session-mode': 'cookie' },
  })
  expect(headers['set-cookie']).toEqual([
    '__Host-supermarket-access=a.b.c; Secure',
    '__Host-supermarket-refresh=r; Secure',
  ])
  expect(gateway.calls[0]?.call.client).toMatchObject({ cookieMode: true })
})

test('a limit of requests per minute and address, where one is set, is 429 with Retry-After', async () => {
  await using strict = await testGateway({ requestsPerMinute: 2 })
  expect((await strict.ask('{ me { id } }')).status).toBe(200)
  expect((await strict.ask('{ me { id } }')).status).toBe(200)
  const third = await strict.ask('{ me { id } }')
  expect([third.status, codesOf(third)]).toEqual([429, ['RATE_LIMITED']])
  expect(Number(third.headers['retry-after'])).toBeGreaterThan(0)
  expect((await strict.send({ path: '/health/ready' })).status).toBe(200)
})
