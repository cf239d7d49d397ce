// The real SDK against the fake of Stripe's API: every way in which it fails ends in the right order, with the same books.
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { shortMs } from '../orders-service.fixture.ts'
import { olderSecret, openStripeShop, type StripeShop } from './stripe-shop.fixture.ts'

let shop: StripeShop
beforeAll(async () => {
  shop = await openStripeShop({ returnUrl: 'https://shop.test/back' })
})
afterAll(() => shop[Symbol.asyncDispose]())
afterEach(async () => {
  shop.stripe.heal()
  await shop.settle()
  shop.shop.fate.aheadMs = 0
  shop.stripe.requests.length = 0
  shop.stripe.takeEvents()
})

const paid = { status: 'CONFIRMED', paymentStatus: 'PAID' }

const isMaking = (request: string) => request === 'POST /v1/payment_intents'

test('a card that is good pays the order in two calls', async () => {
  const { order } = await shop.pay('pm_card_visa')
  expect(order).toMatchObject(paid)
  expect(shop.stripe.requests.map((request) => request.replace(/pi_\w+/, 'pi'))).toEqual([
    'POST /v1/payment_intents',
    'POST /v1/payment_intents/pi/confirm',
  ])
})

describe('a card that is not good orders nothing, and cannot be tried again behind our back', () => {
  test.each([
    ['pm_card_visa_chargeDeclined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['pm_that_does_not_exist', 'resource_missing'],
  ])('%s', async (method, code) => {
    const { order, userErrors } = await shop.pay(method)
    expect(order).toBe(null)
    expect(userErrors).toMatchObject([{ code: 'PAYMENT_DECLINED' }])
    expect(userErrors[0].message).toContain(code)
    expect([...shop.stripe.books.intents.values()].at(-1)?.status).toBe('canceled')
  })
})

describe('what is unknown is found out within a minute, and charges once', () => {
  test.each(['time-out after effect', '500 after effect', '429', 'reset', 'reset after effect'] as const)(
    'confirming: %s',
    async (fault) => {
      // The SDK tries again by itself when a connection breaks.
      shop.stripe.failNext(/confirm$/, fault, fault.startsWith('reset') ? 2 : 1)
      const { order, userErrors } = await shop.pay('pm_card_visa', { deadlineMs: shortMs })
      await shop.settle()
      if (order === null) {
        expect(userErrors).toMatchObject([{ code: 'PAYMENT_DECLINED' }])
        expect([...shop.stripe.books.intents.values()].at(-1)?.status).toBe('canceled')
        return
      }
      const { status, paymentStatus } = await shop.orderOf(order.id)
      const isCharged = fault.endsWith('after effect')
      expect({ status, paymentStatus }).toEqual(
        isCharged ? paid : { status: 'CANCELED', paymentStatus: 'VOIDED' },
      )
    },
  )

  test.each(['time-out after effect', '500 after effect', '429', 'reset', 'reset after effect'] as const)(
    'making: %s',
    async (fault) => {
      shop.stripe.failNext(/^POST \/v1\/payment_intents$/, fault, fault.startsWith('reset') ? 2 : 1)
      const { order } = await shop.pay('pm_card_visa', { deadlineMs: shortMs })
      await shop.settle()
      const [intent] = [...shop.stripe.books.intents.values()].slice(-1)
      if (intent) expect(['canceled', 'succeeded']).toContain(intent.status)
      if (order !== null) expect(await shop.orderOf(order.id)).toMatchObject({ status: 'CANCELED' })
    },
  )

  test('a retry of the SDK is the same payment', async () => {
    shop.stripe.failNext(/confirm$/, 'reset after effect')
    const { order } = await shop.pay('pm_card_visa')
    expect(order).toMatchObject(paid)
    expect(shop.stripe.requests.filter((request) => request.endsWith('/confirm'))).toHaveLength(2)
  })

  test('a payment that is called off while it is being made is never confirmed', async () => {
    const isMade = Promise.withResolvers<void>()
    const before = shop.stripe.books.intents.size
    shop.stripe.hold(/^POST \/v1\/payment_intents$/, isMade.promise)
    const request = shop.pay('pm_card_visa')
    await vi.waitFor(() => expect(shop.stripe.books.intents.size).toBe(before + 1))
    // Its runner is taken for dead; Stripe answers that the key is in use, and then what was made by it.
    shop.shop.fate.aheadMs = 60_000
    const swept = shop.shop.service.sweepOrders()
    await vi.waitFor(() => expect(shop.stripe.requests.filter(isMaking)).toHaveLength(2))
    isMade.resolve()
    await swept
    const { order } = await request
    expect(order).toMatchObject(paid)
    const ends = [...shop.stripe.books.intents.values()].slice(before).map(({ status }) => status)
    // Whichever was faster: one payment is paid, and none is left that could be.
    expect(ends.filter((status) => status === 'succeeded')).toHaveLength(1)
    expect(ends.filter((status) => status !== 'succeeded' && status !== 'canceled')).toEqual([])
  })
})

describe('a bank that wants to know who pays', () => {
  async function redirected() {
    const { order, nextAction, orderAccessToken } = await shop.pay('pm_card_threeDSecure2Required')
    expect(order).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'REQUIRES_ACTION' })
    const intent = shop.stripe.books.intentOf(await shop.paymentOf(order.id))
    expect(nextAction).toEqual({ url: `https://hooks.stripe.test/3ds/${intent.id}` })
    return { id: order.id, intentId: intent.id, accessToken: orderAccessToken }
  }

  test('is told, and Stripe tells us', async () => {
    const { id, intentId } = await redirected()
    shop.stripe.books.decide(intentId, true)
    expect(await shop.deliver()).toEqual([200, 200, 200])
    expect(await shop.orderOf(id)).toMatchObject(paid)
  })

  test('is told, and the buyer comes back before Stripe has told us', async () => {
    const { id, intentId, accessToken } = await redirected()
    shop.stripe.books.decide(intentId, true)
    const confirmed = await shop.shop.change(
      'mutation ($input: PaymentConfirmInput!) { paymentConfirm(input: $input) { order { status paymentStatus } } }',
      { orderId: id, accessToken, idempotencyKey: newId('evt') },
    )
    expect(confirmed.order).toEqual(paid)
    await shop.deliver()
    expect(await shop.orderOf(id)).toMatchObject(paid)
  })

  test('is not told: the order is called off, at Stripe, too', async () => {
    const { id, intentId } = await redirected()
    shop.stripe.books.decide(intentId, false)
    await shop.deliver()
    expect(await shop.orderOf(id)).toMatchObject({
      status: 'CANCELED',
      paymentStatus: 'FAILED',
      payments: [{ status: 'FAILED', declineCode: 'payment_intent_authentication_failure' }],
    })
    expect(shop.stripe.books.intents.get(intentId)?.status).toBe('canceled')
  })
})

