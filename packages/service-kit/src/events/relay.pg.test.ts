import { connect } from '@supermarket/drizzle/connect.ts'
import * as eventTables from '@supermarket/drizzle/event-tables.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { emptyDatabase } from '@supermarket/testkit/test-database.ts'
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { listDeadLetters, reviveDeadLetter, skipDeadLetter } from './dead-letters.ts'
import { deliveriesOf } from './deliveries.ts'
import type { EventEnvelope } from './envelope.ts'
import { type EventDatabase, eventDatabase, silent } from './event-database.fixture.ts'
import { memoryEventTransport } from './memory-event-transport.ts'
import { createEventMetrics } from './metrics.ts'
import { purgeEvents } from './purge.ts'
import type { EventReceiver } from './receiver.ts'
import { type Relay, type RelayOptions, startRelay } from './relay.ts'
import { EventRejectedError, type EventTransport, SubscriberUnreachableError } from './transport.ts'

let shop: EventDatabase
const relays: Relay[] = []
beforeAll(async () => {
  shop = await eventDatabase({ emptyDatabase, connect, withTransaction, eventTables })
})
afterAll(() => shop[Symbol.asyncDispose]())
beforeEach(() => shop.empty())
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay[Symbol.asyncDispose]()))
})

/** Fast enough for a test; the first back-off is 250 ms. */
function relay(options: Partial<RelayOptions> & Pick<RelayOptions, 'transport'>): Relay {
  const started = startRelay({
    source: 'things',
    sql: shop.sql,
    subscribers: ['orders'],
    log: silent,
    pollMs: 20,
    random: () => 0,
    ...options,
  })
  relays.push(started)
  return started
}

function toReceivers(...receivers: EventReceiver[]): EventTransport {
  return memoryEventTransport({
    source: 'things',
    receiverOf: (subscriber) => receivers.find(({ consumer }) => consumer === subscriber),
  })
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 10 })

async function untilEffects(consumer: string, effects: string[]): Promise<void> {
  await until(async () => expect(await shop.listEffects(consumer)).toEqual(effects))
}

async function untilAllDelivered(): Promise<void> {
  await until(async () =>
    expect(await shop.sql`select count(*)::int from outbox_delivery where delivered_at is null`).toEqual([
      { count: 0 },
    ]),
  )
}

describe('two relays on one outbox', () => {
  test('give each subscriber every event once and each aggregate in order, whatever is lost or repeated', async () => {
    const aggregates = upTo(20).map((number) => `thing${number}`)
    const sent = new Map<string, number>()
    let answersLost = 0
    const receivers = toReceivers(shop.receiver('orders'), shop.receiver('products'))
    // Of the even sequences the first answer is lost after the effect has been committed.
    const transport: EventTransport = {
      async deliver(envelope, subscriber, signal) {
        const key = `${subscriber} ${envelope.id}`
        sent.set(key, (sent.get(key) ?? 0) + 1)
        await receivers.deliver(envelope, subscriber, signal)
        if (envelope.sequence % 2 === 0 && sent.get(key) === 1) {
          answersLost++
          throw new Error('the answer was lost')
        }
      },
    }
    const options = { transport, subscribers: ['orders', 'products'] }
    relay(options)
    relay(options)
    for (let sequence = 1; sequence <= 5; sequence++)
      await Promise.all(aggregates.map((id) => shop.publishTo(id, ['orders', 'products'])))
    await untilAllDelivered()

    expect(answersLost).toBe(20 * 2 * 2)
    for (const consumer of ['orders', 'products']) {
      const effects = await shop.listEffects(consumer)
      for (const id of aggregates) {
        const ofAggregate = effects.filter((effect) => effect.startsWith(`${id}:`))
        expect(ofAggregate).toEqual(upTo(5).map((sequence) => `${id}:${sequence}`))
      }
      expect(effects).toHaveLength(100)
    }
  })

  test('never have two events of one aggregate under way at once', async () => {
    let underWay = 0
    let most = 0
    const receiver = shop.receiver('orders', async () => {
      most = Math.max(most, ++underWay)
      await shop.sql`select pg_sleep(0.002)`
      underWay--
    })
    await Promise.all(upTo(40).map(() => shop.publishTo('a', ['orders'])))
    relay({ transport: toReceivers(receiver) })
    relay({ transport: toReceivers(receiver) })
    await untilEffects(
      'orders',
      upTo(40).map((sequence) => `a:${sequence}`),
    )
    expect(most).toBe(1)
  })

  test('share the work of many aggregates', async () => {
    const takenBy = [new Set<string>(), new Set<string>()]
    const receivers = takenBy.map((taken) =>
      shop.receiver('orders', async (event) => {
        taken.add(event.subject)
        await shop.sql`select pg_sleep(0.005)`
      }),
    )
    await Promise.all(upTo(40).map((number) => shop.publishTo(`thing${number}`, ['orders'])))
    for (const receiver of receivers) relay({ transport: toReceivers(receiver), concurrency: 2 })
    await untilAllDelivered()
    const [first, second] = takenBy.map((taken) => [...taken])
    expect([...(first ?? []), ...(second ?? [])].sort()).toEqual(
      upTo(40)
        .map((number) => `thing${number}`)
        .sort(),
    )
    expect(first).not.toEqual([])
    expect(second).not.toEqual([])
  })
})

