// What must hold over every broker: the same tests for each, on the real one.
import { connect } from '@supermarket/drizzle/connect.ts'
import * as eventTables from '@supermarket/drizzle/event-tables.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { emptyDatabase } from '@supermarket/testkit/test-database.ts'
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { parseSigningKeys } from '../../signing-keys.ts'
import { anEnvelope } from '../envelope.fixture.ts'
import type { EventEnvelope } from '../envelope.ts'
import { type EventDatabase, eventDatabase, silent } from '../event-database.fixture.ts'
import { parseEventsUrl } from '../events-url.ts'
import { createEventMetrics } from '../metrics.ts'
import type { EventReceiver } from '../receiver.ts'
import { startRelay } from '../relay.ts'
import type { Broker, BuriedLetter } from './broker.ts'
import { brokerTransport, consumeEvents, type EventConsumer } from './broker-links.ts'
import type { TestBroker } from './brokers.fixture.ts'
import { letterFrom, replayDeadLetters } from './dead-letter-box.ts'
import { writeLetter } from './letter.ts'
import { openBroker } from './open-broker.ts'

const key = 'k'.repeat(32)
export const keys = parseSigningKeys(`things>orders=${key} strangers>orders=${'s'.repeat(32)}`)
export const patience = { maxFailures: 3, firstMs: 20, maxEarly: 3 }

export type World = {
  readonly shop: EventDatabase
  readonly metrics: ReturnType<typeof createEventMetrics>
  /** As Prometheus would get it. */
  gauge(name: string): Promise<unknown>
  broker(): Broker
  /** A consumer of orders, as one replica has it; ready. */
  replica(receiver: EventReceiver): Promise<EventConsumer>
  relay(broker?: Broker): void
  untilEffects(effects: readonly string[]): Promise<void>
  deadLetters(): Promise<string[]>
  /** Of the test; disposed of after it. */
  readonly url: string
}

export const until = (check: () => Promise<void> | void, timeout = 45_000) =>
  vi.waitFor(check, { timeout, interval: 20 })

export const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** Opens the suite's world; call inside `describe`. */
export function aWorld(start: () => Promise<TestBroker>): World {
  let shop: EventDatabase
  let testBroker: TestBroker
  let metrics: World['metrics']
  let registry: Registry
  const open: AsyncDisposable[] = []
  beforeAll(async () => {
    shop = await eventDatabase({ emptyDatabase, connect, withTransaction, eventTables })
  })
  afterAll(() => shop?.[Symbol.asyncDispose]())
  beforeEach(async () => {
    await shop.empty()
    registry = new Registry()
    metrics = createEventMetrics(registry)
    testBroker = await start()
  })
  afterEach(async () => {
    for (const each of open.splice(0).toReversed()) await each[Symbol.asyncDispose]()
    await testBroker[Symbol.asyncDispose]()
  })
  const keep = <Resource extends AsyncDisposable>(resource: Resource): Resource => {
    open.push(resource)
    return resource
  }
  const broker = () =>
    keep(
      openBroker({
        url: parseEventsUrl(testBroker.url),
        name: 'test',
        audiences: ['orders'],
        log: silent,
      }),
    )
  return {
    get shop() {
      return shop
    },
    get metrics() {
      return metrics
    },
    async gauge(name) {
      const metric = await registry.getSingleMetric(name)?.get()
      return metric?.values.map(({ value, labels }) => ({ value, labels }))
    },
    get url() {
      return testBroker.url
    },
    broker,
    async replica(receiver) {
      const consumer = keep(
        consumeEvents({ broker: broker(), keys, log: silent, metrics, patience }, receiver),
      )
      await until(() => expect(consumer.isReady()).toBe(true))
      return consumer
    },
    relay(own = broker()) {
      keep(
        startRelay({
          source: 'things',
          sql: shop.sql,
          subscribers: ['orders'],
          transport: brokerTransport({ broker: own, keys }),
          log: silent,
          pollMs: 20,
          random: () => 0,
          metrics,
        }),
      )
    },
    untilEffects: (effects) =>
      until(async () => expect((await shop.listEffects('orders')).toSorted()).toEqual(effects.toSorted())),
    async deadLetters() {
      let found: readonly BuriedLetter[] = []
      await broker().withDeadLetters('orders', async (letters) => {
        found = letters
        return new Set()
      })
      return found.map((buried) => `${letterFrom(buried)?.id ?? '?'}: ${buried.reason}`)
    },
  }
}

