// Providers that do what the sandbox does not: authorise first, refuse a refund, answer late or not at all.
import { newId, newSecretId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type OrdersFixture, openFixture, type Someone, shortMs } from '../orders-service.fixture.ts'
import type { PaymentProvider } from './provider.ts'

let shop: OrdersFixture
let staff: Someone
/** What stands before the sandbox. */
let between: Partial<PaymentProvider> = {}
let sandbox: PaymentProvider | undefined
const calls: string[] = []

beforeAll(async () => {
  shop = await openFixture({
    sandbox: { capturesAtOnce: false },
    providers: (own) => own.map(listening),
  })
  staff = await shop.someone('STAFF')
})
beforeEach(() => {
  between = {}
  calls.length = 0
  shop.fate.aheadMs = 0
})
afterAll(() => shop[Symbol.asyncDispose]())

function listening(provider: PaymentProvider): PaymentProvider {
  sandbox = provider
  const of =
    (name: 'authorize' | 'capture' | 'void' | 'refund' | 'lookUp') =>
    (...args: never[]) => {
      calls.push(name)
      const method = between[name] ?? provider[name]
      return (method as (...args: never[]) => Promise<never>)(...args)
    }
  const [authorize, capture, voided, refund, lookUp] = (
    ['authorize', 'capture', 'void', 'refund', 'lookUp'] as const
  ).map(of)
  if (!authorize || !capture || !voided || !refund || !lookUp)
    throw new Error('a provider without its methods')
  return {
    name: provider.name,
    capturesInParts: provider.capturesInParts,
    authorize,
    capture,
    void: voided,
    refund,
    lookUp,
  }
}

const whole = (key: string) => ({ key, captureKey: key, amountMinor: 1000, isFinal: true })
const never = () => new Promise<never>(() => {})
const later = async () => {
  shop.fate.aheadMs += 60_000
  await shop.settle()
  await shop.requireInvariants()
}
const orderOf = async (id: string) =>
  (
    await shop.ask(
      `query ($id: ID!) { order(id: $id) { status paymentStatus totalCaptured { minor } totalRefunded { minor }
        payments { status refunded { minor } } refunds { status } events { nodes { type message } }
        lines { quantityRefunded } } }`,
      { variables: { id }, as: staff },
    )
  ).order
const aCart = async () => shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])

test('what is only authorised is captured in the same request', async () => {
  const { order } = await shop.checkout({ cart: await aCart() })
  expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
  expect(calls).toEqual(['authorize', 'capture'])
  const ledger = await shop.sql`select kind, amount_minor::integer as minor from payment_ledger
    where order_id = ${order.id} order by id`
  expect([...ledger]).toEqual([
    { kind: 'AUTHORIZATION', minor: 1000 },
    { kind: 'CAPTURE', minor: 1000 },
  ])
  await later()
})

test('a capture that does not answer is asked for again later', async () => {
  between = { capture: never }
  const { order } = await shop.checkout({ cart: await aCart(), deadlineMs: shortMs })
  expect(order).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'AUTHORIZED' })
  between = {}
  await later()
  expect(await orderOf(order.id)).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
})

test('an authorised payment of an order that is canceled is voided, in both books', async () => {
  between = { capture: never }
  const { order } = await shop.checkout({ cart: await aCart(), deadlineMs: shortMs })
  const mutation =
    'mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { order { status paymentStatus } } }'
  const canceled = await shop.change(mutation, { id: order.id, idempotencyKey: newId('evt') }, { as: staff })
  expect(canceled.order).toEqual({ status: 'CANCELED', paymentStatus: 'VOIDED' })
  await later()
  const ledger = await shop.sql`select kind from payment_ledger where order_id = ${order.id} order by id`
  expect(ledger.map(({ kind }) => kind)).toEqual(['AUTHORIZATION', 'VOID'])
})

