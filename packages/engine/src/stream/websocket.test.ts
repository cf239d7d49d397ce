import { once } from 'node:events'
import { ApolloClient, gql, InMemoryCache } from '@apollo/client'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { GraphQLError } from 'graphql'
import { MessageType } from 'graphql-ws'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { everything } from './apollo-client.fixture.ts'
import { deliveryOf } from './delivery.ts'
import { onResolved, type Subscribe, ticks } from './graph.fixture.ts'
import {
  openSockets,
  type RawSocket,
  rawSocket,
  readySocket,
  results,
  socketClient,
} from './socket.fixture.ts'
import { type TestSource, testSource } from './source.fixture.ts'
import { streamQuota } from './stream-quota.ts'
import type { AnswerPart } from './streamed-data.ts'

const counting: Subscribe = ({ variables }) => ticks(Number(variables.upTo ?? 3))
const tick = { query: 'subscription { tick }' }

describe('an operation over WebSocket', () => {
  it('gives the client of graphql-ws a thousand events in order', async () => {
    await using server = await openSockets({ subscribe: counting })
    const client = socketClient(server.url)
    const query = 'subscription ($upTo: Int) { tick(upTo: $upTo) }'
    const expected = Array.from({ length: 1_000 }, (_, index) => ({ data: { tick: index + 1 } }))
    expect(await results(client, query, { upTo: 1_000 })).toEqual(expected)
    await client.dispose()
  })

  it('keeps apart a hundred subscriptions on one socket', async () => {
    await using server = await openSockets({ subscribe: counting })
    const client = socketClient(server.url)
    const query = 'subscription ($upTo: Int) { tick(upTo: $upTo) }'
    const counts = Array.from({ length: 100 }, (_, index) => index + 1)
    const all = await Promise.all(counts.map((upTo) => results(client, query, { upTo })))
    expect(all.map((each) => each.length)).toEqual(counts)
    await client.dispose()
  })

  it('reaches Apollo Client', async () => {
    await using server = await openSockets({ subscribe: counting })
    const ws = socketClient(server.url)
    const client = new ApolloClient({ link: new GraphQLWsLink(ws), cache: new InMemoryCache() })
    const subscription = client.subscribe({
      query: gql`
        subscription {
          tick
        }
      `,
      fetchPolicy: 'no-cache',
    })
    expect((await everything(subscription)).map(({ data }) => data)).toEqual([
      { tick: 1 },
      { tick: 2 },
      { tick: 3 },
    ])
    await ws.dispose()
  })

  it('may be a query or a mutation, with what the connection was opened with', async () => {
    await using server = await openSockets({})
    const client = socketClient(server.url, { connectionParams: { authorization: 'Bearer a' } })
    expect(await results(client, '{ token me { name } }')).toEqual([
      { data: { token: 'Bearer a', me: { name: 'Ann' } } },
    ])
    const renamed = await results(client, 'mutation ($to: String!) { rename(name: $to) { name } }', {
      to: 'Bob',
    })
    expect(renamed).toEqual([{ data: { rename: { name: 'Bob' } } }])
    await client.dispose()
  })

  it('is answered whole where it defers, which no message could carry', async () => {
    await using server = await openSockets({
      defer: () => {
        throw new Error('deferred')
      },
    })
    const client = socketClient(server.url)
    const whole = { data: { me: { id: '1', name: 'Ann' } } }
    expect(await results(client, '{ me { id ... @defer { name } } }')).toEqual([whole])
    await client.dispose()
  })

  it('fails by a message of its own when the document is wrong, formatted by the server', async () => {
    await using server = await openSockets({ subscribe: counting })
    await using raw = await readySocket(server.url)
    raw.say({ id: '1', type: 'subscribe', payload: { query: 'subscription { nothing }' } })
    expect(await raw.hear()).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', masked: true } }],
    })
    raw.say({ id: '1', type: 'subscribe', payload: { query: '{ me { id } }' } })
    expect(await raw.hear()).toEqual({ id: '1', type: 'next', payload: { data: { me: { id: '1' } } } })
    expect(await raw.hear()).toEqual({ id: '1', type: 'complete' })
  })

  it('tells errors of an event with the event, and the end of its source as an error', async () => {
    const source = testSource<AnswerPart>()
    source.push({ dataJson: '{"tick":null}', errors: [new GraphQLError('No stock.', { path: ['tick'] })] })
    source.fail(new Error('the wire was cut'))
    await using server = await openSockets({ subscribe: () => source })
    await using raw = await readySocket(server.url)
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    const error = { message: 'No stock.', path: ['tick'], extensions: { code: 'FAULT', masked: true } }
    expect(await raw.hear()).toEqual({
      id: '1',
      type: 'next',
      payload: { errors: [error], data: { tick: null } },
    })
    expect(await raw.hear()).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ message: 'the wire was cut' }],
    })
  })

  it('stays alive when its errors cannot be formatted', async () => {
    const options = {
      formatErrors: () => {
        throw new Error('no')
      },
    }
    const source = testSource<AnswerPart>()
    source.fail(new Error('the wire was cut'))
    await using server = await openSockets({ subscribe: () => source }, options)
    await using raw = await readySocket(server.url)
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    const masked = { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }
    expect(await raw.hear()).toEqual({ id: '1', type: 'error', payload: [masked] })
  })

  it('ends upstream at once when the client completes it, and frees its id', async () => {
    const sources = [testSource<AnswerPart>(), testSource<AnswerPart>()]
    const [first, second] = sources
    await using server = await openSockets({ subscribe: () => sources.shift() ?? ticks(0) })
    await using raw = await readySocket(server.url)
    const awaited = first?.awaited()
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    await awaited
    raw.say({ id: '1', type: 'complete' })
    second?.push({ dataJson: '{"tick":2}' })
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    await first?.returned
    expect(await raw.hear()).toEqual({ id: '1', type: 'next', payload: { data: { tick: 2 } } })
    // The end of the first did not take the place of the second.
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    expect((await raw.closed).code).toBe(4409)
  })

  it('is aborted when the client completes it before there is an answer', async () => {
    const aborted = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const running = Promise.withResolvers<void>()
    await using server = await openSockets({
      gate: gate.promise,
      plugins: [
        onResolved(({ contextValue }) => {
          deliveryOf(contextValue)?.signal.addEventListener('abort', () => aborted.resolve())
          running.resolve()
        }),
      ],
    })
    await using raw = await readySocket(server.url)
    raw.say({ id: '1', type: 'subscribe', payload: { query: '{ slow }' } })
    await running.promise
    raw.say({ id: '1', type: 'complete' })
    await aborted.promise
    gate.resolve()
    raw.say({ id: '2', type: 'subscribe', payload: { query: '{ me { id } }' } })
    expect(await raw.hear()).toMatchObject({ id: '2', type: 'next' })
  })

  it('ends upstream at once when the client goes without a word', async () => {
    const source = testSource<AnswerPart>()
    const aborted = Promise.withResolvers<void>()
    await using server = await openSockets({
      subscribe: ({ delivery }) => {
        delivery.signal.addEventListener('abort', () => aborted.resolve())
        return source
      },
    })
    const raw = await readySocket(server.url)
    const awaited = source.awaited()
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    await awaited
    raw.socket.terminate()
    await Promise.all([source.returned, aborted.promise])
    expect(server.sockets.connections()).toBe(0)
  })
})

