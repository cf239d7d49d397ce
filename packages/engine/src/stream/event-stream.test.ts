import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { GraphQLError } from 'graphql'
import { type Client, createClient } from 'graphql-sse'
import { describe, expect, it } from 'vitest'
import { deliveryOf } from './delivery.ts'
import { onResolved, type Subscribe, ticks } from './graph.fixture.ts'
import { openHttp } from './http-server.fixture.ts'
import { type TestSource, testSource } from './source.fixture.ts'
import { streamQuota } from './stream-quota.ts'
import type { AnswerPart } from './streamed-data.ts'

const counting: Subscribe = ({ variables }) => ticks(Number(variables.upTo ?? 3))

async function collect(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const results: unknown[] = []
  for await (const result of client.iterate({ query, variables })) results.push(result)
  return results
}

function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify(body),
  })
}

describe('a subscription over server-sent events', () => {
  it('gives the client of graphql-sse a thousand events in order', async () => {
    await using http = await openHttp({ subscribe: counting })
    const client = createClient({ url: http.url, retryAttempts: 0 })
    const query = 'subscription ($upTo: Int) { tick(upTo: $upTo) }'
    const results = await collect(client, query, { upTo: 1_000 })
    expect(results).toEqual(Array.from({ length: 1_000 }, (_, index) => ({ data: { tick: index + 1 } })))
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })

  it('writes frames that nothing on the way stores, compresses or holds back', async () => {
    await using http = await openHttp({ subscribe: () => ticks(1) })
    const response = await post(http.url, { query: 'subscription { tick }' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    expect(response.headers.get('x-outer')).toBe('kept')
    expect(await response.text()).toBe(
      ':\n\nevent: next\ndata: {"data":{"tick":1}}\n\nevent: complete\ndata:\n\n',
    )
  })

  it('answers by GET as EventSource asks, and to a browser only after a preflight', async () => {
    await using http = await openHttp({ subscribe: () => ticks(1) })
    const url = `${http.url}?query=${encodeURIComponent('subscription ($n: Int) { tick(upTo: $n) }')}&variables={"n":1}`
    const headers = { accept: 'text/event-stream' }
    const refused = await fetch(url, { headers })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Cross-Site Request Forgery')
    const response = await fetch(url, { headers: { ...headers, 'apollo-require-preflight': '1' } })
    expect(await response.text()).toContain('event: next\ndata: {"data":{"tick":1}}')
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'refuses a body of %s, which a page of others could send',
    async (type) => {
      await using http = await openHttp({ subscribe: counting })
      const response = await post(http.url, { query: 'subscription { tick }' }, { 'content-type': type })
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('Cross-Site Request Forgery')
      await http.settled()
      expect(http.streams.active()).toBe(0)
    },
  )

  it('refuses a mutation by GET, although a subscription may come that way', async () => {
    await using http = await openHttp({ subscribe: counting })
    const query = encodeURIComponent('mutation { rename(name: "Bob") { name } }')
    const response = await fetch(`${http.url}?query=${query}`, {
      headers: { accept: 'text/event-stream', 'apollo-require-preflight': '1' },
    })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
  })

  it.each([
    ['?query={me{id}}&query={me{name}}', 'may only be specified once'],
    ['?query={me{id}}&variables=[', 'invalid JSON'],
    ['?query={me{id}}&variables=[]', 'JSON-encoded object'],
    ['', 'non-empty `query`'],
  ])('leaves parameters it cannot read (%s) to Apollo Server', async (search, message) => {
    await using http = await openHttp({ subscribe: counting })
    const headers = { accept: 'text/event-stream', 'apollo-require-preflight': '1' }
    const response = await fetch(http.url + search, { headers })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(message)
  })

  it('leaves a content type that GET may not have to Apollo Server', async () => {
    await using http = await openHttp({ subscribe: counting })
    const headers = { accept: 'text/event-stream', 'content-type': 'application/xml' }
    const response = await fetch(`${http.url}?query={me{id}}`, { headers })
    expect(response.status).toBe(415)
  })

  it('writes JSON of several lines as one event', async () => {
    async function* pretty(): AsyncGenerator<AnswerPart> {
      yield { dataJson: '{\n"tick":\r\n1\r}' }
    }
    await using http = await openHttp({ subscribe: pretty })
    const client = createClient({ url: http.url, retryAttempts: 0 })
    expect(await collect(client, 'subscription { tick }')).toEqual([{ data: { tick: 1 } }])
  })

  it('runs queries and mutations as a stream of one event for a client that reads nothing else', async () => {
    await using http = await openHttp({})
    const client = createClient({ url: http.url, retryAttempts: 0 })
    expect(await collect(client, '{ me { name } }')).toEqual([{ data: { me: { name: 'Ann' } } }])
    const renamed = await collect(client, 'mutation { rename(name: "Bob") { name } }')
    expect(renamed).toEqual([{ data: { rename: { name: 'Bob' } } }])
  })

  it('tells errors of the document as an event, formatted by the server', async () => {
    await using http = await openHttp({ subscribe: counting })
    const client = createClient({ url: http.url, retryAttempts: 0 })
    const [result] = await collect(client, 'subscription { nothing }')
    expect(result).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', masked: true } }],
    })
  })

  it('formats errors of an event and keeps going', async () => {
    const errors = [new GraphQLError('No stock.', { path: ['tick'] })]
    async function* parts(): AsyncGenerator<AnswerPart> {
      yield { dataJson: '{"tick":null}', errors, extensions: { cost: 1 } }
      yield { dataJson: '{"tick":2}' }
    }
    await using http = await openHttp({ subscribe: parts })
    const client = createClient({ url: http.url, retryAttempts: 0 })
    const formatted = { message: 'No stock.', path: ['tick'], extensions: { code: 'FAULT', masked: true } }
    expect(await collect(client, 'subscription { tick }')).toEqual([
      { errors: [formatted], data: { tick: null }, extensions: { cost: 1 } },
      { data: { tick: 2 } },
    ])
  })

  it('ends with an error when its source breaks', async () => {
    const source = testSource<AnswerPart>()
    source.push({ dataJson: '{"tick":1}' })
    source.fail(new Error('the wire was cut'))
    await using http = await openHttp({ subscribe: () => source })
    const client = createClient({ url: http.url, retryAttempts: 0 })
    expect(await collect(client, 'subscription { tick }')).toMatchObject([
      { data: { tick: 1 } },
      { errors: [{ message: 'the wire was cut', extensions: { masked: true } }] },
    ])
  })

  it('tells source and executor at once when the client goes', async () => {
    const source = testSource<AnswerPart>()
    const aborted = Promise.withResolvers<void>()
    await using http = await openHttp({
      subscribe: ({ delivery }) => {
        delivery.signal.addEventListener('abort', () => aborted.resolve())
        return source
      },
    })
    const awaited = source.awaited()
    const leaving = new AbortController()
    const reading = fetch(http.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: '{"query":"subscription { tick }"}',
      signal: leaving.signal,
    })
    await awaited
    await reading
    expect(http.streams.active()).toBe(1)
    leaving.abort()
    await Promise.all([source.returned, aborted.promise])
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })

  it('aborts an operation whose client goes before there is an answer', async () => {
    const gate = Promise.withResolvers<void>()
    const aborted = Promise.withResolvers<void>()
    const leaving = new AbortController()
    await using http = await openHttp({
      gate: gate.promise,
      plugins: [
        onResolved(({ contextValue }) => {
          deliveryOf(contextValue)?.signal.addEventListener('abort', () => aborted.resolve())
          leaving.abort()
        }),
      ],
    })
    const reading = fetch(http.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: '{"query":"{ slow }"}',
      signal: leaving.signal,
    })
    await expect(reading).rejects.toThrow('This operation was aborted')
    await aborted.promise
    gate.resolve()
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })

  it('shows that it lives while nothing happens', async () => {
    const source = testSource<AnswerPart>()
    await using http = await openHttp({ subscribe: () => source }, { limits: { heartbeatMs: 5 } })
    const response = await post(http.url, { query: 'subscription { tick }' })
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString()
      if (text.length >= 9) break
    }
    expect(text.slice(0, 9)).toBe(':\n\n:\n\n:\n\n')
    await source.returned
  })

  it('asks its source for nothing while the reader lags, and cuts off one that stays behind', async () => {
    const megabyte = JSON.stringify({ tick: 'x'.repeat(1_000_000) })
    const source = testSource<AnswerPart>()
    for (let index = 0; index < 200; index++) source.push({ dataJson: megabyte })
    await using http = await openHttp(
      { subscribe: () => source },
      { limits: { stallMs: 50, heartbeatMs: 5 } },
    )
    const { port } = new URL(http.url)
    const request = httpRequest({
      port,
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    })
    request.on('error', () => {})
    request.end('{"query":"subscription { tick }"}')
    // Never read from: only the buffers of the two sockets take something.
    const [response] = await once(request, 'response')
    response.on('error', () => {})
    await source.returned
    expect(source.taken).toBeLessThan(30)
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })

  it('holds no more streams than it may', async () => {
    const source = testSource<AnswerPart>()
    await using http = await openHttp({ subscribe: () => source }, { limits: { maxStreams: 1 } })
    const first = await post(http.url, { query: 'subscription { tick }' })
    const second = await post(http.url, { query: 'subscription { tick }' })
    expect(second.status).toBe(503)
    expect(second.headers.get('retry-after')).toBe('1')
    expect(await second.json()).toMatchObject({
      errors: [{ extensions: { code: 'OVERLOADED', masked: true } }],
    })
    await first.body?.cancel()
    await source.returned
    const third = await post(http.url, { query: '{ me { id } }' })
    expect(await third.text()).toContain('{"me":{"id":"1"}}')
  })
})

