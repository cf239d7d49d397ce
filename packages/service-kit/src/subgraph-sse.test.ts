// Subscriptions over real sockets of this machine.
import { type IncomingMessage, request } from 'node:http'
import { parse } from 'graphql'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { signRequest } from './call-signature.ts'
import { type TestSource, testSource } from './event-source.fixture.ts'
import { parseSigningKeys } from './signing-keys.ts'
import { createSubgraph, type SubgraphHandler } from './subgraph.ts'
import { subgraphHttp } from './subgraph-http.ts'
import type { EventStreamsOptions } from './subgraph-sse.ts'

const key = 'g'.repeat(32)
const keys = parseSigningKeys(`gateway>clock=${key}`)

let sources: TestSource<string>[] = []
let seen: unknown[] = []
let handler: SubgraphHandler
let app: Awaited<ReturnType<typeof subgraphHttp>>
let port: number

beforeEach(() => open())
afterEach(close)

async function open(streams: EventStreamsOptions = {}): Promise<void> {
  sources = []
  seen = []
  handler = await createSubgraph({
    name: 'clock',
    typeDefs: parse('type Query { now: String } type Subscription { ticked: String }'),
    resolvers: {
      Query: { now: () => 'now' },
      Subscription: {
        ticked: {
          subscribe: () => {
            const source = testSource<string>()
            sources.push(source)
            return source
          },
          resolve: (tick: string) => tick,
        },
      },
    },
    access: { 'Query.now': 'public', 'Subscription.ticked': 'public' },
    verifyToken: async (authorization) =>
      authorization === 'Bearer bad'
        ? { ok: false, reason: 'invalid' }
        : { ok: true, viewer: { kind: 'anonymous' } },
    createContext: (context, call) => {
      seen.push({ ...call, caller: context.caller })
      return context
    },
    log: pino({ enabled: false }),
  })
  app = await subgraphHttp({ handler, keys, ready: () => true, streams })
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  port = Number(url.port)
}

async function close(): Promise<void> {
  await app.close()
  await handler[Symbol.asyncDispose]()
}

const headersOf = (body: string, changes: Record<string, string>) => ({
  'content-type': 'application/json',
  accept: 'text/event-stream',
  'x-request-id': 'req-12345678',
  ...signRequest({
    caller: 'gateway',
    audience: 'clock',
    key,
    request: { method: 'POST', path: '/graphql', body },
  }),
  ...changes,
})

async function post(
  query = 'subscription { ticked }',
  changes: { headers?: Record<string, string>; extensions?: unknown } = {},
): Promise<IncomingMessage> {
  const body = JSON.stringify({ query, extensions: changes.extensions })
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const headers = headersOf(body, changes.headers ?? {})
  request({ host: '127.0.0.1', port, method: 'POST', path: '/graphql', headers, agent: false }, resolve)
    .on('error', reject)
    .end(body)
  return promise
}

/** The text so far, and when the answer has ended. */
function read(response: IncomingMessage) {
  let text = ''
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  const ended = new Promise<void>((resolve) => response.once('close', () => resolve()))
  return { text: () => text, ended }
}

function source(): TestSource<string> {
  const [first] = sources
  if (!first) throw new Error('nobody has subscribed')
  return first
}

const event = (value: string) => `event: next\ndata: {"data":{"ticked":"${value}"}}\n\n`
const complete = 'event: complete\ndata:\n\n'

test('events are sent as they come, and the end of the source as complete', async () => {
  const response = await post()
  expect(response.statusCode).toBe(200)
  expect(response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  })
  const { text, ended } = read(response)
  source().push('one')
  await vi.waitFor(() => expect(text()).toBe(event('one')))
  source().push('zwei 🧀\u2028')
  await vi.waitFor(() => expect(text()).toBe(event('one') + event('zwei 🧀\u2028')))
  source().finish()
  await ended
  expect(text()).toBe(event('one') + event('zwei 🧀\u2028') + complete)
  expect(response.complete).toBe(true)
  expect(handler.openStreams).toBe(0)
})

test('the subgraph is told the same as by any call', async () => {
  const client = { address: '203.0.113.9', agent: 'test' }
  const response = await post(undefined, { extensions: { client } })
  expect(seen[0]).toMatchObject({ client, requestId: 'req-12345678', caller: 'gateway' })
  response.destroy()
})

