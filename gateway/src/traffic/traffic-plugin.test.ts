// Real requests over every transport of the gateway: what is counted, for whom, and what the schema check makes of it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadSupergraphSdl } from '@supermarket/schema/load.ts'
import { runCheck } from '@supermarket/schema/run-check.ts'
import { readTraffic } from '@supermarket/schema/traffic/read-traffic.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { createClient } from 'graphql-ws'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { type TestGateway, testGateway } from '../gateway.fixture.ts'
import { type TrafficRecorder, trafficRecorder } from './traffic-recorder.ts'

// The last test composes and plans the whole graph.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

type Recording = {
  readonly traffic: TrafficRecorder
  readonly folder: string
  /** `operation by client version: count`, in the order in which they were first seen. */
  recorded(): Promise<readonly string[]>
}

let recording: Recording
let gateway: TestGateway

/** The gateway is the same for all tests but has a new recorder in each. */
const current: TrafficRecorder = {
  record: (request) => recording.traffic.record(request),
  flush: () => recording.traffic.flush(),
  [Symbol.asyncDispose]: async () => undefined,
}

beforeAll(async () => {
  gateway = await testGateway({ traffic: current, introspection: true })
})

beforeEach(async () => {
  recording = await aRecording()
})

afterEach(async () => {
  await recording.traffic[Symbol.asyncDispose]()
  await rm(recording.folder, { recursive: true })
})

afterAll(() => gateway[Symbol.asyncDispose]())

async function aRecording(): Promise<Recording> {
  const folder = await mkdtemp(join(tmpdir(), 'traffic-'))
  const traffic = trafficRecorder({ folder, log: createLog({ service: 'gateway', level: 'silent' }) })
  return {
    traffic,
    folder,
    async recorded() {
      await traffic.flush()
      const { operations } = await readTraffic(folder)
      return operations.flatMap(({ name, clients }) =>
        clients.map((client) => `${name} by ${client.name} ${client.version}: ${client.count}`),
      )
    },
  }
}

const web = { 'apollographql-client-name': 'web', 'apollographql-client-version': '1.4.0' }
const orderUpdated = 'subscription Follow($id: ID!) { orderUpdated(id: $id) { id number } }'

test('each client at each version counts, with the coordinates that it uses', async () => {
  const query = 'query Show($id: ID!) { product(id: $id) { name } }'
  for (const version of ['1', '1', '2']) {
    const headers = { ...web, 'apollographql-client-version': version }
    await gateway.ask(query, { variables: { id: `secret-${version}` }, headers })
  }
  await gateway.ask('{ product(id: "literal-secret") { slug } }')
  expect(await recording.recorded()).toEqual(['Show by web 1: 2', 'Show by web 2: 1', ' by  : 1'])
  const { operations } = await readTraffic(recording.folder)
  expect(operations[0]?.coordinates).toEqual([
    'ID',
    'Product',
    'Product.name',
    'Query',
    'Query.product',
    'Query.product(id:)',
    'String',
  ])
  expect(JSON.stringify(operations)).not.toContain('secret')
})

test('input fields count when they are given', async () => {
  await gateway.ask('mutation Enter($input: UserLoginInput!) { userLogin(input: $input) { user { id } } }', {
    variables: { input: { email: 'ann@example.com', password: 'a password' } },
    headers: web,
  })
  await recording.traffic.flush()
  const { operations } = await readTraffic(recording.folder)
  expect(operations[0]?.coordinates.filter((at) => at.startsWith('UserLoginInput'))).toEqual([
    'UserLoginInput',
    'UserLoginInput.email',
    'UserLoginInput.password',
  ])
  expect(JSON.stringify(operations)).not.toMatch(/ann@|a password/)
})

test.each([
  ['a document that does not parse', '{ product('],
  ['a field that is not there', '{ product(id: "1") { gone } }'],
  ['variables that do not fit', 'query($id: ID!) { product(id: $id) { name } }'],
  ['a page that is too long', '{ products(first: 101) { nodes { id } } }'],
  ['introspection', '{ __schema { queryType { name } } }'],
  ['a health check', '{ __typename }'],
])('%s is not counted', async (_, query) => {
  await gateway.ask(query, { headers: web })
  expect(await recording.recorded()).toEqual([])
})