describe('a client that follows as much as it may', () => {
  const follow = (url: string, client: string, token?: string) =>
    post(
      url,
      { query: 'subscription { tick }' },
      { 'x-client': client, ...(token === undefined ? {} : { authorization: token }) },
    )

  it('is told so with 429, and the source of one more is let go; others and its queries are answered', async () => {
    const sources: TestSource<AnswerPart>[] = []
    const subscribe = () => {
      const source = testSource<AnswerPart>()
      sources.push(source)
      return source
    }
    const quota = streamQuota({ maxPerClient: 1 })
    await using http = await openHttp({ subscribe }, { quota })
    const first = await follow(http.url, 'a')
    const second = await follow(http.url, 'a')
    expect(second.status).toBe(429)
    expect(second.headers.get('retry-after')).toBe('1')
    expect(second.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await second.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', masked: true } }],
    })
    await sources[1]?.returned
    expect(http.streams.active()).toBe(1)
    const query = await post(http.url, { query: '{ me { id } }' }, { 'x-client': 'a' })
    expect(await query.text()).toContain('{"me":{"id":"1"}}')
    const other = await follow(http.url, 'b')
    expect([first.status, other.status, quota.taken()]).toEqual([200, 200, 2])
    await first.body?.cancel()
    await sources[0]?.returned
    const again = await follow(http.url, 'a')
    expect([again.status, quota.taken()]).toEqual([200, 2])
    await Promise.all([other, again].map(({ body }) => body?.cancel()))
    await http.settled()
    expect(quota.taken()).toBe(0)
  })

  it('is known by its session, from wherever it comes', async () => {
    const quota = streamQuota({ maxPerClient: 1 })
    await using http = await openHttp(
      { subscribe: () => testSource<AnswerPart>() },
      { quota, session: ({ token }) => ({ identity: token }) },
    )
    const first = await follow(http.url, 'a', 'ann')
    const second = await follow(http.url, 'b', 'ann')
    const other = await follow(http.url, 'b', 'bob')
    expect([first.status, second.status, other.status]).toEqual([200, 429, 200])
    expect(quota.taken()).toBe(2)
  })
})

