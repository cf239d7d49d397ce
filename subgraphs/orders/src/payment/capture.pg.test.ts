// Money that is set aside with the order and taken with its parcels: by a provider that captures in parts, here the
// sandbox, and by one that captures once, here Stripe's fake.
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { shortMs } from '../orders-service.fixture.ts'
import { openStripeShop, type StripeShop } from '../stripe/stripe-shop.fixture.ts'
import type { PaymentProvider } from './provider.ts'

let shop: StripeShop
/** What stands before the sandbox. */
let between: Partial<PaymentProvider> = {}
beforeAll(async () => {
  shop = await openStripeShop({
    captureAt: 'FULFILLMENT',
    providers: (own) => own.map((provider) => (provider.name === 'sandbox' ? listening(provider) : provider)),
  })
})
afterAll(() => shop[Symbol.asyncDispose]())
afterEach(async () => {
  between = {}
  shop.stripe.heal()
  shop.stripe.books.refusesCaptures = false
  await shop.settle()
  shop.shop.fate.aheadMs = 0
  shop.stripe.takeEvents()
})

function listening(provider: PaymentProvider): PaymentProvider {
  return {
    ...provider,
    capture: (command, signal) => (between.capture ?? provider.capture)(command, signal),
    void: (key, signal) => (between.void ?? provider.void)(key, signal),
  }
}

const held = { status: 'CONFIRMED', paymentStatus: 'AUTHORIZED', totalCaptured: { minor: 0 } }
const never = () => new Promise<never>(() => {})

/** Three pieces at 3.33. */
async function aHeldOrder(provider: 'sandbox' | 'stripe' = 'sandbox') {
  const variantId = await shop.shop.aVariant({ minor: 333, stock: 10 })
  const cart = await shop.shop.aCart([{ variantId, quantity: 3 }])
  const token = provider === 'stripe' ? 'pm_card_visa' : 'tok_approved'
  const { order } = await shop.shop.checkout({ cart, provider, token })
  expect(order).toMatchObject(held)
  return { id: order.id as string, variantId }
}