test('a payment that takes its time waits for it, and is not called off meanwhile', async () => {
  const { order } = await shop.pay('pm_card_processing')
  expect(order).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'PENDING' })
  shop.shop.fate.aheadMs = 35 * 60_000
  await shop.shop.settle()
  expect(await shop.orderOf(order.id)).toMatchObject({ status: 'PENDING_PAYMENT' })
  const intent = shop.stripe.books.intentOf(await shop.paymentOf(order.id))
  const cancel = await shop.shop.change(
    'mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { userErrors { code } } }',
    { id: order.id, idempotencyKey: newId('evt') },
    { as: shop.staff },
  )
  expect(cancel.userErrors).toEqual([{ code: 'ILLEGAL_STATE' }])
  shop.stripe.books.finishProcessing(intent.id)
  await shop.deliver()
  expect(await shop.orderOf(order.id)).toMatchObject(paid)
})

const refundMutation = `mutation ($input: OrderRefundInput!) { orderRefund(input: $input) {
  refund { status } userErrors { code } } }`
const refund = (id: string, minor: number) =>
  shop.shop.change(
    refundMutation,
    { id, amount: { minor, currency: 'EUR' }, idempotencyKey: newId('evt') },
    { as: shop.staff },
  )

describe('a refund', () => {
  test('is paid back, in parts, once for each key', async () => {
    const { order } = await shop.pay('pm_card_visa')
    expect(await refund(order.id, 400)).toMatchObject({ refund: { status: 'SUCCEEDED' } })
    shop.stripe.failNext(/^POST \/v1\/refunds/, '500 after effect', 1)
    expect(await refund(order.id, 600)).toMatchObject({ refund: { status: 'PENDING' } })
    await shop.settle()
    expect(await shop.orderOf(order.id)).toMatchObject({
      paymentStatus: 'REFUNDED',
      refunds: [{ status: 'SUCCEEDED' }, { status: 'SUCCEEDED' }],
    })
  })

  test('that Stripe only accepts is pending until it has succeeded', async () => {
    const { order } = await shop.pay('pm_card_pendingRefund')
    expect(await refund(order.id, 400)).toMatchObject({ refund: { status: 'PENDING' } })
    await shop.settle()
    expect(await shop.orderOf(order.id)).toMatchObject({ ...paid, refunds: [{ status: 'PENDING' }] })
    const [made] = [...shop.stripe.books.refunds.values()].slice(-1)
    shop.stripe.books.endRefund(made?.id ?? '', 'succeeded')
    await shop.deliver()
    expect(await shop.orderOf(order.id)).toMatchObject({
      paymentStatus: 'PARTIALLY_REFUNDED',
      totalRefunded: { minor: 400 },
      refunds: [{ status: 'SUCCEEDED' }],
    })
  })

  test('that comes back is undone, whether it had succeeded or not, and staff may try again', async () => {
    for (const method of ['pm_card_visa', 'pm_card_pendingRefund']) {
      const { order } = await shop.pay(method)
      await refund(order.id, 400)
      const [made] = [...shop.stripe.books.refunds.values()].slice(-1)
      shop.stripe.books.endRefund(made?.id ?? '', 'failed')
      await shop.deliver((events) => [...events, ...events].toReversed())
      const { events, ...known } = await shop.orderOf(order.id)
      expect(known).toMatchObject({
        ...paid,
        totalRefunded: { minor: 0 },
        refunds: [{ status: 'FAILED' }],
      })
      expect(events.nodes.at(-1)).toEqual({
        type: 'REFUND_FAILED',
        message: expect.stringMatching(/4\.00 EUR .*: expired_or_canceled_card$/),
      })
      expect(await refund(order.id, 1000)).toMatchObject({ userErrors: [] })
      for (const { id, status } of shop.stripe.books.refunds.values())
        if (status === 'pending') shop.stripe.books.endRefund(id, 'succeeded')
      await shop.deliver()
    }
  })

  test("that somebody made in Stripe's dashboard is in our books", async () => {
    const { order } = await shop.pay('pm_card_visa')
    const { id } = shop.stripe.books.intentOf(await shop.paymentOf(order.id))
    shop.stripe.books.refundInDashboard(id, 300)
    await shop.deliver((events) => [...events, ...events])
    expect(await shop.orderOf(order.id)).toMatchObject({
      paymentStatus: 'PARTIALLY_REFUNDED',
      totalRefunded: { minor: 300 },
      refunds: [
        { status: 'SUCCEEDED', reason: 'Paid back at the payment provider.', amount: { minor: 300 } },
      ],
    })
  })

  test("that somebody made in Stripe's dashboard is found when its message never arrives", async () => {
    const { order } = await shop.pay('pm_card_visa')
    const { id } = shop.stripe.books.intentOf(await shop.paymentOf(order.id))
    shop.stripe.books.refundInDashboard(id, 300)
    shop.stripe.takeEvents()
    shop.stripe.failNext(/^GET \/v1\/events$/, '429')
    expect(await shop.shop.service.hearMissed()).toBe(0)
    expect(await shop.shop.service.hearMissed()).toBeGreaterThanOrEqual(1)
    await shop.settle()
    expect(await shop.orderOf(order.id)).toMatchObject({
      paymentStatus: 'PARTIALLY_REFUNDED',
      totalRefunded: { minor: 300 },
    })
    const [news] = await shop.shop.sql`select provider from provider_news`
    expect(news).toEqual({ provider: 'stripe' })
  })

  test('of ours and one in the dashboard that do not fit beside each other: the money goes back once', async () => {
    const { order } = await shop.pay('pm_card_visa')
    const { id } = shop.stripe.books.intentOf(await shop.paymentOf(order.id))
    shop.stripe.failNext(/refunds/, 'reset', 2)
    expect(await refund(order.id, 1000)).toMatchObject({ refund: { status: 'PENDING' } })
    shop.stripe.books.refundInDashboard(id, 700)
    await shop.settle()
    const { refunds, ...known } = await shop.orderOf(order.id)
    expect(known).toMatchObject({ paymentStatus: 'PARTIALLY_REFUNDED', totalRefunded: { minor: 700 } })
    const ends = refunds.map((one: { status: string; amount: { minor: number } }) => [
      one.amount.minor,
      one.status,
    ])
    expect(new Map(ends)).toEqual(
      new Map<number, string>([
        [1000, 'FAILED'],
        [700, 'SUCCEEDED'],
      ]),
    )
  })
})

