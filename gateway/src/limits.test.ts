// What one document may ask: each bound at its edge, and what is built to cost time.
import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, type TestGateway, testGateway } from './gateway.fixture.ts'

let gateway: TestGateway
let open: TestGateway

beforeAll(async () => {
  // What nests so deeply costs too much as well; here the other bounds are looked at.
  gateway = await testGateway({ maxCost: 1e12 })
  open = await testGateway({ introspection: true })
})

afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await open[Symbol.asyncDispose]()
})

beforeEach(() => {
  gateway.calls.length = 0
  gateway.logged.length = 0
})

const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ')

async function expectRefusal(query: string, message?: string | RegExp): Promise<Answer> {
  const answer = await gateway.ask(query)
  expect(answer.status).toBe(400)
  expect(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']).toContain(
    answer.body.errors?.[0]?.extensions.code,
  )
  if (message) expect(answer.body.errors?.map((error) => error.message).join('\n')).toMatch(message)
  expect(gateway.calls).toEqual([])
  expect(gateway.logged).toEqual([])
  return answer
}

async function expectAnswer(query: string): Promise<void> {
  const { status, body } = await gateway.ask(query)
  expect([status, body.errors]).toEqual([200, undefined])
}

/** Products have variants, and those a product: a chain as deep as one likes. `depth` counts every level of fields. */
function chain(depth: number): string {
  const steps = Array.from({ length: depth - 2 }, (_, index) => (index % 2 ? 'product' : 'variants'))
  return `{ product(id: "1") ${steps.map((step) => `{ ${step}`).join(' ')} { id } ${'}'.repeat(depth - 1)}`
}

test('what lists in lists would cost is refused before any fetch, with both numbers', async () => {
  await using thrifty = await testGateway()
  const pages = '{ categories { nodes { products(first: 100) { nodes { variants { id } } } } } }'
  const { status, body } = await thrifty.ask(pages)
  expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'COST_ESTIMATED_TOO_EXPENSIVE'])
  expect(body.errors?.[0]?.message).toMatch(
    /^The estimated cost of the operation is \d+, more than the limit of 50000\.$/,
  )
  expect(thrifty.calls).toEqual([])
  expect((await thrifty.ask('{ products(first: 100) { nodes { variants { id } } } }')).status).toBe(200)
})

describe('a bound', () => {
  test('of 12 levels', async () => {
    expect((await gateway.ask(chain(12))).status).toBe(200)
    gateway.calls.length = 0
    await expectRefusal(chain(13), 'The operation is deeper than 12 levels.')
  })

  test('of 12 levels, counted through fragments', async () => {
    const level = '{ variants { product '
    const spread = `{ product(id: "1") { ...A } }
      fragment A on Product ${level.repeat(3)} { ... on Product { ...B } } ${'} }'.repeat(3)}
      fragment B on Product ${level.repeat(3)} { id } ${'} }'.repeat(3)}`
    await expectRefusal(spread, 'The operation is deeper than 12 levels.')
  })

  test('of 30 aliases', async () => {
    const of = (count: number) => `{ product(id: "1") { ${repeat(count, (index) => `a${index}: name`)} } }`
    await expectAnswer(of(30))
    gateway.calls.length = 0
    await expectRefusal(of(31), 'The operation has more than 30 aliases.')
  })

  test('of 20 root fields', async () => {
    const of = (count: number) => `{ ${repeat(count, (index) => `a${index}: me { id }`)} }`
    await expectAnswer(of(20))
    gateway.calls.length = 0
    await expectRefusal(of(21), 'The operation has more than 20 root fields.')
    await expectRefusal(
      `{ ...R } fragment R on Query { ${repeat(21, () => '__typename')} }`,
      'The operation has more than 20 root fields.',
    )
  })

  test('of 50 directives, on variables too', async () => {
    const of = (count: number) => `{ product(id: "1") { ${repeat(count, () => 'name @include(if: true)')} } }`
    await expectAnswer(of(50))
    gateway.calls.length = 0
    await expectRefusal(of(51), 'The operation has more than 50 directives.')
    await expectRefusal(
      `query (${repeat(51, (index) => `$a${index}: Int @x`)}) { me { id } }`,
      'more than 50 directives',
    )
  })

  test('of 1,000 tokens', async () => {
    // 19 tokens, and two for each condition.
    const of = (conditions: number) =>
      `{ products(where: { AND: [${repeat(conditions, () => '{}')}] }) { nodes { id } } }`
    await expectAnswer(of(490))
    gateway.calls.length = 0
    await expectRefusal(of(491), /1000 tokens/)
  })

  test('of 1,000 selections, fragments counted where they are spread', async () => {
    const of = (count: number) =>
      `{ products { nodes { ${repeat(count, () => '...F')} } } } fragment F on Product { ${repeat(9, () => 'id')} }`
    await expectAnswer(of(99))
    gateway.calls.length = 0
    await expectRefusal(of(100), 'The operation has more than 1000 selections.')
  })

  test('is one that a deployment may move', async () => {
    await using narrow = await testGateway({ limits: { depth: 2, aliases: 0 } })
    expect((await narrow.ask('{ me { id } }')).status).toBe(200)
    expect((await narrow.ask('{ products { nodes { id } } }')).status).toBe(400)
    expect((await narrow.ask('{ a: me { id } }')).status).toBe(400)
  })
})