describe('a stream that was opened', () => {
  it('is let go when its client went before it began', async () => {
    const source = testSource<AnswerPart>()
    const leaving = new AbortController()
    await using http = await openHttp(
      { subscribe: () => source },
      {
        async session() {
          leaving.abort()
          await source.returned
          return undefined
        },
      },
    )
    const reading = fetch(http.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: '{"query":"subscription { tick }"}',
      signal: leaving.signal,
    })
    await reading
      .then((response) => response.text())
      .catch((error: Error) => expect(error.name).toBe('AbortError'))
    await http.settled()
    expect(source.taken).toBe(0)
  })

  it('is let go when its client went before it was opened', async () => {
    const source = testSource<AnswerPart>()
    const leaving = new AbortController()
    const gone = Promise.withResolvers<void>()
    const held = onResolved(async ({ contextValue }) => {
      deliveryOf(contextValue)?.signal.addEventListener('abort', () => gone.resolve())
      leaving.abort()
      await gone.promise
    })
    await using http = await openHttp({ subscribe: () => source, plugins: [held] })
    const reading = fetch(http.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: '{"query":"subscription { tick }"}',
      signal: leaving.signal,
    })
    await expect(reading).rejects.toThrow('This operation was aborted')
    await source.returned
  })
})

describe('a subscription over server-sent events of somebody with a token', () => {
  it('ends with UNAUTHENTICATED when the token expires', async () => {
    const source = testSource<AnswerPart>()
    source.push({ dataJson: '{"tick":1}' })
    await using http = await openHttp(
      { subscribe: () => source },
      { session: () => ({ expiresAt: Date.now() + 200 }) },
    )
    const client = createClient({ url: http.url, retryAttempts: 0 })
    expect(await collect(client, 'subscription { tick }')).toMatchObject([
      { data: { tick: 1 } },
      {
        errors: [
          { message: 'The access token has expired.', extensions: { code: 'UNAUTHENTICATED', masked: true } },
        ],
      },
    ])
    await source.returned
  })

  it('ends with UNAUTHENTICATED when the session is revoked', async () => {
    const source = testSource<AnswerPart>()
    const revoked = new AbortController()
    await using http = await openHttp(
      { subscribe: () => source },
      { session: () => ({ revoked: revoked.signal, expiresAt: Date.now() + 2 ** 40 }) },
    )
    const awaited = source.awaited()
    const collected = collect(createClient({ url: http.url, retryAttempts: 0 }), 'subscription { tick }')
    await awaited
    revoked.abort()
    expect(await collected).toMatchObject([
      { errors: [{ message: 'The session was revoked.', extensions: { code: 'UNAUTHENTICATED' } }] },
    ])
    await source.returned
  })

  it('does not begin when the session is refused', async () => {
    const source = testSource<AnswerPart>()
    await using http = await openHttp(
      { subscribe: () => source },
      {
        session: () => {
          throw new GraphQLError('Who are you?', { extensions: { code: 'UNAUTHENTICATED' } })
        },
      },
    )
    source.push({ dataJson: '{"tick":1}' })
    const results = await collect(createClient({ url: http.url, retryAttempts: 0 }), 'subscription { tick }')
    expect(results).toMatchObject([{ errors: [{ message: 'Who are you?' }] }])
    expect(source.taken).toBe(0)
  })
})

