import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { EngineError } from '../errors.ts'
import { resubscribing } from '../stream/resubscribing.ts'
import { testSource } from '../stream/source.fixture.ts'
import { failureOf } from './local-subgraph.fixture.ts'
import { collect, countedTo, countRequest, subscribedSubgraph, tickRequest } from './subscribed.fixture.ts'
import { websocketSubscribe } from './websocket-subscribe.ts'

/** A subgraph that speaks word by word; `talk` gets each message of the engine's and the socket to answer on. */
async function speaking(talk: (message: { type: string }, socket: WebSocket) => void) {
  const http = createServer()
  const acceptor = new WebSocketServer({ server: http, handleProtocols: () => 'graphql-transport-ws' })
  const sockets: WebSocket[] = []
  acceptor.on('connection', (socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    socket.on('message', (bytes) => talk(JSON.parse(bytes.toString()), socket))
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.terminate()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

const ack = '{"type":"connection_ack"}'
const tickOne = '{"id":"1","type":"next","payload":{"data":{"tick":1}}}'

/** Accepts the connection and answers the operation with what is given. */
function answering(...messages: string[]) {
  return ({ type }: { type: string }, socket: WebSocket) => {
    if (type === 'connection_init') socket.send(ack)
    if (type === 'subscribe') for (const message of messages) socket.send(message)
  }
}

describe('a subscription over WebSocket to a subgraph', () => {
  test('gives a thousand events of graphql-ws in order', async () => {
    await using subgraph = await subscribedSubgraph(testSource())
    const { subscribe } = websocketSubscribe({ url: subgraph.wsUrl })
    expect(await collect(subscribe(countRequest(1_000)))).toEqual(
      countedTo(1_000).map((answer) => ({ ...answer, errors: undefined, extensions: undefined })),
    )
  })

  test('has a socket of its own, opened with what the hooks say', async () => {
    await using subgraph = await subscribedSubgraph(testSource())
    const { subscribe } = websocketSubscribe({
      url: subgraph.wsUrl,
      headers: ({ request }) => ({ 'x-caller': String(request.context) }),
      connectionParams: ({ context }) => ({ authorization: context }),
      extensions: ({ context }) => ({ client: context }),
    })
    await Promise.all(['a', 'b'].map((context) => collect(subscribe({ ...countRequest(1), context }))))
    expect(subgraph.connectionParams).toEqual([{ authorization: 'a' }, { authorization: 'b' }])
    const { query, variablesJson } = countRequest(1)
    const body = (context: string) => ({
      query,
      variables: JSON.parse(variablesJson),
      extensions: { client: context },
    })
    expect(subgraph.seen).toMatchObject([
      { headers: { 'x-caller': 'a' }, body: body('a') },
      { headers: { 'x-caller': 'b' }, body: body('b') },
    ])
  })

  test('closes its socket at once when its reader returns', async () => {
    const source = testSource<{ tick: number }>()
    await using subgraph = await subscribedSubgraph(source)
    const { subscribe } = websocketSubscribe({ url: subgraph.wsUrl })
    const iterator = subscribe(tickRequest())[Symbol.asyncIterator]()
    source.push({ tick: 1 })
    expect((await iterator.next()).value?.data).toEqual({ tick: 1 })
    const pending = iterator.next()
    await iterator.return?.()
    expect(await pending).toEqual({ done: true, value: undefined })
    await source.returned
  })

  test('closes its socket at once when the client goes', async () => {
    const source = testSource<{ tick: number }>()
    await using subgraph = await subscribedSubgraph(source)
    const { subscribe } = websocketSubscribe({ url: subgraph.wsUrl })
    const leaving = new AbortController()
    const awaited = source.awaited()
    const collected = collect(subscribe(tickRequest({ signal: leaving.signal })))
    await awaited
    leaving.abort()
    expect(await collected).toEqual([])
    await source.returned
  })

  test('that is refused gives the errors and ends', async () => {
    await using subgraph = await subscribedSubgraph(testSource())
    const { subscribe } = websocketSubscribe({ url: subgraph.wsUrl })
    const [refused, ...more] = await collect(subscribe(tickRequest({ query: 'subscription { nothing }' })))
    expect(refused?.data).toBeUndefined()
    expect(refused?.errors?.[0]?.message).toContain('Cannot query field "nothing"')
    expect(more).toEqual([])
  })

  test.each([
    [4401, 'UNAUTHENTICATED'],
    [4403, 'FORBIDDEN'],
  ])('that is closed with %i gives %s and ends', async (code, error) => {
    await using subgraph = await speaking((_message, socket) => socket.close(code))
    const { subscribe } = websocketSubscribe({ url: subgraph.url })
    expect(await collect(subscribe(tickRequest()))).toMatchObject([
      { errors: [{ extensions: { code: error } }] },
    ])
  })

  test.each([
    ['says no JSON', answering('{')],
    ['says no message', answering('{"type":"nonsense"}')],
    ['says what a client says', answering('{"id":"1","type":"subscribe","payload":{"query":"{a}"}}')],
    ['says no GraphQL', answering('{"id":"1","type":"next","payload":{"data":1}}')],
    ['says too much at once', answering(JSON.stringify({ type: 'ping', payload: { a: 'x'.repeat(2_000) } }))],
    ['closes as if it were done', (_message: unknown, socket: WebSocket) => socket.close(1000)],
    ['goes away', (_message: unknown, socket: WebSocket) => socket.close(1001)],
    ['is cut off', (_message: unknown, socket: WebSocket) => socket.terminate()],
  ])('that %s breaks with UPSTREAM_UNAVAILABLE', async (_what, talk) => {
    await using subgraph = await speaking(talk)
    const { subscribe } = websocketSubscribe({ url: subgraph.url, maxEventBytes: 1_000 })
    const failure = await failureOf(collect(subscribe(tickRequest())))
    expect(failure).toBeInstanceOf(EngineError)
    expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
  })

  test('gives what had come before it broke', async () => {
    await using subgraph = await speaking(answering(tickOne, '{'))
    const iterator = websocketSubscribe({ url: subgraph.url })
      .subscribe(tickRequest())
      [Symbol.asyncIterator]()
    expect((await iterator.next()).value?.data).toEqual({ tick: 1 })
    expect(await failureOf(iterator.next())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
  })

  test.each([['ws://127.0.0.1:1/graphql'], ['nonsense']])(
    'to nobody (%s) is UPSTREAM_UNAVAILABLE',
    async (url) => {
      const failure = await failureOf(collect(websocketSubscribe({ url }).subscribe(tickRequest())))
      expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
    },
  )

  test('whose hook throws is UPSTREAM_UNAVAILABLE, and nothing else breaks', async () => {
    await using subgraph = await speaking(answering(tickOne))
    const connectionParams = () => {
      throw new Error('no token')
    }
    const failure = await failureOf(
      collect(websocketSubscribe({ url: subgraph.url, connectionParams }).subscribe(tickRequest())),
    )
    expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', cause: { message: 'no token' } })
  })

  test.each([
    ['in its own time', { acceptTimeoutMs: 10 }, {}],
    ['in the time of the request', {}, { deadlineAt: Date.now() + 60_000 }],
  ])('that is not accepted %s breaks with UPSTREAM_TIMEOUT', async (_when, options, request) => {
    await using subgraph = await speaking(() => {})
    const { subscribe } = websocketSubscribe({ url: subgraph.url, ...options })
    const deadlineAt = 'deadlineAt' in request ? Date.now() + 50 : Number.POSITIVE_INFINITY
    const failure = await failureOf(collect(subscribe(tickRequest({ deadlineAt }))))
    expect(failure).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
  })

  test('answers pings, and lets go of a subgraph that does not', async () => {
    const pong = Promise.withResolvers<unknown>()
    await using subgraph = await speaking((message, socket) => {
      if (message.type === 'connection_init') socket.send(ack)
      if (message.type === 'subscribe') socket.send('{"type":"ping","payload":{"a":1}}')
      if (message.type !== 'pong') return
      pong.resolve(message)
      // From here on it hears nothing more.
      socket.pause()
    })
    const { subscribe } = websocketSubscribe({ url: subgraph.url, heartbeatMs: 20 })
    const failure = await failureOf(collect(subscribe(tickRequest())))
    expect(await pong.promise).toEqual({ type: 'pong', payload: { a: 1 } })
    expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
  })

  test('holds back the subgraph while nobody reads, and lives meanwhile', async () => {
    const large = JSON.stringify({
      id: '1',
      type: 'next',
      payload: { data: { tick: 'x'.repeat(1_000_000) } },
    })
    let sent = 0
    const stuck = Promise.withResolvers<void>()
    await using subgraph = await speaking(async ({ type }, socket) => {
      if (type === 'connection_init') socket.send(ack)
      if (type !== 'subscribe') return
      while (sent < 60) {
        const flushed = new Promise<boolean>((resolve) => socket.send(large, (error) => resolve(!error)))
        sent++
        if (await Promise.race([flushed, noMoreRead(socket)])) continue
        break
      }
      stuck.resolve()
    })
    const { subscribe } = websocketSubscribe({ url: subgraph.url, heartbeatMs: 40 })
    const iterator = subscribe(tickRequest())[Symbol.asyncIterator]()
    await iterator.next()
    await stuck.promise
    expect(sent).toBeLessThan(50)
    for (let read = 1; read < sent; read++) expect((await iterator.next()).done).toBe(false)
    const [first] = subgraph.sockets
    const closed = first && once(first, 'close')
    await iterator.return?.()
    await closed
  })

  test('outlives a restart of its subgraph, with the state of now first', async () => {
    const before = testSource<{ tick: number }>()
    const after = testSource<{ tick: number }>()
    const first = await subscribedSubgraph(before)
    const { subscribe } = websocketSubscribe({ url: first.wsUrl })
    const restarted = Promise.withResolvers<void>()
    const source = resubscribing((signal) => subscribe(tickRequest({ signal })), {
      firstDelayMs: 20,
      onBreak: () => restarted.resolve(),
    })
    const iterator = source[Symbol.asyncIterator]()
    before.push({ tick: 1 })
    expect((await iterator.next()).value?.data).toEqual({ tick: 1 })
    const pending = iterator.next()
    await first[Symbol.asyncDispose]()
    await restarted.promise
    after.push({ tick: 7 })
    await using _second = await subscribedSubgraph(after, first.port)
    expect((await pending).value?.data).toEqual({ tick: 7 })
    await iterator.return?.()
    await after.returned
  })
})

/** Resolves to false when nothing more leaves the socket for a while. */
async function noMoreRead(socket: WebSocket): Promise<boolean> {
  while (true) {
    const before = socket.bufferedAmount
    await new Promise((resolve) => setTimeout(resolve, 150))
    if (socket.bufferedAmount === before) return before === 0
  }
}
