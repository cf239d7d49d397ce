// That the service settles what is left by itself: nobody sweeps here, and no clock is put forward.
import { connect } from '@supermarket/drizzle/connect.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { purgeCheckouts } from './checkout/submission-store.ts'
import { purgeKeys } from './idempotency/store.ts'
import { type OrdersFixture, openFixture, shortMs } from './orders-service.fixture.ts'

let shop: OrdersFixture
beforeAll(async () => {
  shop = await openFixture({ timings: { sweepMs: 200, graceMs: 0, retryMs: 300, forgetAgainMs: 1_000 } })
})
afterAll(() => shop[Symbol.asyncDispose]())

const statusOf = async (cartId: string) => {
  const [order] = await shop.sql`
    select status, payment_status, settle_after from orders where cart_id = ${cartId} order by created_at desc`
  return order
}
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 50 })

test('a payment that was not answered is settled by its job', async () => {
  const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
  const { order } = await shop.checkout({ cart, token: 'tok_timeout', deadlineMs: shortMs })
  expect(order.paymentStatus).toBe('PENDING')
  const [{ jobs } = {}] = await shop.sql`
    select count(*)::integer as jobs from graphile_worker.jobs where key = ${`settle-order:${order.id}`}`
  expect(jobs).toBe(1)
  await eventually(async () =>
    expect(await statusOf(cart.id)).toEqual({
      status: 'CONFIRMED',
      payment_status: 'PAID',
      settle_after: null,
    }),
  )
})

test('a checkout that was killed is undone by the sweep', async () => {
  const variantId = await shop.aVariant({ stock: 1 })
  const cart = await shop.aCart([{ variantId, quantity: 1 }])
  shop.fate.diesAt = 'checkout:reserved'
  await expect(shop.checkout({ cart, deadlineMs: shortMs })).rejects.toThrow('INTERNAL_SERVER_ERROR')
  await eventually(async () =>
    expect(await statusOf(cart.id)).toEqual({
      status: 'CANCELED',
      payment_status: 'VOIDED',
      settle_after: null,
    }),
  )
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 0 })
  await shop.settle()
  await shop.requireInvariants()
})

test('keys are purged when they are old, unless they are still running', async () => {
  await using connection = connect({ url: shop.databaseUrl, applicationName: 'a test' })
  const principal = newId('usr')
  const insert = (key: string, hoursAgo: number, answer: string | null) => shop.sql`
    insert into idempotency_keys (principal, operation, key, input_hash, order_id, answer, created_at)
    values (${principal}, 'orderRefund', ${key}, 'x', 'ord', ${answer}::text::jsonb,
            now() - ${hoursAgo} * interval '1 hour')`
  await insert('old', 49, '{}')
  await insert('older', 80, '{}')
  await insert('young', 47, '{}')
  await insert('running', 49, null)
  const before = new Date(Date.now() - 48 * 60 * 60_000)
  expect(await purgeKeys(connection, before, 1)).toBe(1)
  expect(await purgeKeys(connection, before, 10)).toBe(1)
  expect(await purgeKeys(connection, before, 10)).toBe(0)
  const left = await shop.sql`select key from idempotency_keys where principal = ${principal} order by key`
  expect(left.map(({ key }) => key)).toEqual(['running', 'young'])
  await shop.sql`delete from idempotency_keys where principal = ${principal}`
})

const dayMs = 24 * 60 * 60_000
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs)
const runJob = (task: string) => shop.sql`select graphile_worker.add_job(${task})`

test('submitted checkouts are forgotten with their keys, unless they still go on', async () => {
  await using connection = connect({ url: shop.databaseUrl, applicationName: 'a test' })
  const [old, younger, running] = [newId('ord'), newId('ord'), newId('ord')]
  const insert = (id: string, hoursAgo: number, token: string | null) => shop.sql`
    insert into checkouts (order_id, payment_token, created_at)
    values (${id}, ${token}, now() - ${hoursAgo} * interval '1 hour')`
  await insert(old, 49, null)
  await insert(younger, 47, null)
  await insert(running, 49, 'tok_approved')
  expect(await purgeCheckouts(connection, new Date(Date.now() - 48 * 60 * 60_000), 10)).toBe(1)
  const left =
    await shop.sql`select order_id as id from checkouts where order_id in ${shop.sql([old, younger, running])}`
  expect(left.map(({ id }) => id).toSorted()).toEqual([younger, running].toSorted())
  await shop.sql`delete from checkouts where order_id in ${shop.sql([younger, running])}`
})