test('what costs too much, or comes with a bad token, is not counted; what fails in a subgraph is', async () => {
  await using cheap = await testGateway({ traffic: current, maxCost: 30 })
  const dear = 'query Dear { products(first: 100) { nodes { name } } }'
  expect((await cheap.ask(dear)).body.errors?.[0]?.extensions.code).toBe('COST_ESTIMATED_TOO_EXPENSIVE')
  await cheap.ask('query Token { product(id: "1") { name } }', { headers: { authorization: 'Bearer x' } })
  await cheap.ask('query Boom { product(id: "boom") { name } }', { headers: web })
  expect(await recording.recorded()).toEqual(['Boom by web 1.4.0: 1'])
})

test('a query over WebSocket and a subscription count for the client that the connection names', async () => {
  const client = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { ...web, 'apollographql-client-name': 'app' },
  })
  const heard: unknown[] = []
  for await (const { data } of client.iterate({ query: orderUpdated, variables: { id: 'twice' } }))
    heard.push(data)
  for await (const _ of client.iterate({ query: 'query Show { product(id: "1") { name } }' }));
  await client.dispose()
  expect(heard).toEqual([
    { orderUpdated: { id: 'twice', number: '1' } },
    { orderUpdated: { id: 'twice', number: '2' } },
  ])
  expect(await recording.recorded()).toEqual(['Follow by app 1.4.0: 1', 'Show by app 1.4.0: 1'])
})

const slowPart = 'query Defer { cart(id: "1") { id ... @defer { lines { variant { name } } } } }'

test.each([
  ['text/event-stream', orderUpdated, 'Follow'],
  ['multipart/mixed;subscriptionSpec=1.0, application/json', orderUpdated, 'Follow'],
  ['multipart/mixed;deferSpec=20220824, application/json', slowPart, 'Defer'],
])('a stream as %s counts once', async (accept, query, name) => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...web },
    body: JSON.stringify({ query, ...(query === orderUpdated ? { variables: { id: 'twice' } } : {}) }),
  })
  expect(response.headers.get('content-type')).toContain(accept.split(';')[0])
  await response.text()
  expect(await recording.recorded()).toEqual([`${name} by web 1.4.0: 1`])
})

test.each([
  ['__proto__', '__proto__'],
  ['(folded)', '(folded)'],
  ['w'.repeat(8_000), 'w'.repeat(100)],
])('a client that names itself %j changes nothing but its name', async (name, kept) => {
  const query = 'query Show { product(id: "1") { name } }'
  const { body } = await gateway.ask(query, { headers: { 'apollographql-client-name': name } })
  expect(body.data).toEqual({ product: { name: 'name of 1' } })
  expect(await recording.recorded()).toEqual([`Show by ${kept} : 1`])
})

test('a folder that cannot be written to hurts no request', async () => {
  await rm(recording.folder, { recursive: true })
  await writeFile(recording.folder, '')
  await recording.traffic.flush()
  expect((await gateway.ask('{ product(id: "1") { name } }')).body.data).toEqual({
    product: { name: 'name of 1' },
  })
})

test('a removal that no client uses passes, one that a client uses fails and names whom and what', async () => {
  const before = withField('Product', 'gone')
  await using older = await testGateway({ traffic: current, supergraphSdl: before })
  const day = new Date().toISOString().slice(0, 10)
  const check = async (...options: readonly string[]) => {
    await recording.traffic.flush()
    const base = join(recording.folder, 'base.graphql')
    await writeFile(base, before)
    const args = ['--base', base, '--traffic', recording.folder, ...options]
    return runCheck(args, { environment: {}, colour: false, today: day })
  }

  await older.ask('query Show($id: ID!) { product(id: $id) { name } }', { variables: { id: '1' } })
  const early = await check()
  expect(early.stdout).toContain('the recording covers 1 of the 7 days that it takes (--min-days)')
  expect(early.exitCode).toBe(1)

  const unused = await check('--min-days', '1')
  expect(unused.stdout).toContain(`with traffic from ${day} to ${day} (1 operations).`)
  expect(unused.stdout).toMatch(/· unused {2}Product\.gone: .* No client used it from .*: it may go\./)
  expect(unused.exitCode).toBe(0)

  const query = 'query Poster($id: ID!) { product(id: $id) { gone } }'
  await older.ask(query, { variables: { id: '1' }, headers: web })
  const used = await check()
  expect(used.stdout).toContain(`✗ breaking  Product.gone: `)
  expect(used.stdout).toContain(`    web 1.4.0: Poster uses Product.gone, 1 request, last on ${day}\n`)
  expect(used.exitCode).toBe(1)
})

function withField(type: string, field: string): string {
  return loadSupergraphSdl().replace(
    new RegExp(`^(type ${type}\\b[\\s\\S]*?\\n\\{)`, 'm'),
    `$1\n  "Gone."\n  ${field}: String @join__field(graph: PRODUCTS)`,
  )
}
