// What Studio gets, and what it does not.
import type { Trace } from '@apollo/usage-reporting-protobuf'
import { loadSupergraphSdl } from '@supermarket/schema/load.ts'
import { expect, test } from 'vitest'
import { type FakeStudio, fakeStudio } from './fake-studio.fixture.ts'
import type { StudioOptions } from './studio-plugins.ts'
import { tracedShop } from './traced-shop.fixture.ts'

const key = 'service:supermarket:wGmmvvCtnN'

function reportingTo({ url }: FakeStudio, changes: Partial<StudioOptions> = {}): StudioOptions {
  return {
    key,
    graphRef: 'supermarket@test',
    traceRatio: 1,
    reportsSchema: false,
    usageUrl: `${url}/`,
    schemaUrl: `${url}/api/graphql`,
    schemaDelayMs: 0,
    ...changes,
  }
}

const cart = {
  query: `query Basket($id: ID!) {
    basket: cart(id: $id) { lines { variant { name } } }
    product(slug: "a literal") { id }
  }`,
  variables: { id: 'crt_confidential' },
}
const caller = {
  'apollographql-client-name': 'shop-web',
  'apollographql-client-version': '7.1',
  authorization: 'Bearer a.secret.token',
  'user-agent': 'a browser',
}

/** Asks once and closes the shop, which sends what was gathered. */
async function reportedCart(studio: FakeStudio, changes: Partial<StudioOptions> = {}) {
  await using shop = await tracedShop(reportingTo(studio, changes))
  const answer = await shop.ask(cart, caller)
  return { answer, logged: shop.logged }
}

function onlyQuery({ usage }: FakeStudio) {
  const entries = usage.flatMap(({ tracesPerQuery }) => Object.entries(tracesPerQuery))
  expect(entries).toHaveLength(1)
  const [[signature, { trace = [], statsWithContext = [] }] = ['', {}]] = entries
  return { signature, traces: trace as Trace[], statsWithContext }
}

test('a request is reported as a trace, with its plan and what each subgraph did', async () => {
  await using studio = await fakeStudio()
  const { answer } = await reportedCart(studio)

  expect(answer).toMatchObject({
    data: { basket: { lines: [{ variant: { name: 'name of var_1' } }, { variant: null }] }, product: null },
  })
  expect(studio.usage.map(({ header, operationCount }) => [header?.graphRef, operationCount])).toEqual([
    ['supermarket@test', 1],
  ])
  expect(studio.headers[0]).toMatchObject({ 'x-api-key': key, 'content-encoding': 'gzip' })
  const { signature, traces } = onlyQuery(studio)
  expect(signature).toBe(
    '# Basket\nquery Basket($id:ID!){cart(id:$id){lines{variant{name}}}product(slug:""){id}}',
  )
  expect(traces).toHaveLength(1)
  expect(traces[0]).toMatchObject({ clientName: 'shop-web', clientVersion: '7.1', fieldExecutionWeight: 1 })
  expect(fetchesOf(traces[0]?.queryPlan).toSorted()).toEqual([
    ['orders', ['Query.cart']],
    ['products', ['Query._entities']],
    ['products', ['Query.product']],
  ])
})

test('no value of a variable, no literal, no header and no message of an error leaves the house', async () => {
  await using studio = await fakeStudio()
  await reportedCart(studio)

  const { traces } = onlyQuery(studio)
  expect(traces[0]?.details?.variablesJson).toEqual({ id: '' })
  expect(traces[0]?.http?.requestHeaders).toEqual({})
  const sent = Buffer.concat(studio.bodies).toString('latin1')
  // The name of the field, so that the search is one that can find something.
  expect(sent).toContain('variant')
  for (const word of ['crt_confidential', 'a literal', 'secret', 'a browser', 'var_1', 'name of'])
    expect(sent).not.toContain(word)
})

test('a client that does not ask by name is told as nobody, a document that is none is not told', async () => {
  await using studio = await fakeStudio()
  {
    await using shop = await tracedShop(reportingTo(studio))
    await shop.ask({ query: 'query Broken { secretField }' })
  }
  const { signature, traces } = onlyQuery(studio)
  expect(signature).toBe('## GraphQLValidationFailure\n')
  expect(traces[0]).toMatchObject({ clientName: '', clientVersion: '', unexecutedOperationBody: '' })
  expect(Buffer.concat(studio.bodies).toString('latin1')).not.toContain('secretField')
})

test('without traces requests are counted', async () => {
  await using studio = await fakeStudio()
  await reportedCart(studio, { traceRatio: 0 })

  const { traces, statsWithContext } = onlyQuery(studio)
  expect(traces).toEqual([])
  expect(statsWithContext).toMatchObject([
    { context: { clientName: 'shop-web', clientVersion: '7.1' }, queryLatencyStats: { requestCount: 1 } },
  ])
})

test('the supergraph is reported: its hash first, the text when Studio asks for it', async () => {
  await using studio = await fakeStudio()
  await using _shop = await tracedShop(reportingTo(studio, { reportsSchema: true }))

  const { coreSchema } = await studio.schemaArrived
  expect(coreSchema).toBe(loadSupergraphSdl())
  expect(studio.schemas.map(({ report, coreSchema }) => [report.graphRef, coreSchema === null])).toEqual([
    ['supermarket@test', true],
    ['supermarket@test', false],
  ])
  expect(studio.headers[0]).toMatchObject({ 'x-api-key': key })
})

test('the gateway runs on the supergraph that Uplink has, and does not report it back', async () => {
  await using studio = await fakeStudio({ supergraphSdl: loadSupergraphSdl() })
  {
    await using shop = await tracedShop(reportingTo(studio), { endpoints: [`${studio.url}/uplink`] })
    expect(await shop.ask({ query: '{ cart(id: "1") { id } }' })).toEqual({ data: { cart: { id: '1' } } })
  }
  expect(JSON.parse(String(studio.bodies[0])).variables).toMatchObject({
    ref: 'supermarket@test',
    apiKey: key,
  })
  expect([studio.usage.length, studio.schemas.length]).toEqual([1, 0])
})

test('a Studio that is broken costs nobody an answer, and the key stays out of the log', async () => {
  await using studio = await fakeStudio({ usageStatus: 500 })
  const { answer, logged } = await reportedCart(studio)

  expect(answer).toHaveProperty('data.basket')
  expect(logged.join('')).toContain('Studio did not take a usage report')
  expect(logged.join('')).not.toContain(key)
})

/** Each fetch with the root fields that its subgraph's trace has. */
function fetchesOf(node: Trace.IQueryPlanNode | null | undefined): [string, string[]][] {
  if (!node) return []
  const { fetch, flatten, sequence, parallel } = node
  if (fetch) {
    const fields = fetch.trace?.root?.child ?? []
    const named = fields.map(
      ({ parentType, originalFieldName, responseName }) =>
        `${parentType}.${originalFieldName || responseName}`,
    )
    return [[fetch.serviceName ?? '', named]]
  }
  const children = [flatten?.node, ...(sequence?.nodes ?? []), ...(parallel?.nodes ?? [])]
  return children.flatMap(fetchesOf)
}