export function brokerContract(world: World): void {
  const ofAggregate = (effects: readonly string[], id: string) =>
    effects.filter((effect) => effect.startsWith(`${id}:`))

  test('two replicas and two relays give every event its effect once, each aggregate in order', async () => {
    const aggregates = upTo(12).map((number) => `thing${number}`)
    await world.replica(world.shop.receiver('orders'))
    await world.replica(world.shop.receiver('orders'))
    for (let sequence = 1; sequence <= 6; sequence++)
      await Promise.all(aggregates.map((id) => world.shop.publishTo(id, ['orders'])))
    world.relay()
    world.relay()
    const expected = aggregates.flatMap((id) => upTo(6).map((sequence) => `${id}:${sequence}`))
    await world.untilEffects(expected)
    const effects = await world.shop.listEffects('orders')
    for (const id of aggregates)
      expect(ofAggregate(effects, id)).toEqual(upTo(6).map((sequence) => `${id}:${sequence}`))
    expect(await world.deadLetters()).toEqual([])
  })

  test('an event that comes again has no second effect', async () => {
    await world.replica(world.shop.receiver('orders'))
    world.relay()
    const { id } = await world.shop.publishTo('a', ['orders'])
    await world.untilEffects(['a:1'])
    await world.shop.sql`update outbox_delivery set delivered_at = null where event_id = ${id}`
    await world.shop.publishTo('b', ['orders'])
    await until(async () =>
      expect(await outcomes(world)).toMatchObject({ handled: 2, duplicate: expect.any(Number) }),
    )
    expect((await world.shop.listEffects('orders')).toSorted()).toEqual(['a:1', 'b:1'])
  })

  test('a failing event holds back its aggregate and no other, and is tried again until it works', async () => {
    let failures = 0
    const receiver = world.shop.receiver('orders', ({ subject, sequence }) => {
      if (subject === 'a' && sequence === 1 && failures < 2) {
        failures += 1
        throw new Error('not now')
      }
    })
    await world.replica(receiver)
    for (const id of ['a', 'a', 'a', 'b', 'b']) await world.shop.publishTo(id, ['orders'])
    world.relay()
    await world.untilEffects(['a:1', 'a:2', 'a:3', 'b:1', 'b:2'])
    expect(ofAggregate(await world.shop.listEffects('orders'), 'a')).toEqual(['a:1', 'a:2', 'a:3'])
    expect(failures).toBe(2)
    expect(await world.deadLetters()).toEqual([])
  })

  test('one that never works goes to the dead letters with what follows it, and all come back in order', async () => {
    let isBroken = true
    const receiver = world.shop.receiver('orders', ({ subject, sequence }) => {
      if (isBroken && subject === 'a' && sequence === 2) throw new Error('never')
    })
    await world.replica(receiver)
    const ids: string[] = []
    for (const id of ['a', 'a', 'a', 'a', 'b']) ids.push((await world.shop.publishTo(id, ['orders'])).id)
    world.relay()
    await world.untilEffects(['a:1', 'b:1'])
    const [, second, third, fourth] = ids
    await until(async () =>
      expect(await world.deadLetters()).toEqual([
        `${second}: never`,
        `${third}: waits for ${second}, which had no effect here`,
        `${fourth}: waits for ${third}, which had no effect here`,
      ]),
    )
    expect((await world.shop.listEffects('orders')).toSorted()).toEqual(['a:1', 'b:1'])
    expect(await gaps(world)).toBe(2)
    const labels = { consumer: 'orders', transport: expect.stringMatching(/^(rabbitmq|kafka)$/) }
    expect(await world.gauge('events_broker_dead')).toEqual([{ value: 3, labels }])
    expect(await world.gauge('events_broker_waiting')).toEqual([{ value: 0, labels }])
    isBroken = false
    // One is asked for, and what waits for it goes with it.
    expect(await replayDeadLetters(world.broker(), 'orders', { eventId: second })).toBe(3)
    await world.untilEffects(['a:1', 'a:2', 'a:3', 'a:4', 'b:1'])
    expect(ofAggregate(await world.shop.listEffects('orders'), 'a')).toEqual(['a:1', 'a:2', 'a:3', 'a:4'])
    expect(await world.deadLetters()).toEqual([])
  })

  test('what nobody may say goes to the dead letters without effect', async () => {
    await world.replica(world.shop.receiver('orders'))
    const broker = world.broker()
    const to = { audience: 'orders', aggregate: 'x' }
    const sent: EventEnvelope = { ...envelope, id: 'evt_forged' }
    const good = writeLetter(sent, 'orders', keys)
    const bad = [
      { ...good, signature: 'x' },
      writeLetter({ ...envelope, id: 'evt_unknown', type: 'thing.eaten' }, 'orders', keys),
      writeLetter({ ...envelope, id: 'evt_version', dataversion: 2 }, 'orders', keys),
      writeLetter({ ...envelope, id: 'evt_foreign', source: 'strangers' }, 'orders', keys),
      writeLetter({ ...envelope, id: 'evt_data', data: { forbidden: true } }, 'orders', keys),
    ]
    for (const letter of bad) await until(() => broker.send(letter, to))
    await until(async () =>
      expect((await world.deadLetters()).toSorted()).toEqual([
        'evt_data: data.forbidden: is forbidden',
        'evt_foreign: strangers does not publish thing.changed',
        'evt_forged: has no good signature',
        'evt_unknown: orders does not know thing.eaten in version 1',
        'evt_version: orders does not know thing.changed in version 2',
      ]),
    )
    expect(await world.shop.listEffects('orders')).toEqual([])
    expect([...(await world.shop.sql`select event_id from inbox`)]).toEqual([])
    expect(await outcomes(world)).toMatchObject({ dead: 5 })
  })

  test('a replica that goes in the middle leaves its events to the next, each with one effect', async () => {
    const stuck = Promise.withResolvers<void>()
    const first = await world.replica(world.shop.receiver('orders', () => stuck.promise))
    for (const id of ['a', 'a', 'b', 'c']) await world.shop.publishTo(id, ['orders'])
    world.relay()
    await until(async () => {
      const [row] = await world.shop.sql`
        select count(*)::integer as delivered from outbox_delivery where delivered_at is not null`
      expect(row).toEqual({ delivered: 4 })
    })
    const closing = first[Symbol.asyncDispose]()
    stuck.resolve()
    await closing
    await world.replica(world.shop.receiver('orders'))
    await world.untilEffects(['a:1', 'a:2', 'b:1', 'c:1'])
    expect(ofAggregate(await world.shop.listEffects('orders'), 'a')).toEqual(['a:1', 'a:2'])
    expect(await world.deadLetters()).toEqual([])
  })
}

const envelope = anEnvelope({ subject: 'x' })

export async function outcomes({ metrics }: World): Promise<Record<string, number>> {
  const { values } = await metrics.received.get()
  const sums: Record<string, number> = {}
  for (const { labels, value } of values)
    sums[String(labels.outcome)] = (sums[String(labels.outcome)] ?? 0) + value
  return sums
}

async function gaps({ metrics }: World): Promise<number> {
  return (await metrics.gaps.get()).values.reduce((sum, { value }) => sum + value, 0)
}
