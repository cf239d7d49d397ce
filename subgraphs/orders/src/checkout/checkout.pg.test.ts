import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { address, type OrdersFixture, openFixture, shortMs } from '../orders-service.fixture.ts'

let shop: OrdersFixture
beforeAll(async () => {
  shop = await openFixture()
})
afterAll(() => shop[Symbol.asyncDispose]())
afterEach(async () => {
  shop.fate.products = undefined
  // On a busy machine a provider may have been too slow for a request: its order is due in a while.
  shop.fate.aheadMs += 60_000
  await shop.settle()
  await shop.requireInvariants()
  shop.fate.aheadMs = 0
})

const refusalOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)

test('a guest goes from an empty cart to a paid order', async () => {
  const variantId = await shop.aVariant({ minor: 1999, stock: 5 })
  const cart = await shop.aCart([{ variantId, quantity: 2 }])
  const { order, orderAccessToken, nextAction, userErrors } = await shop.checkout({ cart })
  expect(userErrors).toEqual([])
  expect(nextAction).toBe(null)
  expect(order).toMatchObject({
    number: expect.stringMatching(/^S\d{6}$/),
    status: 'CONFIRMED',
    paymentStatus: 'PAID',
    fulfillmentStatus: 'UNFULFILLED',
    total: { minor: 3998, currency: 'EUR', amount: '39.98' },
    totalCaptured: { minor: 3998 },
    totalRefunded: { minor: 0 },
  })
  const seen = await shop.ask(
    `query ($id: ID!, $accessToken: String) { order(id: $id, accessToken: $accessToken) {
      email shippingAddress { name city country } customer { id }
      lines { productName sku quantity unitPrice { minor } total { minor } variant { id } }
      payments { provider status amount { minor } captured { minor } }
      events { nodes { type } totalCount }
    } }`,
    { variables: { id: order.id, accessToken: orderAccessToken } },
  )
  expect(seen.order).toEqual({
    email: 'ann@shop.test',
    shippingAddress: { name: 'Ann', city: 'Berlin', country: 'DE' },
    customer: null,
    lines: [
      {
        productName: expect.any(String),
        sku: expect.any(String),
        quantity: 2,
        unitPrice: { minor: 1999 },
        total: { minor: 3998 },
        variant: { id: variantId },
      },
    ],
    payments: [
      { provider: 'sandbox', status: 'CAPTURED', amount: { minor: 3998 }, captured: { minor: 3998 } },
    ],
    events: {
      nodes: [{ type: 'PLACED' }, { type: 'PAYMENT_CAPTURED' }, { type: 'CONFIRMED' }],
      totalCount: 3,
    },
  })
  await shop.settle()
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 3, reserved: 0 })
})

test.each([
  ['tok_declined', 'card_declined'],
  ['tok_insufficient_funds', 'insufficient_funds'],
  ['tok_error', null],
  ['tok_nonsense', 'unknown_token'],
])('%s refuses, gives stock and cart back, and another card pays', async (token, declineCode) => {
  const variantId = await shop.aVariant({ stock: 1 })
  const cart = await shop.aCart([{ variantId, quantity: 1 }])
  const key = newId('evt')
  const refused = await shop.checkout({ cart, token, key })
  expect(refusalOf(refused)).toEqual(['PAYMENT_DECLINED'])
  expect(refused).toMatchObject({ order: null, orderAccessToken: null, nextAction: null })
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 0 })
  const again = await shop.checkout({ cart, token, key })
  expect(again).toEqual(refused)
  const [attempts] = await shop.sql`
    select count(*)::integer as attempts, max(p.decline_code) as code
    from orders as o join payments as p on p.order_id = o.id where o.cart_id = ${cart.id}`
  expect(attempts).toEqual({ attempts: 1, code: declineCode })

  const paid = await shop.checkout({ cart })
  expect(paid.order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
})

test('a provider that never answers leaves an order that waits, and is settled as it turned out', async () => {
  const variantId = await shop.aVariant({ stock: 3 })
  const cart = await shop.aCart([{ variantId, quantity: 3 }])
  const key = newId('evt')
  const { order, userErrors } = await shop.checkout({ cart, token: 'tok_timeout', key, deadlineMs: shortMs })
  expect(userErrors).toEqual([])
  expect(order).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'PENDING' })
  shop.fate.aheadMs = 5_000
  await shop.settle()
  const replayed = await shop.checkout({ cart, token: 'tok_timeout', key })
  expect(replayed.order).toMatchObject({ id: order.id, status: 'CONFIRMED', paymentStatus: 'PAID' })
})

test('a total that differs from what the buyer agreed to is refused, and nothing is changed', async () => {
  const variantId = await shop.aVariant({ minor: 500, stock: 2 })
  const cart = await shop.aCart([{ variantId, quantity: 2 }])
  const { order, userErrors } = await shop.checkout({ cart, expectedMinor: 999 })
  expect(order).toBe(null)
  expect(userErrors).toEqual([
    {
      __typename: 'PriceChanged',
      code: 'PRICE_CHANGED',
      message: 'The total is 10.00 EUR now.',
      path: ['input', 'expectedTotal'],
      expected: { minor: 999 },
      actual: { minor: 1000 },
    },
  ])
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 2, reserved: 0 })
  expect(await shop.sql`select id from orders where cart_id = ${cart.id}`).toEqual([])
})

