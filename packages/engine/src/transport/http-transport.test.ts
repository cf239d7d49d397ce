import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { EngineError } from '../errors.ts'
import { FetchFailure, type FetchFailureReason } from './fetch-failure.ts'
import { httpTransport } from './http-transport.ts'
import type { HttpTransportOptions } from './http-wire.ts'
import {
  type Answering,
  answeringWith,
  failureOf,
  type LocalSubgraph,
  localSubgraph,
  type RawSubgraph,
  rawSubgraph,
  subgraphRequest,
} from './local-subgraph.fixture.ts'
import type { SubgraphTransport } from './subgraph-transport.ts'
import type { FetchEvent } from './transport-events.ts'

const hello = '{"data":{"hello":"world"}}'
const resources: { close(): Promise<unknown> }[] = []

afterEach(async () => {
  for (const { close } of resources.splice(0)) await close()
})

function over(url: string, options: Partial<HttpTransportOptions> = {}): SubgraphTransport {
  const transport = httpTransport({ url, ...options })
  resources.push({ close: async () => transport.close?.() })
  return transport
}

async function serve(answering: Answering): Promise<LocalSubgraph> {
  const subgraph = await localSubgraph(answering)
  resources.push({ close: async () => subgraph[Symbol.asyncDispose]() })
  return subgraph
}

async function serveRaw(...parameters: Parameters<typeof rawSubgraph>): Promise<RawSubgraph> {
  const subgraph = await rawSubgraph(...parameters)
  resources.push({ close: async () => subgraph[Symbol.asyncDispose]() })
  return subgraph
}

function inMs(ms: number) {
  return { deadlineAt: Date.now() + ms }
}

async function expectUnavailable(call: Promise<unknown>, reason: FetchFailureReason): Promise<FetchFailure> {
  const error = await failureOf(call)
  if (!(error instanceof EngineError)) throw error
  expect(error.toJSON()).toEqual({
    message: 'The shop subgraph is not available.',
    extensions: { code: 'UPSTREAM_UNAVAILABLE' },
  })
  const failure = error.cause as FetchFailure
  expect(failure).toBeInstanceOf(FetchFailure)
  expect(failure.reason).toBe(reason)
  return failure
}

async function expectTimeout(call: Promise<unknown>): Promise<void> {
  expect(await failureOf(call)).toMatchObject({
    message: 'The shop subgraph did not answer in time.',
    extensions: { code: 'UPSTREAM_TIMEOUT' },
  })
}