test('a provider that is away keeps an order waiting, and is asked until it is back', async () => {
  between = { authorize: never, lookUp: never, void: never }
  const variantId = await shop.aVariant({ stock: 1 })
  const cart = await shop.aCart([{ variantId, quantity: 1 }])
  const { order } = await shop.checkout({ cart, deadlineMs: shortMs })
  expect(order).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'PENDING' })
  const away = async () => Promise.reject(new Error('no connection'))
  between = { lookUp: away, void: away }
  for (let round = 0; round < 3; round++) {
    shop.fate.aheadMs += 60_000
    await shop.service.sweepOrders()
  }
  shop.fate.aheadMs += 60 * 60_000
  await shop.service.sweepOrders()
  expect(await orderOf(order.id)).toMatchObject({ status: 'PENDING_PAYMENT' })
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 1 })
  between = {}
  await later()
  expect(await orderOf(order.id)).toMatchObject({ status: 'CANCELED', paymentStatus: 'VOIDED' })
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 0 })
})

test('a runner that was taken for dead before it asked for money orders anew, and charges once', async () => {
  const cart = await aCart()
  between = {
    authorize: async (command, signal) => {
      between = {}
      shop.fate.aheadMs += 60_000
      await shop.service.sweepOrders()
      return sandbox === undefined ? never() : sandbox.authorize(command, signal)
    },
  }
  const { order, userErrors } = await shop.checkout({ cart })
  expect(userErrors).toEqual([])
  expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' })
  await later()
  const charges = await shop.sql`select c.state from orders as o join payments as p on p.order_id = o.id
    join sandbox_charges as c on c.key = p.id where o.cart_id = ${cart.id} order by o.created_at`
  expect(charges.map(({ state }) => state)).toEqual(['voided', 'captured'])
})

test('a cancelation without a word of the provider is a fault, and changes nothing', async () => {
  between = { capture: never, void: never }
  const { order } = await shop.checkout({ cart: await aCart(), deadlineMs: shortMs })
  const { body } = await shop.answer(
    'mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { order { id } } }',
    { variables: { input: { id: order.id, idempotencyKey: newId('evt') } }, as: staff, deadlineMs: shortMs },
  )
  expect(body.errors?.map(({ extensions }) => extensions?.code)).toEqual(['UPSTREAM_TIMEOUT'])
  expect(await orderOf(order.id)).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'AUTHORIZED' })
  between = {}
  await later()
})

const refundMutation = `mutation ($input: OrderRefundInput!) { orderRefund(input: $input) {
  order { paymentStatus totalRefunded { minor } } refund { id status } userErrors { code } } }`

test('a refused refund gives everything back that was set aside for it', async () => {
  between = { refund: async () => ({ kind: 'refused', reason: 'account closed' }) }
  const { order } = await shop.checkout({ cart: await aCart() })
  const { lines } = (
    await shop.ask('query ($id: ID!) { order(id: $id) { lines { id } } }', {
      variables: { id: order.id },
      as: staff,
    })
  ).order
  const input = { id: order.id, lines: [{ id: lines[0].id, quantity: 1 }], idempotencyKey: newId('evt') }
  const failed = await shop.change(refundMutation, input, { as: staff })
  expect(failed).toMatchObject({
    order: { paymentStatus: 'PAID', totalRefunded: { minor: 0 } },
    refund: { status: 'FAILED' },
    userErrors: [],
  })
  const refused = await orderOf(order.id)
  expect(refused.lines).toEqual([{ quantityRefunded: 0 }])
  expect(refused.events.nodes.at(-1)).toEqual({
    type: 'REFUND_FAILED',
    message: 'The provider refused to pay 10.00 EUR back: account closed',
  })
  between = {}
  const again = await shop.change(refundMutation, { ...input, idempotencyKey: newId('evt') }, { as: staff })
  expect(again.refund.status).toBe('SUCCEEDED')
  expect((await orderOf(order.id)).paymentStatus).toBe('REFUNDED')
  await later()
})

