// That the service settles what is left by itself: nobody sweeps here, and no clock is put forward.
import { connect } from '@supermarket/drizzle/connect.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { purgeKeys } from './idempotency/store.ts'
import { type OrdersFixture, openFixture, shortMs } from './orders-service.fixture.ts'

let shop: OrdersFixture
beforeAll(async () => {
  shop = await openFixture({ timings: { sweepMs: 200, graceMs: 0, retryMs: 300 } })
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
