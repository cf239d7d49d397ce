import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { GraphQLError } from 'graphql'
import { expect, onTestFinished, test } from 'vitest'
import { compose, serve, shop, shopTransport } from './engine.fixture.ts'
import type { EngineRequest } from './graph/engine-plugin.ts'
import { handleHttp } from './stream/handle-http.ts'
import { httpStreams } from './stream/http-streams.ts'
import { fromSdl } from './supergraph/from-sdl.ts'

const supergraph = fromSdl(compose(shop))
/** No thread: these tests are not about planning. */
const planning = { workers: 0 }

function serveShop(options: Partial<Parameters<typeof serve>[0]> = {}) {
  return serve({ supergraph, transport: shopTransport(() => shop), planning, ...options })
}

test('an Apollo Server answers joined subgraphs through the engine', async () => {
  await using served = await serveShop()

  const { status, text } = await served.post({
    query: 'query Top($first: Int!) { top(first: $first) { name reviews { stars body } } __typename }',
    variables: { first: 1 },
  })

  expect(status).toBe(200)
  expect(text).toBe(
    '{"data":{"top":[{"name":"name 1","reviews":[{"stars":1,"body":"body 1"},{"stars":1,"body":"body 2"}]}],"__typename":"Query"}}\n',
  )
})

test.each([
  { batching: undefined, requests: ['products', 'reviews'] },
  { batching: false, requests: ['products', 'reviews', 'reviews'] },
])('with batching $batching, two fetches of one stage are $requests', async ({ batching, requests }) => {
  const asked: string[] = []
  const inner = shopTransport(() => shop)
  await using server = await serveShop({
    transport: (subgraph) => ({
      execute(request) {
        asked.push(subgraph.name)
        return inner(subgraph).execute(request)
      },
    }),
    ...(batching === undefined ? {} : { batching }),
  })
  const { text } = await server.post({
    query: '{ top(first: 1) { reviews { stars } } product(id: 7) { reviews { body } } }',
  })
  expect(JSON.parse(text).data).toEqual({
    top: [{ reviews: [{ stars: 1 }, { stars: 1 }] }],
    product: { reviews: [{ body: 'body 1' }, { body: 'body 2' }] },
  })
  expect(asked).toEqual(requests)
})

test('introspection is answered, and shows @defer', async () => {
  await using served = await serveShop()

  const { text } = await served.post({ query: '{ __schema { queryType { name } directives { name } } }' })

  expect(JSON.parse(text).data.__schema).toEqual({
    queryType: { name: 'Query' },
    directives: expect.arrayContaining([{ name: 'defer' }]),
  })
})

test.each([
  ['missing', {}, 'Variable "$first" of required type "Int!" was not provided.'],
  [
    'wrong',
    { first: 'x' },
    'Variable "$first" got invalid value "x"; Int cannot represent non-integer value: "x"',
  ],
])('a variable that is %s is refused as Apollo Server refuses it', async (_, variables, message) => {
  await using served = await serveShop()

  const { status, text } = await served.post({
    query: 'query($first: Int!) { top(first: $first) { id } }',
    variables,
  })

  expect(status).toBe(400)
  expect(JSON.parse(text)).toEqual({
    errors: [{ message, locations: [{ line: 1, column: 7 }], extensions: { code: 'BAD_USER_INPUT' } }],
  })
})

test('a thousand bad variables are told of at most fifty times', async () => {
  await using served = await serveShop()
  const names = Array.from({ length: 200 }, (_, index) => `v${index}`)

  const { text } = await served.post({
    query: `query(${names.map((name) => `$${name}: Int!`)}) { ${names.map((name) => `${name}: top(first: $${name}) { id }`)} }`,
  })

  expect(JSON.parse(text).errors).toHaveLength(51)
})