describe('a server that stops', () => {
  it('ends streams so that the client of graphql-sse comes again, and takes no new ones', async () => {
    const source = testSource<AnswerPart>()
    await using http = await openHttp({ subscribe: () => source })
    const retries = testSource<boolean>()
    const client = createClient({
      url: http.url,
      retryAttempts: 1,
      retry: async () => retries.push(true),
    })
    const awaited = source.awaited()
    const collected = collect(client, 'subscription { tick }')
    await awaited
    await http.streams[Symbol.asyncDispose]()
    await expect(collected).rejects.toThrow('Server responded with 503: Service Unavailable')
    const retried = await retries[Symbol.asyncIterator]().next()
    expect(retried.value).toBe(true)
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })
})

describe('a server that stops while an operation runs', () => {
  it('ends at once what turns out to be a subscription', async () => {
    const running = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const held = onResolved(async () => {
      running.resolve()
      await gate.promise
    })
    const source = testSource<AnswerPart>()
    await using http = await openHttp({ subscribe: () => source, plugins: [held] })
    const answered = post(http.url, { query: 'subscription { tick }' })
    await running.promise
    const stopped = http.streams[Symbol.asyncDispose]()
    gate.resolve()
    expect(await (await answered).text()).toBe(':\n\n')
    await Promise.all([stopped, source.returned])
  })

  it('does not wait for one that does not obey its signal', async () => {
    const running = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    await using http = await openHttp(
      { gate: gate.promise, plugins: [onResolved(() => running.resolve())] },
      { limits: { drainMs: 5 } },
    )
    const answered = post(http.url, { query: '{ slow }' })
    await running.promise
    await http.streams[Symbol.asyncDispose]()
    gate.resolve()
    expect(await (await answered).text()).toContain('{"slow":"done"}')
  })
})

describe('a subscription that the client cannot take', () => {
  it('is refused with 406 and the ways there are', async () => {
    await using http = await openHttp({ subscribe: counting })
    const response = await post(http.url, { query: 'subscription { tick }' }, { accept: 'application/json' })
    expect(response.status).toBe(406)
    expect(await response.text()).toContain('text/event-stream')
  })

  it('is refused with 406 also beside a format of deferred answers', async () => {
    await using http = await openHttp({ subscribe: counting })
    const accept = 'multipart/mixed;deferSpec=20220824,application/json'
    const response = await post(http.url, { query: 'subscription { tick }' }, { accept })
    expect(response.status).toBe(406)
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })
})

describe('a stream that a plugin of the pipeline refuses', () => {
  it.each([
    ['by throwing', 500],
    ['by taking the data away', 200],
  ])('%s never begins, and its executor is told', async (how, status) => {
    const aborted = Promise.withResolvers<void>()
    const source = testSource<AnswerPart>()
    await using http = await openHttp({
      subscribe: ({ delivery }) => {
        delivery.signal.addEventListener('abort', () => aborted.resolve())
        return source
      },
      plugins: [
        {
          async requestDidStart() {
            return {
              async willSendResponse({ response }) {
                if (how === 'by throwing') throw new Error('no')
                if (response.body.kind === 'single')
                  response.body.singleResult = { errors: [{ message: 'no' }] }
              },
            }
          },
        },
      ],
    })
    const accept = 'text/event-stream, application/json'
    const response = await post(http.url, { query: 'subscription { tick }' }, { accept })
    await Promise.all([aborted.promise, source.returned])
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })
})