describe('credentials', () => {
  const login = (alias: string) =>
    `${alias}: userLogin(input: { email: "ann@supermarket.test", password: "${alias}" }) { user { id } }`

  test('may be asked for once', async () => {
    expect((await gateway.ask(`mutation { ${login('a')} }`)).status).toBe(200)
  })

  test.each<[string, string]>([
    ['by aliases', `mutation { ${login('a')} ${login('b')} }`],
    ['by fragments', `mutation { ...F ${login('b')} } fragment F on Mutation { ${login('a')} }`],
    ['by inline fragments', `mutation { ... { ${login('a')} } ... on Mutation { ${login('b')} } }`],
    [
      'by different operations of one kind',
      `mutation { ${login('a')} sessionRefresh(input: { refreshToken: "x" }) { tokens { accessToken } } }`,
    ],
    ['by two operations of a document', `mutation A { ${login('a')} } mutation B { ${login('b')} }`],
  ])('may not be asked for twice %s', async (_how, query) => {
    await expectRefusal(query, 'A document may sign in, register or refresh once.')
  })

  test('may not be guessed by thirty aliases', async () => {
    await expectRefusal(`mutation { ${repeat(30, (index) => login(`a${index}`))} }`)
  })
})

describe('a hostile document ends soon', () => {
  async function timed(query: string): Promise<Answer> {
    const started = performance.now()
    const answer = await expectRefusal(query)
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(answer.text.length).toBeLessThan(64 * 1024)
    return answer
  }

  test('of fragments that spread themselves', async () => {
    await timed('{ me { ...A } } fragment A on User { ...A }')
    await timed(
      '{ me { ...A } } fragment A on User { id ...B } fragment B on User { id ...C } fragment C on User { ...A }',
    )
  })

  test('of fragments that double 60 times', async () => {
    const fragments = repeat(
      60,
      (index) => `fragment F${index} on User { ...F${index + 1} ...F${index + 1} }`,
    )
    await timed(`{ me { ...F0 } } ${fragments} fragment F60 on User { id }`)
  })

  test('of fragments that double under fields', async () => {
    const fragments = repeat(
      40,
      (index) =>
        `fragment F${index} on Product { variants { a: product { ...F${index + 1} } b: product { ...F${index + 1} } } }`,
    )
    await timed(`{ product(id: "1") { ...F0 } } ${fragments} fragment F40 on Product { id }`)
  })

  test('of 20,000 levels', async () => {
    await timed(`${'{ a '.repeat(20_000)}${'}'.repeat(20_000)}`)
    await timed(`{ me(a: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { id } }`)
    await timed(`query ($a: ${'['.repeat(20_000)}Int${']'.repeat(20_000)}) { me { id } }`)
  })

  test('of as many levels as there are tokens for', async () => {
    await timed(chain(320))
    await timed(`{ ${'... { '.repeat(240)} nowhere ${' }'.repeat(240)} }`)
  })

  test('of fields that overlap each other', async () => {
    const query = `{ products { nodes { ${repeat(310, (index) => `a: ${index % 2 ? 'id' : 'name'}`)} } } }`
    await timed(query)
    await timed(`{ ${repeat(160, (index) => `... on Query { a: product(id: "${index}") { id } }`)} }`)
  })

  test('of 5,000 unknown fields', async () => {
    await timed(`{ ${repeat(5_000, (index) => `unknown${index}`)} }`)
    await timed(`{ ${repeat(900, (index) => `u${index}`)} }`)
    await timed(`{ ${repeat(95, (index) => `u${index}${'x'.repeat(1_000)}`)} }`)
  })

  test('of one enormous name, string or comment', async () => {
    await timed(`{ ${'x'.repeat(90_000)} }`)
    await timed(`{ product(id: "1", nowhere: "${'x'.repeat(90_000)}") { id } }`)
    await timed(`#${'x'.repeat(90_000)}\n{`)
  })

  test('of variables nested 10,000 deep', async () => {
    const body = `{"query":"{ me { id } }","variables":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`
    const { status, body: answer } = await gateway.send({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect([status, answer.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
  })

  test.each<[string, string, unknown]>([
    [
      '5,000 unknown fields',
      'mutation ($in: UserLoginInput!) { userLogin(input: $in) { user { id } } }',
      Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, 1])),
    ],
    [
      'a list of 5,000 misfits',
      'mutation ($in: CartLinesAddInput!) { cartLinesAdd(input: $in) { cart { id } } }',
      { cartId: '1', lines: Array.from({ length: 5_000 }, () => ({ x: 1 })) },
    ],
  ])('of variables with %s', async (_, query, input) => {
    const started = performance.now()
    const { status, body, text } = await gateway.ask(query, { variables: { in: input } })
    expect(performance.now() - started).toBeLessThan(500)
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
    expect(body.errors?.[0]?.message).toMatch(
      /^More than 10 values do not fit\. The first: Variable "\$in" got invalid value/,
    )
    expect(text.length).toBeLessThan(1_000)
    expect(gateway.calls).toEqual([])
  })
})

describe('introspection', () => {
  test.each(['{ __schema { queryType { name } } }', '{ __type(name: "User") { name } }'])(
    'is off unless it is switched on: %s',
    async (query) => {
      await expectRefusal(query)
    },
  )

  test('never stands in the way of __typename', async () => {
    await expectAnswer('{ __typename me { __typename } }')
  })

  test('switched on, answers what GraphiQL asks, at its own depth', async () => {
    for (const options of [
      {},
      {
        descriptions: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      },
    ]) {
      const { status, body } = await open.ask(getIntrospectionQuery(options))
      expect([status, body.errors]).toEqual([200, undefined])
    }
  })

  test('switched on, shows no internal field', async () => {
    const { text } = await open.ask(getIntrospectionQuery())
    for (const name of ['stockReserve', '_entities', '_service', '_Any', 'join__'])
      expect(text).not.toContain(name)
  })

  test('switched on, has a bound of 20 levels', async () => {
    const deep = (levels: number) =>
      `{ __schema { types { ${'ofType { '.repeat(levels - 2)} name ${' }'.repeat(levels - 2)} } } }`
    expect((await open.ask(deep(20))).status).toBe(200)
    const refused = await open.ask(deep(21))
    expect([refused.status, refused.body.errors?.[0]?.message]).toEqual([
      400,
      'The operation is deeper than 20 levels.',
    ])
  })
})
