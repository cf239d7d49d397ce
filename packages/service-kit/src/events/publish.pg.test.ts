import { connect } from '@supermarket/drizzle/connect.ts'
import * as eventTables from '@supermarket/drizzle/event-tables.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { emptyDatabase } from '@supermarket/testkit/test-database.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type EventDatabase, eventDatabase, thingChanged } from './event-database.fixture.ts'
import { publish, publisherOf } from './publish.ts'

let shop: EventDatabase
beforeAll(async () => {
  shop = await eventDatabase({ emptyDatabase, connect, withTransaction, eventTables })
})
afterAll(() => shop[Symbol.asyncDispose]())
beforeEach(() => shop.empty())

async function listSequences(aggregateId: string): Promise<number[]> {
  const rows = await shop.sql`
    select aggregate_sequence from outbox where aggregate_id = ${aggregateId} order by aggregate_sequence`
  return rows.map((row) => row.aggregate_sequence)
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('publish', () => {
  test('writes the event and one delivery per subscriber', async () => {
    const occurredAt = new Date('2026-01-02T03:04:05.678Z')
    const event = { ...thingChanged('a', { text: "it's €" }), causationId: 'evt_cause', occurredAt }
    const { id } = await shop.transaction((tx) => publish(tx, event, ['orders', 'products']))

    expect(await shop.sql`select *, occurred_at::text from outbox`).toEqual([
      {
        id,
        type: 'thing.changed',
        version: 1,
        aggregate_type: 'thing',
        aggregate_id: 'a',
        aggregate_sequence: 1,
        correlation_id: 'request-1',
        causation_id: 'evt_cause',
        payload: { text: "it's €" },
        occurred_at: '2026-01-02 03:04:05.678+00',
      },
    ])
    const deliveries = await shop.sql`
      select event_id, subscriber, aggregate_sequence, attempts, failures, delivered_at, dead_at
      from outbox_delivery order by subscriber`
    const untouched = { event_id: id, aggregate_sequence: 1, attempts: 0, failures: 0 }
    expect(deliveries).toEqual([
      { ...untouched, subscriber: 'orders', delivered_at: null, dead_at: null },
      { ...untouched, subscriber: 'products', delivered_at: null, dead_at: null },
    ])
  })

  test('keeps an event that nobody subscribes to, without deliveries', async () => {
    await shop.publishTo('a', [])
    expect(await listSequences('a')).toEqual([1])
    expect(await shop.sql`select * from outbox_delivery`).toEqual([])
  })

  test('leaves nothing behind when its transaction rolls back, and its number is given out again', async () => {
    await shop.publishTo('a', ['orders'])
    const failing = shop.transaction(async (tx) => {
      await publish(tx, thingChanged('a'), ['orders'])
      await publish(tx, thingChanged('b'), ['orders'])
      throw new Error('the change was refused')
    })
    await expect(failing).rejects.toThrow('the change was refused')
    expect(await shop.sql`select aggregate_id, last_sequence from outbox_aggregate`).toEqual([
      { aggregate_id: 'a', last_sequence: 1 },
    ])
    expect(await shop.sql`select count(*)::int from outbox_delivery`).toEqual([{ count: 1 }])

    await shop.publishTo('a', ['orders'])
    expect(await listSequences('a')).toEqual([1, 2])
    expect(await listSequences('b')).toEqual([])
  })

  test('gives 50 parallel publishers of one aggregate the numbers 1 to 50, although some roll back', async () => {
    const published = upTo(50).map(() => shop.publishTo('a', ['orders']))
    const rolledBack = upTo(10).map(() =>
      shop
        .transaction(async (tx) => {
          await publish(tx, thingChanged('a'), ['orders'])
          throw new Error('no')
        })
        .catch((error: Error) => error.message),
    )
    await Promise.all(published)
    expect(await Promise.all(rolledBack)).toEqual(upTo(10).map(() => 'no'))
    expect(await listSequences('a')).toEqual(upTo(50))
  })

  test('numbers continue after old events were purged', async () => {
    await shop.publishTo('a', [])
    await shop.sql`delete from outbox`
    await shop.publishTo('a', [])
    expect(await listSequences('a')).toEqual([2])
  })

  test('notifies at commit, and not at all after a rollback or without a subscriber', async () => {
    const heard: string[] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    const subscription = await shop.sql.listen('outbox', (payload) => heard.push(payload))
    const end = await shop.sql.listen('end', () => resolve())
    await shop
      .transaction(async (tx) => {
        await publish(tx, thingChanged('a'), ['orders'])
        throw new Error('no')
      })
      .catch(() => {})
    await shop.publishTo('a', [])
    await shop.publishTo('a', ['orders', 'products'])
    await shop.sql.notify('end', '')
    await promise
    expect(heard).toEqual([''])
    await subscription.unlisten()
    await end.unlisten()
  })
})

test('a publisher takes version and subscribers from its catalog', async () => {
  const send = publisherOf<{ 'thing.sold': { price: number } }>({
    versions: { 'thing.sold': 3 },
    subscribers: { 'thing.sold': ['users'] },
  })
  await shop.transaction((tx) =>
    send(tx, {
      type: 'thing.sold',
      aggregate: { type: 'thing', id: 'a' },
      data: { price: 5 },
      correlationId: 'request-1',
    }),
  )
  expect(
    await shop.sql`select type, version, payload, subscriber from outbox join outbox_delivery on event_id = id`,
  ).toEqual([{ type: 'thing.sold', version: 3, payload: { price: 5 }, subscriber: 'users' }])
})