describe('what goes out', () => {
  test('is a POST of JSON that asks for a GraphQL response and for no coding', async () => {
    const subgraph = await serve(answeringWith(hello))
    const answer = await over(subgraph.url).execute(subgraphRequest())
    expect(answer).toEqual({ data: { hello: 'world' }, plain: true })
    const [request] = subgraph.requests
    expect([request?.method, request?.url]).toEqual(['POST', '/graphql?v=1'])
    expect(request?.headers).toEqual({
      host: expect.any(String),
      connection: 'keep-alive',
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      'content-length': '36',
    })
    expect(subgraph.bodies).toEqual(['{"query":"{ hello }","variables":{}}'])
  })

  test('carries the name of the operation, its variables as they are, extensions, and asks for a trace', async () => {
    const subgraph = await serve(answeringWith(hello))
    await over(subgraph.url, { extensions: ({ subgraph: name }) => ({ asked: name }) }).execute(
      subgraphRequest({
        query: 'query Q($a: String) { hello(a: $a, b: "\u2028\\"") }',
        operationName: 'Q',
        variablesJson: '{"__proto__":{"a":1},"a":"é\\u0000"}',
        captureTrace: true,
      }),
    )
    expect(subgraph.bodies).toEqual([
      `{"query":${JSON.stringify('query Q($a: String) { hello(a: $a, b: "\u2028\\"") }')},"operationName":"Q",` +
        '"variables":{"__proto__":{"a":1},"a":"é\\u0000"},"extensions":{"asked":"shop"}}',
    ])
    expect(subgraph.requests[0]?.headers['apollo-federation-include-trace']).toBe('ftv1')
  })

  test('has the headers that the hook makes of the request and of the exact body', async () => {
    const subgraph = await serve(answeringWith(hello))
    const transport = over(subgraph.url, {
      headers: ({ request, body }) => ({
        authorization: String(request.context),
        'x-digest': `${body.length}`,
      }),
    })
    await transport.execute(subgraphRequest({ context: 'Bearer ann' }))
    expect(subgraph.requests[0]?.headers).toMatchObject({ authorization: 'Bearer ann', 'x-digest': '36' })
  })

  test('goes over kept connections: two for calls in a row, as undici frees one a turn after its answer', async () => {
    const subgraph = await serve(answeringWith(hello))
    const transport = over(subgraph.url)
    for (let call = 0; call < 20; call++) await transport.execute(subgraphRequest())
    expect([subgraph.requests.length, subgraph.connections()]).toEqual([20, 2])
  })

  test('goes over as many connections as there are calls at once, up to the limit, and over the same again', async () => {
    const subgraph = await serve(answeringWith(hello))
    const transport = over(subgraph.url, { connections: 4 })
    for (let round = 0; round < 3; round++) {
      await Promise.all(Array.from({ length: 16 }, () => transport.execute(subgraphRequest())))
    }
    expect([subgraph.requests.length, subgraph.connections()]).toEqual([48, 4])
  })

  test.each<[string, NonNullable<HttpTransportOptions['headers']>]>([
    ['is no header', () => ({ 'x-split': 'a\r\nx-evil: 1' })],
    ['is a header of undici', () => ({ 'transfer-encoding': 'chunked' })],
  ])('does not go out when what a hook makes %s', async (_what, headers) => {
    const subgraph = await serve(answeringWith(hello))
    await expectUnavailable(over(subgraph.url, { headers }).execute(subgraphRequest()), 'unsent')
    expect(subgraph.requests).toEqual([])
  })

  test('does not go out when a hook throws, and the log learns why', async () => {
    const subgraph = await serve(answeringWith(hello))
    const broken = new Error('no key')
    const transport = over(subgraph.url, {
      headers: () => {
        throw broken
      },
    })
    expect(await failureOf(transport.execute(subgraphRequest()))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      cause: broken,
    })
    expect(subgraph.requests).toEqual([])
  })

  test('does not go out after close, which waits for what is in flight', async () => {
    const arrived = Promise.withResolvers<() => void>()
    const subgraph = await serve((response) => arrived.resolve(() => response.end(hello)))
    const transport = over(subgraph.url)
    const inFlight = transport.execute(subgraphRequest())
    const finish = await arrived.promise
    const closed = transport.close?.()
    await expectUnavailable(transport.execute(subgraphRequest()), 'unsent')
    finish()
    expect(await inFlight).toEqual({ data: { hello: 'world' }, plain: true })
    await closed
    await transport.close?.()
    expect(subgraph.requests.length).toBe(1)
  })
})

