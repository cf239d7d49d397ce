import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { EngineError } from '../errors.ts'
import { resubscribing } from '../stream/resubscribing.ts'
import { testSource } from '../stream/source.fixture.ts'
import { FetchFailure } from './fetch-failure.ts'
import { type HttpSubscribeOptions, httpSubscribe } from './http-subscribe.ts'
import { type Answering, failureOf, localSubgraph } from './local-subgraph.fixture.ts'
import { collect, countedTo, countRequest, subscribedSubgraph, tickRequest } from './subscribed.fixture.ts'

function transportTo(url: string, options: Partial<HttpSubscribeOptions> = {}) {
  const transport = httpSubscribe({ url, ...options })
  return Object.assign(transport, { [Symbol.asyncDispose]: transport.close })
}

const head = { 'content-type': 'text/event-stream' }
const next = (json: string) => `event: next\ndata: ${json}\n\n`

/** Says it on an event stream and ends. */
function saying(text: string): Answering {
  return (response) => response.writeHead(200, head).end(text)
}

describe('a subscription over server-sent events', () => {
  test('gives a thousand events of graphql-sse in order', async () => {
    await using subgraph = await subscribedSubgraph(testSource())
    await using transport = transportTo(subgraph.httpUrl)
    expect(await collect(transport.subscribe(countRequest(1_000)))).toEqual(countedTo(1_000))
  })

  test('sends what the hooks say, beside the operation', async () => {
    await using subgraph = await subscribedSubgraph(testSource())
    const bodies: string[] = []
    await using transport = transportTo(subgraph.httpUrl, {
      headers: ({ request, body }) => {
        bodies.push(body)
        return { authorization: String(request.context) }
      },
      extensions: () => ({ client: 'a' }),
    })
    await collect(transport.subscribe({ ...countRequest(1), context: 'Bearer a' }))
    const { query, variablesJson } = countRequest(1)
    const sent = { query, variables: JSON.parse(variablesJson), extensions: { client: 'a' } }
    expect(subgraph.seen).toMatchObject([
      { headers: { authorization: 'Bearer a', accept: 'text/event-stream' }, body: sent },
    ])
    expect(JSON.parse(bodies[0] ?? '')).toEqual({ ...sent, operationName: 'Count' })
  })

  test('tells once what it was answered with, and ends when that is not accepted', async () => {
    await using subgraph = await subscribedSubgraph(testSource())
    const told: unknown[] = []
    await using transport = transportTo(subgraph.httpUrl, {
      onHeaders: ({ context }, { status, headers }) => {
        told.push([status, headers['content-type']])
        if (context === 'refused') throw new TypeError('not who we asked')
      },
    })
    expect(await collect(transport.subscribe(countRequest(3)))).toEqual(countedTo(3))
    expect(told).toEqual([[200, 'text/event-stream; charset=utf-8']])
    const refused = collect(transport.subscribe({ ...countRequest(3), context: 'refused' }))
    expect(await failureOf(refused)).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      cause: new TypeError('not who we asked'),
    })
  })

  test('ends the connection at once when its reader returns', async () => {
    const source = testSource<{ tick: number }>()
    await using subgraph = await subscribedSubgraph(source)
    await using transport = transportTo(subgraph.httpUrl)
    const iterator = transport.subscribe(tickRequest())[Symbol.asyncIterator]()
    source.push({ tick: 1 })
    expect(await iterator.next()).toEqual({ done: false, value: { data: { tick: 1 } } })
    const pending = iterator.next()
    await iterator.return?.()
    expect(await pending).toEqual({ done: true, value: undefined })
    await source.returned
  })

  test('ends the connection at once when the client goes', async () => {
    const source = testSource<{ tick: number }>()
    await using subgraph = await subscribedSubgraph(source)
    await using transport = transportTo(subgraph.httpUrl)
    const leaving = new AbortController()
    const awaited = source.awaited()
    const collected = collect(transport.subscribe(tickRequest({ signal: leaving.signal })))
    await awaited
    leaving.abort()
    expect(await collected).toEqual([])
    await source.returned
  })

  test('is not sent when its client has gone, or its time is over', async () => {
    await using subgraph = await localSubgraph(saying(''))
    await using transport = transportTo(subgraph.url)
    expect(await collect(transport.subscribe(tickRequest({ signal: AbortSignal.abort() })))).toEqual([])
    const late = await failureOf(collect(transport.subscribe(tickRequest({ deadlineAt: Date.now() }))))
    expect(late).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
    expect(subgraph.connections()).toBe(0)
  })

  test('that is refused gives the errors and ends', async () => {
    await using subgraph = await subscribedSubgraph(testSource())
    await using transport = transportTo(subgraph.httpUrl)
    const [refused, ...more] = await collect(
      transport.subscribe(tickRequest({ query: 'subscription { nothing }' })),
    )
    expect(refused?.data).toBeUndefined()
    expect(refused?.errors?.[0]?.message).toContain('Cannot query field "nothing"')
    expect(more).toEqual([])
  })

  test.each([400, 401, 403, 200])(
    'that is refused with %i as JSON gives the errors and ends',
    async (status) => {
      const errors = [{ message: 'No.', extensions: { code: 'UNAUTHENTICATED' } }]
      await using subgraph = await localSubgraph((response) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ errors })),
      )
      await using transport = transportTo(subgraph.url)
      expect(await collect(transport.subscribe(tickRequest()))).toEqual([
        { data: undefined, errors, extensions: undefined },
      ])
    },
  )

  test.each<[string, Answering, string]>([
    ['ends before it is complete', saying(next('{"data":{"tick":1}}')), 'cut-off'],
    ['says no GraphQL', saying(next('[]')), 'not-graphql'],
    ['says no JSON', saying(next('{')), 'not-graphql'],
    ['says too much at once', saying(`data: ${'x'.repeat(2_000)}`), 'too-large'],
    ['is a redirect', (response) => response.writeHead(307, { location: '/' }).end(), 'not-graphql'],
    ['is a page', (response) => response.writeHead(404).end('<html>'), 'not-graphql'],
    ['is busy', (response) => response.writeHead(503).end('{"errors":[{"message":"busy"}]}'), 'not-graphql'],
    [
      'is throttled',
      (response) => response.writeHead(429).end('{"errors":[{"message":"busy"}]}'),
      'not-graphql',
    ],
  ])('that %s breaks with UPSTREAM_UNAVAILABLE', async (_what, answering, reason) => {
    await using subgraph = await localSubgraph(answering)
    await using transport = transportTo(subgraph.url, { maxEventLength: 1_000 })
    const failure = await failureOf(collect(transport.subscribe(tickRequest())))
    expect(failure).toBeInstanceOf(EngineError)
    expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', cause: { reason } })
    expect((failure as EngineError).cause).toBeInstanceOf(FetchFailure)
  })

  test('that is reset breaks with UPSTREAM_UNAVAILABLE, after what had come', async () => {
    await using subgraph = await localSubgraph((response) => {
      response.writeHead(200, head).write(next('{"data":{"tick":1}}'), () => response.destroy())
    })
    await using transport = transportTo(subgraph.url)
    const iterator = transport.subscribe(tickRequest())[Symbol.asyncIterator]()
    expect((await iterator.next()).value?.data).toEqual({ tick: 1 })
    expect(await failureOf(iterator.next())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
  })

  test('that is not accepted in time breaks with UPSTREAM_TIMEOUT', async () => {
    await using subgraph = await localSubgraph(() => {})
    await using transport = transportTo(subgraph.url, { acceptTimeoutMs: 1 })
    expect(await failureOf(collect(transport.subscribe(tickRequest())))).toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
    })
  })

  test('that falls silent breaks with UPSTREAM_TIMEOUT, and comments are no silence', async () => {
    let beats = 0
    await using subgraph = await localSubgraph((response) => {
      response.writeHead(200, head).write(':\n\n')
      const heart = setInterval(() => {
        response.write(':\n\n')
        beats++
        if (beats === 5) clearInterval(heart)
      }, 400)
      response.on('close', () => clearInterval(heart))
    })
    await using transport = transportTo(subgraph.url, { idleTimeoutMs: 1_000 })
    const failure = await failureOf(collect(transport.subscribe(tickRequest())))
    expect(failure).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
    expect(beats).toBe(5)
  }, 10_000)

  test('holds back the subgraph while nobody reads', async () => {
    const large = next(JSON.stringify({ data: { tick: 'x'.repeat(1_000_000) } }))
    let written = 0
    const stuck = Promise.withResolvers<void>()
    await using subgraph = await localSubgraph(async (response) => {
      response.writeHead(200, head)
      while (written < 50 && !response.destroyed) {
        written++
        if (response.write(large)) continue
        const drained = await Promise.race([once(response, 'drain').then(() => true), quiet(response.socket)])
        if (!drained) return stuck.resolve()
      }
      stuck.resolve()
    })
    await using transport = transportTo(subgraph.url)
    const iterator = transport.subscribe(tickRequest())[Symbol.asyncIterator]()
    await iterator.next()
    await stuck.promise
    expect(written).toBeLessThan(30)
    await iterator.return?.()
  })

  test('outlives a restart of its subgraph, with the state of now first', async () => {
    const before = testSource<{ tick: number }>()
    const after = testSource<{ tick: number }>()
    const first = await subscribedSubgraph(before)
    await using transport = transportTo(first.httpUrl)
    const restarted = Promise.withResolvers<void>()
    const source = resubscribing((signal) => transport.subscribe(tickRequest({ signal })), {
      firstDelayMs: 20,
      onBreak: () => restarted.resolve(),
    })
    const iterator = source[Symbol.asyncIterator]()
    before.push({ tick: 1 })
    expect((await iterator.next()).value).toEqual({ data: { tick: 1 } })
    const pending = iterator.next()
    await first[Symbol.asyncDispose]()
    await restarted.promise
    after.push({ tick: 7 })
    await using _second = await subscribedSubgraph(after, first.port)
    expect((await pending).value).toEqual({ data: { tick: 7 } })
    await iterator.return?.()
    await after.returned
  })
})

/** Resolves to false when nothing more has left the socket for a while. */
async function quiet(socket: { readonly bytesWritten: number } | null): Promise<boolean> {
  while (true) {
    const before = socket?.bytesWritten
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (socket?.bytesWritten === before) return false
  }
}
