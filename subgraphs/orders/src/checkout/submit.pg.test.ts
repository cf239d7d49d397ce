// A checkout that no request waits for: it is answered when it is durable, followed to its end, and survives its runner.
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type MadeCart, type OrdersFixture, openFixture } from '../orders-service.fixture.ts'
import type { PaymentProvider } from '../payment/provider.ts'
import type { Step } from '../steps.ts'
import { type Answer, followCheckout, poll, submit } from './submit.fixture.ts'

let shop: OrdersFixture
/** What stands before the sandbox. */
let authorize: PaymentProvider['authorize'] | undefined
let asked = 0
beforeAll(async () => {
  shop = await openFixture({
    providers: (own) =>
      own.map((provider) => ({
        ...provider,
        authorize: (...args) => {
          asked += 1
          return (authorize ?? provider.authorize)(...args)
        },
      })),
  })
  await shop.service.changes.listening
})
beforeEach(() => {
  asked = 0
  authorize = undefined
  shop.fate.aheadMs = 0
  shop.fate.diesAt = undefined
  shop.fate.products = undefined
})
afterEach(() => expect(shop.service.changes.watching).toBe(0))
afterAll(() => shop[Symbol.asyncDispose]())

const minuteMs = 60_000

const aCart = (variantId: string, quantity = 1) => shop.aCart([{ variantId, quantity }])

const becomes = (checkout: Answer, status: string): Promise<Answer> =>
  vi.waitFor(
    async () => {
      const seen = await poll(shop, { id: checkout.id, accessToken: checkout.orderAccessToken })
      expect(seen.status).toBe(status)
      return seen
    },
    { timeout: 10_000 },
  )

async function settled() {
  await shop.settle()
  await shop.requireInvariants()
}

const tokensKept = async ({ id }: { id: string }) =>
  (await shop.sql`select payment_token from checkouts where order_id = ${id.replace('chk_', 'ord_')}`).map(
    ({ payment_token: token }) => token,
  )

async function chargesOf(cart: MadeCart): Promise<number> {
  const [row] = await shop.sql<{ charges: number }[]>`
    select count(*)::integer as charges from sandbox_charges as c join payments as p on p.id = c.key
    join orders as o on o.id = p.order_id where o.cart_id = ${cart.id} and c.captured_minor > 0`
  return row?.charges ?? 0
}

test('it is answered before the provider is, and told of when it is', async () => {
  const variantId = await shop.aVariant({ stock: 3 })
  const cart = await aCart(variantId, 3)
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<void>()
  const provider = Promise.withResolvers<void>()
  authorize = async ({ key }) => {
    provider.resolve()
    await goesOn
    return { key, state: 'declined', declineCode: 'do_not_honor', actionUrl: null, transactions: [] }
  }
  const { checkout, userErrors } = await submit(shop, { cart })
  expect(userErrors).toEqual([])
  expect(checkout).toMatchObject({ status: 'PROCESSING', order: null, nextAction: null, userErrors: [] })
  expect(checkout.id).toMatch(/^chk_[0-9A-Z]{26}$/)
  await provider.promise
  expect(await tokensKept(checkout)).toEqual(['tok_approved'])
  const states = followCheckout(shop.service, { id: checkout.id, accessToken: checkout.orderAccessToken })
  expect((await states.next()).value).toEqual(checkout)
  goOn()
  expect((await states.next()).value).toEqual({
    ...checkout,
    status: 'FAILED',
    userErrors: [
      {
        __typename: 'GeneralUserError',
        code: 'PAYMENT_DECLINED',
        message: 'The payment was declined (do_not_honor). Nothing was charged.',
        path: ['input', 'payment'],
      },
    ],
  })
  expect(await states.next()).toEqual({ done: true, value: undefined })
  expect(await tokensKept(checkout)).toEqual([null])
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 3, reserved: 0 })
  await settled()
})

test('it succeeds with an order that its guest may read by the same token', async () => {
  const cart = await aCart(await shop.aVariant({ minor: 700 }), 2)
  const { checkout } = await submit(shop, { cart })
  const states: Answer[] = []
  const access = { id: checkout.id, accessToken: checkout.orderAccessToken }
  for await (const state of followCheckout(shop.service, access)) states.push(state)
  const last = states.at(-1)
  expect(last).toMatchObject({ status: 'SUCCEEDED', userErrors: [], nextAction: null })
  expect(last.order).toMatchObject({
    status: 'CONFIRMED',
    paymentStatus: 'PAID',
    totalCaptured: { minor: 1400 },
  })
  expect(await tokensKept(checkout)).toEqual([null])
  const { order } = await shop.ask(
    'query ($id: ID!, $token: String) { order(id: $id, accessToken: $token) { id } }',
    { variables: { id: last.order.id, token: checkout.orderAccessToken } },
  )
  expect(order).toEqual({ id: last.order.id })
  await settled()
})