describe('what counts as an answer', () => {
  test.each([200, 400, 401, 403, 500, 503])('is GraphQL with status %i', async (status) => {
    const text = '{"errors":[{"message":"No.","extensions":{"code":"UNAUTHENTICATED"}}]}'
    const subgraph = await serve(answeringWith(text, status))
    const seen: unknown[] = []
    const transport = over(subgraph.url, { onHeaders: (_request, answer) => seen.push(answer.status) })
    expect(await transport.execute(subgraphRequest())).toEqual({
      errors: [{ message: 'No.', extensions: { code: 'UNAUTHENTICATED' } }],
      plain: true,
    })
    expect(seen).toEqual([status])
  })

  test('brings its cookies to the hook', async () => {
    const subgraph = await serve((response) =>
      response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'], __proto__: 'x' }).end(hello),
    )
    const seen: unknown[] = []
    const request = subgraphRequest({ context: { client: 1 } })
    await over(subgraph.url, {
      onHeaders: (asked, { headers }) => seen.push(asked, headers['set-cookie']),
    }).execute(request)
    expect(seen).toEqual([request, ['a=1', 'b=2']])
  })

  test('may come in pieces, with a character torn apart', async () => {
    const bytes = Buffer.from('{"data":{"hello":"wörld"}}')
    const cut = bytes.indexOf('ö') + 1
    const subgraph = await serve(async (response) => {
      response.writeHead(200)
      response.write(bytes.subarray(0, cut))
      await new Promise(setImmediate)
      response.end(bytes.subarray(cut))
    })
    expect(await over(subgraph.url).execute(subgraphRequest())).toEqual({
      data: { hello: 'wörld' },
      plain: false,
    })
  })

  test('keeps hostile names as data', async () => {
    const subgraph = await serve(
      answeringWith(
        '{"__proto__":{"errors":[]},"data":{"__proto__":{"admin":true},"constructor":"x","toString":1}}',
      ),
    )
    const { data } = await over(subgraph.url).execute(subgraphRequest())
    expect(JSON.stringify(data)).toBe('{"__proto__":{"admin":true},"constructor":"x","toString":1}')
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
    expect(({} as { admin?: boolean }).admin).toBe(undefined)
  })

  test.each<[string, Answering]>([
    ['an empty body', answeringWith('')],
    ['malformed JSON', answeringWith('{"data":')],
    ['HTML', answeringWith('<h1>Bad gateway at 10.0.0.1</h1>', 502, { 'content-type': 'text/html' })],
    ['JSON of a framework', answeringWith('{"statusCode":500,"message":"secret"}', 500)],
    ['a list', answeringWith('[{"data":{}}]')],
    ['null', answeringWith('null')],
    ['data that is a string', answeringWith('{"data":"secret"}')],
    ['data that is a list', answeringWith('{"data":[]}')],
    ['errors that are no list', answeringWith('{"errors":"secret"}')],
    ['errors without a message', answeringWith('{"data":null,"errors":[{"path":["a"]}]}')],
    ['an error that is null', answeringWith('{"data":null,"errors":[null]}')],
    ['no errors and no data', answeringWith('{"errors":[]}')],
    ['its answer under __proto__', answeringWith('{"__proto__":{"data":{"hello":"world"}}}')],
    ['a redirect', answeringWith(hello, 307, { location: 'http://127.0.0.1:1/' })],
    ['not modified', answeringWith('', 304)],
    ['a coding that nobody knows', answeringWith(hello, 200, { 'content-encoding': 'rot13' })],
    ['what is not gzip as gzip', answeringWith(hello, 200, { 'content-encoding': 'gzip' })],
  ])('is not %s, and it is asked once', async (_what, answering) => {
    const subgraph = await serve(answering)
    await expectUnavailable(over(subgraph.url).execute(subgraphRequest()), 'not-graphql')
    expect(subgraph.requests.length).toBe(1)
  })

  test('keeps of an error what has the right shape', async () => {
    const subgraph = await serve(
      answeringWith(
        JSON.stringify({
          data: null,
          errors: [
            {
              message: 'a',
              path: ['x', 0],
              locations: [{ line: 1, column: 2 }],
              extensions: { code: 'A' },
              stack: 's',
            },
            { message: 'b', path: 'x', locations: [{ line: 'one', column: 2 }], extensions: 'secret' },
            { message: 'c', path: [{ x: 1 }], locations: {}, extensions: [] },
            { message: 'd', path: [1.5], locations: [null], extensions: null },
          ],
          extensions: 'none',
        }),
      ),
    )
    expect(await over(subgraph.url).execute(subgraphRequest())).toEqual({
      data: null,
      errors: [
        { message: 'a', path: ['x', 0], locations: [{ line: 1, column: 2 }], extensions: { code: 'A' } },
        { message: 'b' },
        { message: 'c' },
        { message: 'd' },
      ],
      plain: true,
    })
  })

  test('may hold null errors, as some servers write them', async () => {
    const subgraph = await serve(
      answeringWith('{"data":{"hello":"x"},"errors":null,"extensions":{"ftv1":"t"}}'),
    )
    expect(await over(subgraph.url).execute(subgraphRequest())).toEqual({
      data: { hello: 'x' },
      extensions: { ftv1: 't' },
      plain: true,
    })
  })
})

