import { once } from 'node:events'
import { createServer } from 'node:net'
import { connect } from '@supermarket/drizzle/connect.ts'
import * as eventTables from '@supermarket/drizzle/event-tables.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { emptyDatabase } from '@supermarket/testkit/test-database.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseSigningKeys } from '../signing-keys.ts'
import type { SubgraphHandler } from '../subgraph.ts'
import { subgraphHttp } from '../subgraph-http.ts'
import { anEnvelope } from './envelope.fixture.ts'
import type { EventEnvelope } from './envelope.ts'
import { type EventDatabase, eventDatabase, silent } from './event-database.fixture.ts'
import { eventsRoute } from './http-route.ts'
import { pushTransport } from './push-transport.ts'
import { startRelay } from './relay.ts'
import { EventRejectedError, SubscriberUnreachableError } from './transport.ts'

const key = 'k'.repeat(32)
const otherKey = 'o'.repeat(32)
const handler: SubgraphHandler = {
  name: 'orders',
  handle: () => Promise.reject(new Error('not asked here')),
  subscribe: () => Promise.reject(new Error('not asked here')),
  openStreams: 0,
  [Symbol.asyncDispose]: async () => {},
}

let shop: EventDatabase
let app: FastifyInstance
let origin: string
let onEvent: (event: EventEnvelope) => void = () => {}

beforeAll(async () => {
  shop = await eventDatabase({ emptyDatabase, connect, withTransaction, eventTables })
  const receiver = shop.receiver('orders', (event) => onEvent(event))
  app = await subgraphHttp({
    handler,
    keys: parseSigningKeys(`things>orders=${key} users>orders=${otherKey}`),
    ready: () => true,
    internalRoutes: eventsRoute(receiver, silent),
  })
  origin = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await shop[Symbol.asyncDispose]()
})
beforeEach(() => {
  onEvent = () => {}
  return shop.empty()
})

const envelope = anEnvelope({ data: { name: 'Käse' } })

type Push = { envelope?: EventEnvelope; source?: string; key?: string; origin?: string; signal?: AbortSignal }

async function push(options: Push = {}): Promise<void> {
  await using transport = pushTransport({
    source: options.source ?? 'things',
    subscribers: { orders: { origin: options.origin ?? origin, key: options.key ?? key } },
  })
  await transport.deliver(options.envelope ?? envelope, 'orders', options.signal ?? AbortSignal.timeout(5000))
}

async function expectNothingChanged(): Promise<void> {
  expect(await shop.listEffects('orders')).toEqual([])
  expect(await shop.sql`select * from inbox`).toEqual([])
}

const failureOf = (pushing: Promise<void>) =>
  pushing.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('an event over HTTP', () => {
  test('arrives as it was sent, and a second time without effect', async () => {
    const seen: EventEnvelope[] = []
    onEvent = (event) => void seen.push(event)
    await push()
    await push()
    expect(seen).toEqual([envelope])
    expect(await shop.listEffects('orders')).toEqual(['a:1'])
  })

  test('with a wrong signature is refused with 401 and counts as out of reach', async () => {
    const error = await failureOf(push({ key: otherKey }))
    expect(error).toBeInstanceOf(SubscriberUnreachableError)
    expect(String(error)).toContain('orders answered 401')
    await expectNothingChanged()
  })

  test('without a signature is refused with 401', async () => {
    const response = await fetch(`${origin}/events`, {
      method: 'POST',
      body: JSON.stringify(envelope),
      headers: { 'content-type': 'application/cloudevents+json' },
    })
    expect(response.status).toBe(401)
    await expectNothingChanged()
  })

  test('of another service than the one that signed is rejected', async () => {
    const error = await failureOf(push({ source: 'users', key: otherKey }))
    expect(error).toBeInstanceOf(EventRejectedError)
    expect(String(error)).toContain('users may not send events of things')
    await expectNothingChanged()
  })

  test('that is unknown or broken is rejected', async () => {
    expect(await failureOf(push({ envelope: { ...envelope, dataversion: 2 } }))).toBeInstanceOf(
      EventRejectedError,
    )
    expect(await failureOf(push({ envelope: { ...envelope, id: '' } }))).toBeInstanceOf(EventRejectedError)
    await expectNothingChanged()
  })

  test('whose handler fails is answered 500 without a word of the failure', async () => {
    onEvent = () => {
      throw new Error('secret')
    }
    const error = await failureOf(push())
    expect(error).not.toBeInstanceOf(EventRejectedError)
    expect(error).not.toBeInstanceOf(SubscriberUnreachableError)
    expect(String(error)).toContain('orders answered 500')
    expect(String(error)).not.toContain('secret')
    await expectNothingChanged()
  })

  test('whose handler has no database is answered 503', async () => {
    onEvent = () => {
      throw Object.assign(new Error('terminating connection'), { code: '57P01' })
    }
    const error = await failureOf(push())
    expect(error).toBeInstanceOf(SubscriberUnreachableError)
    expect(String(error)).toContain('orders answered 503')
    await expectNothingChanged()
  })

  test('to a closed port is out of reach, to one that never answers a failure in time', async () => {
    const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const silentOrigin = `http://127.0.0.1:${address.port}`
    const late = await failureOf(push({ origin: silentOrigin, signal: AbortSignal.timeout(50) }))
    expect(late).toMatchObject({ name: 'TimeoutError' })
    server.close()
    await once(server, 'close')
    expect(await failureOf(push({ origin: silentOrigin }))).toBeInstanceOf(SubscriberUnreachableError)
  })
})

test('a relay pushes what was published, in order', async () => {
  await using transport = pushTransport({ source: 'things', subscribers: { orders: { origin, key } } })
  await using _relay = startRelay({
    source: 'things',
    sql: shop.sql,
    subscribers: ['orders'],
    transport,
    log: silent,
  })
  for (let sequence = 1; sequence <= 10; sequence++) await shop.publishTo('a', ['orders'])
  await vi.waitFor(
    async () =>
      expect(await shop.listEffects('orders')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => `a:${n}`)),
    { timeout: 15_000, interval: 10 },
  )
})
