// The plan of a request beside its answer: what ran, what was left out and why, and that nobody gets it unasked.
import { HeaderMap } from '@apollo/server'
import { expect, test } from 'vitest'
import { compose, serve, subgraph, subgraphTransport } from '../engine.fixture.ts'
import { createDelivery, withDelivery } from '../stream/delivery.ts'
import type { DeferredPart } from '../stream/streamed-data.ts'
import { fromSdl } from '../supergraph/from-sdl.ts'
import type { SubgraphTransport } from '../transport/subgraph-transport.ts'
import type { PlanView, PlanViewFetch, PlanViewNode } from './plan-view.ts'
import { type PlanViewOptions, planViewPlugin } from './plan-view-plugin.ts'

const products = subgraph(
  'products',
  `type Query { top(first: Int = 2): [Product!]! best: Product }
   type Subscription { renamed: Product! }
   type Product @key(fields: "id") { id: ID! name: String! }`,
)
const reviews = subgraph(
  'reviews',
  `type Product @key(fields: "id") { id: ID! reviews: [Review!]! stars: Int }
   type Review { body: String product: Product! }`,
)
const graph = [products, reviews]
const supergraph = fromSdl(compose(graph))

type Served = Awaited<ReturnType<typeof open>>

/** `asking` is how the requests of a test ask. */
function open(
  change: (name: string, transport: SubgraphTransport) => SubgraphTransport = (_name, same) => same,
  formatError?: PlanViewOptions['formatError'],
) {
  return serve({
    supergraph,
    planning: { workers: 0 },
    plugins: [
      planViewPlugin({
        isWanted: ({ gateway }) => gateway.request.http?.headers.get('plan') === 'please',
        ...(formatError ? { formatError } : {}),
      }),
    ],
    transport({ name }) {
      const found = graph.find((each) => each.name === name)
      if (!found) throw new Error(`no subgraph ${name}`)
      return change(name, subgraphTransport(found))
    },
  })
}

async function ask(
  { apollo }: Served,
  query: string,
  variables: object = {},
  headers = [['plan', 'please']],
) {
  const takes = { subscriptions: true, defer: true, mutations: true }
  const { delivery, stream } = createDelivery({ takes, signal: new AbortController().signal })
  const { body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json'], ...(headers as [string, string][])]),
      search: '',
      body: { query, variables },
    },
    context: async () => withDelivery({}, delivery),
  })
  if (body.kind !== 'complete') throw new Error('an answer in chunks')
  return { answer: JSON.parse(body.string), stream: stream() }
}

async function viewOf(served: Served, query: string, variables?: object): Promise<PlanView> {
  return (await ask(served, query, variables)).answer.extensions.planView
}

function fetchesOf(node: PlanViewNode | null): PlanViewFetch[] {
  if (node === null) return []
  switch (node.kind) {
    case 'Fetch':
      return [node]
    case 'Condition':
      return [...fetchesOf(node.ifClause), ...fetchesOf(node.elseClause)]
    case 'Defer':
      return [node.primary, ...node.deferred.map((part) => part.node)].flatMap(fetchesOf)
    case 'Subscription':
      return [node.primary, ...fetchesOf(node.rest)]
    default:
      return node.nodes.flatMap(fetchesOf)
  }
}

const states = ({ plan }: PlanView) => fetchesOf(plan).map(({ subgraph: name, state }) => `${name} ${state}`)