describe('a stream that was opened for a WebSocket', () => {
  it.each([
    ['by throwing', { type: 'error', payload: [{ message: 'Internal server error' }] }],
    ['by taking the data away', { type: 'error', payload: [{ message: 'no' }] }],
  ])('is let go when a plugin refuses it %s', async (how, heard) => {
    const source = testSource<AnswerPart>()
    await using server = await openSockets({
      subscribe: () => source,
      plugins: [
        {
          async requestDidStart() {
            return {
              async willSendResponse({ response: { body } }) {
                if (how === 'by throwing') throw new Error('no')
                if (body.kind === 'single') body.singleResult = { errors: [{ message: 'no' }] }
              },
            }
          },
        },
      ],
    })
    await using raw = await readySocket(server.url)
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    expect(await raw.hear()).toMatchObject({ id: '1', ...heard })
    await source.returned
    expect(source.taken).toBe(0)
  })
})

describe('a client of the WebSocket server', () => {
  it.each([
    ['no JSON', '{', 4400],
    ['no message', '{"type":"nonsense"}', 4400],
    ['a message of the server', '{"type":"connection_ack"}', 4400],
    ['an operation without a query', '{"id":"1","type":"subscribe","payload":{}}', 4400],
    [
      'variables that are a list',
      '{"id":"1","type":"subscribe","payload":{"query":"{me{id}}","variables":[]}}',
      4400,
    ],
    ['a second connection_init', '{"type":"connection_init"}', 4429],
    [
      'a message over the limit',
      JSON.stringify({ type: 'ping', payload: { long: 'x'.repeat(100_000) } }),
      1009,
    ],
  ])('that sends %s is closed', async (_what, message, code) => {
    await using server = await openSockets({ subscribe: counting })
    await using raw = await readySocket(server.url)
    raw.say(message)
    expect((await raw.closed).code).toBe(code)
  })

  it('that is being closed starts nothing more', async () => {
    let contexts = 0
    await using server = await openSockets(
      { subscribe: counting },
      {
        context: async () => {
          contexts++
          return {}
        },
      },
    )
    await using raw = await readySocket(server.url)
    raw.say('{')
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    expect((await raw.closed).code).toBe(4400)
    expect(contexts).toBe(1)
  })

  it('that subscribes before it is acknowledged is closed with 4401', async () => {
    await using server = await openSockets({ subscribe: counting })
    await using raw = await rawSocket(server.url)
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    expect(await raw.closed).toEqual({ code: 4401, reason: 'Unauthorized' })
  })

  it('that uses an id twice is closed with 4409', async () => {
    await using server = await openSockets({ subscribe: () => testSource<AnswerPart>() })
    await using raw = await readySocket(server.url)
    raw.say({ id: 'one', type: 'subscribe', payload: tick })
    raw.say({ id: 'one', type: 'subscribe', payload: tick })
    expect(await raw.closed).toEqual({ code: 4409, reason: 'Subscriber for one already exists' })
  })

  it('that speaks another protocol is closed with 4406', async () => {
    await using server = await openSockets({})
    const socket = new WebSocket(server.url)
    const [code] = await once(socket, 'close')
    expect(code).toBe(4406)
  })

  it('that does not begin is closed with 4408', async () => {
    await using server = await openSockets({}, { limits: { initMs: 10 } })
    await using raw = await rawSocket(server.url)
    expect(await raw.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' })
  })

  it('that asks for too many operations is told so, one by one', async () => {
    await using server = await openSockets(
      { subscribe: () => testSource<AnswerPart>() },
      { limits: { maxOperations: 1 } },
    )
    await using raw = await readySocket(server.url)
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    raw.say({ id: '2', type: 'subscribe', payload: tick })
    expect(await raw.hear()).toMatchObject({
      id: '2',
      type: 'error',
      payload: [{ extensions: { code: 'RATE_LIMITED', masked: true } }],
    })
    raw.say({ type: 'ping', payload: { any: 1 } })
    expect(await raw.hear()).toEqual({ type: 'pong', payload: { any: 1 } })
  })

  it('that follows as much as it may is told so, over all its sockets, and may still ask', async () => {
    const quota = streamQuota({ maxPerClient: 1 })
    const sources: TestSource<AnswerPart>[] = []
    const subscribe = () => {
      const source = testSource<AnswerPart>()
      source.push({ dataJson: '{"tick":1}' })
      sources.push(source)
      return source
    }
    await using server = await openSockets(
      { subscribe },
      { quota, session: ({ token }) => ({ identity: token }), clientOf: () => 'somewhere' },
    )
    await using first = await readySocket(server.url, { authorization: 'ann' })
    await using second = await readySocket(server.url, { authorization: 'ann' })
    first.say({ id: '1', type: 'subscribe', payload: tick })
    expect(await first.hear()).toMatchObject({ type: 'next' })
    expect(quota.taken()).toBe(1)
    second.say({ id: '1', type: 'subscribe', payload: tick })
    expect(await second.hear()).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ extensions: { code: 'RATE_LIMITED', masked: true } }],
    })
    await sources[1]?.returned
    second.say({ id: '2', type: 'subscribe', payload: { query: '{ me { id } }' } })
    expect(await second.hear()).toEqual({ id: '2', type: 'next', payload: { data: { me: { id: '1' } } } })
    expect(await second.hear()).toEqual({ id: '2', type: 'complete' })
    first.say({ id: '1', type: 'complete' })
    await sources[0]?.returned
    second.say({ id: '3', type: 'subscribe', payload: tick })
    expect(await second.hear()).toEqual({ id: '3', type: 'next', payload: { data: { tick: 1 } } })
    expect(quota.taken()).toBe(1)
  })

  it('that is one too many gets 503', async () => {
    await using server = await openSockets({}, { limits: { maxConnections: 1 } })
    await using _first = await readySocket(server.url)
    await expect(rawSocket(server.url)).rejects.toThrow('Unexpected server response: 503')
    expect(server.sockets.connections()).toBe(1)
  })

  it('that is one too many of its client gets 429, until another has gone', async () => {
    await using server = await openSockets(
      {},
      {
        limits: { maxConnectionsPerClient: 1 },
        clientOf: ({ headers }) => headers['x-client']?.toString(),
      },
    )
    const from = (client: string) => ({ headers: { 'x-client': client } })
    const connected = once(server.http, 'connection')
    const first = await readySocket(server.url, {}, from('a'))
    const [{ promise: gone, resolve: onGone }, [serverSide]] = [Promise.withResolvers(), await connected]
    serverSide.once('close', onGone)
    await expect(rawSocket(server.url, from('a'))).rejects.toThrow('Unexpected server response: 429')
    await using _other = await readySocket(server.url, {}, from('b'))
    expect(server.sockets.connections()).toBe(2)
    first.socket.close()
    await gone
    await using _again = await readySocket(server.url, {}, from('a'))
    expect(server.sockets.connections()).toBe(2)
  })

  it('of another path gets 404', async () => {
    await using server = await openSockets({})
    await expect(rawSocket(server.url.replace('/graphql', '/other'))).rejects.toThrow(
      'Unexpected server response: 404',
    )
  })

  it.each([
    ['http://evil.example', 403],
    ['null', 403],
    ['not an origin', 403],
  ])('on a page of %s gets %i', async (origin, status) => {
    await using server = await openSockets({})
    const socket = new WebSocket(server.url, 'graphql-transport-ws', { origin })
    const [error] = await once(socket, 'error')
    expect(error.message).toBe(`Unexpected server response: ${status}`)
  })

  it('on a page of ours, or of one that is let in, may connect', async () => {
    await using server = await openSockets({})
    const own = new WebSocket(server.url, 'graphql-transport-ws', {
      origin: `http://${new URL(server.url).host}`,
    })
    await once(own, 'open')
    own.terminate()
    await using open = await openSockets({}, { allowOrigin: (origin) => origin === 'https://shop.example' })
    const invited = new WebSocket(open.url, 'graphql-transport-ws', { origin: 'https://shop.example' })
    await once(invited, 'open')
    invited.terminate()
  })

  it('that no longer answers pings is let go', async () => {
    const source = testSource<AnswerPart>()
    await using server = await openSockets({ subscribe: () => source }, { limits: { heartbeatMs: 10 } })
    await using raw = await readySocket(server.url, {}, { autoPong: false })
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    await source.returned
    expect(server.sockets.connections()).toBe(0)
    expect((await raw.closed).code).toBe(1006)
  })

  it('that answers pings stays', async () => {
    await using server = await openSockets({}, { limits: { heartbeatMs: 5 } })
    await using raw = await readySocket(server.url)
    for (let pings = 0; pings < 5; pings++) await once(raw.socket, 'ping')
    raw.say({ id: '1', type: 'subscribe', payload: { query: '{ me { id } }' } })
    expect(await raw.hear()).toMatchObject({ type: 'next' })
  })

  it('that reads nothing holds back its source, and is let go with 4420', async () => {
    const source = testSource<AnswerPart>()
    const large = { dataJson: JSON.stringify({ tick: 'x'.repeat(1_000_000) }) }
    for (let index = 0; index < 50; index++) source.push(large)
    const limits = { heartbeatMs: 20, stallMs: 10 }
    await using server = await openSockets({ subscribe: () => source }, { limits })
    await using raw = await readySocket(server.url)
    raw.socket.pause()
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    await source.returned
    expect(source.taken).toBeLessThan(30)
    raw.socket.resume()
    expect(await raw.closed).toEqual({ code: 4420, reason: 'Reads too slowly' })
  })

  it('that lets too much wait is let go before its time', async () => {
    const large = { dataJson: JSON.stringify({ tick: 'x'.repeat(1_000_000) }) }
    const sources = Array.from({ length: 50 }, () => testSource<AnswerPart>())
    const all = [...sources]
    await using server = await openSockets(
      { subscribe: () => sources.shift() ?? ticks(0) },
      { limits: { maxBufferedBytes: 1_000_000 } },
    )
    await using raw = await readySocket(server.url)
    raw.socket.pause()
    for (const [index, source] of all.entries()) {
      const awaited = source.awaited()
      raw.say({ id: String(index), type: 'subscribe', payload: tick })
      await awaited
    }
    for (const source of all) source.push(large, large)
    await Promise.all(all.map((source) => source.returned))
    raw.socket.resume()
    expect((await raw.closed).code).toBe(4420)
  })
})