describe('the size of an answer', () => {
  const atLimit = `{"data":{"hello":"${'x'.repeat(1_000 - 23)}"}}`

  test('may be the limit', async () => {
    expect(atLimit.length).toBe(998)
    const subgraph = await serve(answeringWith(atLimit))
    const transport = over(subgraph.url, { maxAnswerBytes: 998 })
    const { data } = await transport.execute(subgraphRequest())
    expect(JSON.stringify({ data })).toBe(atLimit)
  })

  test('that is told to be more ends the call with the headers', async () => {
    const subgraph = await serve((response) => {
      response.writeHead(200, { 'content-length': '999' })
      response.write(' ')
    })
    await expectUnavailable(
      over(subgraph.url, { maxAnswerBytes: 998 }).execute(subgraphRequest()),
      'too-large',
    )
    await subgraph.empty()
  })

  test('that turns out to be more ends the call while it comes', async () => {
    const subgraph = await serve((response) => {
      response.writeHead(200)
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(64 * 1024)));
      }
      response.on('drain', more)
      more()
    })
    const before = process.memoryUsage().arrayBuffers
    const transport = over(subgraph.url, { maxAnswerBytes: 1024 * 1024 })
    await expectUnavailable(transport.execute(subgraphRequest()), 'too-large')
    await subgraph.empty()
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024)
    expect(subgraph.requests.length).toBe(1)
  })

  test.each([
    ['gzip', gzipSync],
    ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ])('counts when it is inflated, too: a bomb of %s', async (coding, compress) => {
    const bomb = compress(Buffer.alloc(16 * 1024 * 1024, ' '))
    const subgraph = await serve((response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(bomb),
    )
    const transport = over(subgraph.url, { compression: true, maxAnswerBytes: 1024 * 1024 })
    await expectUnavailable(transport.execute(subgraphRequest()), 'too-large')
    expect(subgraph.requests[0]?.headers['accept-encoding']).toBe('gzip, br')
  })

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('inflates %s', async (coding, compress) => {
    const subgraph = await serve((response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(compress(hello)),
    )
    expect(await over(subgraph.url).execute(subgraphRequest())).toEqual({
      data: { hello: 'world' },
      plain: true,
    })
  })
})

