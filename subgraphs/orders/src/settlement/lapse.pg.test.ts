// Reservations that lapse while somebody takes their time: whoever pays gets the goods, or the money back.
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { submit } from '../checkout/submit.fixture.ts'
import { type MadeCart, type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'
import type { PaymentProvider } from '../payment/provider.ts'

let shop: OrdersFixture
let staff: Someone
/** Before the provider's answer comes. */
let thinking: (() => Promise<unknown>) | undefined
beforeAll(async () => {
  shop = await openFixture({
    // Real spans, only shorter: products goes by the clock of its database.
    timings: { reservationMs: 3_000, commitMs: 500, paymentWindowMs: 60_000 },
    providers: (own) =>
      own.map((provider) => ({
        ...provider,
        async authorize(...args: Parameters<PaymentProvider['authorize']>) {
          const answer = await provider.authorize(...args)
          const wait = thinking
          thinking = undefined
          await wait?.()
          return answer
        },
      })),
  })
  staff = await shop.someone('STAFF')
})
beforeEach(() => {
  thinking = undefined
  shop.fate.events = undefined
  shop.fate.aheadMs = 0
})
afterAll(() => shop[Symbol.asyncDispose]())

const aCart = (variantId: string, quantity: number) => shop.aCart([{ variantId, quantity }])

async function lapse({ id }: MadeCart): Promise<void> {
  const [order] = await shop.sql<{ id: string }[]>`
    select id from orders where cart_id = ${id} order by created_at desc limit 1`
  await vi.waitFor(
    async () => {
      await shop.products.service.expireReservations()
      const [row] = await shop.products.sql`
        select status::text from stock_reservations where order_id = ${order?.id ?? ''}`
      expect(row?.status).toBe('EXPIRED')
    },
    { timeout: 8_000, interval: 100 },
  )
}

async function settled() {
  await shop.settle()
  // What products tells us follows on what we have told products.
  await vi.waitFor(async () => {
    const [open] = await shop.products.sql`
      select count(*)::integer as count from outbox_delivery where delivered_at is null`
    expect(open?.count).toBe(0)
  })
  await shop.settle()
  await shop.requireInvariants()
}

const orderOf = async (cart: MadeCart) => {
  const [row] = await shop.sql<{ id: string }[]>`
    select id from orders where cart_id = ${cart.id} order by created_at desc limit 1`
  const query = `query ($id: ID!) { order(id: $id) { status paymentStatus totalCaptured { minor } totalRefunded { minor }
    events { nodes { type message } } } }`
  const { order } = await shop.ask(query, { variables: { id: row?.id }, as: staff })
  const timeline = order.events.nodes.map(({ type }: { type: string }) => type)
  return { ...order, events: undefined, timeline }
}

const paidBack = {
  status: 'CANCELED',
  paymentStatus: 'REFUNDED',
  totalCaptured: { minor: 2000 },
  totalRefunded: { minor: 2000 },
}

test.each([
  ['pieces are left', 0],
  ['the pieces are gone', 2],
])('a provider that answers after the reservation has lapsed is paid back, when %s', async (_name, taken) => {
  const variantId = await shop.aVariant({ stock: 2 })
  const [cart, other] = [await aCart(variantId, 2), await aCart(variantId, 2)]
  thinking = async () => {
    await lapse(cart)
    if (taken > 0) expect((await shop.checkout({ cart: other })).order.status).toBe('CONFIRMED')
  }
  const key = newId('evt')
  const { order } = await shop.checkout({ cart, key })
  expect(order).toMatchObject({ status: 'CANCELED', totalCaptured: { minor: 2000 } })
  await settled()
  expect(await orderOf(cart)).toMatchObject({
    ...paidBack,
    timeline: ['PLACED', 'PAYMENT_CAPTURED', 'EXPIRED', 'REFUND_REQUESTED', 'REFUNDED'],
  })
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 2 - taken, reserved: 0 })
  expect((await shop.checkout({ cart, key })).order.id).toBe(order.id)
})

test('so it is when nobody has waited for the answer', async () => {
  const variantId = await shop.aVariant({ stock: 2 })
  const cart = await aCart(variantId, 2)
  const { promise, resolve } = Promise.withResolvers<void>()
  thinking = () => lapse(cart).then(resolve)
  const { checkout } = await submit(shop, { cart })
  await promise
  await vi.waitFor(async () => {
    const query =
      'query ($id: ID!, $token: String) { checkout(id: $id, accessToken: $token) { status order { status } userErrors { code } } }'
    const variables = { id: checkout.id, token: checkout.orderAccessToken }
    expect((await shop.ask(query, { variables })).checkout).toEqual({
      status: 'FAILED',
      order: { status: 'CANCELED' },
      userErrors: [{ code: 'ILLEGAL_STATE' }],
    })
  })
  await settled()
  expect(await orderOf(cart)).toMatchObject(paidBack)
})

test('news of a payment that reach products after the lapse get the pieces anew, when they are left', async () => {
  const variantId = await shop.aVariant({ stock: 2 })
  const cart = await aCart(variantId, 2)
  const { promise, resolve } = Promise.withResolvers<void>()
  shop.fate.events = promise
  expect((await shop.checkout({ cart })).order.status).toBe('CONFIRMED')
  await lapse(cart)
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 2, reserved: 0 })
  resolve()
  await settled()
  expect(await orderOf(cart)).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 })
})

test('and when one is gone the order is called off and paid back, once', async () => {
  const variantId = await shop.aVariant({ stock: 2 })
  const [cart, other] = [await aCart(variantId, 2), await aCart(variantId, 1)]
  const { promise, resolve } = Promise.withResolvers<void>()
  shop.fate.events = promise
  expect((await shop.checkout({ cart })).order.status).toBe('CONFIRMED')
  await lapse(cart)
  expect((await shop.checkout({ cart: other })).order.status).toBe('CONFIRMED')
  resolve()
  await vi.waitFor(async () => expect((await orderOf(cart)).status).toBe('CANCELED'), { timeout: 8_000 })
  await settled()
  expect(await orderOf(cart)).toMatchObject({
    ...paidBack,
    timeline: ['PLACED', 'PAYMENT_CAPTURED', 'CONFIRMED', 'CANCELED', 'REFUND_REQUESTED', 'REFUNDED'],
  })
  expect(await orderOf(other)).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 0 })
})

test('an order that was called off in the meantime is not paid back twice', async () => {
  const variantId = await shop.aVariant({ stock: 2 })
  const [cart, other] = [await aCart(variantId, 2), await aCart(variantId, 2)]
  const { promise, resolve } = Promise.withResolvers<void>()
  shop.fate.events = promise
  const { order } = await shop.checkout({ cart })
  await lapse(cart)
  await shop.checkout({ cart: other })
  const mutation = `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) {
    order { status } userErrors { code } } }`
  const canceled = await shop.change(mutation, { id: order.id, idempotencyKey: newId('evt') }, { as: staff })
  expect(canceled).toEqual({ order: { status: 'CANCELED' }, userErrors: [] })
  resolve()
  await settled()
  expect(await orderOf(cart)).toMatchObject(paidBack)
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 })
})
