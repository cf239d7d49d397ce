// The main job through the gateway, over both topologies: the thin mutation, the thin join, what a customer, a guest
// and staff do with an order, what stands when a service is down, and that both topologies give the same bytes.

import type { ExecutorKind } from '@supermarket/gateway/executor.ts'
import { waitUntilReady } from '@supermarket/market/service-process.ts'
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import { openStack, type Stack, type Topology, topologies } from '@supermarket/testkit/stack.ts'
import { anAccount, aShop, makeProduct, type Shop, unique } from '@supermarket/testkit/story.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCart, address, anOrder, checkOut, type UserError } from './buying.ts'
import { until } from './until.ts'

const stacks = new Map<string, Stack>()
const shops = new Map<string, Shop>()

/** The shop over the engine, and over the executor of @apollo/gateway as the reference. */
const houses: readonly { name: string; topology: Topology; executor: ExecutorKind }[] = [
  { name: 'one process', topology: 'one process', executor: 'engine' },
  { name: 'services', topology: 'services', executor: 'engine' },
  { name: 'one process over the stock executor', topology: 'one process', executor: 'stock' },
  { name: 'services over the stock executor', topology: 'services', executor: 'stock' },
]

// All serve the databases of the first: what is compared is the same shop.
beforeAll(async () => {
  let first: Stack | undefined
  for (const { name, topology, executor } of houses) {
    const stack = await openStack(topology, { executor, ...(first ? { beside: first } : {}) })
    first ??= stack
    stacks.set(name, stack)
  }
}, 120_000)
afterAll(async () => {
  for (const stack of [...stacks.values()].reverse()) await stack[Symbol.asyncDispose]()
})

function stackOf(topology: string): Stack {
  const stack = stacks.get(topology)
  if (stack === undefined) throw new Error(`no stack of ${topology}`)
  return stack
}

