// Following all new orders: each once, whichever process placed it, and none lost when the database was away.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'
import type { OrdersService } from '../server.ts'

let shop: OrdersFixture
let staff: Someone
let replica: OrdersService
const streams: { return: () => Promise<unknown> }[] = []

beforeAll(async () => {
  shop = await openFixture({ timings: { listenCheckMs: 500 } })
  staff = await shop.someone('STAFF')
  replica = await shop.replica()
  await Promise.all([shop.service.changes.listening, replica.changes.listening])
})
afterEach(async () => {
  for (const stream of streams.splice(0)) await stream.return()
  expect(
    [shop.service, replica].map(({ handler, changes }) => [handler.openStreams, changes.watching]),
  ).toEqual([
    [0, 0],
    [0, 0],
  ])
})
afterAll(async () => {
  await replica[Symbol.asyncDispose]()
  await shop[Symbol.asyncDispose]()
})

async function follow({ handler }: OrdersService, as: Someone | undefined = staff) {
  const begun = await handler.subscribe('gateway', {
    query: 'subscription { orderPlaced { id status total { minor } nextActions } }',
    authorization: as?.authorization,
    requestId: 'request-of-a-test',
    deadlineAt: Date.now() + 10_000,
  })
  if (begun.kind === 'refused') throw new Error(JSON.stringify(begun.answer.body))
  const { stream } = begun
  streams.push(stream)
  return async () => {
    const { value } = await stream.next()
    if (!value || value.errors) throw new Error(JSON.stringify(value))
    return value.data?.orderPlaced as { id: string; status: string }
  }
}

test('each comes once to everybody of staff, in every process, and what is only prepared does not', async () => {
  const followers = [await follow(shop.service), await follow(replica)]
  const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
  shop.fate.diesAt = 'checkout:reserved'
  await expect(shop.checkout({ cart })).rejects.toThrow('INTERNAL_SERVER_ERROR')
  const ids = [(await shop.anOrder()).id, (await shop.anOrder()).id, (await shop.anOrder()).id]
  for (const next of followers) {
    const heard = [await next(), await next(), await next()]
    expect(heard.map(({ id }) => id)).toEqual(ids)
    expect(heard[0]).toEqual({
      ...{ id: ids[0], status: 'CONFIRMED', total: { minor: 2000 } },
      nextActions: ['CANCEL', 'FULFILL', 'REFUND', 'ADD_NOTE'],
    })
  }
})

test('customers and guests do not follow', async () => {
  const ann = await shop.someone()
  await expect(follow(shop.service, ann)).rejects.toThrow('FORBIDDEN')
  const begun = await shop.service.handler.subscribe('gateway', {
    query: 'subscription { orderPlaced { id } }',
    requestId: 'request-of-a-test',
    deadlineAt: Date.now() + 10_000,
  })
  expect(begun.kind === 'refused' && begun.answer.body.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
})

test('what is placed while nobody of this process hears comes when it does again', async () => {
  const next = await follow(shop.service)
  const before = await shop.anOrder()
  expect((await next()).id).toBe(before.id)
  // The listening connection is cut, and an order is placed at once: it may or may not be told of.
  await shop.sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%'`
  const during = await shop.anOrder()
  expect((await next()).id).toBe(during.id)
  const after = await shop.anOrder()
  expect((await next()).id).toBe(after.id)
})

test('forty at once all come', async () => {
  const next = await follow(replica)
  const variantId = await shop.aVariant({ stock: 1_000 })
  const carts = []
  for (let made = 0; made < 40; made++) carts.push(await shop.aCart([{ variantId, quantity: 1 }]))
  const placed = await Promise.all(carts.map((cart) => shop.checkout({ cart })))
  const heard = []
  for (const _ of placed) heard.push((await next()).id)
  expect(heard.sort()).toEqual(placed.map(({ order }) => order.id).sort())
})