test('a dispute stands in the timeline, once', async () => {
  const { order } = await shop.pay('pm_card_visa')
  shop.stripe.books.dispute(shop.stripe.books.intentOf(await shop.paymentOf(order.id)).id)
  await shop.deliver((events) => [...events, ...events])
  const { events, ...known } = await shop.orderOf(order.id)
  expect(known).toMatchObject(paid)
  expect(events.nodes.filter(({ type }: { type: string }) => type === 'PAYMENT_DISPUTED')).toEqual([
    { type: 'PAYMENT_DISPUTED', message: 'The payment is disputed: fraudulent' },
  ])
})

describe('a message', () => {
  test('is proven by either of two secrets, and by no other', async () => {
    const { order } = await shop.pay('pm_card_visa')
    const events = shop.stripe.takeEvents()
    expect(await shop.stripe.deliver(events, olderSecret)).toEqual(events.map(() => 200))
    expect(await shop.stripe.deliver(events, 'whsec_of_somebody')).toEqual(events.map(() => 400))
    expect(await shop.orderOf(order.id)).toMatchObject(paid)
  })

  test('of what we do not know is taken, and does nothing', async () => {
    const strange = (type: string, object: object) => ({ id: `evt_${newId('evt')}`, type, object })
    const events = [
      strange('invoice.paid', { object: 'invoice' }),
      strange('payment_intent.succeeded', { object: 'payment_intent', metadata: {} }),
      strange('payment_intent.succeeded', { object: 'payment_intent', metadata: { payment_key: 'x' } }),
      strange('payment_intent.succeeded', {
        object: 'payment_intent',
        metadata: { payment_key: newId('pay') },
      }),
      strange('charge.refunded', { object: 'charge', payment_intent: 'pi_of_another_shop' }),
    ]
    shop.stripe.requests.length = 0
    expect(await shop.stripe.deliver(events)).toEqual([200, 200, 200, 200, 200])
    expect(shop.stripe.requests).toEqual([])
  })
})

test('neither secrets nor cards are in the log', async () => {
  const { default: pino } = await import('pino')
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  await using other = await openStripeShop({ log })
  await other.pay('pm_card_visa_chargeDeclined')
  other.stripe.failNext(/confirm$/, 'reset after effect', 1)
  const { order } = await other.pay('pm_card_threeDSecure2Required')
  await other.deliver()
  await other.settle()
  const text = lines.join('')
  expect(text).toContain(order.id)
  expect(text).not.toMatch(/sk_test|whsec_|pi_\w+_secret|pm_card/)
})

test('without an address to come back to, the app does what the bank asks for', async () => {
  await using other = await openStripeShop()
  const { order, nextAction } = await other.pay('pm_card_threeDSecure2Required')
  const intent = other.stripe.books.intentOf(await other.paymentOf(order.id))
  expect(nextAction).toEqual({ clientSecret: intent.client_secret, publishableKey: 'pk_test_of_tests' })
  other.stripe.books.decide(intent.id, true)
  await other.deliver()
  expect(await other.orderOf(order.id)).toMatchObject(paid)
  const [{ client_secret } = {}] = await other.shop.sql`select client_secret from payments`
  expect(client_secret).toBe(null)
  await other.settle()
})