describe('a relay', () => {
  test('names the event that the same subscriber was sent before, but none that was skipped or long ago', async () => {
    const seen = new Map<string, string | undefined>()
    const receiver = shop.receiver('orders', ({ id, previousid }) => void seen.set(id, previousid))
    const ids: string[] = []
    for (const subscribers of [['orders'], ['products'], ['orders'], ['orders'], ['orders']])
      ids.push((await shop.publishTo('a', subscribers)).id)
    const [first = '', , third = '', fourth = '', fifth = ''] = ids
    // The first went out long ago, the fourth was given up by an operator.
    await shop.sql`update outbox_delivery set delivered_at = now() - interval '61 days' where event_id = ${first}`
    await shop.sql`update outbox_delivery set delivered_at = now(), dead_at = now() where event_id = ${fourth}`
    relay({ transport: toReceivers(receiver) })
    await untilEffects('orders', ['a:3', 'a:5'])
    expect([...seen]).toEqual([
      [third, undefined],
      [fifth, third],
    ])
  })

  test('hears of a new event without polling, and delivers what it tells', async () => {
    const events: EventEnvelope[] = []
    const receiver = shop.receiver('orders', (event) => void events.push(event))
    await relay({ transport: toReceivers(receiver), pollMs: 60_000 }).listening
    const { id } = await shop.publishTo('a', ['orders'], { price: { minor: 5 } })
    await untilEffects('orders', ['a:1'])
    const [row] = await shop.sql`select occurred_at from outbox`
    expect(events).toEqual([
      {
        specversion: '1.0',
        id,
        source: 'things',
        type: 'thing.changed',
        time: new Date(row?.occurred_at).toISOString(),
        datacontenttype: 'application/json',
        dataversion: 1,
        aggregatetype: 'thing',
        subject: 'a',
        sequence: 1,
        correlationid: 'request-1',
        data: { price: { minor: 5 } },
      },
    ])
  })

  test('hears again after its connection was cut', async () => {
    await relay({ transport: toReceivers(shop.receiver('orders')), pollMs: 60_000 }).listening
    await shop.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen%'`
    await until(async () =>
      expect(
        await shop.sql`select count(*)::int from pg_stat_activity
          where datname = current_database() and query ilike 'listen%'`,
      ).toEqual([{ count: 1 }]),
    )
    await shop.publishTo('a', ['orders'])
    await untilEffects('orders', ['a:1'])
  })

  test('delivers again what it could not mark as delivered, without a second effect', async () => {
    let deliveries = 0
    const receiver = toReceivers(shop.receiver('orders'))
    await shop.sql.unsafe(`
      create sequence marking;
      create function refuse_marking() returns trigger language plpgsql as $$
        begin
          if nextval('marking') = 1 then raise exception 'the marking transaction failed'; end if;
          return new;
        end $$;
      create trigger refuse_marking before update on outbox_delivery
        for each row when (new.delivered_at is not null) execute function refuse_marking()`)
    try {
      relay({
        leaseMs: 1000,
        transport: {
          deliver: (...delivery) => {
            deliveries++
            return receiver.deliver(...delivery)
          },
        },
      })
      await shop.publishTo('a', ['orders'])
      await shop.publishTo('a', ['orders'])
      await untilAllDelivered()
      expect(await shop.sql`select last_value from marking`).toEqual([{ last_value: 3 }])
      expect(deliveries).toBe(3)
      expect(await shop.listEffects('orders')).toEqual(['a:1', 'a:2'])
    } finally {
      await shop.sql.unsafe('drop function refuse_marking cascade; drop sequence marking')
    }
  })

  test('takes over what a killed relay had leased, when the lease has ended', async () => {
    await shop.publishTo('a', ['orders'])
    await shop.publishTo('a', ['orders'])
    const killed = deliveriesOf({ sql: shop.sql, source: 'things', subscriber: 'orders', leaseMs: 1000 })
    const [lease] = await killed.claim(10)
    expect(lease?.envelope.sequence).toBe(1)
    expect(await killed.claim(10)).toEqual([])
    relay({ transport: toReceivers(shop.receiver('orders')) })
    await untilAllDelivered()
    expect(await shop.listEffects('orders')).toEqual(['a:1', 'a:2'])

    // Not dead after all, only late: what it says of its lost lease changes nothing.
    if (lease === undefined) throw new Error('nothing was leased')
    const before = await shop.sql`select * from outbox_delivery order by aggregate_sequence`
    expect(await killed.fail(lease, { error: 'late', retryInMs: 'never' })).toBe(false)
    await killed.release(lease, 'late')
    expect(await killed.complete(lease, { claimNext: true })).toBe(undefined)
    expect(await shop.sql`select * from outbox_delivery order by aggregate_sequence`).toEqual(before)
  })

  test('lets a failing event hold up its own aggregate at its own subscriber only', async () => {
    let isBroken = true
    const orders = shop.receiver('orders', (event) => {
      if (isBroken && event.subject === 'a') throw new Error('no')
    })
    const subscribers = ['orders', 'products']
    for (const id of ['a', 'b', 'a', 'b']) await shop.publishTo(id, subscribers)
    relay({ subscribers, concurrency: 1, transport: toReceivers(orders, shop.receiver('products')) })
    await untilEffects('orders', ['b:1', 'b:2'])
    await until(async () => {
      const effects = await shop.listEffects('products')
      expect(effects.sort()).toEqual(['a:1', 'a:2', 'b:1', 'b:2'])
    })
    expect(
      await shop.sql`select aggregate_sequence, last_error from outbox_delivery
        where subscriber = 'orders' and delivered_at is null and failures > 0`,
    ).toEqual([{ aggregate_sequence: 1, last_error: 'no' }])

    isBroken = false
    await untilEffects('orders', ['b:1', 'b:2', 'a:1', 'a:2'])
  })

  test('lets a subscriber that hangs hold up no other, and calls time-outs failures', async () => {
    const products = toReceivers(shop.receiver('products'))
    const transport: EventTransport = {
      deliver: (envelope, subscriber, signal) =>
        subscriber === 'orders' ? new Promise(() => {}) : products.deliver(envelope, subscriber, signal),
    }
    for (const id of upTo(20).map(String)) await shop.publishTo(id, ['orders', 'products'])
    relay({ transport, subscribers: ['orders', 'products'], concurrency: 2, deliveryTimeoutMs: 50 })
    await until(async () => expect(await shop.listEffects('products')).toHaveLength(20))
    await until(async () =>
      expect(
        await shop.sql`select distinct last_error from outbox_delivery
        where subscriber = 'orders' and failures > 0`,
      ).toEqual([{ last_error: 'orders did not answer within 50 ms' }]),
    )
    expect(await shop.listEffects('orders')).toEqual([])
  })

  test('waits for an unreachable subscriber without counting failures', async () => {
    let tries = 0
    const receiver = toReceivers(shop.receiver('orders'))
    await shop.publishTo('a', ['orders'])
    await shop.publishTo('b', ['orders'])
    relay({
      maxFailures: 1,
      transport: {
        async deliver(...delivery) {
          if (++tries <= 4) throw new SubscriberUnreachableError('nobody is there')
          await receiver.deliver(...delivery)
        },
      },
    })
    await untilAllDelivered()
    expect((await shop.listEffects('orders')).sort()).toEqual(['a:1', 'b:1'])
    expect(
      await shop.sql`select sum(failures)::int as failures, sum(attempts)::int as attempts from outbox_delivery`,
    ).toEqual([{ failures: 0, attempts: 6 }])
  })

  test('stops when what is under way has been recorded, and starts nothing more', async () => {
    const started = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    const receiver = shop.receiver('orders', async () => {
      started.resolve()
      await released.promise
    })
    await shop.publishTo('a', ['orders'])
    await shop.publishTo('a', ['orders'])
    const stopped = relay({ transport: toReceivers(receiver) })
    await started.promise
    let isStopped = false
    const stopping = stopped[Symbol.asyncDispose]().then(() => {
      isStopped = true
    })
    await shop.publishTo('b', ['orders'])
    expect(isStopped).toBe(false)
    released.resolve()
    await stopping
    expect(await shop.listEffects('orders')).toEqual(['a:1'])
    expect(
      await shop.sql`select aggregate_id, aggregate_sequence, attempts, delivered_at is not null as delivered, leased_until
        from outbox_delivery order by 1, 2`,
    ).toEqual([
      { aggregate_id: 'a', aggregate_sequence: 1, attempts: 1, delivered: true, leased_until: null },
      { aggregate_id: 'a', aggregate_sequence: 2, attempts: 0, delivered: false, leased_until: null },
      { aggregate_id: 'b', aggregate_sequence: 1, attempts: 0, delivered: false, leased_until: null },
    ])
  })
})

