import { newId } from '@supermarket/service-kit/ids.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { freePort } from '../free-port.fixture.ts'
import { type OrdersFixture, openFixture } from '../orders-service.fixture.ts'

let shop: OrdersFixture
let app: FastifyInstance
let origin: string
beforeAll(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  shop = await openFixture({
    sandbox: {
      publicUrl: origin,
      webhooks: true,
      timing: { settleMs: 150, lateMs: 400 },
      webhookPausesMs: [100, 100, 100, 100],
    },
  })
  app = await shop.service.httpApp(parseSigningKeys(''))
  await app.listen({ host: '127.0.0.1', port })
})
afterAll(async () => {
  await app.close()
  await shop[Symbol.asyncDispose]()
})
afterEach(async () => {
  await shop.settle()
  await shop.requireInvariants()
})

const confirmMutation = `mutation ($input: PaymentConfirmInput!) { paymentConfirm(input: $input) {
  order { id status paymentStatus } nextAction { ... on RedirectAction { url } } userErrors { code } } }`

async function redirected() {
  const variantId = await shop.aVariant({ minor: 1999, stock: 1 })
  const cart = await shop.aCart([{ variantId, quantity: 1 }])
  const { order, orderAccessToken, nextAction } = await shop.checkout({ cart, token: 'tok_requires_action' })
  expect(order).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'REQUIRES_ACTION' })
  const path = new URL(nextAction.url).pathname
  const confirm = () =>
    shop.change(confirmMutation, {
      orderId: order.id,
      accessToken: orderAccessToken,
      idempotencyKey: newId('evt'),
    })
  return { variantId, cart, order, nextAction, path, confirm, accessToken: orderAccessToken }
}

/** As a browser sends an empty form. */
const post = (url: string) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: '',
  })

test('an approved payment makes a paid order, without and with paymentConfirm', async () => {
  const { order, nextAction, path, confirm } = await redirected()
  expect(nextAction.url).toBe(`${origin}${path}`)
  const page = await app.inject({ method: 'GET', url: path })
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(page.body).toContain('19.99 EUR')
  expect(page.body).toContain(`formaction="${nextAction.url}/approve"`)

  expect(await confirm()).toEqual({
    order: { id: order.id, status: 'PENDING_PAYMENT', paymentStatus: 'REQUIRES_ACTION' },
    nextAction,
    userErrors: [],
  })
  const approved = await post(`${path}/approve`)
  expect(approved.statusCode).toBe(303)
  expect(approved.headers.location).toBe(nextAction.url)
  const [row] = await shop.sql`select status, payment_status from orders where id = ${order.id}`
  expect(row).toEqual({ status: 'CONFIRMED', payment_status: 'PAID' })
  expect(await confirm()).toEqual({
    order: { id: order.id, status: 'CONFIRMED', paymentStatus: 'PAID' },
    nextAction: null,
    userErrors: [],
  })
  const after = await app.inject({ method: 'GET', url: path })
  expect(after.body).toContain('Approved')
  expect(after.body).not.toContain('<form')
})

test('a refused payment calls the order off, and the cart can be paid otherwise', async () => {
  const { variantId, cart, path, confirm } = await redirected()
  await post(`${path}/refuse`)
  await shop.settle()
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 0 })
  expect(await confirm()).toMatchObject({ order: null, userErrors: [{ code: 'PAYMENT_DECLINED' }] })
  const { order } = await shop.checkout({ cart })
  expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
})

test('only the first decision counts, however many come at once', async () => {
  const { order, path } = await redirected()
  await Promise.all(
    ['approve', 'refuse', 'approve', 'refuse', 'approve'].map((way) => post(`${path}/${way}`)),
  )
  const charges = await shop.sql`
    select c.state, count(t.id)::integer as entries from payments as p join sandbox_charges as c on c.key = p.id
    left join sandbox_transactions as t on t.charge_key = c.key where p.order_id = ${order.id} group by c.state`
  expect(charges).toHaveLength(1)
  const [charge] = charges
  expect([
    { state: 'captured', entries: 1 },
    { state: 'declined', entries: 0 },
  ]).toContainEqual(charge)
})

test("a decision that the shop cannot take in now is the buyer's all the same", async () => {
  const { order, path, confirm } = await redirected()
  const { statusCode } = await shop.sql.begin(async (tx) => {
    await tx`select from orders where id = ${order.id} for update`
    return post(`${path}/approve`)
  })
  expect(statusCode).toBe(303)
  expect((await confirm()).order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
})

test('the page is nothing without its secret, and decides nothing by GET', async () => {
  const { order, path } = await redirected()
  for (const url of ['/sandbox/payments/', `/sandbox/payments/${'x'.repeat(22)}`, `${path}/../../../x`]) {
    expect((await app.inject({ method: 'GET', url })).statusCode).toBe(404)
  }
  expect((await app.inject({ method: 'GET', url: `${path}/approve` })).statusCode).toBe(405)
  expect((await post(path)).statusCode).toBe(405)
  const [row] = await shop.sql`select payment_status from orders where id = ${order.id}`
  expect(row).toEqual({ payment_status: 'REQUIRES_ACTION' })
})

test('somebody without the access token confirms nothing', async () => {
  const { order, path } = await redirected()
  await post(`${path}/approve`)
  for (const accessToken of [undefined, 'wrong']) {
    const input = { orderId: order.id, accessToken, idempotencyKey: newId('evt') }
    expect(await shop.change(confirmMutation, input)).toMatchObject({
      order: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    })
  }
})

test('without the sandbox there is no page, and its name is no provider', async () => {
  await using bare = await openFixture({ sandbox: false })
  expect(bare.service.sandboxPage).toBe(undefined)
  const cart = await bare.aCart([{ variantId: await bare.aVariant(), quantity: 1 }])
  const { userErrors } = await bare.checkout({ cart })
  expect(userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'payment', 'provider'] }])
})
