// The two transports and the HTTP shell between them, over real sockets of this machine.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, createServer as createSocketServer } from 'node:net'
import { parse } from 'graphql'
import { pino } from 'pino'
import { request as send } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { service } from './access.ts'
import type { TokenCheck } from './access-token.ts'
import { signatureHeaders, signRequest } from './call-signature.ts'
import { forbidden, GraphError, overloaded } from './graph-error.ts'
import { httpTransport } from './http-transport.ts'
import { memoryTransport } from './memory-transport.ts'
import type { RequestContext } from './request-context.ts'
import { parseSigningKeys } from './signing-keys.ts'
import { createSubgraph, type SubgraphHandler } from './subgraph.ts'
import type { SubgraphCall, SubgraphTransport } from './subgraph-call.ts'
import { subgraphHttp } from './subgraph-http.ts'

const key = 'g'.repeat(32)
const keys = parseSigningKeys(`gateway>shop=${key} orders>shop=${'o'.repeat(32)}`)
const log = pino({ enabled: false })

type Seen = RequestContext & { readonly call: SubgraphCall; readonly setCookie: (cookies: string[]) => void }

let handler: SubgraphHandler
let app: Awaited<ReturnType<typeof subgraphHttp>>
let url: string
let seen: Seen[] = []
const open: { stop(): void | PromiseLike<void> }[] = []

beforeAll(async () => {
  handler = await createSubgraph<Seen>({
    name: 'shop',
    typeDefs: parse(`
      scalar DateTime
      type Query {
        hello(name: String): String  now: DateTime  denied: String  boom: String  busy: String  slow(ms: Int!): String
        internal: Boolean  list: [String]
      }
      type Mutation { count: Int }
    `),
    resolvers: {
      Query: {
        hello: (_: unknown, { name }: { name?: string }, context: Seen) => {
          seen.push(context)
          return `hello ${name ?? 'world'}`
        },
        now: () => new Date(0),
        denied: () => {
          throw forbidden()
        },
        boom: () => {
          throw new Error('secret')
        },
        busy: () => {
          throw overloaded()
        },
        slow: (_: unknown, { ms }: { ms: number }) =>
          new Promise((resolve) => setTimeout(resolve, ms, 'slow')),
        internal: () => true,
        list: () => ['ä', '🧀', '\u2028', null],
      },
      Mutation: {
        count: (_: unknown, __: unknown, { setCookie }: Seen) => {
          setCookie(['a=1', 'b=2'])
          return 1
        },
      },
    },
    access: {
      ...Object.fromEntries(
        ['hello', 'now', 'denied', 'boom', 'busy', 'slow', 'list'].map(
          (field) => [`Query.${field}`, 'public'] as const,
        ),
      ),
      'Query.internal': service('orders'),
      'Mutation.count': 'public',
    },
    verifyToken: async (authorization): Promise<TokenCheck> =>
      authorization === undefined || authorization === 'Bearer good'
        ? { ok: true, viewer: { kind: 'anonymous' } }
        : { ok: false, reason: 'invalid' },
    createContext: (request, call, answer) => ({
      ...request,
      call,
      setCookie: (cookies) => {
        answer.setCookie = cookies
      },
    }),
    log,
  })
  app = await subgraphHttp({
    handler,
    keys,
    ready: () => true,
    internalRoutes: (guarded) => {
      guarded.get('/feed', async (request) => ({ caller: request.caller }))
      guarded.post('/broken', async () => {
        throw new Error('secret at 10.0.0.1')
      })
    },
    publicRoutes: (open) => {
      open.get('/.well-known/jwks.json', async () => ({ keys: [] }))
    },
  })
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`
})

afterAll(async () => {
  await app.close()
  await handler[Symbol.asyncDispose]()
})

afterEach(async () => {
  seen = []
  for (const { stop } of open.splice(0)) await stop()
})

function call(query: string, changes: Partial<SubgraphCall> = {}): SubgraphCall {
  return { query, requestId: 'req-12345678', deadlineAt: Date.now() + 2_000, ...changes }
}

function over(target: string, changes: Partial<Parameters<typeof httpTransport>[0]> = {}): SubgraphTransport {
  const transport = httpTransport({ caller: 'gateway', audience: 'shop', url: target, key, ...changes })
  open.push({ stop: () => transport[Symbol.asyncDispose]() })
  return transport
}

async function failureOf(answer: Promise<unknown>): Promise<string> {
  const error = await answer.then(
    () => new Error('no failure'),
    (caught: unknown) => caught,
  )
  if (!(error instanceof GraphError)) throw error
  return error.code
}

/** A server of somebody else's; counts the requests that it got. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/graphql`, requests: () => requests }
}

