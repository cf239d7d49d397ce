// Mistakes that an event backbone invites, planted one by one into a small shop with crashes, rollbacks and lost
// answers. The books find each; without a plant they find nothing.
import { connect } from '@supermarket/drizzle/connect.ts'
import * as eventTables from '@supermarket/drizzle/event-tables.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { emptyDatabase } from '@supermarket/testkit/test-database.ts'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { parseSigningKeys } from '../signing-keys.ts'
import { type Letter, writeLetter } from './broker/letter.ts'
import { letterTaker } from './broker/letter-taker.ts'
import { anEnvelope } from './envelope.fixture.ts'
import type { EventEnvelope } from './envelope.ts'
import { type EventDatabase, eventDatabase, silent, thingChanged } from './event-database.fixture.ts'
import { publish } from './publish.ts'
import type { EventReceiver } from './receiver.ts'
import { startRelay } from './relay.ts'
import type { EventTransport } from './transport.ts'

let shop: EventDatabase
beforeAll(async () => {
  shop = await eventDatabase({ emptyDatabase, connect, withTransaction, eventTables })
})
afterAll(() => shop[Symbol.asyncDispose]())
beforeEach(async () => {
  await shop.empty()
  await shop.sql`create table if not exists change (thing text not null, sequence integer not null)`
  await shop.sql`truncate change`
})

type Plant = 'effect before inbox' | 'publish before commit' | 'ack before effect' | 'id-ordered relay'

const plants: readonly Plant[] = [
  'effect before inbox',
  'publish before commit',
  'ack before effect',
  'id-ordered relay',
]

test('without a plant every change has one effect, in order', async () => {
  expect(await violations(undefined)).toEqual([])
})

test.each(plants)('%s is found', async (plant) => {
  expect(await violations(plant)).toEqual([found[plant]])
})

const found: Readonly<Record<Plant, unknown>> = {
  'effect before inbox': expect.stringMatching(/^twice: a:/),
  'publish before commit': expect.stringMatching(/^of nothing: rolled-back:1/),
  'ack before effect': expect.stringMatching(/^lost: a:/),
  'id-ordered relay': expect.stringMatching(/^out of order: a:/),
}

const keys = parseSigningKeys(`things>orders=${'k'.repeat(32)}`)

/** Six changes of one thing and one that is rolled back, over a broker that crashes its consumer now and then. */
async function violations(plant: Plant | undefined): Promise<string[]> {
  const broker = memoryBroker(plant)
  const receiver = plant === 'effect before inbox' ? effectFirst() : crashing()
  const consumer = broker.consume(receiver)
  for (let sequence = 1; sequence <= 6; sequence++) await change('a', sequence)
  await rolledBack(broker.transport, plant)
  await using _relay = plant === 'id-ordered relay' ? idOrdered(broker.transport) : relay(broker.transport)
  await vi.waitFor(
    async () => {
      const [row] =
        await shop.sql`select count(*)::integer as open from outbox_delivery where delivered_at is null`
      expect(row).toEqual({ open: 0 })
      expect(broker.waiting()).toBe(0)
    },
    { timeout: 20_000, interval: 20 },
  )
  await consumer.stop()
  return await audit()
}

async function change(thing: string, sequence: number): Promise<void> {
  await shop.transaction(async (tx) => {
    await tx.execute(`insert into change values ('${thing}', ${sequence})`)
    await publish(tx, thingChanged(thing), ['orders'])
  })
}

/** The planted one tells of it before it is so, as whoever sends inside the transaction does. */
async function rolledBack(transport: EventTransport, plant: Plant | undefined): Promise<void> {
  const refused = new Error('refused')
  await shop
    .transaction(async (tx) => {
      await tx.execute(`insert into change values ('rolled-back', 1)`)
      await publish(tx, thingChanged('rolled-back'), ['orders'])
      if (plant === 'publish before commit')
        await transport.deliver(
          { ...anEnvelope({ id: 'evt_planted' }), subject: 'rolled-back' },
          'orders',
          AbortSignal.timeout(1000),
        )
      throw refused
    })
    .catch((error: unknown) => {
      if (error !== refused) throw error
    })
}

function relay(transport: EventTransport): AsyncDisposable {
  return startRelay({
    source: 'things',
    sql: shop.sql,
    subscribers: ['orders'],
    transport,
    log: silent,
    pollMs: 20,
    random: () => 0,
  })
}