describe('time', () => {
  test('is over at the deadline when the subgraph hangs, and the connection is closed', async () => {
    const subgraph = await serve(() => {})
    const startedAt = Date.now()
    await expectTimeout(over(subgraph.url).execute(subgraphRequest({ deadlineAt: startedAt + 60 })))
    expect(Date.now()).toBeGreaterThanOrEqual(startedAt + 60)
    expect(Date.now()).toBeLessThan(startedAt + 1_000)
    await subgraph.empty()
    expect(subgraph.requests.length).toBe(1)
  })

  test('is over at the deadline when the body trickles', async () => {
    const subgraph = await serve((response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 5)
      response.on('close', () => clearInterval(drip))
    })
    await expectTimeout(over(subgraph.url).execute(subgraphRequest(inMs(60))))
    await subgraph.empty()
  })

  test('is over at once when the deadline has passed or the client has left, and nothing is sent', async () => {
    const subgraph = await serve(answeringWith(hello))
    const transport = over(subgraph.url)
    await expectTimeout(transport.execute(subgraphRequest(inMs(0))))
    await expectTimeout(transport.execute(subgraphRequest({ signal: AbortSignal.abort() })))
    expect(subgraph.connections()).toBe(0)
  })

  test('is enough for a slow answer', async () => {
    const subgraph = await serve((response) => setTimeout(() => response.end(hello), 40))
    expect(await over(subgraph.url).execute(subgraphRequest(inMs(5_000)))).toEqual({
      data: { hello: 'world' },
      plain: true,
    })
  })

  test('ends with the client, and the connection is closed', async () => {
    const arrived = Promise.withResolvers<void>()
    const subgraph = await serve(() => arrived.resolve())
    const client = new AbortController()
    const call = over(subgraph.url).execute(subgraphRequest({ signal: client.signal }))
    await arrived.promise
    client.abort(new Error('gone'))
    const error = await failureOf(call)
    expect(error).toMatchObject({ code: 'UPSTREAM_TIMEOUT', cause: { message: 'gone' } })
    await subgraph.empty()
  })

  test('that ends while a call waits for a connection sends nothing and costs no connection', async () => {
    const arrived = Promise.withResolvers<() => void>()
    let held = false
    const subgraph = await serve((response) => {
      if (held) response.end(hello)
      else arrived.resolve(() => response.end(hello))
      held = true
    })
    const transport = over(subgraph.url, { connections: 1 })
    const first = transport.execute(subgraphRequest())
    const finish = await arrived.promise
    await expectTimeout(
      transport.execute(subgraphRequest({ ...inMs(30), kind: 'mutation', query: 'mutation { a }' })),
    )
    finish()
    await first
    await transport.execute(subgraphRequest())
    expect([subgraph.bodies.length, subgraph.connections()]).toEqual([2, 1])
  })

  test('runs through both attempts', async () => {
    const subgraph = await serveRaw((socket, count) => {
      if (count === 1) socket.resetAndDestroy()
    })
    const startedAt = Date.now()
    await expectTimeout(over(subgraph.url).execute(subgraphRequest({ deadlineAt: startedAt + 80 })))
    expect(Date.now()).toBeLessThan(startedAt + 1_000)
    expect(subgraph.connections()).toBe(2)
  })
})

