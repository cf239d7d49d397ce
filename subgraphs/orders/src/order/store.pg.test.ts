// The lock that everything about an order's money relies on.
import { type Connection, connect } from '@supermarket/drizzle/connect.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type OrdersFixture, openFixture } from '../orders-service.fixture.ts'
import { lockOrder } from './store.ts'

let shop: OrdersFixture
let connection: Connection
beforeAll(async () => {
  shop = await openFixture()
  connection = connect({ url: shop.databaseUrl, applicationName: 'waits for an order' })
})
afterAll(async () => {
  await connection[Symbol.asyncDispose]()
  await shop[Symbol.asyncDispose]()
})

test('who waited for an order finds its money as the one before has left it', async () => {
  const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
  const { order } = await shop.checkout({ cart, token: 'tok_requires_action' })
  const waiting = await shop.sql.begin(async (tx) => {
    await tx`select from orders where id = ${order.id} for update`
    const locked = withTransaction(connection, (own) => lockOrder(own, order.id))
    await vi.waitFor(async () => {
      const waiters = await shop.sql`
        select from pg_stat_activity
        where application_name = 'waits for an order' and wait_event_type = 'Lock'`
      expect(waiters).toHaveLength(1)
    })
    await tx`update payments set status = 'AUTHORIZED', decline_code = 'of the one before' where order_id = ${order.id}`
    await tx`update orders set payment_status = 'AUTHORIZED' where id = ${order.id}`
    return { locked }
  })
  expect(await waiting.locked).toMatchObject({
    order: { paymentStatus: 'AUTHORIZED' },
    payment: { status: 'AUTHORIZED', declineCode: 'of the one before' },
  })
})
