// Operations whose aliases collide with what plans fetch unasked, through every way in which they are answered. The
// cases that are answered at once are specification cases.
import { buildSchema, parse } from 'graphql'
import { expect, test, vi } from 'vitest'
import { executeDeferred } from '../defer/execute-deferred.ts'
import { demandPlugin } from '../demand/demand-plugin.ts'
import { compose, serve, shop, shopTransport, subgraphTransport } from '../engine.fixture.ts'
import { executeOperation } from '../execute/execute-operation.ts'
import { executeSubscription } from '../execute/execute-subscription.ts'
import { answer, executionRequest, planOf, schemas } from '../execute/small-graph.fixture.ts'
import { unaskedFields } from '../names/unasked-fields.ts'
import { localPlanner } from '../plan/local-planner.ts'
import { plainVariant } from '../plan/operation-request.ts'
import type { Planner } from '../plan/planner.ts'
import { tooComplex } from '../plan/planning-errors.ts'
import { fromSdl } from '../supergraph/from-sdl.ts'
import type { SubgraphRequest } from '../transport/subgraph-transport.ts'
import { type PreparationTools, prepareOperation } from './prepare-operation.ts'

const planner: Planner = {
  plan: async ({ source }) => planOf(parse(source)),
  rest: () => undefined,
  end: () => undefined,
}
const reviewers: PreparationTools = {
  planner,
  schemas,
  unasked: unaskedFields(schemas.supergraphSchema),
}

async function prepare(source: string, { tools = reviewers, defer = false } = {}) {
  const { compiled } = await prepareOperation(tools, {
    queryHash: '',
    source,
    document: parse(source),
    operationName: undefined,
    variant: { ...plainVariant, defer },
  })
  return compiled
}

async function deferred(source: string, variables: Readonly<Record<string, unknown>> = {}) {
  const compiled = await prepare(source, { defer: true })
  const started = await executeDeferred(compiled, executionRequest(answer, variables))
  if (!started) return undefined
  const { first, pending, parts } = started
  const later: unknown[] = []
  for await (const list of parts) {
    for (const { id, dataJson = 'null', errors = [], pending: inner = [] } of list) {
      const paths = errors.map(({ path }) => path?.join('.'))
      later.push([id, JSON.parse(dataJson), paths, inner.map(({ path }) => path.join('.'))])
    }
  }
  return { first: JSON.parse(first.dataJson), pending: pending.map(({ path }) => path.join('.')), later }
}

test('the client’s own text is planned where nothing collides, whatever it looks like', async () => {
  const source = '{   users { key: id, name } } # as it came'
  const plan = vi.fn(planner.plan)
  const compiled = await prepare(source, { tools: { ...reviewers, planner: { ...planner, plan } } })
  expect(plan.mock.calls.map(([request]) => request.source)).toEqual([source])
  const { dataJson } = await executeOperation(compiled, executionRequest(answer))
  expect(dataJson).toBe('{"users":[{"key":"ann","name":"ANN"},{"key":"bob","name":"BOB"}]}')
})

test('deferred parts stand, and fail, at the client’s paths', async () => {
  const source = `{ id: users {
    id: name
    ... @defer { __typename: id reviews { id: author { id: name } } }
  } }`
  const about = (names: string[]) => names.map((name) => ({ id: { id: name } }))
  expect(await deferred(source)).toEqual({
    first: { id: [{ id: 'ANN' }, { id: 'BOB' }] },
    pending: ['id.0', 'id.1'],
    later: [
      ['0', { __typename: 'ann', reviews: about(['ANN', 'BOB']) }, [], []],
      ['1', { __typename: 'bob', reviews: null }, ['id.1.reviews'], []],
    ],
  })
})

test('deferred parts of deferred parts do too', async () => {
  const source = '{ users { ... @defer { reviews { id: author { ... @defer { __typename: name } } } } } }'
  expect(await deferred(source)).toEqual({
    first: { users: [{}, {}] },
    pending: ['users.0', 'users.1'],
    later: [
      ['0', { reviews: [{ id: {} }, { id: {} }] }, [], ['users.0.reviews.0.id', 'users.0.reviews.1.id']],
      ['1', { reviews: null }, ['users.1.reviews'], []],
      ['2', { __typename: 'ANN' }, [], []],
      ['3', { __typename: 'BOB' }, [], []],
    ],
  })
})