test('a refund that was refused and paid back after all counts by its amount, and for no pieces', async () => {
  between = {
    refund: async (command, signal) => {
      await sandbox?.refund(command, signal)
      return { kind: 'refused', reason: 'account closed' }
    },
  }
  const { order } = await shop.checkout({ cart: await aCart() })
  const [line] = await shop.sql`select id from order_lines where order_id = ${order.id}`
  const input = { id: order.id, lines: [{ id: line?.id, quantity: 1 }], idempotencyKey: newId('evt') }
  expect((await shop.change(refundMutation, input, { as: staff })).refund.status).toBe('FAILED')
  between = {}
  const [payment] = await shop.sql`select id from payments where order_id = ${order.id}`
  await shop.service.hearFromProvider(payment?.id)
  expect(await orderOf(order.id)).toMatchObject({
    ...{ paymentStatus: 'REFUNDED', totalRefunded: { minor: 1000 } },
    ...{ refunds: [{ status: 'SUCCEEDED' }], lines: [{ quantityRefunded: 0 }] },
  })
  await later()
})

test('a refund whose answer is lost stays pending, and is carried out once', async () => {
  const { order } = await shop.checkout({ cart: await aCart() })
  // The provider pays back, and the answer never comes.
  between = {
    refund: async (command, signal) => {
      await sandbox?.refund(command, signal)
      return never()
    },
  }
  const input = { id: order.id, amount: { minor: 400, currency: 'EUR' }, idempotencyKey: newId('evt') }
  const { body } = await shop.answer(refundMutation, { variables: { input }, as: staff, deadlineMs: shortMs })
  expect(body.data?.orderRefund).toMatchObject({ refund: { status: 'PENDING' }, userErrors: [] })
  between = {}
  await later()
  expect(await orderOf(order.id)).toMatchObject({
    paymentStatus: 'PARTIALLY_REFUNDED',
    totalRefunded: { minor: 400 },
    refunds: [{ status: 'SUCCEEDED' }],
  })
})

test('money that arrives for a canceled order goes back by itself', async () => {
  between = { capture: never }
  const { order } = await shop.checkout({ cart: await aCart(), deadlineMs: shortMs })
  const [{ id: paymentId } = {}] = await shop.sql`select id from payments where order_id = ${order.id}`
  // The void is believed to have worked; the provider captures all the same.
  between = {
    void: async (key) => {
      await sandbox?.capture(whole(key), AbortSignal.timeout(1_000))
      return { key, state: 'voided', declineCode: null, actionUrl: null, transactions: [] }
    },
  }
  const mutation = 'mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { order { status } } }'
  await shop.change(mutation, { id: order.id, idempotencyKey: newId('evt') }, { as: staff })
  expect(await orderOf(order.id)).toMatchObject({ status: 'CANCELED', paymentStatus: 'VOIDED' })
  between = {}
  await shop.service.hearFromProvider(paymentId)
  await later()
  expect(await orderOf(order.id)).toMatchObject({
    status: 'CANCELED',
    paymentStatus: 'REFUNDED',
    totalCaptured: { minor: 1000 },
    totalRefunded: { minor: 1000 },
  })
})

test('what is being paid back as a whole is not sent', async () => {
  const { order } = await shop.checkout({ cart: await aCart() })
  between = { refund: never }
  const input = { id: order.id, idempotencyKey: newId('evt') }
  await shop.answer(refundMutation, { variables: { input }, as: staff, deadlineMs: shortMs })
  const fulfill = `mutation ($input: OrderFulfillInput!) { orderFulfill(input: $input) {
    order { id } userErrors { code } } }`
  const refused = { order: null, userErrors: [{ code: 'ILLEGAL_STATE' }] }
  expect(await shop.change(fulfill, input, { as: staff })).toEqual(refused)
  between = {}
  await later()
})

test('a cancelation that comes second to another end is refused, however often it is asked for', async () => {
  const { order } = await shop.checkout({ cart: await aCart(), token: 'tok_requires_action' })
  // The reconciler calls the order off while the cancelation waits for the provider.
  between = {
    void: async (key, signal) => {
      between = {}
      shop.fate.aheadMs = 31 * 60_000
      await shop.service.sweepOrders()
      return sandbox === undefined ? never() : sandbox.void(key, signal)
    },
  }
  const mutation = `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) {
    order { id } userErrors { code } } }`
  const input = { id: order.id, idempotencyKey: newId('evt') }
  const refused = { order: null, userErrors: [{ code: 'ILLEGAL_STATE' }] }
  expect(await shop.change(mutation, input, { as: staff })).toEqual(refused)
  expect(await shop.change(mutation, input, { as: staff })).toEqual(refused)
  const { events } = await orderOf(order.id)
  expect(events.nodes.at(-1)).toEqual({
    type: 'EXPIRED',
    message: 'The order was canceled, because it was not paid in time.',
  })
  await later()
})