/** Breaks the first `times` connections as soon as a request has come, then answers. */
async function serveAfterBreaking(times: number) {
  let connections = 0
  const server = createSocketServer((socket) => {
    connections += 1
    const breaks = connections <= times
    socket.once('data', () => {
      if (breaks) return socket.resetAndDestroy()
      const body = '{"data":{"hello":"again"}}'
      socket.end(
        `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\ncontent-type: application/json\r\n\r\n${body}`,
      )
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ stop: () => void server.close() })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/graphql`, connections: () => connections }
}

describe('both transports', () => {
  test.each<[string, Partial<SubgraphCall>]>([
    ['{ hello now list }', {}],
    ['query ($name: String) { hello(name: $name) }', { variables: { name: 'Käse 🧀' } }],
    ['query A { hello } query B { now }', { operationName: 'B' }],
    ['{ denied hello boom busy }', {}],
    ['mutation { count }', {}],
    ['{ nowhere }', {}],
    ['{ hello', {}],
    ['query ($name: String!) { hello(name: $name) }', {}],
    ['query ($name: String) { hello(name: $name) }', { variables: { name: 'a\0' } }],
    ['{ hello }', { authorization: 'Bearer bad' }],
    ['{ internal }', {}],
    ['{ __schema { queryType { name } } }', {}],
  ])('give the same bytes for %s', async (query, changes) => {
    const inMemory = await memoryTransport({ caller: 'gateway', handler })(call(query, changes))
    const overHttp = await over(url)(call(query, changes))
    expect(JSON.stringify(overHttp)).toBe(JSON.stringify(inMemory))
  })

  test('tell the subgraph the same of the request', async () => {
    const client = { address: '203.0.113.9', agent: 'test', cookieMode: true, cookie: 'a=b' }
    const deadlineAt = Date.now() + 5_000
    const changes = { authorization: 'Bearer good', client, variables: { name: 'x' }, deadlineAt }
    const query = 'query Q($name: String) { hello(name: $name) }'
    await memoryTransport({ caller: 'gateway', handler })(call(query, changes))
    await over(url)(call(query, changes))
    const [inMemory, overHttp] = seen
    expect(overHttp).toMatchObject({ requestId: 'req-12345678', caller: 'gateway' })
    expect(overHttp?.call.client).toEqual(client)
    expect(overHttp?.caller).toBe(inMemory?.caller)
    expect(overHttp?.call.authorization).toBe(inMemory?.call.authorization)
    expect(inMemory?.deadlineAt).toBe(deadlineAt)
    // A budget travels and no time of day: the way costs a little, and no more than a busy machine takes.
    expect((overHttp?.deadlineAt ?? 0) - deadlineAt).toBeGreaterThan(-2)
    expect((overHttp?.deadlineAt ?? 0) - deadlineAt).toBeLessThan(2_500)
  })

  test.each(['memory', 'http'])('over %s: a call past its deadline is not begun', async (kind) => {
    const transport = kind === 'memory' ? memoryTransport({ caller: 'gateway', handler }) : over(url)
    expect(await failureOf(transport(call('{ hello }', { deadlineAt: Date.now() - 1 })))).toBe(
      'UPSTREAM_TIMEOUT',
    )
    expect(seen).toEqual([])
  })

  test.each(['memory', 'http'])('over %s: a slow resolver ends at the deadline', async (kind) => {
    const transport = kind === 'memory' ? memoryTransport({ caller: 'gateway', handler }) : over(url)
    const started = Date.now()
    expect(await failureOf(transport(call('{ slow(ms: 3000) }', { deadlineAt: started + 100 })))).toBe(
      'UPSTREAM_TIMEOUT',
    )
    expect(Date.now() - started).toBeLessThan(2_500)
  })

  test.each(['memory', 'http'])('over %s: a client that goes away takes its query along', async (kind) => {
    const transport = kind === 'memory' ? memoryTransport({ caller: 'gateway', handler }) : over(url)
    const controller = new AbortController()
    const answer = failureOf(transport(call('{ slow(ms: 3000) }', { signal: controller.signal })))
    setTimeout(() => controller.abort(), 50)
    const started = Date.now()
    expect(await answer).toBe('UPSTREAM_TIMEOUT')
    expect(Date.now() - started).toBeLessThan(2_500)
  })
})

test('the memory transport turns what a handler throws into an unavailable service', async () => {
  const broken: SubgraphHandler = { ...handler, handle: () => Promise.reject(new TypeError('secret')) }
  const error = await memoryTransport({ caller: 'gateway', handler: broken })(call('{ hello }')).catch(
    (caught) => caught,
  )
  expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', message: 'The shop service is not available.' })
})

describe('the HTTP shell', () => {
  const body = JSON.stringify({ query: '{ hello }' })

  function headersFor(
    changes: { caller?: string; key?: string; path?: string; body?: string; method?: string } = {},
  ) {
    const { caller = 'gateway', path = '/graphql', method = 'POST' } = changes
    return {
      'content-type': 'application/json',
      ...signRequest({
        caller,
        audience: 'shop',
        key: changes.key ?? keys.signingKey(caller, 'shop'),
        request: { method, path, body: changes.body ?? body },
      }),
    }
  }

  async function post(options: {
    headers?: Record<string, string>
    body?: string | Buffer
    path?: string
    method?: 'GET' | 'POST'
  }) {
    const { headers = {}, path = '/graphql', method = 'POST' } = options
    const response = await send(new URL(path, url), {
      method,
      headers,
      body: options.body ?? (method === 'POST' ? body : null),
    })
    return { status: response.statusCode, headers: response.headers, text: await response.body.text() }
  }

  const refusal = 'Only services of this shop may call here.'

  test('answers a signed request', async () => {
    expect(await post({ headers: headersFor() })).toMatchObject({
      status: 200,
      text: '{"data":{"hello":"hello world"}}',
    })
  })

  test.each<[string, Parameters<typeof post>[0]]>([
    ['no signature at all', { headers: { 'content-type': 'application/json' } }],
    ['no signature and malformed JSON', { body: '{', headers: { 'content-type': 'application/json' } }],
    ['no signature and no content type', {}],
    ['no signature and a body past the limit', { body: 'x'.repeat(2 * 1024 * 1024) }],
    [
      'a forged identity',
      {
        headers: {
          'content-type': 'application/json',
          'x-user-id': 'usr_admin',
          [signatureHeaders.caller]: 'orders',
        },
      },
    ],
    ['the key of nobody', { headers: headersFor({ key: 'n'.repeat(32) }) }],
    ['a signature over another body', { headers: headersFor({ body: '{}' }) }],
    ['a signature over another path', { headers: headersFor({ path: '/feed' }) }],
    [
      '_service',
      { body: '{"query":"{ _service { sdl } }"}', headers: { 'content-type': 'application/json' } },
    ],
    ['the feed without a signature', { path: '/feed', method: 'GET' }],
  ])('refuses %s with 401', async (_what, options) => {
    const { status, text, headers } = await post(options)
    expect(status).toBe(401)
    const { errors } = JSON.parse(text)
    expect(errors).toEqual([
      { message: refusal, extensions: { code: 'UNAUTHENTICATED', requestId: headers['x-request-id'] } },
    ])
    expect(seen).toEqual([])
  })

  test('refuses an unsigned request before its body has arrived', async () => {
    const { port } = app.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    open.push({ stop: () => void socket.destroy() })
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{',
    )
    const answer = await new Promise<Buffer>((resolve) => socket.once('data', resolve))
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 /)
  })

  test('refuses a replay of what it answered', async () => {
    const headers = headersFor()
    expect((await post({ headers })).status).toBe(200)
    expect((await post({ headers })).status).toBe(401)
    expect(seen).toHaveLength(1)
  })

  test('takes the identity of the caller from the signature', async () => {
    await post({
      headers: { ...headersFor({ caller: 'orders' }), 'x-user-id': 'usr_admin', 'x-caller': 'users' },
    })
    expect(seen[0]?.caller).toBe('orders')
    expect(seen[0]?.viewer).toEqual({ kind: 'anonymous' })
    const feed = await post({
      path: '/feed',
      method: 'GET',
      headers: headersFor({ path: '/feed', method: 'GET', body: '' }),
    })
    expect(feed.text).toBe('{"caller":"gateway"}')
  })

  test.each(['{', '', 'null', '[]', '7', '{"query":7}', '{"query":"{ hello }","variables":[]}'])(
    'refuses the signed body %j with 400',
    async (text) => {
      const { status, text: answer } = await post({ headers: headersFor({ body: text }), body: text })
      expect(status).toBe(400)
      expect(JSON.parse(answer).errors[0].extensions.code).toBe('BAD_REQUEST')
    },
  )

  test('refuses a signed body past 1 MiB with 413', async () => {
    const text = JSON.stringify({ query: `{ hello(name: "${'x'.repeat(1024 * 1024)}") }` })
    expect((await post({ headers: headersFor({ body: text }), body: text })).status).toBe(413)
  })

  test('masks what breaks beside GraphQL', async () => {
    const { status, text, headers } = await post({
      path: '/broken',
      headers: headersFor({ path: '/broken' }),
    })
    expect(status).toBe(500)
    expect(JSON.parse(text)).toEqual({
      errors: [
        {
          message: 'Something went wrong on our side.',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: headers['x-request-id'] },
        },
      ],
    })
  })

  test('keeps health and keys open to anybody', async () => {
    for (const path of ['/health/live', '/health/ready', '/.well-known/jwks.json']) {
      expect((await post({ path, method: 'GET' })).status).toBe(200)
    }
  })

  test('caps the deadline that a caller asks for, and gives one to who asks for none', async () => {
    await post({ headers: { ...headersFor(), 'x-deadline-ms': '86400000' } })
    await post({ headers: { ...headersFor(), 'x-deadline-ms': 'soon' } })
    await post({ headers: { ...headersFor(), 'x-deadline-ms': '500' } })
    const left = seen.map(({ deadlineAt }) => deadlineAt - Date.now())
    expect(left.map((ms) => Math.ceil(ms / 1_000))).toEqual([10, 10, 1])
  })
})

describe('the HTTP transport', () => {
  test('calls a refused signature an unavailable service, and not a bad token', async () => {
    const error = await over(url, { key: 'w'.repeat(32) })(call('{ hello }')).catch(
      (caught: unknown) => caught,
    )
    expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
    expect((error as GraphError).cause).toMatchObject({ message: 'shop answered 401 to our signature' })
  })

  test('calls a refused connection an unavailable service', async () => {
    const closed = await serve(() => {})
    for (const { stop } of open.splice(0)) await stop()
    expect(await failureOf(over(closed.url)(call('{ hello }')))).toBe('UPSTREAM_UNAVAILABLE')
  })

  test('waits for a hung service until the deadline and no longer', async () => {
    const hung = await serve(() => {})
    const started = Date.now()
    expect(await failureOf(over(hung.url)(call('{ hello }', { deadlineAt: started + 150 })))).toBe(
      'UPSTREAM_TIMEOUT',
    )
    expect(Date.now() - started).toBeLessThan(2_500)
    expect(hung.requests()).toBe(1)
  })

  test('waits for a body that trickles until the deadline and no longer', async () => {
    const trickling = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"data":')
    })
    expect(await failureOf(over(trickling.url)(call('{ hello }', { deadlineAt: Date.now() + 150 })))).toBe(
      'UPSTREAM_TIMEOUT',
    )
  })

  test.each<[string, (response: ServerResponse) => void]>([
    ['malformed JSON', (response) => response.end('{"data":')],
    ['an empty body', (response) => response.end()],
    [
      'HTML',
      (response) =>
        response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway at 10.0.0.1</h1>'),
    ],
    [
      'JSON that is no result',
      (response) => response.writeHead(500).end('{"statusCode":500,"message":"secret"}'),
    ],
    ['a list', (response) => response.end('[{"data":{}}]')],
    ['errors that are no list', (response) => response.end('{"errors":"secret"}')],
    ['errors without a message', (response) => response.end('{"errors":[{"path":["a"]}]}')],
    ['data that is no object', (response) => response.end('{"data":"secret"}')],
    [
      'a redirect',
      (response) =>
        response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end('{"data":{"hello":"x"}}'),
    ],
  ])('calls a service that answers %s unavailable', async (_what, answer) => {
    const odd = await serve((_request, response) => answer(response))
    expect(await failureOf(over(odd.url)(call('{ hello }')))).toBe('UPSTREAM_UNAVAILABLE')
    expect(odd.requests()).toBe(1)
  })

  test('takes no answer of more than 32 MiB', async () => {
    const flood = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const chunk = Buffer.alloc(1024 * 1024, ' ')
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      }
      response.on('drain', more)
      response.on('error', () => {})
      more()
    })
    expect(await failureOf(over(flood.url)(call('{ hello }', { deadlineAt: Date.now() + 5_000 })))).toBe(
      'UPSTREAM_UNAVAILABLE',
    )
  })

  test('takes the answer to a query that the service refuses', async () => {
    const refusing = await serve((_request, response) =>
      response.writeHead(503).end('{"errors":[{"message":"later","extensions":{"code":"OVERLOADED"}}]}'),
    )
    expect(await over(refusing.url)(call('{ hello }'))).toMatchObject({
      status: 503,
      body: { errors: [{ message: 'later' }] },
    })
  })

  test.each(['{ hello }', 'query Q { hello }'])(
    'sends %s once more when its connection broke',
    async (query) => {
      const flaky = await serveAfterBreaking(1)
      expect((await over(flaky.url)(call(query))).body).toEqual({ data: { hello: 'again' } })
      expect(flaky.connections()).toBe(2)
    },
  )

  test('sends it once more and not twice', async () => {
    const broken = await serveAfterBreaking(5)
    expect(await failureOf(over(broken.url)(call('{ hello }')))).toBe('UPSTREAM_UNAVAILABLE')
    expect(broken.connections()).toBe(2)
  })

  test.each([
    'mutation { count }',
    'mutation Count { count }',
    '# a comment\nmutation { count }',
    'fragment F on Mutation { count } mutation { ...F }',
    'query Q { hello } mutation M { count }',
  ])('never sends %s again', async (query) => {
    const flaky = await serveAfterBreaking(1)
    expect(await failureOf(over(flaky.url)(call(query)))).toBe('UPSTREAM_UNAVAILABLE')
    expect(flaky.connections()).toBe(1)
  })

  test('signs a repeated query anew: the first nonce may have been used', async () => {
    const nonces: unknown[] = []
    let first = true
    const flaky = await serve((request, response) => {
      nonces.push(request.headers[signatureHeaders.nonce])
      if (first) {
        first = false
        request.socket.resetAndDestroy()
      } else response.end('{"data":{}}')
    })
    await over(flaky.url)(call('{ hello }'))
    expect(new Set(nonces).size).toBe(2)
  })

  test('sends no signature to a graph that asks for none', async () => {
    let headers: IncomingMessage['headers'] = {}
    const foreign = await serve((request, response) => {
      headers = request.headers
      response.end('{"data":{"hello":"x"}}')
    })
    await over(foreign.url, { key: undefined })(call('{ hello }', { authorization: 'Bearer t' }))
    expect(Object.values(signatureHeaders).filter((name) => name in headers)).toEqual([])
    expect(headers.authorization).toBe('Bearer t')
  })
})