describe('a dead event', () => {
  async function killFirst(): Promise<{ id: string; mend: () => void }> {
    let isBroken = true
    const receiver = shop.receiver('orders', (event) => {
      if (isBroken && event.subject === 'a') throw new Error('no')
    })
    const { id } = await shop.publishTo('a', ['orders'])
    await shop.publishTo('a', ['orders'])
    relay({ transport: toReceivers(receiver), maxFailures: 3 })
    await until(async () => expect(await listDeadLetters(shop.sql)).toHaveLength(1))
    return {
      id,
      mend: () => {
        isBroken = false
      },
    }
  }

  test('is kept and listed after so many failures, and what follows of its aggregate waits', async () => {
    const { id, mend } = await killFirst()
    mend()
    await shop.publishTo('a', ['orders'])
    await shop.publishTo('b', ['orders'])
    await untilEffects('orders', ['b:1'])
    const [row] = await shop.sql`select dead_at from outbox_delivery where event_id = ${id}`
    expect(await listDeadLetters(shop.sql)).toEqual([
      {
        eventId: id,
        subscriber: 'orders',
        type: 'thing.changed',
        aggregateType: 'thing',
        aggregateId: 'a',
        aggregateSequence: 1,
        failures: 3,
        lastError: 'no',
        deadAt: new Date(row?.dead_at).toISOString(),
        waitingBehind: 2,
      },
    ])
    expect(
      await shop.sql`select attempts from outbox_delivery where aggregate_id = 'a' order by aggregate_sequence`,
    ).toEqual([{ attempts: 3 }, { attempts: 0 }, { attempts: 0 }])
  })

  test('is delivered before what follows it when an operator revives it', async () => {
    const { id, mend } = await killFirst()
    mend()
    expect(await reviveDeadLetter(shop.sql, { eventId: id, subscriber: 'products' })).toBe(false)
    expect(await reviveDeadLetter(shop.sql, { eventId: id, subscriber: 'orders' })).toBe(true)
    await untilEffects('orders', ['a:1', 'a:2'])
    expect(await reviveDeadLetter(shop.sql, { eventId: id, subscriber: 'orders' })).toBe(false)
    expect(await listDeadLetters(shop.sql)).toEqual([])
  })

  test('is left out when an operator skips it, and stays marked', async () => {
    const { id, mend } = await killFirst()
    mend()
    expect(await skipDeadLetter(shop.sql, { eventId: id, subscriber: 'orders' })).toBe(true)
    await untilAllDelivered()
    expect(await shop.listEffects('orders')).toEqual(['a:2'])
    expect(await listDeadLetters(shop.sql)).toEqual([])
    expect(
      await shop.sql`select dead_at is not null as dead, delivered_at is not null as delivered
        from outbox_delivery order by aggregate_sequence`,
    ).toEqual([
      { dead: true, delivered: true },
      { dead: false, delivered: true },
    ])
  })

  test('is what a rejected one becomes at once', async () => {
    let tries = 0
    relay({
      transport: {
        async deliver() {
          tries++
          throw new EventRejectedError('orders does not know thing.changed in version 1')
        },
      },
    })
    const { id } = await shop.publishTo('a', ['orders'])
    await until(async () => expect(await listDeadLetters(shop.sql)).toHaveLength(1))
    expect(await listDeadLetters(shop.sql)).toMatchObject([
      { eventId: id, failures: 1, lastError: 'orders does not know thing.changed in version 1' },
    ])
    expect(tries).toBe(1)
  })
})