test('a checkout that is refused for its price teaches the cart the new one, which buys it', async () => {
  const product = await shop.products.aProduct({ variants: [{ onHand: 5 }] })
  const variantId = product.variants[0]?.id ?? ''
  const cart = await shop.aCart([{ variantId, quantity: 2 }])
  await shop.products.change(
    `mutation ($input: VariantUpdateInput!) { variantUpdate(input: $input) { variant { id } } }`,
    { id: variantId, expectedVersion: product.version, prices: [{ minor: 1200, currency: 'EUR' }] },
  )
  const refused = await shop.checkout({ cart })
  expect(refused.userErrors).toMatchObject([{ code: 'PRICE_CHANGED', actual: { minor: 2400 } }])
  const learned = await shop.ask(`query ($id: ID!) { cart(id: $id) { total { minor } problems { code } } }`, {
    variables: { id: cart.id },
  })
  expect(learned.cart).toEqual({ total: { minor: 2400 }, problems: [{ code: 'PRICE_CHANGED' }] })
  const { order } = await shop.checkout({ cart, expectedMinor: learned.cart.total.minor })
  expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
})

test('stock that is gone refuses with what is left, and the cart can be changed and ordered', async () => {
  const variantId = await shop.aVariant({ stock: 2 })
  const cart = await shop.aCart([{ variantId, quantity: 3 }])
  const { order, userErrors } = await shop.checkout({ cart })
  expect(order).toBe(null)
  expect(userErrors).toEqual([
    {
      __typename: 'InsufficientStock',
      code: 'INSUFFICIENT_STOCK',
      message: 'Only 2 are left.',
      path: ['input', 'cartId'],
      variantId,
      available: 2,
    },
  ])
})

test('a refusal is an answer too: the same key gets it again, another one does not', async () => {
  const variantId = await shop.aVariant({ stock: 1 })
  const cart = await shop.aCart([{ variantId, quantity: 2 }])
  const key = newId('evt')
  const answers = await Promise.all(Array.from({ length: 5 }, () => shop.checkout({ cart, key })))
  for (const { userErrors } of answers) {
    expect(userErrors).toMatchObject([{ code: 'INSUFFICIENT_STOCK', variantId, available: 1 }])
  }
  await shop.products.receive(variantId, 1)
  expect(await shop.checkout({ cart, key })).toEqual(answers[0])
  expect((await shop.checkout({ cart })).order).toMatchObject({ status: 'CONFIRMED' })
  expect(await shop.checkout({ cart, key })).toEqual(answers[0])
})

test('a cart that was completed with what was missing is ordered under the same key', async () => {
  const variantId = await shop.aVariant()
  const { cart } = await shop.change(
    `mutation ($input: CartCreateInput!) { cartCreate(input: $input) { cart { id total { minor } } } }`,
    { lines: [{ variantId, quantity: 1 }] },
  )
  const attempt = {
    cart: { id: cart.id, totalMinor: cart.total.minor, variantIds: [variantId] },
    key: newId('evt'),
  }
  expect(refusalOf(await shop.checkout(attempt))).toEqual(['ILLEGAL_STATE', 'ILLEGAL_STATE'])
  await shop.change(
    `mutation ($input: CartBuyerUpdateInput!) { cartBuyerUpdate(input: $input) { cart { id } } }`,
    { cartId: cart.id, email: 'ann@shop.test', shippingAddress: address },
  )
  expect((await shop.checkout(attempt)).order).toMatchObject({ status: 'CONFIRMED' })
})

test('a cart is ordered once, whichever key comes second', async () => {
  const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
  const { order } = await shop.checkout({ cart })
  expect(order.status).toBe('CONFIRMED')
  const second = await shop.checkout({ cart })
  expect(refusalOf(second)).toEqual(['ILLEGAL_STATE'])
})

test('the same key with another input is refused', async () => {
  const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
  const key = newId('evt')
  const first = await shop.checkout({ cart, key })
  const reused = await shop.checkout({ cart, key, token: 'tok_declined' })
  expect(refusalOf(reused)).toEqual(['IDEMPOTENCY_KEY_REUSED'])
  const replayed = await shop.checkout({ cart, key })
  expect(replayed).toEqual(first)
})

test('fifty requests with one key at once make one order and one charge', async () => {
  const variantId = await shop.aVariant({ stock: 100 })
  const cart = await shop.aCart([{ variantId, quantity: 1 }])
  const key = newId('evt')
  const answers = await Promise.all(Array.from({ length: 50 }, () => shop.checkout({ cart, key })))
  const ids = new Set(answers.flatMap(({ order }) => (order ? [order.id] : [])))
  expect(ids.size).toBe(1)
  for (const answer of answers.filter(({ order }) => order === null)) {
    expect(refusalOf(answer)).toEqual(['IDEMPOTENCY_IN_PROGRESS'])
  }
  expect((await shop.checkout({ cart, key })).order.status).toBe('CONFIRMED')
  const [counts] = await shop.sql`
    select (select count(*)::integer from orders where cart_id = ${cart.id}) as orders,
           (select count(*)::integer from sandbox_charges as c join payments as p on p.id = c.key
            join orders as o on o.id = p.order_id where o.cart_id = ${cart.id}) as charges`
  expect(counts).toEqual({ orders: 1, charges: 1 })
  await shop.settle()
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 99, reserved: 0 })
})