test('a payment that fails while its buyer opens another cart leaves the other one open', async () => {
  const ann = await shop.someone()
  const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }], ann)
  const other = newSecretId('crt')
  const { refused } = await shop.sql.begin(async (tx) => {
    between = {
      authorize: async (command, signal) => {
        await tx`insert into carts (id, user_id, currency, created_at, updated_at)
          values (${other}, ${ann.userId}, 'EUR', now(), now())`
        return sandbox === undefined ? never() : sandbox.authorize(command, signal)
      },
    }
    const refused = shop.checkout({ cart, token: 'tok_declined', as: ann })
    await vi.waitFor(async () => {
      const [waiting] = await shop.sql`select count(*)::integer as waiting from pg_stat_activity
        where datname = current_database() and application_name = 'orders' and wait_event_type = 'Lock'`
      expect(waiting).toEqual({ waiting: 1 })
    })
    return { refused }
  })
  between = {}
  expect((await refused).userErrors).toMatchObject([{ code: 'PAYMENT_DECLINED' }])
  const open = await shop.sql`select id from carts where user_id = ${ann.userId} and completed_at is null`
  expect([...open]).toEqual([{ id: other }])
  await later()
})

test("money that arrives when the goods may be somebody else's goes back, and they do too", async () => {
  between = { authorize: never }
  const variantId = await shop.aVariant({ stock: 1 })
  const { order } = await shop.checkout({
    cart: await shop.aCart([{ variantId, quantity: 1 }]),
    deadlineMs: shortMs,
  })
  const [{ id: key } = {}] = await shop.sql`select id from payments where order_id = ${order.id}`
  // The provider has charged, and is away until shortly before the reservation lapses.
  const signal = AbortSignal.timeout(10_000)
  await sandbox?.authorize(
    { key, amountMinor: 1000, currency: 'EUR', token: 'tok_approved', capturesLater: false },
    signal,
  )
  await sandbox?.capture(whole(key), signal)
  between = {}
  shop.fate.aheadMs = 106 * 60_000
  await later()
  const late = await orderOf(order.id)
  expect(late).toMatchObject({
    status: 'CANCELED',
    paymentStatus: 'REFUNDED',
    totalRefunded: { minor: 1000 },
  })
  expect(late.events.nodes.map(({ type }: { type: string }) => type)).toEqual([
    'PLACED',
    'PAYMENT_CAPTURED',
    'EXPIRED',
    'REFUND_REQUESTED',
    'REFUNDED',
  ])
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 0 })
})

// The last one: it makes the provider's books wrong.
test('money that a provider took for a checkout that was undone goes back, too', async () => {
  const cart = await aCart()
  shop.fate.diesAt = 'checkout:reserved'
  await expect(shop.checkout({ cart })).rejects.toThrow('INTERNAL_SERVER_ERROR')
  await later()
  const [{ id: key } = {}] = await shop.sql`
    select p.id from payments as p join orders as o on o.id = p.order_id where o.cart_id = ${cart.id}`
  const entry = (id: string, kind: 'CAPTURE' | 'REFUND', refundKey: string | null) => ({
    ...{ id, kind, refundKey, amountMinor: 1000, at: new Date() },
  })
  between = {
    lookUp: async () => ({
      ...{ key, state: 'captured', declineCode: null, actionUrl: null },
      transactions: [entry('late capture', 'CAPTURE', null)],
    }),
    refund: async (refund) => ({
      kind: 'succeeded',
      transaction: entry('late refund', 'REFUND', refund.key),
    }),
  }
  await shop.service.hearFromProvider(key)
  await shop.settle()
  const [payment] =
    await shop.sql`select status, captured_minor, refunded_minor from payments where id = ${key}`
  expect(payment).toEqual({ status: 'CAPTURED', captured_minor: '1000', refunded_minor: '1000' })
})