describe('a connection that breaks', () => {
  const breaking: [string, Parameters<typeof rawSubgraph>[0]][] = [
    ['is reset', (socket) => socket.resetAndDestroy()],
    ['is closed', (socket) => socket.destroy()],
    ['is closed by half', (socket) => socket.end()],
  ]

  test.each(breaking)('and %s is tried once more for a query', async (_what, breakIt) => {
    const subgraph = await serveRaw((socket, count) => {
      if (count === 1) breakIt(socket, count)
      else socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${hello.length}\r\n\r\n${hello}`)
    })
    const retries: unknown[] = []
    const transport = over(subgraph.url, { observe: { onRetry: ({ cause }) => retries.push(cause) } })
    expect(await transport.execute(subgraphRequest())).toEqual({ data: { hello: 'world' }, plain: true })
    expect(subgraph.connections()).toBe(2)
    expect(retries).toEqual([expect.objectContaining({ reason: 'unanswered' })])
  })

  test.each(breaking)('and %s again is not tried a third time', async (_what, breakIt) => {
    const subgraph = await serveRaw(breakIt)
    await expectUnavailable(over(subgraph.url).execute(subgraphRequest()), 'unanswered')
    expect(subgraph.connections()).toBe(2)
  })

  test.each(breaking)('and %s is never tried again for a mutation', async (_what, breakIt) => {
    const subgraph = await serveRaw(breakIt)
    const retries: unknown[] = []
    const transport = over(subgraph.url, { observe: { onRetry: (event) => retries.push(event) } })
    const mutation = subgraphRequest({ kind: 'mutation', query: 'mutation { count }' })
    await expectUnavailable(transport.execute(mutation), 'unanswered')
    expect([subgraph.connections(), retries]).toEqual([1, []])
  })

  test.each<[string, string]>([
    ['in the status line', 'HTTP/1.1 2'],
    ['in the headers', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['in the body', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"data":'],
    ['in a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1a\r\n{"data":'],
  ])('within an answer, %s, is not tried again', async (_where, part) => {
    const subgraph = await serveRaw((socket) => socket.write(part, () => socket.resetAndDestroy()))
    await expectUnavailable(over(subgraph.url).execute(subgraphRequest()), 'cut-off')
    expect(subgraph.connections()).toBe(1)
  })

  test.each<[string, string]>([
    ['noise', '\x16\x03\x01\x02\x00'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello'],
    ['a bad chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
    ['an upgrade', 'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'],
    ['endless headers', `HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(20_000)}\r\n`],
  ])('because it speaks no HTTP but %s is not tried again', async (_what, noise) => {
    const subgraph = await serveRaw((socket) => socket.write(noise))
    await expectUnavailable(over(subgraph.url).execute(subgraphRequest(inMs(5_000))), 'cut-off')
    expect(subgraph.connections()).toBe(1)
    await subgraph.empty()
  })

  test('refuses: unavailable, and nothing of the address is told', async () => {
    const subgraph = await localSubgraph(answeringWith(hello))
    await subgraph[Symbol.asyncDispose]()
    const failure = await expectUnavailable(over(subgraph.url).execute(subgraphRequest()), 'unanswered')
    expect(failure.cause).toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('while idle is replaced without anybody noticing', async () => {
    const subgraph = await serve(answeringWith(hello))
    const transport = over(subgraph.url)
    for (let round = 0; round < 3; round++) {
      await transport.execute(subgraphRequest({ kind: 'mutation' }))
      for (const socket of subgraph.open) socket.destroy()
      await subgraph.empty()
    }
    expect([subgraph.requests.length, subgraph.connections()]).toEqual([3, 3])
  })
})

describe('an observer', () => {
  async function observedOutcome(
    answering: Answering,
    request = subgraphRequest(),
  ): Promise<FetchEvent | undefined> {
    const events: FetchEvent[] = []
    const subgraph = await serve(answering)
    await over(subgraph.url, { observe: { onFetch: (event) => events.push(event) } })
      .execute(request)
      .catch(() => {})
    expect(events.length).toBe(1)
    return events[0]
  }

  test('hears of an answer: its status, bytes and time', async () => {
    const request = subgraphRequest({ query: '{ "é" }' })
    const event = await observedOutcome(answeringWith(hello, 400), request)
    expect(event).toEqual({
      request,
      outcome: 'answer',
      status: 400,
      bytesOut: 37,
      bytesIn: hello.length,
      ms: expect.any(Number),
    })
    expect(event?.ms).toBeLessThan(5_000)
  })

  test('may come with a request, and hears of that one alone', async () => {
    const events: FetchEvent[] = []
    const watched = subgraphRequest({ watch: { onFetch: (event) => events.push(event) } })
    const transport = over((await serve(answeringWith(hello))).url)
    await transport.execute(subgraphRequest())
    await transport.execute(watched)
    expect(events.map(({ request, bytesIn }) => [request, bytesIn])).toEqual([[watched, hello.length]])
  })

  test('hears which end a call came to', async () => {
    expect(await observedOutcome(() => {}, subgraphRequest(inMs(20)))).toMatchObject({
      outcome: 'timeout',
      status: undefined,
      bytesIn: 0,
    })
    const client = new AbortController()
    expect(
      await observedOutcome(() => client.abort(), subgraphRequest({ signal: client.signal })),
    ).toMatchObject({ outcome: 'aborted' })
    expect(await observedOutcome(answeringWith('no', 502))).toMatchObject({
      outcome: 'unavailable',
      status: 502,
      bytesIn: 2,
    })
  })
})
