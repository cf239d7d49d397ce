// Both ways to one subgraph of the shop, held to the same: over real sockets of this machine, and in memory.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Trace } from '@apollo/usage-reporting-protobuf'
import type {
  SubgraphRequest,
  SubgraphResponse,
  SubgraphTransport,
} from '@supermarket/engine/transport/subgraph-transport.ts'
import { signatureHeaders } from '@supermarket/service-kit/call-signature.ts'
import { type TestSource, testSource } from '@supermarket/service-kit/event-source.fixture.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import type { RequestContext } from '@supermarket/service-kit/request-context.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import { createSubgraph, type SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import type { SubgraphCall } from '@supermarket/service-kit/subgraph-call.ts'
import { subgraphHttp } from '@supermarket/service-kit/subgraph-http.ts'
import { anonymous } from '@supermarket/service-kit/viewer.ts'
import { parse } from 'graphql'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { GatewayContext } from './context.ts'
import { handlerSubgraph, httpSubgraph } from './subgraph-transports.ts'

const key = 'g'.repeat(32)
const keys = parseSigningKeys(`gateway>shop=${key}`)

type Seen = RequestContext & { readonly call: SubgraphCall; readonly setCookie: (cookies: string[]) => void }
type Way = 'http' | 'memory'

const seen: Seen[] = []
const logged: Record<string, unknown>[] = []
let sources: TestSource<number>[] = []
let handler: SubgraphHandler
let app: Awaited<ReturnType<typeof subgraphHttp>>
let url: string
const open: SubgraphTransport[] = []

const log = createLog({
  service: 'gateway',
  level: 'warn',
  destination: { write: (line: string) => void logged.push(JSON.parse(line)) },
})

beforeAll(start)
afterAll(stop)
beforeEach(() => {
  sources = []
  seen.length = 0
  logged.length = 0
})
afterEach(async () => {
  for (const { close } of open.splice(0)) await close?.()
})

async function start(): Promise<void> {
  handler = await createSubgraph<Seen>({
    name: 'shop',
    typeDefs: parse(`
      type Query { hello(name: String): String  slow(ms: Int!): String  boom: String }
      type Mutation { count: Int  slow(ms: Int!): String }
      type Subscription { ticked: Int }
    `),
    resolvers: {
      Query: { hello: (_: unknown, { name }: { name?: string }) => `hello ${name ?? 'world'}`, slow, boom },
      Mutation: { count, slow },
      Subscription: { ticked: { subscribe: ticking, resolve: (tick: number) => tick } },
    },
    access: Object.fromEntries(
      [
        'Query.hello',
        'Query.slow',
        'Query.boom',
        'Mutation.count',
        'Mutation.slow',
        'Subscription.ticked',
      ].map((field) => [field, 'public'] as const),
    ),
    verifyToken: async (authorization) =>
      authorization === 'Bearer bad' ? { ok: false, reason: 'invalid' } : { ok: true, viewer: anonymous },
    createContext: (request, call, answer) => {
      const setCookie = (cookies: readonly string[]) => {
        answer.setCookie = cookies
      }
      const context = { ...request, call, setCookie }
      seen.push(context)
      return context
    },
    log: createLog({ service: 'shop', level: 'silent' }),
    streams: { perViewer: 2 },
  })
  app = await subgraphHttp({ handler, keys, ready: () => true })
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`
}

async function stop(): Promise<void> {
  await app.close()
  await handler[Symbol.asyncDispose]()
}

function slow(_: unknown, { ms }: { ms: number }) {
  return new Promise((resolve) => setTimeout(resolve, ms, 'slow'))
}

function boom() {
  throw new Error('secret')
}

function count(_: unknown, __: unknown, { setCookie }: Seen) {
  setCookie(['a=1', 'b=2'])
  return 1
}

function ticking(): TestSource<number> {
  const source = testSource<number>()
  sources.push(source)
  return source
}

function over(way: Way, changes: Partial<Parameters<typeof httpSubgraph>[0]> = {}): SubgraphTransport {
  const transport =
    way === 'http'
      ? httpSubgraph({ name: 'shop', url, key, log, ...changes })
      : handlerSubgraph({ handler, log })
  open.push(transport)
  return transport
}

function context(changes: Partial<GatewayContext> = {}): GatewayContext {
  return {
    requestId: 'req-12345678',
    startedAt: 0,
    authorization: undefined,
    token: { ok: true, viewer: anonymous },
    client: { address: '203.0.113.9', agent: 'a test' },
    clientApp: { name: '', version: '' },
    deadlineAt: Date.now() + 10_000,
    signal: new AbortController().signal,
    tokenByCookie: false,
    passCookies: () => {},
    ...changes,
  }
}

function request(query: string, changes: Partial<SubgraphRequest> = {}): SubgraphRequest {
  return {
    subgraph: 'shop',
    kind: 'query',
    operationName: undefined,
    query,
    variablesJson: '{}',
    context: context(),
    deadlineAt: Date.now() + 10_000,
    signal: undefined,
    captureTrace: false,
    ...changes,
  }
}

const subscription = (changes: Partial<SubgraphRequest> = {}) =>
  request('subscription { ticked }', {
    kind: 'subscription',
    deadlineAt: Number.POSITIVE_INFINITY,
    ...changes,
  })

function follow(transport: SubgraphTransport, asked = subscription()): AsyncIterator<SubgraphResponse> {
  if (!transport.subscribe) throw new Error('it cannot subscribe')
  return transport.subscribe(asked)[Symbol.asyncIterator]()
}

const failureOf = (answer: Promise<unknown>) =>
  answer.then(
    (value) => ({ answered: value }),
    ({ message, extensions }) => ({ message, code: extensions.code }),
  )
const late = { code: 'UPSTREAM_TIMEOUT', message: 'The shop service did not answer in time.' }
const away = { code: 'UPSTREAM_UNAVAILABLE', message: 'The shop service is not available.' }

test.each<[string, Partial<SubgraphRequest>]>([
  ['{ hello }', {}],
  ['query ($name: String) { hello(name: $name) }', { variablesJson: '{"name":"Käse 🧀"}' }],
  ['query A { hello } query B { boom }', { operationName: 'B' }],
  ['{ hello boom }', {}],
  ['{ nowhere }', {}],
  ['mutation { count }', { kind: 'mutation' }],
  ['{ hello }', { context: context({ authorization: 'Bearer bad' }) }],
])('both ways give the same answer to %s', async (query, changes) => {
  const [http, memory] = await Promise.all([
    over('http').execute(request(query, changes)),
    over('memory').execute(request(query, changes)),
  ])
  expect(answerOf(http)).toEqual(answerOf(memory))
})

test('both ways bring the same trace when it is asked for, and none when it is not', async () => {
  const asked = (captureTrace: boolean) => request('{ hi: hello boom }', { captureTrace })
  for (const way of ['http', 'memory'] as const) {
    const transport = over(way)
    expect((await transport.execute(asked(false))).extensions).toBeUndefined()
    const { data, errors, extensions } = await transport.execute(asked(true))
    expect([data, errors?.map(({ message }) => message)]).toEqual([
      { hi: 'hello world', boom: null },
      ['Something went wrong on our side.'],
    ])
    const { root } = Trace.decode(Buffer.from(String(extensions?.ftv1), 'base64'))
    const traced = root?.child?.map(({ originalFieldName, responseName, parentType, type, error }) => ({
      field: `${parentType}.${originalFieldName || responseName}: ${type}`,
      errors: error?.map(({ message }) => message),
    }))
    expect(traced).toEqual([
      { field: 'Query.hello: String', errors: [] },
      { field: 'Query.boom: String', errors: ['<masked>'] },
    ])
    expect(JSON.stringify(root)).not.toContain('secret')
    expect((await transport.execute(asked(false))).extensions).toBeUndefined()
  }
})

/** Without what is known of its text, which in memory there is none of. */
function answerOf({ plain, ...answer }: SubgraphResponse): unknown {
  return JSON.parse(JSON.stringify(answer))
}

test('both ways tell the subgraph the same of a request', async () => {
  const client = { address: '203.0.113.9', agent: 'a test', cookieMode: true, cookie: 'a=b' }
  const asked = request('query Q($name: String) { hello(name: $name) }', {
    operationName: 'Q',
    variablesJson: '{"name":"x"}',
    context: context({ authorization: 'Bearer good', client }),
    deadlineAt: Date.now() + 2_000,
  })
  await over('http').execute(asked)
  await over('memory').execute(asked)
  expect(seen).toHaveLength(2)
  for (const { requestId, caller, deadlineAt, call } of seen) {
    expect({ requestId, caller }).toEqual({ requestId: 'req-12345678', caller: 'gateway' })
    expect(call).toMatchObject({
      client,
      authorization: 'Bearer good',
      operationName: 'Q',
      variables: { name: 'x' },
    })
    // A budget travels and no time of day: the way costs a little, and no more than a busy machine takes.
    expect(Math.abs(deadlineAt - asked.deadlineAt)).toBeLessThan(1_500)
  }
})

describe.each<Way>(['http', 'memory'])('over %s', (way) => {
  test('cookies of a mutation are passed on, and those of a query are not', async () => {
    const passCookies = vi.fn()
    const transport = over(way)
    await transport.execute(
      request('mutation { count }', { kind: 'mutation', context: context({ passCookies }) }),
    )
    expect(passCookies).toHaveBeenCalledExactlyOnceWith(['a=1', 'b=2'])
    await transport.execute(request('mutation { count }', { context: context({ passCookies }) }))
    expect(passCookies).toHaveBeenCalledTimes(1)
  })

  test('a fetch that is late is told in the words of the shop, and logged', async () => {
    const asked = request('{ slow(ms: 2000) }', { deadlineAt: Date.now() + 50 })
    expect(await failureOf(over(way).execute(asked))).toEqual(late)
    expect(logged).toMatchObject([{ requestId: 'req-12345678', subgraph: 'shop', msg: 'a fetch failed' }])
  })

  test('whoever leaves is waited for no more, and nothing is logged', async () => {
    const left = new AbortController()
    const { signal } = left
    const answer = over(way).execute(request('{ slow(ms: 2000) }', { signal, context: context({ signal }) }))
    setTimeout(() => left.abort(), 20)
    expect(await failureOf(answer)).toEqual(late)
    expect(logged).toEqual([])
  })

  test('a mutation goes on when its client leaves', async () => {
    const left = new AbortController()
    const { signal } = left
    const transport = over(way)
    const asked = { kind: 'mutation', signal, context: context({ signal }) } as const
    const answer = transport.execute(request('mutation { slow(ms: 100) }', asked))
    left.abort()
    expect((await answer).data).toEqual({ slow: 'slow' })
  })

  test('a mutation leaves half a second of the request to the rest of the plan', async () => {
    const deadlineAt = Date.now() + 700
    const asked = request('mutation { slow(ms: 5000) }', { kind: 'mutation', deadlineAt })
    expect(await failureOf(over(way).execute(asked))).toEqual(late)
    expect(Date.now()).toBeLessThan(deadlineAt)
  })

  test('a fetch that the subgraph does not take is told in the log', async () => {
    await over(way).execute(request('{ nowhere }'))
    expect(logged).toMatchObject([
      { requestId: 'req-12345678', subgraph: 'shop', msg: 'a subgraph did not take a fetch' },
    ])
  })

  test('identical queries in flight are sent once, for one user and not for two', async () => {
    const transport = over(way)
    const ask = (authorization: string | undefined, kind: 'query' | 'mutation' = 'query') =>
      transport.execute(request(`${kind} { slow(ms: 50) }`, { kind, context: context({ authorization }) }))
    const answers = await Promise.all([
      ...[ask('Bearer ann'), ask('Bearer ann'), ask('Bearer ann')],
      ...[ask('Bearer bob'), ask(undefined), ask(undefined)],
    ])
    expect(seen.map(({ call }) => call.authorization).toSorted()).toEqual([
      'Bearer ann',
      'Bearer bob',
      undefined,
    ])
    expect(new Set(answers.map(({ data }) => data)).size).toBe(6)
    seen.length = 0
    await Promise.all([ask('Bearer ann', 'mutation'), ask('Bearer ann', 'mutation')])
    expect(seen).toHaveLength(2)
  })

  describe('a subscription', () => {
    test('gives each event and ends when it is complete', async () => {
      const events = follow(over(way))
      const first = events.next()
      await vi.waitFor(() => expect(sources).toHaveLength(1))
      sources[0]?.push(1)
      sources[0]?.push(2)
      sources[0]?.finish()
      expect(JSON.parse(JSON.stringify(await first))).toEqual({ done: false, value: { data: { ticked: 1 } } })
      expect((await events.next()).value?.data).toEqual({ ticked: 2 })
      expect((await events.next()).done).toBe(true)
      expect(handler.openStreams).toBe(0)
    })

    test('is begun with the token of now', async () => {
      const transport = over(way)
      for (const authorization of ['Bearer old', 'Bearer new']) {
        const events = follow(transport, subscription({ context: context({ authorization }) }))
        const first = events.next()
        await vi.waitFor(() => expect(handler.openStreams).toBe(1))
        await events.return?.()
        await first
        await vi.waitFor(() => expect(handler.openStreams).toBe(0))
      }
      const tokens = new Set(seen.map(({ call }) => call.authorization))
      expect([...tokens]).toEqual(['Bearer old', 'Bearer new'])
    })

    test.each<[string, Partial<SubgraphRequest>, string]>([
      ['with a bad token', { context: context({ authorization: 'Bearer bad' }) }, 'UNAUTHENTICATED'],
      ['of nothing', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ])('%s is refused in one answer', async (_what, changes, code) => {
      const events = follow(over(way), subscription(changes))
      const { value } = await events.next()
      expect(value).not.toHaveProperty('data', expect.anything())
      expect(value?.errors?.map((error: { extensions: { code: string } }) => error.extensions.code)).toEqual([
        code,
      ])
      expect((await events.next()).done).toBe(true)
    })

    test('past the limit of its viewer is refused, which is no reason to come again', async () => {
      const transport = over(way)
      const others = [follow(transport), follow(transport)]
      const waiting = others.map((events) => events.next())
      await vi.waitFor(() => expect(handler.openStreams).toBe(2))
      const { value } = await follow(transport).next()
      expect(value?.errors?.[0]?.extensions?.code).toBe('RATE_LIMITED')
      await Promise.all(others.map((events) => events.return?.()))
      await Promise.all(waiting)
      await vi.waitFor(() => expect(handler.openStreams).toBe(0))
    })

    test.each<[string, (left: AbortController, events: AsyncIterator<unknown>) => unknown]>([
      ['whose reader returns', (_left, events) => events.return?.()],
      ['whose client leaves', (left) => left.abort()],
    ])('%s ends at once, here and there', async (_what, leave) => {
      const left = new AbortController()
      const { signal } = left
      const events = follow(over(way), subscription({ signal, context: context({ signal }) }))
      const waiting = events.next()
      await vi.waitFor(() => expect(handler.openStreams).toBe(1))
      await leave(left, events)
      expect((await waiting).done).toBe(true)
      await vi.waitFor(() => expect([handler.openStreams, sources[0]?.returned]).toEqual([0, true]))
      expect(logged).toEqual([])
    })

    test('that breaks off is told in the words of the shop, and logged', async () => {
      const waiting = failureOf(follow(over(way)).next())
      await vi.waitFor(() => expect(handler.openStreams).toBe(1))
      await stop()
      expect(await waiting).toEqual(away)
      expect(logged).toMatchObject([{ subgraph: 'shop', msg: 'a subscription broke off' }])
      await start()
    })
  })
})

describe('over http', () => {
  /** A server of somebody else's. */
  async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
    const server = createServer(answer)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const close = () => {
      server.closeAllConnections()
      server.close()
    }
    return { url: `http://127.0.0.1:${port}/graphql`, close }
  }

  test('a refused signature is an unavailable service, and not a bad token', async () => {
    const transport = over('http', { key: 'w'.repeat(32) })
    expect(await failureOf(transport.execute(request('{ hello }')))).toEqual(away)
    expect(await failureOf(follow(transport).next())).toEqual(away)
    expect(JSON.stringify(logged)).toContain('shop refused our signature')
    expect(seen).toEqual([])
  })

  test('a service that is not there is unavailable, and nothing of its address is told', async () => {
    const gone = await serve(() => {})
    gone.close()
    const transport = over('http', { url: gone.url })
    expect(await failureOf(transport.execute(request('{ hello }')))).toEqual(away)
    expect(await failureOf(follow(transport).next())).toEqual(away)
    expect(logged).toHaveLength(2)
    expect(JSON.stringify(logged[0])).toContain('ECONNREFUSED')
  })

  test('a graph that asks for no signature gets none', async () => {
    let headers: IncomingMessage['headers'] = {}
    const foreign = await serve((incoming, response) => {
      headers = incoming.headers
      response.end('{"data":{"hello":"x"}}')
    })
    const transport = over('http', { url: foreign.url, key: undefined })
    await transport.execute(request('{ hello }', { context: context({ authorization: 'Bearer t' }) }))
    expect(Object.values(signatureHeaders).filter((name) => name in headers)).toEqual([])
    expect(headers.authorization).toBe('Bearer t')
    foreign.close()
  })
})