const change = (mutation: string, input: object, selection: string, deadlineMs?: number) => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code } } }`
  return shop.shop.change(
    document,
    { idempotencyKey: newId('evt'), ...input },
    { as: shop.staff, ...(deadlineMs === undefined ? {} : { deadlineMs }) },
  )
}
const orderFields = 'order { status paymentStatus totalCaptured { minor } }'
async function ship(id: string, quantity: number, deadlineMs?: number) {
  const { lines } = await shop.orderOf(id)
  const input = { id, lines: [{ id: lines[0].id, quantity }] }
  return change('orderFulfill', input, orderFields, deadlineMs)
}
const capture = (orderId: string, minor?: number, deadlineMs?: number) =>
  change(
    'paymentCapture',
    { orderId, ...(minor === undefined ? {} : { amount: { minor, currency: 'EUR' } }) },
    orderFields,
    deadlineMs,
  )
const cancel = (id: string) => change('orderCancel', { id }, 'order { status paymentStatus }')
const ledgerOf = async (id: string) => {
  const rows = await shop.shop.sql`
    select kind, amount_minor::integer as minor from payment_ledger where order_id = ${id} order by id`
  return rows.map(({ kind, minor }) => [kind, minor])
}

describe('what is set aside', () => {
  test('is taken with each parcel by its share, and with the last one to the last cent', async () => {
    const { id, variantId } = await aHeldOrder()
    await shop.shop.settle()
    expect(await shop.shop.stockOf(variantId)).toEqual({ onHand: 7, reserved: 0 })
    expect((await ship(id, 1)).order).toEqual({
      ...held,
      paymentStatus: 'PARTIALLY_PAID',
      totalCaptured: { minor: 333 },
    })
    expect((await ship(id, 2)).order).toEqual({
      status: 'FULFILLED',
      paymentStatus: 'PAID',
      totalCaptured: { minor: 999 },
    })
    expect(await ledgerOf(id)).toEqual([
      ['AUTHORIZATION', 999],
      ['CAPTURE', 333],
      ['CAPTURE', 666],
    ])
  })

  test('is taken as a whole with the first parcel by a provider that captures once', async () => {
    const { id } = await aHeldOrder('stripe')
    expect((await ship(id, 1)).order).toMatchObject({ paymentStatus: 'PAID', totalCaptured: { minor: 999 } })
    expect((await ship(id, 2)).order).toMatchObject({ status: 'FULFILLED', paymentStatus: 'PAID' })
    expect(await ledgerOf(id)).toEqual([
      ['AUTHORIZATION', 999],
      ['CAPTURE', 999],
    ])
  })

  test('is taken by staff in parts, never more than there is, whoever asks at the same time', async () => {
    const { id } = await aHeldOrder()
    expect(await capture(id, 1000)).toEqual({ order: null, userErrors: [{ code: 'INVALID' }] })
    expect((await capture(id, 99)).order).toMatchObject({ totalCaptured: { minor: 99 } })
    const answers = await Promise.all(Array.from({ length: 20 }, () => capture(id, 300)))
    expect(answers.filter(({ order }) => order !== null)).toHaveLength(3)
    expect(await shop.orderOf(id)).toMatchObject({ paymentStatus: 'PAID', totalCaptured: { minor: 999 } })
    expect(await capture(id)).toEqual({ order: null, userErrors: [{ code: 'ILLEGAL_STATE' }] })
    expect((await ship(id, 3)).order).toMatchObject({ status: 'FULFILLED', paymentStatus: 'PAID' })
  })

  test('is let go of beyond what a provider that captures once was asked for', async () => {
    const { id } = await aHeldOrder('stripe')
    expect((await capture(id, 400)).order).toMatchObject({
      status: 'CONFIRMED',
      paymentStatus: 'PARTIALLY_PAID',
      totalCaptured: { minor: 400 },
    })
    expect(await ledgerOf(id)).toEqual([
      ['AUTHORIZATION', 999],
      ['CAPTURE', 400],
      ['VOID', 599],
    ])
    expect((await shop.orderOf(id)).payments).toMatchObject([
      { status: 'CAPTURED', authorized: { minor: 400 } },
    ])
  })

  test('is taken once for each key, and not for a buyer', async () => {
    const { id } = await aHeldOrder()
    const input = { orderId: id, amount: { minor: 100, currency: 'EUR' }, idempotencyKey: newId('evt') }
    await Promise.all(Array.from({ length: 5 }, () => change('paymentCapture', input, orderFields)))
    expect(await shop.orderOf(id)).toMatchObject({ totalCaptured: { minor: 100 } })
    const buyer = await shop.shop.someone()
    const document =
      'mutation ($input: PaymentCaptureInput!) { paymentCapture(input: $input) { order { id } } }'
    const { body } = await shop.shop.answer(document, { variables: { input }, as: buyer })
    expect(body.errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN'])
  })
})

describe('a cancelation', () => {
  test.each(['sandbox', 'stripe'] as const)('lets go of what is set aside: %s', async (provider) => {
    const { id, variantId } = await aHeldOrder(provider)
    expect((await cancel(id)).order).toEqual({ status: 'CANCELED', paymentStatus: 'VOIDED' })
    expect(await ledgerOf(id)).toEqual([
      ['AUTHORIZATION', 999],
      ['VOID', 999],
    ])
    await shop.settle()
    expect(await shop.shop.stockOf(variantId)).toEqual({ onHand: 10, reserved: 0 })
  })

  test('pays back what was taken, too', async () => {
    const { id } = await aHeldOrder()
    await capture(id, 100)
    expect((await cancel(id)).order).toEqual({ status: 'CANCELED', paymentStatus: 'REFUNDED' })
    expect(await ledgerOf(id)).toEqual([
      ['AUTHORIZATION', 999],
      ['CAPTURE', 100],
      ['VOID', 899],
      ['REFUND', 100],
    ])
  })

  test('that the provider does not hear of is told to it later', async () => {
    const { id } = await aHeldOrder()
    between = { void: never }
    expect((await change('orderCancel', { id }, 'order { status paymentStatus }', shortMs)).order).toEqual({
      status: 'CANCELED',
      paymentStatus: 'AUTHORIZED',
    })
    between = {}
    await shop.settle()
    expect(await shop.orderOf(id)).toMatchObject({ status: 'CANCELED', paymentStatus: 'VOIDED' })
  })

  test('while a capture is unknown pays back what it took', async () => {
    const { id } = await aHeldOrder('stripe')
    shop.stripe.failNext(/capture$/, 'time-out after effect')
    await capture(id, 400, shortMs)
    expect((await cancel(id)).order).toMatchObject({ status: 'CANCELED' })
    await shop.settle()
    expect(await shop.orderOf(id)).toMatchObject({
      paymentStatus: 'REFUNDED',
      totalCaptured: { minor: 400 },
      totalRefunded: { minor: 400 },
    })
  })
})

describe('a capture', () => {
  test('whose answer is lost is found out, and done once', async () => {
    const { id } = await aHeldOrder('stripe')
    shop.stripe.failNext(/capture$/, 'time-out after effect')
    expect((await capture(id, undefined, shortMs)).order).toMatchObject(held)
    await shop.settle()
    expect(await shop.orderOf(id)).toMatchObject({ paymentStatus: 'PAID', totalCaptured: { minor: 999 } })
  })

  test('that the provider refuses stands in the timeline, and gives back what was set aside for it', async () => {
    const { id } = await aHeldOrder('stripe')
    shop.stripe.books.refusesCaptures = true
    expect((await ship(id, 1)).order).toMatchObject(held)
    const { events } = await shop.orderOf(id)
    expect(events.nodes.slice(-2)).toEqual([
      { type: 'SHIPPED', message: 'Parcel 1 with 1 piece was sent.' },
      {
        type: 'PAYMENT_CAPTURE_FAILED',
        message: 'The money that was set aside could not be taken: charge_expired_for_capture',
      },
    ])
    shop.stripe.books.refusesCaptures = false
    expect((await capture(id)).order).toMatchObject({ paymentStatus: 'PAID' })
  })

  test.each(['capture:prepared', 'capture:answered', 'capture:finalized'] as const)(
    'is finished after a kill at %s',
    async (step) => {
      const { id } = await aHeldOrder()
      shop.shop.fate.diesAt = step
      await expect(ship(id, 2)).rejects.toThrow('INTERNAL_SERVER_ERROR')
      await shop.settle()
      expect(await shop.orderOf(id)).toMatchObject({
        paymentStatus: 'PARTIALLY_PAID',
        totalCaptured: { minor: 666 },
      })
    },
  )
})

describe('money that is not held any more', () => {
  test('ends an order of which nothing was sent', async () => {
    const { id, variantId } = await aHeldOrder('stripe')
    shop.stripe.books.lapse(shop.stripe.books.intentOf(await shop.paymentOf(id)).id)
    await shop.deliver()
    const { events, ...known } = await shop.orderOf(id)
    expect(known).toMatchObject({ status: 'CANCELED', paymentStatus: 'VOIDED' })
    expect(events.nodes.slice(-2).map(({ type }: { type: string }) => type)).toEqual([
      'PAYMENT_VOIDED',
      'EXPIRED',
    ])
    await shop.settle()
    expect(await shop.shop.stockOf(variantId)).toEqual({ onHand: 10, reserved: 0 })
  })

  test('ends an order whose use of a code stays spent, because it was confirmed', async () => {
    const code = { code: 'HELD', kind: 'PERCENTAGE', basisPoints: 1000, maxUses: 1 }
    const { discountCreate } = await shop.shop.ask(
      `mutation ($input: DiscountCreateInput!) { discountCreate(input: $input) { discount { id } } }`,
      { variables: { input: code }, as: shop.staff },
    )
    const cart = await shop.shop.aCart([{ variantId: await shop.shop.aVariant(), quantity: 1 }])
    await shop.shop.change(
      `mutation ($input: CartDiscountCodesUpdateInput!) {
        cartDiscountCodesUpdate(input: $input) { userErrors { code } } }`,
      { cartId: cart.id, codes: ['held'] },
    )
    const { order } = await shop.shop.checkout({
      ...{ cart: { ...cart, totalMinor: 900 }, provider: 'stripe', token: 'pm_card_visa' },
    })
    expect(order).toMatchObject(held)
    shop.stripe.books.lapse(shop.stripe.books.intentOf(await shop.paymentOf(order.id)).id)
    await shop.deliver()
    expect(await shop.orderOf(order.id)).toMatchObject({ status: 'CANCELED' })
    const [found] = await shop.shop.sql`select uses from discounts where id = ${discountCreate.discount.id}`
    expect(found).toEqual({ uses: 1 })
    await shop.settle()
  })

  test('is seen even when nobody tells us', async () => {
    const { id } = await aHeldOrder('stripe')
    shop.stripe.books.lapse(shop.stripe.books.intentOf(await shop.paymentOf(id)).id)
    shop.shop.fate.aheadMs = 7 * 60 * 60_000
    await shop.shop.settle()
    expect(await shop.orderOf(id)).toMatchObject({ status: 'CANCELED', paymentStatus: 'VOIDED' })
  })
})
