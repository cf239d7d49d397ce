import { Connection, ConsumerStatus } from 'rabbitmq-client'
import { afterEach, describe, expect, test } from 'vitest'
import { deadLetterDesk } from '../dead-letter-desk.ts'
import { silent } from '../event-database.fixture.ts'
import { parseEventsUrl } from '../events-url.ts'
import { SubscriberUnreachableError } from '../transport.ts'
import { aWorld, brokerContract, until, upTo } from './broker-contract.fixture.ts'
import { rabbitForTest, rabbitMissing } from './brokers.fixture.ts'
import { openBroker } from './open-broker.ts'
import { deliveryLimit, rabbitNames } from './rabbit-topology.ts'
import { type TcpProxy, tcpProxy } from './tcp-proxy.fixture.ts'

describe.skipIf(rabbitMissing)(`over RabbitMQ${rabbitMissing}`, () => {
  const world = aWorld(async () => rabbitForTest())
  brokerContract(world)

  test('what no queue takes is a failure, and the queue is there for the next try', async () => {
    const { prefix } = parseEventsUrl(world.url)
    const letter = { body: Buffer.from('{}'), publisher: 'things', signature: '' }
    const to = { audience: 'orders', aggregate: 'a' }
    const broker = world.broker()
    await until(() => broker.send(letter, to))
    const raw = new Connection(rawUrl())
    await raw.queueDelete({ queue: rabbitNames(prefix, 'orders').queue })
    await expect(broker.send(letter, to)).rejects.toThrow(
      `no queue takes what ${prefix}.events has for orders`,
    )
    await broker.send(letter, to)
    const { messageCount } = await raw.queueDeclare({
      queue: rabbitNames(prefix, 'orders').queue,
      passive: true,
    })
    expect(messageCount).toBe(1)
    await raw.close()
  })

  test('an operator sees all dead letters in one place, skips one and puts the others back', async () => {
    let isBroken = true
    await world.replica(
      world.shop.receiver('orders', ({ sequence }) => {
        if (isBroken && sequence === 1) throw new Error('never')
      }),
    )
    const { id: first } = await world.shop.publishTo('a', ['orders'])
    const { id: second } = await world.shop.publishTo('a', ['orders'])
    const { id: stuck } = await world.shop.publishTo('b', ['products'])
    await world.shop.sql`
      update outbox_delivery set dead_at = now(), last_error = 'too many' where event_id = ${stuck}`
    world.relay()
    const desk = deadLetterDesk({
      databases: new Map([['orders', world.shop.sql]]),
      broker: world.broker(),
      subscribers: ['orders', 'products'],
    })
    const listed = async () =>
      (await desk.list()).map(({ eventId, place, reason }) => `${eventId} ${place}: ${reason}`)
    await until(async () =>
      expect(await listed()).toEqual([
        `${stuck} outbox of orders: too many`,
        `${first} rabbitmq: never`,
        `${second} rabbitmq: waits for ${first}, which had no effect here`,
      ]),
    )
    expect(await desk.skip('evt_other')).toBe(0)
    expect(await desk.replay('evt_other')).toBe(0)
    expect(await desk.skip(first)).toBe(1)
    expect(await desk.replay()).toBe(2)
    isBroken = false
    await world.untilEffects(['a:2'])
    expect(await listed()).toEqual([])
    expect(await desk.replay()).toBe(0)
  })

  test('what its takers never live to acknowledge is dead after so many deliveries', async () => {
    await world.shop.publishTo('a', ['orders'])
    world.relay()
    const names = rabbitNames(parseEventsUrl(world.url).prefix, 'orders')
    const raw = new Connection(rawUrl())
    let deliveries = 0
    await until(() => raw.queueDeclare({ queue: names.queue, passive: true }).then(() => {}))
    const consumer = raw.createConsumer({ queue: names.queue, queueOptions: { passive: true } }, () => {
      deliveries += 1
      return ConsumerStatus.REQUEUE
    })
    await until(async () =>
      expect(await world.deadLetters()).toEqual([expect.stringMatching(/: delivery_limit$/)]),
    )
    expect(deliveries).toBe(deliveryLimit + 1)
    await consumer.close()
    await raw.close()
  })
})

describe.skipIf(rabbitMissing)(`RabbitMQ behind a bad line${rabbitMissing}`, () => {
  let proxy: TcpProxy
  const world = aWorld(async () => {
    proxy = await tcpProxy(5672)
    return rabbitForTest(proxy.port)
  })
  afterEach(() => proxy[Symbol.asyncDispose]())

  test('every event has its effect once, in order, however often all connections are cut', async () => {
    await world.replica(world.shop.receiver('orders'))
    world.relay()
    const aggregates = upTo(5).map((number) => `thing${number}`)
    for (let sequence = 1; sequence <= 12; sequence++) {
      await Promise.all(aggregates.map((id) => world.shop.publishTo(id, ['orders'])))
      if (sequence % 3 === 0) proxy.cut()
    }
    await world.untilEffects(aggregates.flatMap((id) => upTo(12).map((sequence) => `${id}:${sequence}`)))
    const effects = await world.shop.listEffects('orders')
    for (const id of aggregates)
      expect(effects.filter((effect) => effect.startsWith(`${id}:`))).toEqual(
        upTo(12).map((sequence) => `${id}:${sequence}`),
      )
    const [row] = await world.shop.sql`
      select sum(failures)::integer as failures, count(dead_at)::integer as dead from outbox_delivery`
    expect(row).toEqual({ failures: 0, dead: 0 })
    expect(await world.deadLetters()).toEqual([])
  })

  test('while it blocks its publishers nothing is sent, and it is no failure of any event', async () => {
    const broker = world.broker()
    const letter = { body: Buffer.from('{}'), publisher: 'things', signature: '' }
    const to = { audience: 'orders', aggregate: 'a' }
    await until(() => broker.send(letter, to))
    proxy.inject(blocked('low on memory'))
    const refused = () => expect(broker.send(letter, to)).rejects.toThrow(SubscriberUnreachableError)
    await until(refused)
    await refused()
    proxy.inject(unblocked)
    await until(() => broker.send(letter, to))
  })

  test('a consumer is ready only while it is connected', async () => {
    const consumer = await world.replica(world.shop.receiver('orders'))
    proxy.refuse(true)
    proxy.cut()
    await until(() => expect(consumer.isReady()).toBe(false))
    proxy.refuse(false)
    await until(() => expect(consumer.isReady()).toBe(true))
  })
})

test('a broker that is not there takes nothing, and says so at once', async () => {
  await using broker = openBroker({
    url: parseEventsUrl('amqp://127.0.0.1:1'),
    name: 'test',
    audiences: ['orders'],
    log: silent,
  })
  const letter = { body: Buffer.from('{}'), publisher: 'things', signature: '' }
  await expect(broker.send(letter, { audience: 'orders', aggregate: 'a' })).rejects.toThrow(
    SubscriberUnreachableError,
  )
})

function rawUrl(): string {
  return 'amqp://guest:guest@127.0.0.1:5672'
}

/** Method frames on channel 0: https://www.rabbitmq.com/docs/connection-blocked */
function blocked(reason: string): Buffer {
  const payload = Buffer.concat([Buffer.from([0, 10, 0, 60, reason.length]), Buffer.from(reason)])
  return frame(payload)
}

const unblocked = frame(Buffer.from([0, 10, 0, 61]))

function frame(payload: Buffer): Buffer {
  const head = Buffer.alloc(7)
  head.writeUInt8(1, 0)
  head.writeUInt32BE(payload.length, 3)
  return Buffer.concat([head, payload, Buffer.from([0xce])])
}