test('what is known at once is refused at once, and nothing is begun', async () => {
  const variantId = await shop.aVariant({ stock: 2 })
  const cart = await aCart(variantId, 2)
  const refusal = (code: string, __typename: string, path: string[]) => ({
    checkout: null,
    userErrors: [{ __typename, code, path }],
  })
  const key = newId('evt')
  const changed = refusal('PRICE_CHANGED', 'PriceChanged', ['input', 'expectedTotal'])
  expect(await submit(shop, { cart, key, expectedMinor: 1 })).toEqual(changed)
  expect(await submit(shop, { cart, key, expectedMinor: 1 })).toEqual(changed)
  expect((await submit(shop, { cart, key })).userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }])
  await shop.checkout({ cart: await aCart(variantId, 1) })
  expect(await submit(shop, { cart })).toEqual(
    refusal('INSUFFICIENT_STOCK', 'InsufficientStock', ['input', 'cartId']),
  )
  const [row] = await shop.sql`select count(*)::integer as count from orders where cart_id = ${cart.id}`
  expect(row).toEqual({ count: 0 })
  await settled()
})

test('stock that goes in between fails it with what is left, and the cart is usable again', async () => {
  const variantId = await shop.aVariant({ stock: 2 })
  const cart = await aCart(variantId, 2)
  const other = await aCart(variantId, 1)
  shop.fate.products = (send) => async (call) => {
    if (!call.query.includes('stockReserve')) return send(call)
    shop.fate.products = undefined
    expect((await shop.checkout({ cart: other })).order.status).toBe('CONFIRMED')
    return send(call)
  }
  const { checkout } = await submit(shop, { cart })
  const failed = await becomes(checkout, 'FAILED')
  expect(failed.userErrors).toMatchObject([{ code: 'INSUFFICIENT_STOCK', variantId, available: 1 }])
  await settled()
  const { cart: again } = await shop.ask('query ($id: ID!) { cart(id: $id) { completedAt } }', {
    variables: { id: cart.id },
  })
  expect(again).toEqual({ completedAt: null })
})

describe('when the buyer has to act', () => {
  async function waiting() {
    const cart = await aCart(await shop.aVariant())
    const { checkout } = await submit(shop, { cart, token: 'tok_requires_action' })
    const states = followCheckout(shop.service, { id: checkout.id, accessToken: checkout.orderAccessToken })
    for await (const state of states) {
      if (state.status === 'ACTION_REQUIRED') return { cart, checkout, state, states: following(checkout) }
    }
    throw new Error('nothing is to be done')
  }
  async function following(checkout: Answer) {
    const seen: string[] = []
    const access = { id: checkout.id, accessToken: checkout.orderAccessToken }
    for await (const { status } of followCheckout(shop.service, access)) seen.push(status)
    return seen
  }
  const decide = ({ nextAction }: Answer, decision: string) =>
    shop.service.sandboxPage?.({
      method: 'POST',
      path: `${new URL(nextAction.url).pathname.split('/').at(-1)}/${decision}`,
    })

  test('it tells where, and succeeds when that is done', async () => {
    const { state, states } = await waiting()
    expect(state.order).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'REQUIRES_ACTION' })
    await decide(state, 'approve')
    expect((await states).at(-1)).toBe('SUCCEEDED')
    await settled()
  })

  test('it fails when the buyer refuses, and the cart is usable again', async () => {
    const { cart, checkout, state, states } = await waiting()
    await decide(state, 'refuse')
    expect((await states).at(-1)).toBe('FAILED')
    const failed = await poll(shop, { id: checkout.id, accessToken: checkout.orderAccessToken })
    expect(failed).toMatchObject({
      order: { status: 'CANCELED' },
      userErrors: [{ code: 'PAYMENT_DECLINED' }],
    })
    await settled()
    expect((await shop.checkout({ cart })).order.status).toBe('CONFIRMED')
  })
})

