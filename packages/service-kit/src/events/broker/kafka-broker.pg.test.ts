import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silent } from '../event-database.fixture.ts'
import { parseEventsUrl } from '../events-url.ts'
import { SubscriberUnreachableError } from '../transport.ts'
import { aWorld, brokerContract, until, upTo } from './broker-contract.fixture.ts'
import { kafkaForTest, kafkaMissing, type TestKafka } from './brokers.fixture.ts'
import { openBroker } from './open-broker.ts'

describe.skipIf(kafkaMissing)(`over Kafka${kafkaMissing}`, { timeout: 60_000 }, () => {
  let cluster: TestKafka
  let nth = 0
  beforeAll(async () => {
    cluster = await kafkaForTest()
  })
  afterAll(() => cluster?.[Symbol.asyncDispose]())
  // Topics of its own for each test: a group that begins anew needs no one's leave.
  const world = aWorld(async () => ({
    url: cluster.url.replace('prefix=test', `prefix=test-${++nth}`),
    [Symbol.asyncDispose]: async () => {},
  }))
  brokerContract(world)

  test('while the cluster hangs nothing is lost and no event fails, and afterwards all have their effect', async () => {
    const consumer = await world.replica(world.shop.receiver('orders'))
    const broker = world.broker()
    world.relay(broker)
    await world.shop.publishTo('a', ['orders'])
    await world.untilEffects(['a:1'])
    cluster.pause(true)
    try {
      for (let sequence = 2; sequence <= 4; sequence++) await world.shop.publishTo('a', ['orders'])
      const letter = { body: Buffer.from('{}'), publisher: 'things', signature: '' }
      await expect(broker.send(letter, { audience: 'orders', aggregate: 'b' })).rejects.toThrow(
        SubscriberUnreachableError,
      )
      await until(() => expect(consumer.isReady()).toBe(false))
    } finally {
      cluster.pause(false)
    }
    await world.untilEffects(upTo(4).map((sequence) => `a:${sequence}`))
    expect(await world.shop.listEffects('orders')).toEqual(upTo(4).map((sequence) => `a:${sequence}`))
    await until(() => expect(consumer.isReady()).toBe(true))
    const [row] = await world.shop.sql`
      select sum(failures)::integer as failures, count(dead_at)::integer as dead from outbox_delivery`
    expect(row).toEqual({ failures: 0, dead: 0 })
  })

  test('a cluster that is not there takes nothing, and says so', async () => {
    await using broker = openBroker({
      url: parseEventsUrl('kafka://127.0.0.1:1'),
      name: 'test',
      audiences: ['orders'],
      log: silent,
    })
    const letter = { body: Buffer.from('{}'), publisher: 'things', signature: '' }
    await expect(broker.send(letter, { audience: 'orders', aggregate: 'a' })).rejects.toThrow(
      SubscriberUnreachableError,
    )
  })
})