describe.each(houses)('in $name', ({ name: topology }) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await aShop(stackOf(topology))
      .withProduct({ name: 'Apple juice', prices: [250, 1_200], stock: 50 })
      .withProduct({ name: 'Pear juice', prices: [300], stock: 50 })
      .signedInAs()
      .open()
    shops.set(topology, shop)
  })

  test('somebody registers and is known by the tokens of the answer', async () => {
    const { data, errors } = await shop.anonymous.ask<{
      userRegister: { user: { id: string; name: string }; tokens: { accessToken: string }; userErrors: [] }
    }>(
      `mutation Register($input: UserRegisterInput!) {
        userRegister(input: $input) { user { id name } tokens { accessToken } userErrors { code } } }`,
      { input: { email: `new-${unique()}@shop.test`, password: `pass-${unique()}`, name: 'Newcomer' } },
    )
    expect(errors).toEqual([])
    const { user, tokens, userErrors } = data?.userRegister ?? {}
    expect(userErrors).toEqual([])
    expect(user?.name).toBe('Newcomer')
    const me = await shop.anonymous.as(tokens?.accessToken).get('{ me { id name roles } }')
    expect(me).toEqual({ me: { id: user?.id, name: 'Newcomer', roles: ['CUSTOMER'] } })
  })

  test('a viewer is joined from users and orders, a cart line from orders and products', async () => {
    const [variant] = shop.products[0]?.variants ?? []
    const account = await anAccount(stackOf(topology))
    await aCart(account.graph, [{ variantId: variant?.id ?? '', quantity: 2 }])
    expect(
      await account.graph.get(
        '{ me { id name cart { lines { quantity variant { sku product { name } } } } orders { nodes { id } } } }',
      ),
    ).toEqual({
      me: {
        id: account.id,
        name: 'Some customer',
        cart: { lines: [{ quantity: 2, variant: { sku: variant?.sku, product: { name: 'Apple juice' } } }] },
        orders: { nodes: [] },
      },
    })
  })

  test('a customer browses, fills a cart, pays, and finds the order with live product names', async () => {
    const { graph } = await anAccount(stackOf(topology))
    const product = shop.products[0]
    const found = await graph.get<{ product: { variants: { id: string; price: { amount: string } }[] } }>(
      'query Browse($slug: String!) { product(slug: $slug) { variants { id price { amount } } } }',
      { slug: product?.slug },
    )
    expect(found.product.variants.map(({ price }) => price.amount)).toEqual(['2.50', '12.00'])
    const [small, big] = found.product.variants
    const cart = await aCart(graph, [
      { variantId: small?.id ?? '', quantity: 2 },
      { variantId: big?.id ?? '', quantity: 1 },
    ])
    expect(cart.total).toEqual({ minor: 1_700, currency: 'EUR' })
    const { order, orderAccessToken, nextAction, userErrors } = await checkOut(graph, cart)
    expect({ orderAccessToken, nextAction, userErrors }).toEqual({
      orderAccessToken: null,
      nextAction: null,
      userErrors: [],
    })
    expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID', total: cart.total })

    const renamed = `Apple juice, cloudy ${unique()}`
    await rename(shop, product?.id ?? '', renamed)
    const history = await graph.get(
      `{ me { cart { id } orders { totalCount nodes { id lines {
          productName quantity unitPrice { minor } total { minor } variant { id product { name } } } } } } }`,
    )
    const live = (id: string | undefined) => ({ id, product: { name: renamed } })
    expect(history).toEqual({
      me: {
        cart: null,
        orders: {
          totalCount: 1,
          nodes: [
            {
              id: order?.id,
              lines: [
                {
                  productName: 'Apple juice',
                  quantity: 2,
                  unitPrice: { minor: 250 },
                  total: { minor: 500 },
                  variant: live(small?.id),
                },
                {
                  productName: 'Apple juice',
                  quantity: 1,
                  unitPrice: { minor: 1_200 },
                  total: { minor: 1_200 },
                  variant: live(big?.id),
                },
              ],
            },
          ],
        },
      },
    })
    await rename(shop, product?.id ?? '', 'Apple juice')
  })

  test('a guest pays and sees the order with its access token, and nobody without it', async () => {
    const [variant] = shop.products[1]?.variants ?? []
    const order = await anOrder(shop.anonymous, [{ variantId: variant?.id ?? '', quantity: 1 }])
    expect(order.accessToken).toEqual(expect.any(String))
    const seen = (graph: GraphClient, accessToken: string | null) =>
      graph.get(
        'query Seen($id: ID!, $accessToken: String) { order(id: $id, accessToken: $accessToken) { id email customer { id } } }',
        { id: order.id, accessToken },
      )
    expect(await seen(shop.anonymous, order.accessToken)).toEqual({
      order: { id: order.id, email: 'buyer@shop.test', customer: null },
    })
    expect(await seen(shop.anonymous, null)).toEqual({ order: null })
    expect(await seen(shop.anonymous, `${order.accessToken}x`)).toEqual({ order: null })
    expect(await seen(shop.viewer.graph, null)).toEqual({ order: null })
    const cart = await shop.anonymous.get(
      'query Done($id: ID!) { cart(id: $id) { email shippingAddress { city } total { minor } } }',
      { id: order.cartId },
    )
    expect(cart).toEqual({ cart: { email: null, shippingAddress: null, total: { minor: 300 } } })
  })

  test('staff sends an order in two parcels, refunds a line of it, and then it cannot be canceled', async () => {
    const [variant] = shop.products[1]?.variants ?? []
    const buyer = await anAccount(stackOf(topology))
    const order = await anOrder(buyer.graph, [{ variantId: variant?.id ?? '', quantity: 3 }])
    const line = await onlyLine(buyer.graph, order.id)
    const first = await fulfill(shop, { id: order.id, lines: [{ id: line, quantity: 1 }] })
    expect(first).toMatchObject({ order: { status: 'CONFIRMED', fulfillmentStatus: 'PARTIALLY_FULFILLED' } })
    const rest = await fulfill(shop, { id: order.id, tracking: { carrier: 'Post', number: 'P1' } })
    expect(rest).toMatchObject({ order: { status: 'FULFILLED', fulfillmentStatus: 'FULFILLED' } })
    const refund = await refundOf(shop, {
      id: order.id,
      lines: [{ id: line, quantity: 1 }],
      reason: 'broken',
    })
    expect(refund).toEqual({
      order: { paymentStatus: 'PARTIALLY_REFUNDED', totalRefunded: { minor: 300 } },
      refund: { status: 'SUCCEEDED', amount: { minor: 300 } },
      userErrors: [],
    })
    const canceled = await cancel(buyer.graph, order.id)
    expect(canceled).toMatchObject({ order: null, userErrors: [{ code: 'ILLEGAL_STATE' }] })
    const seen = await buyer.graph.get(
      `query Order($id: ID!) { order(id: $id) {
        status paymentStatus shipments { tracking { carrier number } lines { quantity } }
        events { nodes { type } } } }`,
      { id: order.id },
    )
    expect(seen).toEqual({
      order: {
        status: 'FULFILLED',
        paymentStatus: 'PARTIALLY_REFUNDED',
        shipments: [
          { tracking: null, lines: [{ quantity: 1 }] },
          { tracking: { carrier: 'Post', number: 'P1' }, lines: [{ quantity: 2 }] },
        ],
        events: {
          nodes: [
            'PLACED',
            'PAYMENT_CAPTURED',
            'CONFIRMED',
            'SHIPPED',
            'SHIPPED',
            'REFUND_REQUESTED',
            'REFUNDED',
          ].map((type) => ({ type })),
        },
      },
    })
  })

  test('an owner cancels a paid order: the money goes back, and so does the stock', async () => {
    const [variant] = (await makeProduct(shop.staff.graph, { stock: 7 })).variants
    const buyer = await anAccount(stackOf(topology))
    const order = await anOrder(buyer.graph, [{ variantId: variant?.id ?? '', quantity: 5 }])
    expect(await cancel(buyer.graph, order.id)).toMatchObject({
      order: { status: 'CANCELED', paymentStatus: 'REFUNDED' },
      userErrors: [],
    })
    await until(
      () => stockOf(shop, variant?.sku ?? ''),
      ({ onHand, reserved }) => onHand === 7 && reserved === 0,
    )
  })

  test('staff lists what is to be done, by state', async () => {
    const [variant] = shop.products[0]?.variants ?? []
    const order = await anOrder(shop.viewer.graph, [{ variantId: variant?.id ?? '', quantity: 1 }])
    const confirmed = await shop.staff.graph.get<{ orders: { nodes: { id: string }[] } }>(
      '{ orders(first: 1, where: { status: [CONFIRMED], paymentStatus: [PAID] }) { nodes { id customer { name } } } }',
    )
    expect(confirmed.orders.nodes).toEqual([{ id: order.id, customer: { name: 'Some customer' } }])
  })
})

