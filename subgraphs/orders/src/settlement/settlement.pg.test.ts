// Kills at every step, by throwing there: whatever is left behind is finished or undone, and every invariant holds.
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'

let shop: OrdersFixture
let staff: Someone
beforeAll(async () => {
  shop = await openFixture()
  staff = await shop.someone('STAFF')
})
afterAll(() => shop[Symbol.asyncDispose]())
beforeEach(() => {
  shop.fate.aheadMs = 0
  shop.fate.diesAt = undefined
})

const minuteMs = 60_000
const statusQuery = `query ($id: ID!) { order(id: $id) { status paymentStatus totalCaptured { minor }
  totalRefunded { minor } refunds { status amount { minor } } events { nodes { type message } } } }`
const statusOf = async (id: string) => (await shop.ask(statusQuery, { variables: { id }, as: staff })).order
const typesOf = (order: { events: { nodes: { type: string }[] } }) =>
  order.events.nodes.map(({ type }) => type)

async function settleWithinAMinute() {
  shop.fate.aheadMs += minuteMs
  await shop.settle()
  await shop.requireInvariants()
}

async function killedCheckout(step: NonNullable<OrdersFixture['fate']['diesAt']>, token: string) {
  const variantId = await shop.aVariant({ stock: 3 })
  const cart = await shop.aCart([{ variantId, quantity: 3 }])
  const key = newId('evt')
  shop.fate.diesAt = step
  await expect(shop.checkout({ cart, key, token })).rejects.toThrow('INTERNAL_SERVER_ERROR')
  expect(shop.fate.diesAt).toBe(undefined)
  return { variantId, cart, key, token }
}

describe('a kill before the provider was asked is undone', () => {
  test.each(['checkout:prepared', 'checkout:reserved'] as const)('%s', async (step) => {
    const { variantId, cart, key, token } = await killedCheckout(step, 'tok_approved')
    await settleWithinAMinute()
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 3, reserved: 0 })
    const [charged] = await shop.sql`
      select count(*)::integer as charges from sandbox_charges as c join payments as p on p.id = c.key
      join orders as o on o.id = p.order_id where o.cart_id = ${cart.id} and c.state <> 'voided'`
    expect(charged).toEqual({ charges: 0 })
    const { order } = await shop.checkout({ cart, key, token })
    expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
  })
})

describe('a kill after the provider had answered is finished', () => {
  test.each(['checkout:answered', 'checkout:finalized'] as const)('%s', async (step) => {
    const { variantId, cart, key, token } = await killedCheckout(step, 'tok_approved')
    await settleWithinAMinute()
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 })
    const { order } = await shop.checkout({ cart, key, token })
    expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
  })

  test('checkout:answered, when the buyer still has to act', async () => {
    const { cart, key, token } = await killedCheckout('checkout:answered', 'tok_requires_action')
    await settleWithinAMinute()
    const { order, nextAction } = await shop.checkout({ cart, key, token })
    expect(order).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'REQUIRES_ACTION' })
    expect(nextAction.url).toMatch(/^http:\/\/127\.0\.0\.1:4003\/sandbox\/payments\/[\w-]{22}$/)
  })

  test.each(['checkout:answered', 'checkout:released', 'checkout:finalized'] as const)(
    '%s, when it was declined',
    async (step) => {
      const { variantId, cart, key, token } = await killedCheckout(step, 'tok_declined')
      await settleWithinAMinute()
      expect(await shop.stockOf(variantId)).toEqual({ onHand: 3, reserved: 0 })
      const refused = await shop.checkout({ cart, key, token })
      expect(refused.userErrors).toMatchObject([{ code: 'PAYMENT_DECLINED' }])
      expect((await shop.checkout({ cart })).order.paymentStatus).toBe('PAID')
    },
  )
})