describe('its key', () => {
  test('gives the same checkout again, while it runs and afterwards', async () => {
    const cart = await aCart(await shop.aVariant())
    const key = newId('evt')
    const first = await submit(shop, { cart, key })
    expect((await submit(shop, { cart, key })).checkout.id).toBe(first.checkout.id)
    const done = await becomes(first.checkout, 'SUCCEEDED')
    expect(await submit(shop, { cart, key })).toEqual({ checkout: done, userErrors: [] })
    expect((await submit(shop, { cart, key, token: 'tok_declined' })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ])
    expect(asked).toBe(1)
  })

  test('gives the reasons again when it has failed', async () => {
    const cart = await aCart(await shop.aVariant())
    const attempt = { cart, key: newId('evt'), token: 'tok_insufficient_funds' }
    const { checkout } = await submit(shop, attempt)
    const failed = await becomes(checkout, 'FAILED')
    expect(await submit(shop, attempt)).toEqual({ checkout: failed, userErrors: [] })
    expect((await shop.checkout(attempt)).userErrors).toMatchObject([{ code: 'PAYMENT_DECLINED' }])
  })

  test('means the same to checkoutComplete', async () => {
    const cart = await aCart(await shop.aVariant())
    const key = newId('evt')
    const goesOn = Promise.withResolvers<void>()
    shop.fate.products = (send) => async (call) => {
      if (call.query.includes('stockReserve')) await goesOn.promise
      return send(call)
    }
    const { checkout } = await submit(shop, { cart, key })
    expect((await shop.checkout({ cart, key })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_IN_PROGRESS' },
    ])
    goesOn.resolve()
    const { order } = await becomes(checkout, 'SUCCEEDED')
    expect((await shop.checkout({ cart, key })).order.id).toBe(order.id)
    expect(asked).toBe(1)
  })

  test('of a checkoutComplete gives the checkout of its order, or why there is none', async () => {
    const placed = { cart: await aCart(await shop.aVariant()), key: newId('evt') }
    const { order } = await shop.checkout(placed)
    const { checkout } = await submit(shop, placed)
    expect(checkout).toMatchObject({ id: order.id.replace('ord_', 'chk_'), status: 'SUCCEEDED', order })
    const refused = { cart: await aCart(await shop.aVariant()), key: newId('evt'), token: 'tok_declined' }
    await shop.checkout(refused)
    expect(await submit(shop, refused)).toMatchObject({
      checkout: null,
      userErrors: [{ code: 'PAYMENT_DECLINED' }],
    })
    expect(asked).toBe(2)
  })
})

test.each([
  ['one key', (key: string) => key],
  ['keys of their own', () => newId('evt')],
])('twenty at once with %s charge once', async (_name, keyOf) => {
  const variantId = await shop.aVariant({ stock: 5 })
  const cart = await aCart(variantId)
  const key = newId('evt')
  const answers = await Promise.all(Array.from({ length: 20 }, () => submit(shop, { cart, key: keyOf(key) })))
  const begun = answers.flatMap(({ checkout }) => checkout ?? [])
  expect(new Set(begun.map(({ id }) => id)).size).toBe(1)
  await becomes(begun[0], 'SUCCEEDED')
  await settled()
  expect(await chargesOf(cart)).toBe(1)
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 })
})

test('nobody sees a checkout but its buyer, staff, and who holds its token', async () => {
  const [owner, other, staff] = [await shop.someone(), await shop.someone(), await shop.someone('STAFF')]
  const variantId = await shop.aVariant()
  const cart = await shop.aCart([{ variantId, quantity: 1 }], owner)
  const { checkout } = await submit(shop, { cart, as: owner })
  const { checkout: guests } = await submit(shop, { cart: await aCart(variantId) })
  expect(checkout.orderAccessToken).toBe(null)
  const { id } = checkout
  expect(await poll(shop, { id, as: owner })).toMatchObject({ id })
  expect(await poll(shop, { id, as: staff })).toMatchObject({ id, orderAccessToken: null })
  for (const access of [
    { id, as: other },
    { id },
    { id, accessToken: guests.orderAccessToken },
    { id: guests.id },
    { id: newId('chk') },
    { id: 'nonsense' },
  ]) {
    expect(await poll(shop, access)).toBe(null)
    const seen: Answer[] = []
    for await (const state of followCheckout(shop.service, access)) seen.push(state)
    expect(seen).toEqual([null])
  }
  await becomes(guests, 'SUCCEEDED')
})