/** What a relay does that takes what is undelivered by the order of ids and goes on when one fails. */
function idOrdered(transport: EventTransport): AsyncDisposable {
  let isStopped = false
  const work = async () => {
    while (!isStopped) {
      const rows = await shop.sql`
        select outbox.id, outbox.aggregate_id, outbox.aggregate_sequence from outbox join outbox_delivery on event_id = id
        where delivered_at is null order by id`
      for (const { id, aggregate_id: subject, aggregate_sequence: sequence } of rows) {
        const envelope: EventEnvelope = { ...anEnvelope({ id: 'evt_planted' }), id, subject, sequence }
        const sent = transport.deliver(envelope, 'orders', AbortSignal.timeout(1000)).then(
          () => true,
          () => false,
        )
        if (await sent) await shop.sql`update outbox_delivery set delivered_at = now() where event_id = ${id}`
      }
    }
  }
  const working = work()
  return {
    async [Symbol.asyncDispose]() {
      isStopped = true
      await working
    },
  }
}

/** Takes letters of one box one after another; the third time that one is put in it does not answer. */
function memoryBroker(plant: Plant | undefined) {
  const box: Letter[] = []
  let puts = 0
  let isBusy = false
  const transport: EventTransport = {
    async deliver(envelope, audience) {
      puts += 1
      if (puts === 3) throw new Error('the broker hiccups')
      box.push(writeLetter(envelope, audience, keys))
    },
  }
  const consume = (receiver: EventReceiver) => {
    let isStopped = false
    const taker = letterTaker({
      receiver,
      transport: 'memory',
      keys,
      log: silent,
      concurrency: 4,
      patience: { maxFailures: 20, firstMs: 5, maxEarly: 20 },
      bury: () => Promise.reject(new Error('nothing dies here')),
    })
    const work = async () => {
      while (!isStopped) {
        const [letter] = box
        isBusy = letter !== undefined
        if (letter === undefined) {
          await new Promise((resolve) => setTimeout(resolve, 5))
          continue
        }
        // A consumer that acknowledges first and crashes then has nothing to come back for.
        if (plant === 'ack before effect') {
          box.shift()
          await receiver.receive('things', JSON.parse(Buffer.from(letter.body).toString())).catch(() => {})
          continue
        }
        if ((await taker.take(letter)) === 'taken') box.shift()
      }
    }
    const working = work()
    return {
      async stop() {
        isStopped = true
        await working
      },
    }
  }
  return { transport, consume, waiting: () => box.length + Number(isBusy) }
}

/** Each second event meets a crash the first time, in the middle of its transaction. */
function crashing(): EventReceiver {
  const crashed = new Set<string>()
  return shop.receiver('orders', ({ id, sequence }) => {
    if (sequence % 2 === 1 || crashed.has(id)) return
    crashed.add(id)
    throw new Error('crash')
  })
}

/** The effect commits by itself, the inbox row after it; a crash lies between. */
function effectFirst(): EventReceiver {
  const crashed = new Set<string>()
  return {
    consumer: 'orders',
    async receive(_caller, input) {
      const { id, subject, sequence } = input as EventEnvelope
      const [known] = await shop.sql`select from inbox where event_id = ${id}`
      if (known) return { outcome: 'duplicate' }
      await shop.sql`insert into effect (consumer, aggregate, sequence, event_id)
        values ('orders', ${subject}, ${sequence}, ${id})`
      if (sequence === 2 && !crashed.has(id)) {
        crashed.add(id)
        throw new Error('crash')
      }
      await shop.sql`insert into inbox (consumer, event_id) values ('orders', ${id})`
      return { outcome: 'handled' }
    },
  }
}

/** By the books alone: changes that happened against effects that were had. */
async function audit(): Promise<string[]> {
  const changes = (await shop.sql`select thing || ':' || sequence as change from change`).map(
    (row) => row.change,
  )
  const effects = await shop.listEffects('orders')
  const lost = changes.filter((each) => !effects.includes(each))
  const twice = effects.filter((each, index) => effects.indexOf(each) !== index)
  const ofNothing = effects.filter((each) => !changes.includes(each))
  const numbers = effects.filter((each) => each.startsWith('a:')).map((each) => Number(each.slice(2)))
  const isOrdered = numbers.every((number, index) => number >= (numbers[index - 1] ?? 0))
  return [
    ...(lost.length > 0 ? [`lost: ${lost.join(', ')}`] : []),
    ...(twice.length > 0 ? [`twice: ${twice.join(', ')}`] : []),
    ...(ofNothing.length > 0 ? [`of nothing: ${ofNothing.join(', ')}`] : []),
    ...(isOrdered ? [] : [`out of order: ${effects.join(', ')}`]),
  ]
}