test('an order is completed when its return window has passed, and not before', async () => {
  const staff = await shop.someone('STAFF')
  const orders = [await shop.anOrder(), await shop.anOrder(), await shop.anOrder()]
  const [old, young, unsent] = orders.map(({ id }) => id)
  for (const id of [old, young]) {
    await shop.change(
      'mutation ($input: OrderFulfillInput!) { orderFulfill(input: $input) { userErrors { code } } }',
      { id, idempotencyKey: newId('evt') },
      { as: staff },
    )
  }
  await shop.sql`update orders set fulfilled_at = ${daysAgo(13.9)} where id = ${young ?? ''}`
  await shop.sql`update orders set fulfilled_at = ${daysAgo(14.1)} where id = ${old ?? ''}`
  await runJob('complete-orders')
  const find = async (id: string | undefined) =>
    (
      await shop.ask('query ($id: ID!) { order(id: $id) { status events { nodes { type } } } }', {
        variables: { id },
        as: staff,
      })
    ).order
  await eventually(async () => expect((await find(old)).status).toBe('COMPLETED'))
  expect((await find(old)).events.nodes.at(-1)).toEqual({ type: 'COMPLETED' })
  expect((await find(young)).status).toBe('FULFILLED')
  expect((await find(unsent)).status).toBe('CONFIRMED')
})

test('carts go when they are old, but the open one of a user stays', async () => {
  const ann = await shop.someone()
  const lines = [{ variantId: await shop.aVariant(), quantity: 1 }]
  const guests = [await shop.aCart(lines), await shop.aCart(lines), await shop.aCart(lines)]
  const [old = '', changed = '', young = ''] = guests.map(({ id }) => id)
  const { id: own } = await shop.aCart(lines, ann)
  const ordered = (await shop.anOrder({ as: await shop.someone() })).cart.id
  const age = (id: string, created: Date, updated: Date) =>
    shop.sql`update carts set created_at = ${created}, updated_at = ${updated} where id = ${id}`
  for (const id of [old, own, ordered]) await age(id, daysAgo(31), daysAgo(30.1))
  await age(changed, daysAgo(31), daysAgo(29.9))
  await runJob('purge-carts')
  const left = async () =>
    (await shop.sql`select id from carts where id in ${shop.sql([old, changed, young, own, ordered])}`).map(
      ({ id }) => id,
    )
  await eventually(async () => expect(await left()).toHaveLength(3))
  expect(new Set(await left())).toEqual(new Set([changed, young, own]))
  const [lost] = await shop.sql`
    select count(*)::integer as lines from cart_lines where cart_id not in (select id from carts)`
  expect(lost).toEqual({ lines: 0 })
})

test('what a deleted account still did while it was being deleted is forgotten too', async () => {
  const eve = await shop.someone()
  const receipt = await shop.service.events.receive('users', {
    specversion: '1.0',
    id: newId('evt'),
    source: 'users',
    type: 'user.deleted',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataversion: 1,
    aggregatetype: 'user',
    subject: eve.userId,
    sequence: 1,
    correlationid: 'a-test',
    data: { userId: eve.userId },
  })
  expect(receipt).toEqual({ outcome: 'handled' })
  const { id } = await shop.anOrder({ as: eve })
  await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }], eve)
  await eventually(async () => {
    const [order] = await shop.sql`select customer_id, email from orders where id = ${id}`
    expect(order).toEqual({ customer_id: null, email: null })
    expect(await shop.sql`select from carts where user_id = ${eve.userId}`).toHaveLength(0)
  })
})