describe('metrics', () => {
  test('tell outcomes, lag and backlog', async () => {
    const registry = new Registry()
    const receiver = shop.receiver('orders', (event) => {
      if (event.subject === 'a') throw new EventRejectedError('never')
    })
    relay({ transport: toReceivers(receiver), metrics: createEventMetrics(registry) })
    for (const id of ['a', 'a', 'b', 'b']) await shop.publishTo(id, ['orders'])
    await untilEffects('orders', ['b:1', 'b:2'])
    await until(async () => expect(await listDeadLetters(shop.sql)).toHaveLength(1))
    await untilMetric(
      registry,
      'events_deliveries_total{publisher="things",subscriber="orders",outcome="delivered"} 2',
    )
    await untilMetric(
      registry,
      'events_deliveries_total{publisher="things",subscriber="orders",outcome="dead"} 1',
    )
    await untilMetric(registry, 'events_lag_seconds_count{publisher="things",subscriber="orders"} 2')
    await untilMetric(registry, 'events_waiting{publisher="things",subscriber="orders"} 1')
    await untilMetric(registry, 'events_dead{publisher="things",subscriber="orders"} 1')
    expect(await registry.metrics()).toMatch(
      /^events_oldest_age_seconds\{publisher="things",subscriber="orders"\} \d+\.\d+$/m,
    )
  })

  async function untilMetric(registry: Registry, line: string): Promise<void> {
    await until(async () => expect((await registry.metrics()).split('\n')).toContain(line))
  }
})

describe('the purge', () => {
  test('forgets delivered events and old inbox rows, and keeps what is undelivered or young', async () => {
    const transport = toReceivers(shop.receiver('orders'))
    await shop.publishTo('gone', ['orders'])
    await shop.publishTo('unheard', [])
    const delivering = relay({ transport })
    await untilAllDelivered()
    await delivering[Symbol.asyncDispose]()
    await shop.publishTo('waiting', ['orders'])
    const minute = 60_000
    const keepAll = { deliveredMs: minute, inboxMs: minute }
    expect(await purgeEvents(shop.sql, keepAll)).toEqual({ events: 0, inbox: 0 })
    const later = Date.now() + 2 * minute
    expect(await purgeEvents(shop.sql, { ...keepAll, inboxMs: 10 * minute }, later)).toEqual({
      events: 2,
      inbox: 0,
    })
    expect(await purgeEvents(shop.sql, keepAll, later)).toEqual({ events: 0, inbox: 1 })
    expect(await shop.sql`select aggregate_id from outbox`).toEqual([{ aggregate_id: 'waiting' }])
    expect(await shop.sql`select aggregate_id from outbox_delivery`).toEqual([{ aggregate_id: 'waiting' }])
  })
})