test('a repeated request takes over from a dead runner without waiting for the reconciler', async () => {
  const { cart, key, token } = await killedCheckout('checkout:answered', 'tok_approved')
  expect((await shop.checkout({ cart, key, token })).userErrors).toMatchObject([
    { code: 'IDEMPOTENCY_IN_PROGRESS' },
  ])
  shop.fate.aheadMs = minuteMs
  expect((await shop.checkout({ cart, key, token })).order).toMatchObject({ status: 'CONFIRMED' })
  await shop.settle()
  await shop.requireInvariants()
})

test('another key takes over a cart whose checkout died', async () => {
  const { variantId, cart } = await killedCheckout('checkout:reserved', 'tok_approved')
  expect((await shop.checkout({ cart })).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }])
  shop.fate.aheadMs = minuteMs
  expect((await shop.checkout({ cart })).order).toMatchObject({ status: 'CONFIRMED' })
  await shop.settle()
  await shop.requireInvariants()
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 })
})

test('a runner that was taken for dead and comes back charges nothing', async () => {
  const variantId = await shop.aVariant({ stock: 1 })
  const cart = await shop.aCart([{ variantId, quantity: 1 }])
  // The order is undone while its request stands still before reserving.
  shop.fate.products = (send) => async (call) => {
    if (!call.query.includes('stockReserve')) return send(call)
    shop.fate.products = undefined
    shop.fate.aheadMs = minuteMs
    await shop.service.sweepOrders()
    return send(call)
  }
  const { order } = await shop.checkout({ cart })
  expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
  await settleWithinAMinute()
  const attempts = await shop.sql`select status, placed_at is null as unseen from orders
    where cart_id = ${cart.id} order by created_at`
  expect([...attempts]).toEqual([
    { status: 'CANCELED', unseen: true },
    { status: 'CONFIRMED', unseen: false },
  ])
})

test('a free order is not confirmed without its goods, whoever takes its runner for dead', async () => {
  const variantId = await shop.aVariant({ minor: 0, stock: 2 })
  const cart = await shop.aCart([{ variantId, quantity: 1 }])
  const reserved = Promise.withResolvers<void>()
  const goesOn = Promise.withResolvers<void>()
  shop.fate.products = (send) => async (call) => {
    const answer = await send(call)
    if (call.query.includes('stockReserve')) {
      reserved.resolve()
      await goesOn.promise
    }
    return answer
  }
  const request = shop.checkout({ cart })
  await reserved.promise
  // The runner goes on just when the reconciler is about to give its stock back.
  shop.fate.products = (send) => async (call) => {
    if (call.query.includes('stockRelease')) {
      shop.fate.products = undefined
      goesOn.resolve()
      await request
    }
    return send(call)
  }
  shop.fate.aheadMs = minuteMs
  await shop.service.sweepOrders()
  expect((await request).order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
  await settleWithinAMinute()
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 0 })
})

describe('a kill in a refund is finished, once', () => {
  test.each(['refund:prepared', 'refund:answered', 'refund:finalized'] as const)('%s', async (step) => {
    const { id, totalMinor } = await shop.anOrder()
    shop.fate.diesAt = step
    const input = { id, amount: { minor: 500, currency: 'EUR' }, idempotencyKey: newId('evt') }
    const mutation = `mutation ($input: OrderRefundInput!) { orderRefund(input: $input) {
      refund { status } userErrors { code } } }`
    await expect(shop.change(mutation, input, { as: staff })).rejects.toThrow('INTERNAL_SERVER_ERROR')
    await settleWithinAMinute()
    expect(await statusOf(id)).toMatchObject({
      paymentStatus: 'PARTIALLY_REFUNDED',
      totalCaptured: { minor: totalMinor },
      totalRefunded: { minor: 500 },
      refunds: [{ status: 'SUCCEEDED', amount: { minor: 500 } }],
    })
    expect(await shop.change(mutation, input, { as: staff })).toEqual({
      refund: { status: 'SUCCEEDED' },
      userErrors: [],
    })
  })
})