describe('a token over WebSocket', () => {
  it.each([
    ['bad', 4401],
    ['unknown', 1013],
  ])('that is %s closes the connection with %i', async (authorization, code) => {
    await using server = await openSockets({})
    await using raw = await rawSocket(server.url)
    raw.say({ type: MessageType.ConnectionInit, payload: { authorization } })
    expect((await raw.closed).code).toBe(code)
  })

  it('that expires ends the connection with 4401, which the client of graphql-ws does not try again', async () => {
    const source = testSource<AnswerPart>()
    await using server = await openSockets(
      { subscribe: () => source },
      { session: () => ({ expiresAt: Date.now() + 20 }) },
    )
    const client = socketClient(server.url, { retryAttempts: 5, connectionParams: { authorization: 'a' } })
    await expect(results(client, tick.query)).rejects.toMatchObject({
      code: 4401,
      reason: 'The access token has expired.',
    })
  })

  it('whose session is revoked ends the connection with 4401', async () => {
    const source = testSource<AnswerPart>()
    const revoked = new AbortController()
    await using server = await openSockets(
      { subscribe: () => source },
      { session: () => ({ revoked: revoked.signal }) },
    )
    await using raw = await readySocket(server.url)
    const awaited = source.awaited()
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    await awaited
    revoked.abort()
    expect(await raw.closed).toEqual({ code: 4401, reason: 'The session was revoked.' })
    await source.returned
  })

  it('that a ping renews keeps the connection, and its subscriptions run with the new one', async () => {
    const source = testSource<AnswerPart>()
    const tokens: (string | undefined)[] = []
    const old = new AbortController()
    const sessions = [{ revoked: old.signal, identity: 'ann' }]
    await using server = await openSockets(
      {
        subscribe: async function* ({ token }) {
          for await (const part of source) {
            tokens.push(token())
            yield part
          }
        },
      },
      { session: () => sessions.shift() ?? { expiresAt: Date.now() + 60_000, identity: 'ann' } },
    )
    await using raw = await readySocket(server.url, { authorization: 'first' })
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    source.push({ dataJson: '{"tick":1}' })
    expect(await raw.hear()).toMatchObject({ payload: { data: { tick: 1 } } })
    raw.say({ type: 'ping', payload: { authorization: 'second' } })
    expect(await raw.hear()).toEqual({ type: 'pong', payload: { renewed: true } })
    old.abort()
    source.push({ dataJson: '{"tick":2}' })
    expect(await raw.hear()).toMatchObject({ payload: { data: { tick: 2 } } })
    raw.say({ id: '2', type: 'subscribe', payload: { query: '{ token }' } })
    expect(await raw.hear()).toMatchObject({ payload: { data: { token: 'second' } } })
    expect(tokens).toEqual(['first', 'second'])
  })

  it('is renewed before an operation that was sent after it', async () => {
    const gate = Promise.withResolvers<void>()
    await using server = await openSockets(
      {},
      {
        context: async ({ params }) => {
          if (params.authorization === 'second') await gate.promise
          return { token: String(params.authorization) }
        },
      },
    )
    await using raw = await readySocket(server.url, { authorization: 'first' })
    raw.say({ type: 'ping', payload: { authorization: 'second' } })
    raw.say({ id: '1', type: 'subscribe', payload: { query: '{ token }' } })
    raw.say({ type: 'ping' })
    expect(await raw.hear()).toEqual({ type: 'pong' })
    gate.resolve()
    expect(await raw.hear()).toEqual({ type: 'pong', payload: { renewed: true } })
    expect(await raw.hear()).toMatchObject({ payload: { data: { token: 'second' } } })
  })

  it('may wait for another one that is being checked, but not a third', async () => {
    const gate = Promise.withResolvers<void>()
    const checked: unknown[] = []
    await using server = await openSockets(
      {},
      {
        context: async ({ params: { authorization } }) => {
          checked.push(authorization)
          if (authorization === 'second') await gate.promise
          return { token: String(authorization) }
        },
      },
    )
    const renewals = (raw: RawSocket, ...tokens: string[]) => {
      for (const authorization of tokens) raw.say({ type: 'ping', payload: { authorization } })
    }
    await using patient = await readySocket(server.url, { authorization: 'first' })
    renewals(patient, 'second', 'third')
    await using flooding = await readySocket(server.url, { authorization: 'first' })
    renewals(flooding, 'second', 'third', 'fourth')
    expect((await flooding.closed).code).toBe(4429)
    gate.resolve()
    expect(await patient.hear()).toEqual({ type: 'pong', payload: { renewed: true } })
    expect(await patient.hear()).toEqual({ type: 'pong', payload: { renewed: true } })
    patient.say({ id: '1', type: 'subscribe', payload: { query: '{ token }' } })
    expect(await patient.hear()).toMatchObject({ payload: { data: { token: 'third' } } })
    expect(checked.filter((token) => token === 'fourth')).toEqual([])
  })

  it('that cannot be checked leaves the connection to the old one', async () => {
    await using server = await openSockets({})
    await using raw = await readySocket(server.url, { authorization: 'first' })
    raw.say({ type: 'ping', payload: { authorization: 'unknown' } })
    expect(await raw.hear()).toEqual({ type: 'pong', payload: { renewed: false } })
    raw.say({ id: '1', type: 'subscribe', payload: { query: '{ token }' } })
    expect(await raw.hear()).toMatchObject({ payload: { data: { token: 'first' } } })
  })

  it.each([
    ['is not valid', 'bad', 4401],
    ["is somebody else's", 'bob', 4403],
  ])('that %s ends the connection', async (_how, authorization, code) => {
    await using server = await openSockets({}, { session: ({ token }) => ({ identity: token }) })
    await using raw = await readySocket(server.url, { authorization: 'ann' })
    raw.say({ type: 'ping', payload: { authorization } })
    expect((await raw.closed).code).toBe(code)
  })

  it('is not renewed before the connection is acknowledged', async () => {
    await using server = await openSockets({})
    await using raw = await rawSocket(server.url)
    raw.say({ type: 'ping', payload: { authorization: 'bad' } })
    expect(await raw.hear()).toEqual({ type: 'pong', payload: { authorization: 'bad' } })
  })
})