test.each([
  [undefined, 'Must provide operation name if query contains multiple operations.'],
  ['C', 'Unknown operation named "C".'],
])('an operation that cannot be told (%s) is refused', async (operationName, message) => {
  await using served = await serveShop()

  const { status, text } = await served.post({
    query: 'query A { top { id } } query B { top { id } }',
    ...(operationName === undefined ? {} : { operationName }),
  })

  expect(status).toBe(400)
  expect(JSON.parse(text)).toEqual({
    errors: [{ message, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
  })
})

test('each operation of a document is its own', async () => {
  await using served = await serveShop()
  const query = 'query A { a: top(first: 1) { id } } query B { b: top(first: 1) { id } }'

  const answers = [
    await served.post({ query, operationName: 'A' }),
    await served.post({ query, operationName: 'B' }),
    await served.post({ query, operationName: 'A' }),
  ]

  expect(answers.map(({ text }) => text)).toEqual([
    '{"data":{"a":[{"id":"1"}]}}\n',
    '{"data":{"b":[{"id":"1"}]}}\n',
    '{"data":{"a":[{"id":"1"}]}}\n',
  ])
})

test('a subscription is refused over a transport of single answers', async () => {
  await using served = await serveShop()

  const { status, text } = await served.post({ query: 'subscription { renamed { id } }' })

  expect(status).toBe(406)
  expect(JSON.parse(text).errors[0].extensions).toEqual({ code: 'BAD_REQUEST' })
})

test('@defer is ignored where the answer has one part, and refused where none can be', async () => {
  await using served = await serveShop()

  const whole = await served.post({ query: '{ product(id: 1) { id ... @defer { reviews { stars } } } }' })
  const invalid = await served.post({ query: 'mutation { ... @defer { rename(id: 1, name: "x") { id } } }' })

  expect(whole.text).toBe('{"data":{"product":{"id":"1","reviews":[{"stars":1},{"stars":1}]}}}\n')
  expect(invalid.status).toBe(400)
  expect(JSON.parse(invalid.text)).toEqual({
    errors: [
      {
        message: 'Defer directive cannot be used on root mutation type "Mutation".',
        locations: [{ line: 1, column: 16 }],
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ],
  })
})

test('what a failed fetch leaves is null, with its error before the data', async () => {
  const transport = shopTransport(() => shop)
  await using served = await serveShop({
    transport: (subgraph) =>
      subgraph.name === 'reviews'
        ? { execute: () => Promise.resolve({ data: { _entities: [null] } }) }
        : transport(subgraph),
  })

  const { text } = await served.post({ query: '{ __typename product(id: 1) { name reviews { stars } } }' })

  expect(text).toBe(
    '{"data":{"__typename":"Query","product":null},"extensions":{"valueCompletion":[{"message":"Cannot return null for non-nullable field Product.reviews.","path":["product","reviews"],"extensions":{"code":"INVALID_GRAPHQL"}}]}}\n',
  )
})

test('a plugin chooses variants, refuses requests and changes answers', async () => {
  const seen: EngineRequest[] = []
  let planned = 0
  await using served = await serveShop({
    events: {
      onPlan: () => {
        planned += 1
      },
    },
    plugins: [
      {
        variant: ({ gateway }) =>
          gateway.source.includes('#nothing')
            ? { key: 'nothing', restrict: () => ({ document: undefined, removed: new Set() }) }
            : undefined,
        willExecute(request) {
          seen.push(request)
          if (request.variables.id === '13')
            throw new GraphQLError('unlucky', { extensions: { code: 'FORBIDDEN' } })
        },
        didExecute: (_request, _operation, answer) => ({
          ...answer,
          errors: [...answer.errors, new GraphQLError('told by a plugin')],
        }),
      },
    ],
  })
  const query = 'query($id: ID!) { product(id: $id) { name } }'

  const plain = await served.post({ query, variables: { id: '1' } })
  const nothing = await served.post({ query: `${query} #nothing`, variables: { id: '1' } })
  const refused = await served.post({ query, variables: { id: '13' } })

  expect(JSON.parse(plain.text)).toMatchObject({
    errors: [{ message: 'told by a plugin' }],
    data: { product: { name: 'name 1' } },
  })
  expect(JSON.parse(nothing.text).data).toEqual({ product: null })
  expect(JSON.parse(refused.text)).toEqual({
    errors: [{ message: 'unlucky', extensions: { code: 'FORBIDDEN' } }],
  })
  expect(planned).toBe(2)
  expect(seen).toHaveLength(3)
})

test('data that a plugin puts in the place of what was written goes out', async () => {
  await using served = await serveShop({
    plugins: [{ didExecute: (_request, _operation, answer) => ({ ...answer, dataJson: '{"top":[]}' }) }],
  })
  const { text } = await served.post({ query: '{ top { name } }' })
  expect(text).toBe('{"data":{"top":[]}}\n')
})

test('a plugin sees the parts that come later, with their errors', async () => {
  const seen: unknown[] = []
  await using served = await serveShop({
    plugins: [
      {
        didDefer(_request, { request }, { parts, isLast }) {
          for (const { dataJson, errors = [] } of parts) {
            seen.push([request.operationName, dataJson, errors.map(({ path }) => path?.join('.')), isLast])
          }
          return parts
        },
      },
    ],
  })
  await using streams = httpStreams({ server: served.apollo })
  const http = createServer((request, response) => {
    void handleHttp(streams, { request, response }, { context: async () => ({}) })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => {
    http.closeAllConnections()
    http.close()
  })
  const { port } = http.address() as AddressInfo
  const query = 'query Page { product(id: 1) { id ... @defer { name } } }'
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed;deferSpec=20220824' },
    body: JSON.stringify({ query }),
  })

  expect(await response.text()).toContain('"name":"name 1"')
  expect(seen).toEqual([['Page', '{"name":"name 1"}', [], true]])
})

test('what the planner refuses is told alike without threads', async () => {
  await using served = await serveShop()
  const fragments = Array.from(
    { length: 30 },
    (_, index) => `fragment F${index} on Query { ...F${index + 1} ... { ...F${index + 1} } }`,
  )

  const { status, text } = await served.post({
    query: `{ ...F0 } ${fragments.join(' ')} fragment F30 on Query { top { id } }`,
  })

  expect(status).toBe(400)
  expect(JSON.parse(text).errors[0].extensions).toEqual({ code: 'OPERATION_TOO_COMPLEX' })
})

test('a thread at rest does not keep the process alive', async () => {
  const script = `
    import { engine } from './engine.ts'
    import { compose, shop, shopTransport } from './engine.fixture.ts'
    import { fromSdl } from './supergraph/from-sdl.ts'
    const gateway = engine({ supergraph: fromSdl(compose(shop)), transport: shopTransport() })
    await gateway.load({ apollo: {} })
    console.log('loaded')`

  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module-typescript', '-e', script],
    {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      timeout: 20_000,
    },
  )

  expect(stdout).toBe('loaded\n')
}, 30_000)

test('a number that makes no sense is refused before anything is opened', () => {
  const tried = (numbers: object) => serveShop({ planning: numbers })

  return Promise.all([
    expect(tried({ workers: -1 })).rejects.toThrow(
      'planning.workers must be a whole number of at least 0, not -1.',
    ),
    expect(tried({ cacheSize: 0 })).rejects.toThrow(
      'planning.cacheSize must be a whole number of at least 1, not 0.',
    ),
    expect(tried({ timeoutMs: 1.5 })).rejects.toThrow(
      'planning.timeoutMs must be a whole number of at least 1',
    ),
  ])
})