describe('a kill in a cancelation is finished', () => {
  const mutation = `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) {
    order { status paymentStatus } userErrors { code } } }`

  test.each(['cancel:recorded', 'refund:answered'] as const)('%s, of a paid order', async (step) => {
    const { id, variantId } = await shop.anOrder()
    shop.fate.diesAt = step
    const input = { id, idempotencyKey: newId('evt') }
    await expect(shop.change(mutation, input, { as: staff })).rejects.toThrow('INTERNAL_SERVER_ERROR')
    await settleWithinAMinute()
    expect(await statusOf(id)).toMatchObject({ status: 'CANCELED', paymentStatus: 'REFUNDED' })
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 100, reserved: 0 })
    const again = await shop.change(mutation, input, { as: staff })
    expect(again).toEqual({ order: { status: 'CANCELED', paymentStatus: 'REFUNDED' }, userErrors: [] })
  })

  test('cancel:voided, of an unpaid order', async () => {
    const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
    const { order } = await shop.checkout({ cart, token: 'tok_requires_action' })
    shop.fate.diesAt = 'cancel:voided'
    const input = { id: order.id, idempotencyKey: newId('evt') }
    await expect(shop.change(mutation, input, { as: staff })).rejects.toThrow('INTERNAL_SERVER_ERROR')
    await settleWithinAMinute()
    expect(await statusOf(order.id)).toMatchObject({ status: 'CANCELED', paymentStatus: 'VOIDED' })
  })
})

test('an order that nobody pays in time is called off, and its stock is free again', async () => {
  const variantId = await shop.aVariant({ stock: 2 })
  const cart = await shop.aCart([{ variantId, quantity: 2 }])
  const { order } = await shop.checkout({ cart, token: 'tok_requires_action' })
  await settleWithinAMinute()
  expect(await statusOf(order.id)).toMatchObject({
    status: 'PENDING_PAYMENT',
    paymentStatus: 'REQUIRES_ACTION',
  })
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 2, reserved: 2 })
  shop.fate.aheadMs = 31 * minuteMs
  await settleWithinAMinute()
  const expired = await statusOf(order.id)
  expect(expired).toMatchObject({ status: 'CANCELED', paymentStatus: 'VOIDED' })
  expect(typesOf(expired)).toEqual(['PLACED', 'PAYMENT_ACTION_REQUIRED', 'PAYMENT_VOIDED', 'EXPIRED'])
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 2, reserved: 0 })
})

test('a lapsed reservation calls an unpaid order off and leaves a paid one alone', async () => {
  const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
  const { order } = await shop.checkout({ cart, token: 'tok_requires_action' })
  const paid = await shop.anOrder()
  for (const orderId of [order.id, paid.id]) {
    const receipt = await shop.service.events.receive('products', {
      specversion: '1.0',
      id: newId('evt'),
      source: 'products',
      type: 'reservation.expired',
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      dataversion: 1,
      aggregatetype: 'reservation',
      subject: orderId,
      sequence: 1,
      correlationid: 'a-test',
      data: { orderId },
    })
    expect(receipt).toEqual({ outcome: 'handled' })
  }
  await settleWithinAMinute()
  expect(await statusOf(order.id)).toMatchObject({ status: 'CANCELED', paymentStatus: 'VOIDED' })
  expect(await statusOf(paid.id)).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
})

test('a due order is settled by one of many who try', async () => {
  const { cart } = await killedCheckout('checkout:answered', 'tok_approved')
  shop.fate.aheadMs = minuteMs
  const settled = await Promise.all(Array.from({ length: 10 }, () => shop.service.sweepOrders()))
  expect(settled.reduce((sum, count) => sum + count, 0)).toBe(1)
  const [{ status, events } = {}] = await shop.sql`
    select status, (select count(*)::integer from order_events where order_id = orders.id) as events
    from orders where cart_id = ${cart.id}`
  expect({ status, events }).toEqual({ status: 'CONFIRMED', events: 3 })
  await shop.settle()
  await shop.requireInvariants()
})