test('whether a part is deferred may hang on a variable that is called like one of the planner’s', async () => {
  const source =
    'query ($representations: Boolean!) { users { id: name ... @defer(if: $representations) { __typename: id } } }'
  expect((await deferred(source, { representations: true }))?.later).toEqual([
    ['0', { __typename: 'ann' }, [], []],
    ['1', { __typename: 'bob' }, [], []],
  ])
  expect(await deferred(source, { representations: false })).toBeUndefined()
})

test('events of a subscription are joined by their keys and answered with the client’s names', async () => {
  const supergraphSdl = compose(shop)
  const { summary, ...local } = await localPlanner(supergraphSdl, {})
  const supergraphSchema = buildSchema(supergraphSdl, { assumeValid: true })
  const tools = {
    ...local,
    schemas: { apiSchema: buildSchema(summary.apiSdl), supergraphSchema },
    unasked: unaskedFields(supergraphSchema),
  }
  const [products, reviews] = shop
  if (!products || !reviews) throw new Error('a shop of two subgraphs')
  const sent: SubgraphRequest[] = []
  const events = executeSubscription(
    await prepare('subscription { id: renamed { id: name __typename: id reviews { stars } } }', { tools }),
    {
      variables: {},
      context: () => ({}),
      signal: undefined,
      eventTimeoutMs: 1_000,
      send(request) {
        sent.push(request)
        return subgraphTransport(reviews).execute(request)
      },
      async *subscribe(request) {
        yield await subgraphTransport(products).execute(request)
        throw new Error('the stream broke')
      },
    },
  )
  const answers: unknown[] = []
  for await (const { dataJson, errors } of events) {
    answers.push([JSON.parse(dataJson), errors.map(({ path }) => path)])
  }
  expect(answers).toEqual([
    [{ id: { id: 'name 1', __typename: '1', reviews: [{ stars: 1 }, { stars: 1 }] } }, []],
    [null, [['id']]],
  ])
  expect(sent.map(({ variablesJson }) => JSON.parse(variablesJson))).toEqual([
    { representations: [{ __typename: 'Product', id: '1' }] },
  ])
})

test('an operation costs the same under whatever names', async () => {
  const costs: unknown[] = []
  const plugins = [
    demandPlugin({
      mode: 'measure',
      maxCost: 1,
      onCost: ({ estimated, actual }) => costs.push([estimated, actual()]),
    }),
  ]
  const supergraph = fromSdl(compose(shop))
  await using server = await serve({
    supergraph,
    transport: shopTransport(() => shop),
    plugins,
    planning: { workers: 0 },
  })
  const usual = await server.post({ query: '{ top { id name reviews { stars } } }' })
  const aliased = await server.post({ query: '{ top { name: id id: name __typename: reviews { stars } } }' })
  const reviews = [{ stars: 1 }, { stars: 1 }]
  expect([usual, aliased].map(({ text }) => JSON.parse(text).data.top[0])).toEqual([
    { id: '1', name: 'name 1', reviews },
    { name: '1', id: 'name 1', __typename: reviews },
  ])
  // Two products with two reviews each; ten and ten in the estimate.
  expect(costs).toEqual([
    [110, 6],
    [110, 6],
  ])
})

test('what the planner cannot plan in parts is planned whole, and what it refuses is refused', async () => {
  const source = '{ users { id ... @defer { name } } }'
  const asked: boolean[] = []
  const breaking = (error: Error): Planner => ({
    ...planner,
    async plan(request) {
      asked.push(request.defer)
      if (request.defer) throw error
      return planOf(parse('{ users { id name } }'))
    },
  })
  const fault = new Error('[8](deferred) has deferRef "a", so its child cannot be')
  const compiled = await prepare(source, { tools: { ...reviewers, planner: breaking(fault) }, defer: true })
  expect(asked).toEqual([true, false])
  expect(await executeDeferred(compiled, executionRequest(answer))).toBeUndefined()
  const { dataJson } = await executeOperation(compiled, executionRequest(answer))
  expect(JSON.parse(dataJson)).toEqual({
    users: [
      { id: 'ann', name: 'ANN' },
      { id: 'bob', name: 'BOB' },
    ],
  })

  const refusing = { ...reviewers, planner: breaking(tooComplex()) }
  await expect(prepare(source, { tools: refusing, defer: true })).rejects.toThrow('too complex')
  expect(asked).toEqual([true, false, true])
})