test('fifty requests with keys of their own on one cart make one order', async () => {
  const variantId = await shop.aVariant({ stock: 100 })
  const cart = await shop.aCart([{ variantId, quantity: 1 }])
  const answers = await Promise.all(Array.from({ length: 50 }, () => shop.checkout({ cart })))
  expect(answers.filter(({ order }) => order !== null)).toHaveLength(1)
  const refusals = answers.filter(({ order }) => order === null).flatMap(refusalOf)
  expect(new Set(refusals)).toEqual(new Set(['ILLEGAL_STATE']))
  expect(refusals).toHaveLength(49)
})

const hundred = 100

test('a hundred buyers of ten pieces: ten get one', async () => {
  const variantId = await shop.aVariant({ stock: 10 })
  const carts = await Promise.all(
    Array.from({ length: hundred }, () => shop.aCart([{ variantId, quantity: 1 }])),
  )
  const answers = await Promise.all(carts.map((cart) => shop.checkout({ cart })))
  expect(answers.filter(({ order }) => order !== null)).toHaveLength(10)
  const refusals = answers.filter(({ order }) => order === null).flatMap(refusalOf)
  expect(new Set(refusals)).toEqual(new Set(['INSUFFICIENT_STOCK']))
  await shop.settle()
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 })
})

test('a hundred buyers of three variants in any order: nobody gets a part, nothing is left locked', async () => {
  const variantIds = await Promise.all([1, 2, 3].map(() => shop.aVariant({ stock: 10 })))
  const carts = await Promise.all(
    Array.from({ length: hundred }, (_, at) => {
      const turned = [...variantIds.slice(at % 3), ...variantIds.slice(0, at % 3)]
      return shop.aCart((at % 2 ? turned : turned.reverse()).map((variantId) => ({ variantId, quantity: 1 })))
    }),
  )
  const answers = await Promise.all(carts.map((cart) => shop.checkout({ cart })))
  expect(answers.filter(({ order }) => order !== null)).toHaveLength(10)
  await shop.settle()
  for (const variantId of variantIds)
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 })
})

test('an order that costs nothing is paid without a provider', async () => {
  const cart = await shop.aCart([{ variantId: await shop.aVariant({ minor: 0 }), quantity: 1 }])
  const { order } = await shop.checkout({ cart, token: 'tok_declined' })
  expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID', total: { minor: 0 } })
  const [{ charges } = {}] = await shop.sql`
    select count(*)::integer as charges from sandbox_charges as c join payments as p on p.id = c.key
    where p.order_id = ${order.id}`
  expect(charges).toBe(0)
})

test('an empty cart, one without address, an unknown provider and an overlong key are refused', async () => {
  const variantId = await shop.aVariant()
  const { cart: empty } = await shop.change(
    'mutation ($input: CartCreateInput!) { cartCreate(input: $input) { cart { id } } }',
    {},
  )
  const bare = { id: empty.id, totalMinor: 0, variantIds: [] }
  expect(refusalOf(await shop.checkout({ cart: bare }))).toEqual(['ILLEGAL_STATE'])
  await shop.change('mutation ($input: CartLinesAddInput!) { cartLinesAdd(input: $input) { cart { id } } }', {
    cartId: empty.id,
    lines: [{ variantId, quantity: 1 }],
  })
  expect(refusalOf(await shop.checkout({ cart: { ...bare, totalMinor: 1000 } }))).toEqual([
    'ILLEGAL_STATE',
    'ILLEGAL_STATE',
  ])
  const cart = await shop.aCart([{ variantId, quantity: 1 }])
  expect(refusalOf(await shop.checkout({ cart, key: 'k'.repeat(129) }))).toEqual(['INVALID'])
  expect(refusalOf(await shop.checkout({ cart, token: '' }))).toEqual(['INVALID'])
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 100, reserved: 0 })
})

test('products that do not answer blank the field and leave the cart open for the same key', async () => {
  const variantId = await shop.aVariant({ stock: 5 })
  const cart = await shop.aCart([{ variantId, quantity: 5 }])
  const key = newId('evt')
  // The reservation is made, and its answer lost.
  shop.fate.products = (send) => async (call) => {
    const answer = await send(call)
    if (call.query.includes('stockReserve')) throw new Error('connection lost')
    return answer
  }
  await expect(shop.checkout({ cart, key })).rejects.toThrow('INTERNAL_SERVER_ERROR')
  shop.fate.products = undefined
  await shop.settle()
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 })
  const { order } = await shop.checkout({ cart, key })
  expect(order.status).toBe('CONFIRMED')
})
