// Six messages of one payment's life, in all 720 orders, each with what the provider knew when it was sent: whatever the
// order, the books end alike.
import { randomUUID } from 'node:crypto'
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OrdersFixture, openFixture } from '../orders-service.fixture.ts'
import type { PaymentProvider, PaymentSnapshot, ProviderTransaction } from '../payment/provider.ts'

let shop: OrdersFixture
/** What the provider answers, by payment. */
const known = new Map<string, PaymentSnapshot>()

const provider: PaymentProvider = {
  name: 'replaying',
  capturesInParts: true,
  webhook: {
    verify: async ({ body }) => [{ id: newId('evt'), type: 'payment', paymentKey: body.toString('utf8') }],
  },
  authorize: async ({ key }) => answered(key),
  capture: async ({ key }) => ({ kind: 'captured', snapshot: answered(key) }),
  void: async (key) => answered(key),
  refund: async () => ({ kind: 'pending' }),
  lookUp: async (key) => answered(key),
}

function answered(key: string): PaymentSnapshot {
  return known.get(key) ?? { key, state: 'pending', declineCode: null, actionUrl: null, transactions: [] }
}

beforeAll(async () => {
  shop = await openFixture({
    sandbox: false,
    providers: () => [provider],
    captureAt: 'FULFILLMENT',
    timings: { settleMs: 60_000 },
  })
})
afterAll(() => shop[Symbol.asyncDispose]())

/** Grows with each message; a later one holds all of the earlier ones. */
function lifeOf(key: string): readonly PaymentSnapshot[] {
  const at = new Date()
  const entry = (
    name: string,
    kind: ProviderTransaction['kind'],
    amountMinor: number,
    more: object = {},
  ) => ({
    ...{ id: `${key}/${name}`, kind, amountMinor, at, refundKey: null },
    ...more,
  })
  const authorized = entry('authorization', 'AUTHORIZATION', 1000)
  const captured = entry('capture', 'CAPTURE', 1000)
  const refunded = entry('refund', 'REFUND', 300)
  const unasked = entry('unasked', 'REFUND', 200)
  const cameBack = entry('reversal', 'REFUND_REVERSAL', 200, {
    reverses: unasked.id,
    reason: 'account closed',
  })
  const snapshot = (state: PaymentSnapshot['state'], ...transactions: ProviderTransaction[]) => ({
    ...{ key, state, declineCode: null, transactions },
    actionUrl: state === 'requires_action' ? 'https://bank.test/' : null,
  })
  return [
    snapshot('requires_action'),
    snapshot('authorized', authorized),
    snapshot('captured', authorized, captured),
    snapshot('captured', authorized, captured, refunded),
    snapshot('captured', authorized, captured, refunded, unasked),
    snapshot('captured', authorized, captured, refunded, unasked, cameBack),
  ]
}

function permutations<One>(all: readonly One[]): One[][] {
  if (all.length <= 1) return [[...all]]
  return all.flatMap((one, at) =>
    permutations([...all.slice(0, at), ...all.slice(at + 1)]).map((rest) => [one, ...rest]),
  )
}

async function tell(key: string, snapshot: PaymentSnapshot): Promise<void> {
  known.set(key, snapshot)
  await shop.service.hearFromProvider(key)
}

async function stateOf(orderId: string) {
  const [state] = await shop.sql`
    select o.status, o.payment_status, o.captured_minor::integer as captured, o.refunded_minor::integer as refunded,
           p.status as payment, p.refunding_minor::integer as refunding,
           (select string_agg(status || ' ' || amount_minor, ', ' order by amount_minor) from refunds as r
            where r.order_id = o.id) as refunds,
           (select string_agg(kind || ' ' || amount_minor, ', ' order by provider_transaction_id) from payment_ledger as e
            where e.order_id = o.id) as ledger
    from orders as o join payments as p on p.order_id = o.id where o.id = ${orderId}`
  return state
}

test('all 720 orders of six messages end alike', { timeout: 120_000 }, async () => {
  const variantId = await shop.aVariant({ stock: 1_000 })
  const orders = permutations([0, 1, 2, 3, 4, 5])
  expect(orders).toHaveLength(720)
  // One order by the whole way of a checkout; the others are copies of its rows.
  const cart = await shop.aCart([{ variantId, quantity: 1 }])
  const { order } = await shop.checkout({ cart, provider: 'replaying', token: 'x' })
  await shop.sql`update orders set settle_after = null where id = ${order.id}`
  // Nothing is reserved for the copies, so products must not hear of them.
  const heard = Promise.withResolvers<void>()
  shop.fate.events = heard.promise
  const copies = await copyOrder(order.id, orders.length)
  const ends = new Map<string, number>()
  const waiting = orders.map((each, at) => ({ each, copy: copies[at] }))
  const work = async () => {
    for (let next = waiting.shift(); next?.copy; next = waiting.shift()) {
      const { orderId, paymentId } = next.copy
      const life = lifeOf(paymentId)
      for (const at of next.each) await tell(paymentId, life[at] ?? answered(paymentId))
      const end = JSON.stringify(await stateOf(orderId))
      ends.set(end, (ends.get(end) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 6 }, work))
  heard.resolve()
  expect([...ends].map(([end, count]) => [JSON.parse(end), count])).toEqual([
    [
      {
        ...{ status: 'CONFIRMED', payment_status: 'PARTIALLY_REFUNDED', captured: 1000, refunded: 300 },
        ...{ payment: 'CAPTURED', refunding: 0, refunds: 'FAILED 200, SUCCEEDED 300' },
        ledger: 'AUTHORIZATION 1000, CAPTURE 1000, REFUND 300, REFUND_REVERSAL 200, REFUND 200',
      },
      720,
    ],
  ])
})

type Copy = { readonly orderId: string; readonly paymentId: string }

/** Waiting for their payment, as the one is. */
async function copyOrder(id: string, count: number): Promise<Copy[]> {
  const copies = Array.from({ length: count }, () => ({
    ...{ orderId: newId('ord'), paymentId: newId('pay'), cartId: `crt_${randomUUID()}` },
  }))
  await shop.sql`
    insert into orders (id, cart_id, currency, status, payment_status, fulfillment_status, subtotal_minor, total_minor,
      created_at, placed_at, payable_until)
    select c->>'orderId', c->>'cartId', currency, status, payment_status, fulfillment_status, subtotal_minor,
      total_minor, created_at, placed_at, payable_until
    from orders, jsonb_array_elements(${JSON.stringify(copies)}::text::jsonb) as c where id = ${id}`
  await shop.sql`
    insert into payments (id, order_id, provider, status, currency, amount_minor, capture_at, created_at)
    select c->>'paymentId', c->>'orderId', provider, status, currency, amount_minor, capture_at, created_at
    from payments, jsonb_array_elements(${JSON.stringify(copies)}::text::jsonb) as c where order_id = ${id}`
  return copies
}