describe('a kill at any step is gone on with elsewhere, and charges once', () => {
  const killed = async (step: Step, token: string) => {
    const variantId = await shop.aVariant({ stock: 3 })
    const cart = await aCart(variantId, 3)
    const attempt = { cart, key: newId('evt'), token }
    shop.fate.diesAt = step
    const submitted = submit(shop, attempt)
    if (step === 'checkout:submitted') await expect(submitted).rejects.toThrow('INTERNAL_SERVER_ERROR')
    else await submitted
    await vi.waitFor(() => expect(shop.fate.diesAt).toBe(undefined))
    const { checkout } = await submit(shop, attempt)
    return { variantId, attempt, checkout }
  }

  test.each(['checkout:submitted', 'checkout:reserved', 'checkout:answered', 'checkout:finalized'] as const)(
    '%s',
    async (step) => {
      const { variantId, attempt, checkout } = await killed(step, 'tok_approved')
      expect(checkout.status).toBe(step === 'checkout:finalized' ? 'SUCCEEDED' : 'PROCESSING')
      shop.fate.aheadMs = minuteMs
      await settled()
      expect(await becomes(checkout, 'SUCCEEDED')).toMatchObject({ order: { paymentStatus: 'PAID' } })
      expect(await shop.stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 })
      expect(await chargesOf(attempt.cart)).toBe(1)
    },
  )

  test('and again in who goes on with it', async () => {
    const { attempt, checkout } = await killed('checkout:answered', 'tok_approved')
    for (const step of ['checkout:resumed', 'checkout:reserved', 'checkout:answered'] as const) {
      shop.fate.aheadMs += minuteMs
      shop.fate.diesAt = step
      await shop.service.sweepOrders()
      expect(shop.fate.diesAt).toBe(undefined)
    }
    shop.fate.aheadMs += minuteMs
    await settled()
    await becomes(checkout, 'SUCCEEDED')
    expect(await chargesOf(attempt.cart)).toBe(1)
  })

  test.each(['checkout:answered', 'checkout:released', 'checkout:finalized'] as const)(
    '%s, when it is declined',
    async (step) => {
      const { variantId, attempt, checkout } = await killed(step, 'tok_declined')
      shop.fate.aheadMs = minuteMs
      await settled()
      expect((await becomes(checkout, 'FAILED')).userErrors).toMatchObject([{ code: 'PAYMENT_DECLINED' }])
      expect(await shop.stockOf(variantId)).toEqual({ onHand: 3, reserved: 0 })
      expect((await shop.checkout({ cart: attempt.cart })).order.paymentStatus).toBe('PAID')
    },
  )

  test('by its job, without a sweep', async () => {
    const { checkout } = await killed('checkout:reserved', 'tok_approved')
    // The lease is over for whoever asks, and the job is due.
    shop.fate.aheadMs = minuteMs
    await shop.sql`update graphile_worker._private_jobs set run_at = now() where key like ${`settle-order:${checkout.id.replace('chk_', 'ord_')}`}`
    expect((await becomes(checkout, 'SUCCEEDED')).order.status).toBe('CONFIRMED')
  })
})

test('it goes on when products are back', async () => {
  const cart = await aCart(await shop.aVariant())
  shop.fate.products = (send) => (call) =>
    call.query.includes('stockReserve') ? Promise.reject(new Error('products are down')) : send(call)
  const { checkout } = await submit(shop, { cart })
  shop.fate.aheadMs = minuteMs
  await shop.service.sweepOrders()
  expect((await poll(shop, { id: checkout.id, accessToken: checkout.orderAccessToken })).status).toBe(
    'PROCESSING',
  )
  shop.fate.products = undefined
  shop.fate.aheadMs += minuteMs
  await settled()
  await becomes(checkout, 'SUCCEEDED')
})

test('it is given up when the time to pay is over, and its buyer is told so', async () => {
  const variantId = await shop.aVariant({ stock: 1 })
  const attempt = { cart: await aCart(variantId), key: newId('evt') }
  shop.fate.diesAt = 'checkout:reserved'
  const { checkout } = await submit(shop, attempt)
  await vi.waitFor(() => expect(shop.fate.diesAt).toBe(undefined))
  shop.fate.aheadMs = 31 * minuteMs
  await settled()
  const failed = await becomes(checkout, 'FAILED')
  expect(failed).toMatchObject({
    order: null,
    userErrors: [{ code: 'ILLEGAL_STATE', path: ['input', 'cartId'] }],
  })
  expect(await submit(shop, attempt)).toEqual({ checkout: failed, userErrors: [] })
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 0 })
  expect(asked).toBe(0)
  expect((await shop.checkout({ cart: attempt.cart })).order.status).toBe('CONFIRMED')
})