describe('a WebSocket server that stops', () => {
  it('lets a mutation end, gives events until then, closes with 1001 and takes nobody new', async () => {
    const gate = Promise.withResolvers<void>()
    const source = testSource<AnswerPart>()
    const running = Promise.withResolvers<void>()
    await using server = await openSockets({
      gate: gate.promise,
      subscribe: () => source,
      plugins: [
        onResolved(({ source: text }) => {
          if (text === '{ slow }') running.resolve()
        }),
      ],
    })
    await using raw = await readySocket(server.url)
    const awaited = source.awaited()
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    raw.say({ id: '2', type: 'subscribe', payload: { query: '{ slow }' } })
    await Promise.all([awaited, running.promise])
    const stopped = server.sockets[Symbol.asyncDispose]()
    await expect(rawSocket(server.url)).rejects.toThrow('Unexpected server response: 503')
    raw.say({ id: '3', type: 'subscribe', payload: { query: '{ me { id } }' } })
    expect(await raw.hear()).toMatchObject({
      id: '3',
      type: 'error',
      payload: [{ extensions: { code: 'OVERLOADED' } }],
    })
    source.push({ dataJson: '{"tick":1}' })
    expect(await raw.hear()).toMatchObject({ id: '1', payload: { data: { tick: 1 } } })
    gate.resolve()
    expect(await raw.hear()).toEqual({ id: '2', type: 'next', payload: { data: { slow: 'done' } } })
    expect(await raw.hear()).toEqual({ id: '2', type: 'complete' })
    expect(await raw.closed).toEqual({ code: 1001, reason: 'Going away' })
    await Promise.all([stopped, source.returned])
    expect(server.sockets.connections()).toBe(0)
  })

  it('does not wait for what turns out to be a subscription', async () => {
    const running = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const held = onResolved(async () => {
      running.resolve()
      await gate.promise
    })
    const source = testSource<AnswerPart>()
    await using server = await openSockets({ subscribe: () => source, plugins: [held] })
    await using raw = await readySocket(server.url)
    raw.say({ id: '1', type: 'subscribe', payload: tick })
    await running.promise
    const stopped = server.sockets[Symbol.asyncDispose]()
    gate.resolve()
    expect((await raw.closed).code).toBe(1001)
    await Promise.all([stopped, source.returned])
  })

  it('is one that the client of graphql-ws comes back to', async () => {
    const source = testSource<AnswerPart>()
    await using first = await openSockets({ subscribe: () => source })
    await using second = await openSockets({ subscribe: () => ticks(2) })
    const urls = [first.url, second.url]
    const client = socketClient('', {
      url: () => urls.shift() ?? '',
      retryAttempts: 1,
      retryWait: async () => {},
    })
    const awaited = source.awaited()
    const collected = results(client, tick.query)
    await awaited
    await first.sockets[Symbol.asyncDispose]()
    expect(await collected).toEqual([{ data: { tick: 1 } }, { data: { tick: 2 } }])
    await client.dispose()
  })

  it('does not wait longer than it may', async () => {
    const gate = Promise.withResolvers<void>()
    const running = Promise.withResolvers<void>()
    await using server = await openSockets(
      {
        gate: gate.promise,
        plugins: [onResolved(() => running.resolve())],
      },
      { limits: { drainMs: 10, closeMs: 10 } },
    )
    await using raw = await readySocket(server.url)
    raw.say({ id: '1', type: 'subscribe', payload: { query: '{ slow }' } })
    await running.promise
    await server.sockets[Symbol.asyncDispose]()
    expect((await raw.closed).code).toBe(1001)
    gate.resolve()
  })
})