describe('what is refused before it begins is one JSON answer', () => {
  test.each<[string, string | undefined, Record<string, string>, number, string]>([
    ['no signature', undefined, { 'x-supermarket-signature': 'none' }, 401, 'UNAUTHENTICATED'],
    ['a bad token', undefined, { authorization: 'Bearer bad' }, 401, 'UNAUTHENTICATED'],
    ['a query', '{ now }', {}, 400, 'BAD_REQUEST'],
    ['an unknown field', 'subscription { nothing }', {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s', async (_what, query, headers, status, code) => {
    const body = JSON.stringify({ query: query ?? 'subscription { ticked }' })
    const authorization = headers.authorization
    const signed = signRequest({
      caller: 'gateway',
      audience: 'clock',
      key,
      request: { method: 'POST', path: '/graphql', body, authorization },
    })
    const response = await post(query, { headers: { ...signed, ...headers } })
    const { text, ended } = read(response)
    await ended
    expect(response.statusCode).toBe(status)
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(JSON.parse(text()).errors[0].extensions.code).toBe(code)
    expect(sources).toEqual([])
  })
})

test('without asking for events a subscription is refused', async () => {
  const response = await post(undefined, { headers: { accept: 'application/json' } })
  const { text, ended } = read(response)
  await ended
  expect([response.statusCode, JSON.parse(text()).errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST'])
})

test('a comment now and then tells that the connection is alive', async () => {
  await close()
  await open({ keepAliveMs: 10 })
  const response = await post()
  const { text } = read(response)
  await vi.waitFor(() => expect(text()).toMatch(/^(:\n\n){3}/))
  response.destroy()
  await vi.waitFor(() => expect(handler.openStreams).toBe(0))
})

test('a client that goes away ends its stream at once', async () => {
  const response = await post()
  read(response)
  await vi.waitFor(() => expect(source().waiting).toBe(1))
  response.destroy()
  await vi.waitFor(() => expect(source().returned).toBe(true))
  expect(handler.openStreams).toBe(0)
})

test('a service that closes breaks its streams off without complete, and waits for none of them', async () => {
  const responses = await Promise.all([post(), post(), post()])
  const reading = responses.map(read)
  await vi.waitFor(() => expect(handler.openStreams).toBe(3))
  source().push('one')
  await vi.waitFor(() => expect(reading.map(({ text }) => text()).join('')).toBe(event('one')))
  await app.close()
  await Promise.all(reading.map(({ ended }) => ended))
  expect(reading.map(({ text }) => text()).join('')).toBe(event('one'))
  expect(sources.map(({ returned }) => returned)).toEqual([true, true, true])
  expect(handler.openStreams).toBe(0)
})

test('a handler that is disposed breaks its streams off without complete', async () => {
  const response = await post()
  const { text, ended } = read(response)
  await handler[Symbol.asyncDispose]()
  await ended
  expect([text(), response.complete]).toEqual(['', true])
})

describe('a reader that does not read', () => {
  const long = 'x'.repeat(256 * 1024)

  test('is asked for no more events than fit the way to it, and gets them all when it reads on', async () => {
    const response = await post()
    response.pause()
    const count = 200
    for (let nth = 0; nth < count; nth += 1) source().push(`${nth} ${long}`)
    source().finish()
    let left = Number.NaN
    // Until nothing moves any more.
    await vi.waitFor(
      async () => {
        const before = left
        left = source().ready
        expect(left).toBe(before)
      },
      { interval: 50 },
    )
    expect(left).toBeGreaterThan(count / 2)
    const { text, ended } = read(response)
    response.resume()
    await ended
    const events = text().split('\n\n')
    expect(events.slice(0, count).map((one) => /"ticked":"(\d+) /.exec(one)?.[1])).toEqual(
      Array.from({ length: count }, (_, nth) => String(nth)),
    )
    expect(events.at(-2)).toBe('event: complete\ndata:')
  })

  test('keeps no service from closing', async () => {
    const response = await post()
    response.pause()
    for (let nth = 0; nth < 200; nth += 1) source().push(long)
    await vi.waitFor(() => expect(source().ready).toBeLessThan(200))
    await app.close()
    expect([source().returned, handler.openStreams]).toEqual([true, 0])
    response.destroy()
  })

  test('is hung up on after a while', async () => {
    await close()
    await open({ readTimeoutMs: 50 })
    const response = await post()
    response.pause()
    for (let nth = 0; nth < 200; nth += 1) source().push(long)
    await vi.waitFor(() => expect(source().returned).toBe(true))
    expect(handler.openStreams).toBe(0)
    response.destroy()
  })
})
