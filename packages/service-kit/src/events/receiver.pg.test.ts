import { connect } from '@supermarket/drizzle/connect.ts'
import * as eventTables from '@supermarket/drizzle/event-tables.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { emptyDatabase } from '@supermarket/testkit/test-database.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anEnvelope } from './envelope.fixture.ts'
import { type EventDatabase, eventDatabase } from './event-database.fixture.ts'
import { EventRejectedError } from './transport.ts'

let shop: EventDatabase
beforeAll(async () => {
  shop = await eventDatabase({ emptyDatabase, connect, withTransaction, eventTables })
})
afterAll(() => shop[Symbol.asyncDispose]())
beforeEach(() => shop.empty())

const envelope = anEnvelope()

async function expectNothingChanged(): Promise<void> {
  expect(await shop.listEffects('orders')).toEqual([])
  expect(await shop.sql`select * from inbox`).toEqual([])
}

describe('a receiver', () => {
  test('takes an event in once, however often it comes', async () => {
    const receiver = shop.receiver('orders')
    expect(await receiver.receive('things', envelope)).toEqual({ outcome: 'handled' })
    expect(await receiver.receive('things', envelope)).toEqual({ outcome: 'duplicate' })
    expect(await shop.listEffects('orders')).toEqual(['a:1'])
    expect(await shop.sql`select consumer, event_id from inbox`).toEqual([
      { consumer: 'orders', event_id: 'evt_1' },
    ])
  })

  test('takes an event in once when it comes ten times at once', async () => {
    const receiver = shop.receiver('orders')
    const receipts = await Promise.all(
      Array.from({ length: 10 }, () => receiver.receive('things', structuredClone(envelope))),
    )
    const outcomes = receipts.map((receipt) => receipt.outcome).sort()
    expect(outcomes).toEqual([...Array<string>(9).fill('duplicate'), 'handled'])
    expect(await shop.listEffects('orders')).toEqual(['a:1'])
  })

  test('tells of a gap and takes the event all the same, where whoever sends keeps the order', async () => {
    const told: string[] = []
    const receiver = shop.receiver('orders', undefined, ({ id, previousid }) =>
      told.push(`${id} after ${previousid}`),
    )
    await receiver.receive('things', envelope)
    const second = { ...envelope, id: 'evt_2', sequence: 2, previousid: 'evt_1' }
    const fifth = { ...envelope, id: 'evt_5', sequence: 5, previousid: 'evt_4' }
    expect(await receiver.receive('things', second)).toEqual({ outcome: 'handled' })
    expect(told).toEqual([])
    expect(await receiver.receive('things', fifth)).toEqual({ outcome: 'handled' })
    expect(await receiver.receive('things', fifth)).toEqual({ outcome: 'duplicate' })
    expect(told).toEqual(['evt_5 after evt_4'])
    expect(await shop.listEffects('orders')).toEqual(['a:1', 'a:2', 'a:5'])
  })

  test('takes none before the one that it follows on, where nobody else keeps the order', async () => {
    const receiver = shop.receiver('orders')
    const inOrder = { inOrder: true }
    const second = { ...envelope, id: 'evt_2', sequence: 2, previousid: 'evt_1' }
    // Another consumer's having it is of no help.
    await shop.receiver('products').receive('things', envelope)
    expect(await receiver.receive('things', second, inOrder)).toEqual({
      outcome: 'early',
      previousId: 'evt_1',
    })
    expect(await shop.listEffects('orders')).toEqual([])
    expect(await shop.sql`select event_id from inbox where consumer = 'orders'`).toEqual([])
    expect(await receiver.receive('things', envelope, inOrder)).toEqual({ outcome: 'handled' })
    expect(await receiver.receive('things', second, inOrder)).toEqual({ outcome: 'handled' })
    expect(await shop.listEffects('orders')).toEqual(['a:1', 'a:2'])
  })

  test('keeps consumers of one database apart', async () => {
    expect(await shop.receiver('orders').receive('things', envelope)).toEqual({ outcome: 'handled' })
    expect(await shop.receiver('products').receive('things', envelope)).toEqual({ outcome: 'handled' })
    expect(await shop.listEffects('products')).toEqual(['a:1'])
  })

  test('rolls the inbox row and the effect back when the handler fails, and takes the event in later', async () => {
    let isBroken = true
    const receiver = shop.receiver('orders', () => {
      if (isBroken) throw new Error('the handler is broken')
    })
    await expect(receiver.receive('things', envelope)).rejects.toThrow('the handler is broken')
    await expectNothingChanged()

    isBroken = false
    expect(await receiver.receive('things', envelope)).toEqual({ outcome: 'handled' })
    expect(await shop.listEffects('orders')).toEqual(['a:1'])
  })

  test('rejects without effect what its handler will never take', async () => {
    const receiver = shop.receiver('orders', () => {
      throw new EventRejectedError('there is no such thing')
    })
    expect(await receiver.receive('things', envelope)).toEqual({
      outcome: 'rejected',
      reason: 'there is no such thing',
    })
    await expectNothingChanged()
  })

  test.each([
    ['an unknown type', { type: 'thing.melted' }, 'orders does not know thing.melted in version 1'],
    ['a name of the prototype', { type: 'constructor' }, 'orders does not know constructor in version 1'],
    ['an unknown version', { dataversion: 2 }, 'orders does not know thing.changed in version 2'],
    ['another sender', { source: 'users' }, 'things may not send events of users'],
  ])('rejects %s without effect', async (_what, change, reason) => {
    const receipt = await shop.receiver('orders').receive('things', { ...envelope, ...change })
    expect(receipt).toEqual({ outcome: 'rejected', reason })
    await expectNothingChanged()
  })

  test('rejects an event of its own sender that another service publishes', async () => {
    const receipt = await shop.receiver('orders').receive('users', { ...envelope, source: 'users' })
    expect(receipt).toEqual({ outcome: 'rejected', reason: 'users does not publish thing.changed' })
    await expectNothingChanged()
  })

  test('refuses a payload that the contract of its type does not allow, without effect', async () => {
    const receipt = await shop
      .receiver('orders')
      .receive('things', { ...envelope, data: { forbidden: 'yes' } })
    expect(receipt).toEqual({ outcome: 'rejected', reason: 'data.forbidden: is forbidden' })
    await expectNothingChanged()
  })

  test.each([
    ['nothing', undefined],
    ['text', 'event'],
    ['a list', [envelope]],
    ['another specification', { ...envelope, specversion: '0.3' }],
    ['no id', { ...envelope, id: undefined }],
    ['an id that PostgreSQL cannot store', { ...envelope, id: 'evt_\0' }],
    ['an endless id', { ...envelope, id: 'e'.repeat(129) }],
    ['a broken time', { ...envelope, time: 'yesterday' }],
    ['a fractional sequence', { ...envelope, sequence: 1.5 }],
    ['a sequence of zero', { ...envelope, sequence: 0 }],
    ['data that is no object', { ...envelope, data: 'x' }],
  ])('rejects %s without effect', async (_what, input) => {
    const receipt = await shop.receiver('orders').receive('things', input)
    expect(receipt.outcome).toBe('rejected')
    await expectNothingChanged()
  })
})
