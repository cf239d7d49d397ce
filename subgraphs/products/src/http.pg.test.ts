// The HTTP shell: the same answers as in memory, to proven callers only.
import type { EventEnvelope } from '@supermarket/service-kit/events/envelope.ts'
import { pushTransport } from '@supermarket/service-kit/events/push-transport.ts'
import { httpTransport } from '@supermarket/service-kit/http-transport.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFixture, type ProductsFixture } from './products-service.fixture.ts'

const key = { gateway: 'g'.repeat(32), orders: 'o'.repeat(32) }
const keys = parseSigningKeys(`gateway>products=${key.gateway} orders>products=${key.orders}`)
let shop: ProductsFixture
let app: FastifyInstance
let origin: string
beforeAll(async () => {
  shop = await openFixture()
  app = await shop.service.httpApp(keys)
  origin = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await shop[Symbol.asyncDispose]()
})

const transportOf = (caller: 'gateway' | 'orders') =>
  httpTransport({ caller, audience: 'products', url: `${origin}/graphql`, key: key[caller] })
const call = (query: string) => ({ query, requestId: 'request-of-a-test', deadlineAt: Date.now() + 5_000 })
const reserve = (orderId: string, variantId: string) => `mutation {
  stockReserve(input: { orderId: "${orderId}", lines: [{ variantId: "${variantId}", quantity: 4 }],
    expiresAt: "${new Date(Date.now() + 60_000).toISOString()}" }) { reservation { status } userErrors { code } } }`

test('a read over HTTP and in memory has the same bytes', async () => {
  await shop.aProduct({ name: 'Over the wire', variants: [{ onHand: 3 }, {}] })
  const query = `{ products(sort: { field: NAME }) { totalCount edges { cursor node { id slug createdAt variants { sku availability
    price { minor currency amount } stock { onHand } } } } } nothing: product(id: "x") { id } }`
  await using transport = transportOf('gateway')
  const overHttp = await transport(call(query))
  const inMemory = await shop.answer(query)
  expect(JSON.stringify(overHttp.body)).toBe(JSON.stringify(inMemory.body))
})

test('orders reserves over HTTP, the gateway cannot, and whoever does not sign is turned away', async () => {
  const { variants } = await shop.aProduct({ variants: [{ onHand: 10 }] })
  const variantId = variants[0]?.id ?? ''
  await using orders = transportOf('orders')
  await using gateway = transportOf('gateway')
  const refused = await gateway(call(reserve(newId('ord'), variantId)))
  expect(refused.body).toMatchObject({
    data: { stockReserve: null },
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  })
  const unsigned = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: reserve(newId('ord'), variantId) }),
  })
  expect(unsigned.status).toBe(401)
  const done = await orders(call(reserve(newId('ord'), variantId)))
  expect(done.body).toEqual({
    data: { stockReserve: { reservation: { status: 'RESERVED' }, userErrors: [] } },
  })
  const [level] = await shop.sql`select reserved from stock_levels where variant_id = ${variantId}`
  expect(level?.reserved).toBe(4)
})

test('an event that orders pushes takes effect', async () => {
  const { variants } = await shop.aProduct({ variants: [{ onHand: 10 }] })
  const [variantId = '', orderId] = [variants[0]?.id, newId('ord')]
  await shop.answer(reserve(orderId, variantId), { caller: 'orders' })
  await using events = pushTransport({
    source: 'orders',
    subscribers: { products: { origin, key: key.orders } },
  })
  const paid: EventEnvelope = {
    specversion: '1.0',
    id: newId('evt'),
    source: 'orders',
    type: 'order.paid',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataversion: 1,
    aggregatetype: 'order',
    subject: orderId,
    sequence: 2,
    correlationid: 'a-test',
    data: { orderId, total: { minor: 4000, currency: 'EUR' } },
  }
  await events.deliver(paid, 'products', AbortSignal.timeout(5_000))
  await events.deliver(paid, 'products', AbortSignal.timeout(5_000))
  const [level] = await shop.sql`select on_hand, reserved from stock_levels where variant_id = ${variantId}`
  expect(level).toEqual({ on_hand: 6, reserved: 0 })
  await shop.requireInvariants()
})

test('health is told to anybody', async () => {
  expect((await fetch(`${origin}/health/live`)).status).toBe(200)
  expect(await (await fetch(`${origin}/health/ready`)).json()).toEqual({ status: 'ready' })
})