test('both topologies give the same bytes for the same shop', async () => {
  const shop = shops.get('one process')
  if (shop === undefined) throw new Error('the shop was never opened')
  const buyer = shop.viewer.graph
  const variant = shop.products[0]?.variants[0]
  const order = await anOrder(buyer, [{ variantId: variant?.id ?? '', quantity: 2 }])
  const cart = await aCart(buyer, [{ variantId: variant?.id ?? '', quantity: 3 }])
  // What an event does to the stock must be done before two look at it.
  await until(
    () => stockOf(shop, variant?.sku ?? ''),
    ({ reserved }) => reserved === 0,
  )
  const questions: readonly (readonly [GraphClient, string])[] = [
    [shop.anonymous, '{ __typename }'],
    [
      shop.anonymous,
      '{ me { id } products(first: 3) { totalCount nodes { id slug name variants { sku price { amount } availability } } pageInfo { hasNextPage endCursor } } }',
    ],
    [
      shop.anonymous,
      `{ product(slug: "${shop.products[0]?.slug}") { id createdAt updatedAt priceRange { min { minor } max { minor } } } }`,
    ],
    [
      shop.anonymous,
      `{ a: cart(id: "${cart.id}") { id } b: order(id: "${order.id}") { id } c: variant(sku: "none") { id } }`,
    ],
    [
      buyer,
      '{ me { id email name roles createdAt orders { nodes { id number placedAt total { amount } lines { productName variant { product { name } } } } } } }',
    ],
    [
      buyer,
      `{ cart(id: "${cart.id}") { createdAt updatedAt lines { unitPrice { minor } variant { product { slug } } } problems { code message } } }`,
    ],
    [
      shop.staff.graph,
      `{ variant(sku: "${variant?.sku}") { stock { onHand reserved available } stockMovements { nodes { reason at actor { id name } } } } }`,
    ],
    [
      shop.staff.graph,
      `{ orders(first: 2) { totalCount nodes { id customer { id name email } events { nodes { type at } } } } }`,
    ],
    [buyer, '{ users(first: 1) { nodes { id } } me { id } }'],
    // One error at most: those of two services come in the order in which they answer.
    [shop.anonymous, '{ orders { nodes { id } } categories { nodes { id } } }'],
    [shop.anonymous, '{ product(id: "x", slug: "y") { id } }'],
    [shop.anonymous, '{ products(first: 101) { nodes { id } } }'],
    [shop.anonymous, '{ nothing }'],
    [shop.anonymous, '{ me { id }'],
    [shop.anonymous.as('not.a.token'), '{ me { id } }'],
    [
      shop.anonymous,
      'mutation { userLogin(input: { email: "nobody@shop.test", password: "wrong password" }) { user { id } userErrors { code message path } } }',
    ],
    [
      shop.anonymous,
      `mutation { cartLinesUpdate(input: { cartId: "${cart.id}", lines: [] }) { cart { id } userErrors { __typename code message path } } }`,
    ],
    [
      buyer,
      `mutation { cartBuyerUpdate(input: { cartId: "${cart.id}", shippingAddress: { name: "", line1: "${address.line1}", city: "Ulm", country: "DE" } }) { cart { id } userErrors { __typename code message path } } }`,
    ],
  ]
  for (const [client, question] of questions) {
    const [one, services] = await Promise.all(
      topologies.map((topology) => askAt(client, stackOf(topology).url, question)),
    )
    expect(services, question).toEqual(one)
  }
})