test('a plan tells each fetch, the positions that asked, and what was left to send', async () => {
  await using served = await open()
  const view = await viewOf(
    served,
    'query Top($n: Int) { top(first: $n) { name reviews { product { name } } } }',
    {
      n: 2,
    },
  )
  expect([view.version, view.operationKind, view.complete, view.unrecorded]).toEqual([1, 'query', true, 0])
  const [root, joined, last] = fetchesOf(view.plan)
  expect(view.plan?.kind).toBe('Sequence')
  expect(root).toEqual({
    kind: 'Fetch',
    id: 0,
    deferId: null,
    subgraph: 'products',
    path: [],
    operationKind: 'query',
    operation: expect.stringMatching(/^query Top__products__0\(\$n: Int\) \{\n {2}top\(first: \$n\) \{/),
    variables: ['n'],
    entityTypes: [],
    state: 'sent',
    positions: 0,
    sent: 0,
    reused: 0,
    requests: [0],
  })
  expect(joined).toMatchObject({
    path: ['top', '@'],
    entityTypes: ['Product'],
    positions: 2,
    sent: 2,
    requests: [1],
  })
  // Two products with two reviews each, all of which point at the products 1 and 2.
  expect(last).toMatchObject({ path: ['top', '@', 'reviews', '@', 'product'], positions: 4, requests: [2] })
  expect(last?.sent).toBe(new Set(['1', '2']).size)
})

test('requests stand on one time line, with sizes and the fetches that they serve', async () => {
  await using served = await open()
  const { requests, planMs, totalMs, writeMs } = await viewOf(served, '{ top { reviews { body } } }')
  const [first, second] = requests
  expect(requests.map(({ subgraph: name, outcome, parts }) => [name, outcome, parts])).toEqual([
    ['products', 'answer', [{ fetch: 0, positions: 0, sent: 0 }]],
    ['reviews', 'answer', [{ fetch: 1, positions: 2, sent: 2 }]],
  ])
  expect(first).toMatchObject({
    status: null,
    measured: 'text',
    shared: false,
    retries: 0,
    errorCount: 0,
    errors: [],
  })
  const answer =
    '{"data":{"top":[{"__typename":"Product","id":"1"},{"__typename":"Product","id":"2"}]},"errors":[]}'
  expect(first?.bytesIn).toBe(answer.length)
  expect(planMs).toBeLessThanOrEqual(first?.startMs ?? 0)
  expect((first?.startMs ?? 0) + (first?.ms ?? 0)).toBeLessThanOrEqual(second?.startMs ?? 0)
  expect((second?.startMs ?? 0) + (second?.ms ?? 0) + writeMs).toBeLessThanOrEqual(totalMs + 0.01)
})

test('nothing of it is there for a request that does not ask', async () => {
  await using served = await open()
  const { answer } = await ask(served, '{ top { reviews { body } } }', {}, [])
  expect(Object.keys(answer)).toEqual(['data'])
})

test('no value of a variable is in it', async () => {
  await using served = await open()
  const view = await viewOf(served, 'query ($n: Int) { top(first: $n) { name } }', { n: 1 })
  expect(fetchesOf(view.plan)[0]?.variables).toEqual(['n'])
  expect(JSON.stringify(view)).not.toMatch(/"n":1|name 1/)
})

test('a condition says which way it went, and what it left out', async () => {
  await using served = await open()
  const query = 'query ($all: Boolean!) { top { name ... @include(if: $all) { reviews { body } } } }'
  const view = await viewOf(served, query, { all: false })
  expect(states(view)).toEqual(['products sent', 'reviews excluded'])
  expect(JSON.stringify(view.plan)).toContain('"kind":"Condition","variable":"all","value":false')
  expect(states(await viewOf(served, query, { all: true }))).toEqual(['products sent', 'reviews sent'])
})

test('a fetch that nothing asks for is idle', async () => {
  await using served = await open()
  expect(states(await viewOf(served, '{ top(first: 0) { reviews { body } } }'))).toEqual([
    'products sent',
    'reviews idle',
  ])
})

test('an operation that needs no subgraph has no plan', async () => {
  await using served = await open()
  expect(await viewOf(served, '{ __typename }')).toMatchObject({ plan: null, requests: [], complete: true })
})

test('a fetch whose entities another one brings is told as reused', async () => {
  await using served = await open()
  const view = await viewOf(served, '{ a: top { reviews { body } } b: top { reviews { body } } }')
  expect(states(view)).toEqual(['products sent', 'reviews sent', 'reviews reused'])
  const [, , reused] = fetchesOf(view.plan)
  expect(reused).toMatchObject({ positions: 2, sent: 0, reused: 2, requests: [] })
})

test('fetches that go out together share a request, and have one each when it fails as a whole', async () => {
  const query = '{ top { reviews { body } } best { stars } }'
  const partsOf = ({ requests }: PlanView) =>
    requests.map(({ outcome, parts }) => [outcome, parts.map(({ fetch, sent }) => [fetch, sent])])
  await using served = await open()
  const view = await viewOf(served, query)
  expect(fetchesOf(view.plan).map(({ requests }) => requests)).toEqual([[0], [1], [1]])
  const [fetched, ...joined] = partsOf(view)
  expect(fetched).toEqual(['answer', [[0, 0]]])
  expect(joined).toEqual([
    [
      'answer',
      expect.arrayContaining([
        [1, 2],
        [2, 1],
      ]),
    ],
  ])
  expect(view.requests[1]?.ms).not.toBeNull()

  await using broken = await open((name, transport) => ({
    async execute(request) {
      if (name === 'reviews' && request.query.includes('_1:'))
        return { data: null, errors: [{ message: 'No.' }] }
      return transport.execute(request)
    },
  }))
  const apart = await viewOf(broken, query)
  expect(fetchesOf(apart.plan).map(({ requests }) => requests.length)).toEqual([1, 2, 2])
  expect(apart.requests.map(({ ms, outcome }) => [ms === null, outcome])).toEqual(
    Array.from({ length: 4 }, () => [false, 'answer']),
  )
})

test('errors and failures are told as the client may see them', async () => {
  await using served = await open((name, transport) =>
    name === 'products'
      ? transport
      : {
          execute: () =>
            Promise.resolve({ errors: [{ message: 'No reviews today.', extensions: { code: 'CLOSED' } }] }),
        },
  )
  const { requests } = await viewOf(served, '{ top { reviews { body } } }')
  expect(requests[1]).toMatchObject({
    outcome: 'answer',
    errorCount: 1,
    errors: [{ message: 'No reviews today.', code: 'CLOSED' }],
  })
  await using broken = await open((name, transport) =>
    name === 'products'
      ? transport
      : { execute: () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7')) },
  )
  const view = await viewOf(broken, '{ top { reviews { body } } }')
  expect(view.requests[1]).toMatchObject({ outcome: 'unavailable', errorCount: 1 })
  expect(view.requests[1]?.errors[0]?.code).toBe('UPSTREAM_UNAVAILABLE')
  expect(JSON.stringify(view)).not.toContain('10.0.0.7')
})

test('a formatError that throws costs the view its words, and the answer nothing', async () => {
  const closed = { message: 'No reviews today.', extensions: { code: 'CLOSED' } }
  const answers: SubgraphTransport['execute'][] = [
    async () => ({ data: { _entities: [{ __typename: 'Product', reviews: [] }] }, errors: [closed] }),
    () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7')),
  ]
  for (const execute of answers) {
    const change = (name: string, same: SubgraphTransport) => (name === 'products' ? same : { execute })
    await using plain = await open(change)
    await using served = await open(change, () => {
      throw new TypeError('formatError')
    })
    const [{ answer }, { answer: same }] = [
      await ask(served, '{ best { reviews { body } } }'),
      await ask(plain, '{ best { reviews { body } } }'),
    ]
    expect([answer.data, answer.errors]).toEqual([same.data, same.errors])
    expect(answer.extensions.planView.requests[1]).toMatchObject({
      errorCount: 1,
      errors: [{ message: 'This error cannot be told: formatError threw.', code: null }],
    })
  }
})

test('what the transport tells of a request goes into it: sharing, repetition, bytes of the wire', async () => {
  await using served = await open((_name, { execute }) => ({
    execute(request) {
      const { watch } = request
      watch?.onShared?.({ request })
      watch?.onRetry?.({ request, cause: undefined })
      watch?.onFetch?.({ request, outcome: 'answer', ms: 1, status: 200, bytesOut: 11, bytesIn: 22 })
      return execute(request)
    },
  }))
  expect((await viewOf(served, '{ best { name } }')).requests).toMatchObject([
    { shared: true, retries: 1, status: 200, bytesOut: 11, bytesIn: 22, measured: 'wire' },
  ])
})

test('a deferred answer has a view in its first part and in each of the later ones, which goes on', async () => {
  await using served = await open()
  const query =
    '{ top { name ... @defer(label: "later") { reviews { body ... @defer { product { name } } } } } }'
  const { answer, stream } = await ask(served, query)
  const first: PlanView = answer.extensions.planView
  if (stream?.kind !== 'defer') throw new Error('nothing was deferred')
  const views: PlanView[] = [first]
  for await (const parts of stream.parts as AsyncIterable<readonly DeferredPart[]>)
    views.push(...parts.flatMap(({ extensions }) => (extensions ? [extensions.planView as PlanView] : [])))
  expect(views.map(({ complete }) => complete)).toEqual([false, false, true])
  // The second fetch is under way when the first part goes out.
  expect([states(first), first.requests[1]?.outcome]).toEqual([
    ['products sent', 'reviews sent', 'products waiting'],
    null,
  ])
  expect(views.at(-1)?.requests.map(({ outcome }) => outcome)).toEqual(['answer', 'answer', 'answer'])
  expect(states(views.at(-1) ?? first)).toEqual(['products sent', 'reviews sent', 'products sent'])
  const text = JSON.stringify(first.plan)
  expect([
    text.includes('"label":"later"'),
    text.includes('"label":null'),
    text.includes('__deferred'),
  ]).toEqual([true, true, false])
})

test('each event of a subscription has a view of its own', async () => {
  await using served = await open((_name, transport) => ({
    ...transport,
    async *subscribe() {
      for (const id of ['1', '2'])
        yield { data: { renamed: { __typename: 'Product', id, name: `name ${id}` } } }
    },
  }))
  const { stream } = await ask(served, 'subscription { renamed { name reviews { body } } }')
  if (stream?.kind !== 'subscription') throw new Error('no stream')
  const views: PlanView[] = []
  for await (const { extensions } of stream.parts) views.push(extensions?.planView as PlanView)
  expect(views.map((view) => [view.complete, view.requests.length, states(view)])).toEqual(
    ['1', '2'].map(() => [true, 1, ['products streaming', 'reviews sent']]),
  )
})
