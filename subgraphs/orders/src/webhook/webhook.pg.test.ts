// The sandbox's messages, over HTTP, in all the ways in which real ones go wrong; and others' in its name.
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { freePort } from '../free-port.fixture.ts'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'
import { signatureHeader, signWebhook } from '../sandbox/webhook-signature.ts'

let shop: OrdersFixture
let app: FastifyInstance
let staff: Someone
const lateMs = 400
beforeAll(async () => {
  const port = await freePort()
  shop = await openFixture({
    sandbox: {
      publicUrl: `http://127.0.0.1:${port}`,
      webhooks: true,
      timing: { settleMs: 150, lateMs },
      webhookPausesMs: [100, 100, 100, 100],
    },
    // Nobody but a message makes the reconciler look.
    timings: { retryMs: 30_000, sweepMs: 60 * 60_000 },
  })
  app = await shop.service.httpApp(parseSigningKeys(''))
  await app.listen({ host: '127.0.0.1', port })
  staff = await shop.someone('STAFF')
})
afterAll(async () => {
  await app.close()
  await shop[Symbol.asyncDispose]()
})
beforeEach(() => {
  shop.fate.aheadMs = 0
  shop.fate.diesAt = undefined
})

const stateOf = async (id: string) =>
  (
    await shop.ask('query ($id: ID!) { order(id: $id) { status paymentStatus } }', {
      variables: { id },
      as: staff,
    })
  ).order
const paid = { status: 'CONFIRMED', paymentStatus: 'PAID' }
const waiting = { status: 'PENDING_PAYMENT', paymentStatus: 'PENDING' }

async function anOrderBy(token: string) {
  const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
  const { order } = await shop.checkout({ cart, token })
  expect(await stateOf(order.id)).toEqual(waiting)
  const [payment] = await shop.sql<{ id: string }[]>`select id from payments where order_id = ${order.id}`
  return { id: order.id as string, paymentId: payment?.id ?? '' }
}

const untilPaid = (id: string) => vi.waitFor(async () => expect(await stateOf(id)).toEqual(paid), 5_000)

const deliveriesOf = async (paymentId: string) => {
  const rows = await shop.sql<{ type: string; attempts: number }[]>`
    select type, attempts from sandbox_webhooks where charge_key = ${paymentId} order by delivered_at, id`
  return rows.map(({ type, attempts }) => ({ type, attempts }))
}

describe('a payment of which the sandbox tells', () => {
  test.each([
    ['tok_webhook_late', [{ type: 'payment.captured', attempts: 1 }]],
    [
      'tok_webhook_duplicate',
      [
        { type: 'payment.captured', attempts: 1 },
        { type: 'payment.captured', attempts: 1 },
      ],
    ],
    [
      'tok_webhook_reordered',
      [
        { type: 'payment.captured', attempts: 1 },
        { type: 'payment.authorized', attempts: 1 },
      ],
    ],
    ['tok_webhook_bad_signature', [{ type: 'payment.captured', attempts: 2 }]],
  ])('%s ends paid, once', async (token, deliveries) => {
    const { id, paymentId } = await anOrderBy(token)
    await untilPaid(id)
    await vi.waitFor(async () => expect(await deliveriesOf(paymentId)).toEqual(deliveries), 5_000)
    const ledger = await shop.sql`select kind from payment_ledger where order_id = ${id}`
    expect(ledger.map(({ kind }) => kind)).toEqual(['CAPTURE'])
    await shop.settle()
    await shop.requireInvariants()
  })

  test('tok_webhook_missing is found by the reconciler', async () => {
    const { id, paymentId } = await anOrderBy('tok_webhook_missing')
    shop.fate.aheadMs = 60_000
    await shop.settle()
    expect(await stateOf(id)).toEqual(paid)
    expect(await deliveriesOf(paymentId)).toEqual([])
    await shop.requireInvariants()
  })

  test('tok_timeout is told of what its answer did not say', async () => {
    const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
    const { order } = await shop.checkout({ cart, token: 'tok_timeout', deadlineMs: 1_500 })
    // The first message came while the request still waited, and hears nothing of the payment.
    expect(await stateOf(order.id)).toEqual(waiting)
    shop.fate.aheadMs = 60_000
    await shop.settle()
    expect(await stateOf(order.id)).toEqual(paid)
    await shop.requireInvariants()
  })
})

describe('a kill while a message is taken in', () => {
  test.each(['webhook:received', 'settlement:looked-up', 'settlement:recorded'] as const)(
    '%s: the order ends paid all the same',
    async (step) => {
      const { id } = await anOrderBy('tok_webhook_late')
      shop.fate.diesAt = step
      await vi.waitFor(() => expect(shop.fate.diesAt).toBe(undefined), 5_000)
      shop.fate.aheadMs = 60_000
      await shop.settle()
      expect(await stateOf(id)).toEqual(paid)
      await shop.requireInvariants()
    },
  )
})

describe('a message that nobody at the provider has sent', () => {
  const send = (body: string, headers: Record<string, string>, provider = 'sandbox') =>
    app.inject({ method: 'POST', url: `/webhooks/${provider}`, payload: body, headers })
  const bodyOf = (paymentKey: string) => JSON.stringify({ id: 'evt_1', type: 'payment.captured', paymentKey })

  test('is refused with the same words whatever is wrong with it, and changes nothing', async () => {
    const { id, paymentId } = await anOrderBy('tok_webhook_missing')
    const body = bodyOf(paymentId)
    const good = signWebhook(body, { secret: 'not the secret', at: new Date() })
    const bodies = []
    for (const signature of [good, '', 't=1,v1=00', `t=99999999999,v1=${'0'.repeat(64)}`, 'x']) {
      const { statusCode, json } = await send(body, { [signatureHeader]: signature })
      expect(statusCode).toBe(400)
      bodies.push(json().errors[0].message)
    }
    expect((await send(body, {})).statusCode).toBe(400)
    expect(new Set(bodies)).toEqual(new Set(['The signature does not prove who sent this.']))
    expect(await stateOf(id)).toEqual(waiting)
    shop.fate.aheadMs = 60_000
    await shop.settle()
  })

  test('is not looked for by GET, of a provider that there is not, or when it is too long', async () => {
    expect((await app.inject({ method: 'GET', url: '/webhooks/sandbox' })).statusCode).toBe(404)
    expect((await send('{}', {}, 'nobody')).statusCode).toBe(404)
    expect((await send('x'.repeat(256 * 1024 + 1), {})).statusCode).toBe(413)
  })
})