describe('while a service is down', () => {
  const services = () => stackOf('services')
  const question = `{ me { id name cart { id } } products(first: 1) { nodes { id } } }`

  test.each([
    ['users', { me: { id: true, name: false, cart: true }, products: true }, 'me'],
    ['products', { me: { id: true, name: true, cart: true }, products: false }, 'products'],
  ] as const)(
    'without %s the rest of an answer stands, and all of it is back after the restart',
    async (name, stands, path) => {
      const shop = shops.get('services')
      const { graph } = await anAccount(services())
      await aCart(graph, [{ variantId: shop?.products[0]?.variants[0]?.id ?? '', quantity: 1 }])
      const before = await graph.ask(question)
      expect(before.errors).toEqual([])
      const killed = services().processes.get(name)
      process.kill(killed?.pid ?? 0, 'SIGKILL')
      const down = await until(
        () => graph.ask<Answer>(question),
        ({ errors }) => errors.length > 0,
        { everyMs: 5 },
      )
      expect(down.status).toBe(200)
      expect(
        down.errors.map(({ path: at, extensions }) => ({
          path: at?.join('.'),
          ...extensions,
        })),
      ).toEqual([{ path, code: 'UPSTREAM_UNAVAILABLE', requestId: expect.any(String) }])
      const { me, products } = down.data ?? {}
      expect({
        me: { id: me?.id != null, name: me?.name != null, cart: me?.cart != null },
        products: products != null,
      }).toEqual(stands)
      expect(down.text).not.toMatch(/127\.0\.0\.1|ECONN|socket/)
      if (killed) await waitUntilReady(killed)
      const after = await until(
        () => graph.ask(question),
        ({ errors }) => errors.length === 0,
      )
      expect(after.text).toBe(before.text)
    },
  )

  test('a service that hangs costs its readers three seconds and its own fields', async () => {
    const { graph } = await anAccount(services())
    const pid = services().processes.get('products')?.pid ?? 0
    process.kill(pid, 'SIGSTOP')
    try {
      const asked = performance.now()
      const answer = await graph.ask(question)
      const tookMs = performance.now() - asked
      expect(answer.data).toEqual({
        me: { id: expect.any(String), name: 'Some customer', cart: null },
        products: null,
      })
      expect(answer.errors).toMatchObject([{ path: ['products'], extensions: { code: 'UPSTREAM_TIMEOUT' } }])
      expect(tookMs).toBeGreaterThan(2_900)
      expect(tookMs).toBeLessThan(4_500)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await until(
      () => graph.ask(question),
      ({ errors }) => errors.length === 0,
    )
  })
})

type Answer = {
  readonly me: { readonly id: string; readonly name: string | null; readonly cart: object | null } | null
  readonly products: object | null
}

/** Status and body, without what is different in every answer. */
async function askAt(client: GraphClient, url: string, question: string) {
  const { status, text } = await client.at(url).ask(question)
  return { status, text: text.replace(/"requestId":"[^"]+"/g, '"requestId":"…"') }
}

type Stock = { readonly onHand: number; readonly reserved: number }

async function stockOf(shop: Shop, sku: string): Promise<Stock> {
  const { variant } = await shop.staff.graph.get<{ variant: { stock: Stock } }>(
    'query Stock($sku: String!) { variant(sku: $sku) { stock { onHand reserved } } }',
    { sku },
  )
  return variant.stock
}

async function rename(shop: Shop, id: string, name: string): Promise<void> {
  const { product } = await shop.staff.graph.get<{ product: { version: number } }>(
    'query Version($id: ID!) { product(id: $id) { version } }',
    { id },
  )
  const { productUpdate } = await shop.staff.graph.get<{ productUpdate: { userErrors: UserError[] } }>(
    'mutation Rename($input: ProductUpdateInput!) { productUpdate(input: $input) { userErrors { code } } }',
    { input: { id, name, expectedVersion: product.version } },
  )
  expect(productUpdate.userErrors).toEqual([])
}

async function onlyLine(buyer: GraphClient, id: string): Promise<string> {
  const { order } = await buyer.get<{ order: { lines: { id: string }[] } }>(
    'query Line($id: ID!) { order(id: $id) { lines { id } } }',
    { id },
  )
  expect(order.lines).toHaveLength(1)
  return order.lines[0]?.id ?? ''
}

async function fulfill(shop: Shop, input: object): Promise<unknown> {
  const { orderFulfill } = await shop.staff.graph.get<{ orderFulfill: unknown }>(
    `mutation Fulfill($input: OrderFulfillInput!) {
      orderFulfill(input: $input) { order { status fulfillmentStatus } shipment { id } userErrors { code } } }`,
    { input: { idempotencyKey: unique(), ...input } },
  )
  return orderFulfill
}

async function refundOf(shop: Shop, input: object): Promise<unknown> {
  const { orderRefund } = await shop.staff.graph.get<{ orderRefund: unknown }>(
    `mutation Refund($input: OrderRefundInput!) {
      orderRefund(input: $input) {
        order { paymentStatus totalRefunded { minor } } refund { status amount { minor } } userErrors { code } } }`,
    { input: { idempotencyKey: unique(), ...input } },
  )
  return orderRefund
}

async function cancel(graph: GraphClient, id: string): Promise<unknown> {
  const { orderCancel } = await graph.get<{ orderCancel: unknown }>(
    `mutation Cancel($input: OrderCancelInput!) {
      orderCancel(input: $input) { order { status paymentStatus } userErrors { code } } }`,
    { input: { id, idempotencyKey: unique() } },
  )
  return orderCancel
}
