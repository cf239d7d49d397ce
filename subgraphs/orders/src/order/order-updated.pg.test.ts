// Following an order: whoever changes it, in whichever process, its followers see the newest state.
import { signRequest } from '@supermarket/service-kit/call-signature.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type OrdersFixture, openFixture, type Someone, shortMs } from '../orders-service.fixture.ts'
import type { PaymentProvider } from '../payment/provider.ts'
import type { OrdersService } from '../server.ts'
import { type Followed, type Following, followOrderAt, orderQuery } from './follow.fixture.ts'

let shop: OrdersFixture
let staff: Someone
/** What stands before the sandbox. */
let between: Partial<PaymentProvider> = {}
const followed: Followed[] = []
/** Ids of orders that the database told of, as anybody who listens hears them. */
const heard: string[] = []

beforeAll(async () => {
  shop = await openFixture({
    providers: (own) =>
      own.map((provider) => ({
        ...provider,
        refund: (...args) => (between.refund ?? provider.refund)(...args),
        lookUp: (...args) => (between.lookUp ?? provider.lookUp)(...args),
      })),
  })
  staff = await shop.someone('STAFF')
  await shop.service.changes.listening
  await shop.sql.listen('order_changes', (id) => void heard.push(id))
})
afterEach(async () => {
  between = {}
  shop.fate.aheadMs = 0
  for (const one of followed.splice(0)) await one.end()
  expect([shop.service.handler.openStreams, shop.service.changes.watching]).toEqual([0, 0])
})
afterAll(() => shop[Symbol.asyncDispose]())

async function follow(following: Following, service: OrdersService = shop.service): Promise<Followed> {
  const one = await followOrderAt(service, following)
  followed.push(one)
  return one
}

/** The first answer without data: a change made before the following began may be told once more. */
async function endOf(following: Followed): Promise<unknown> {
  for (;;) {
    const answer = await following.nextAnswer()
    if (typeof answer !== 'object' || answer === null || !('data' in answer)) return answer
  }
}

const never = () => new Promise<never>(() => {})
const key = () => newId('evt')
const mutate = (mutation: string, type: string, input: Record<string, unknown>, deadlineMs?: number) =>
  shop.change(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code message } } }`,
    { ...input, idempotencyKey: key() },
    { as: staff, ...(deadlineMs === undefined ? {} : { deadlineMs }) },
  )
const later = async (ms = 60_000) => {
  shop.fate.aheadMs += ms
  await shop.settle()
}

/** Everything of an order that anybody can see. */
const everything = `status paymentStatus fulfillmentStatus email canceledAt shippingAddress { name } customer { id }
  totalCaptured { minor } totalRefunded { minor } lines { id quantityFulfilled quantityRefunded }
  payments { id status captured { minor } refunded { minor } declineCode } nextAction { ... on RedirectAction { url } }
  refunds { id status } shipments { id lines { quantity } } events(first: 100) { nodes { type message } }`

const orderOf = async (id: string) =>
  (await shop.ask(orderQuery(everything), { variables: { id }, as: staff })).order

const becomes = (id: string, status: string) =>
  vi.waitFor(async () => expect((await orderOf(id)).status).toBe(status), { timeout: 10_000 })

type Placed = { readonly id: string; readonly customerId: string; readonly pageUrl: string | undefined }

async function placed(token = 'tok_approved', deadlineMs?: number): Promise<Placed> {
  const as = await shop.someone()
  const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 3 }], as)
  const { order, nextAction } = await shop.checkout({
    cart,
    token,
    as,
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  })
  return { id: order.id, customerId: as.userId, pageUrl: nextAction?.url }
}

const awaitsBuyer = () => placed('tok_requires_action')
const awaitsProvider = () => placed('tok_timeout', shortMs)

async function decideAtProvider({ id, pageUrl = '' }: Placed, decision: 'approve' | 'refuse'): Promise<void> {
  const [{ id: paymentId } = {}] = await shop.sql`select id from payments where order_id = ${id}`
  const path = `${new URL(pageUrl).pathname.split('/').at(-1)}/${decision}`
  await shop.service.sandboxPage?.({ method: 'POST', path })
  await shop.service.hearFromProvider(paymentId)
}

function shipOne({ id }: Placed) {
  return orderOf(id).then(({ lines: [line] }) =>
    mutate('orderFulfill', 'OrderFulfillInput', { id, lines: [{ id: line.id, quantity: 1 }] }),
  )
}

function event(source: string, type: string, subject: string, data: Record<string, string>) {
  return {
    ...{ specversion: '1.0', id: newId('evt'), source, type, time: new Date().toISOString() },
    ...{ datacontenttype: 'application/json', dataversion: 1, aggregatetype: 'x', sequence: 1 },
    ...{ subject, correlationid: 'a-test', data },
  }
}

const refundOf = ({ id }: Placed, minor: number, deadlineMs?: number) =>
  mutate('orderRefund', 'OrderRefundInput', { id, amount: { minor, currency: 'EUR' } }, deadlineMs)

/** Whoever changes what can be seen of an order, one step after the other. */
const writers: Readonly<
  Record<string, { start?: () => Promise<Placed>; steps: ((order: Placed) => Promise<unknown>)[] }>
> = {
  'a cancelation of a paid order': {
    steps: [({ id }) => mutate('orderCancel', 'OrderCancelInput', { id, reason: 'too late' })],
  },
  'a cancelation of an unpaid order': {
    start: awaitsBuyer,
    steps: [({ id }) => mutate('orderCancel', 'OrderCancelInput', { id })],
  },
  'a shipment of everything': { steps: [({ id }) => mutate('orderFulfill', 'OrderFulfillInput', { id })] },
  'shipments one by one': { steps: [shipOne, shipOne, shipOne] },
  'refunds one by one': { steps: [(order) => refundOf(order, 400), (order) => refundOf(order, 100)] },
  'a refund that the provider refuses': {
    steps: [
      async ({ id }) => {
        between = { refund: async () => ({ kind: 'refused', reason: 'account closed' }) }
        const { lines } = await orderOf(id)
        await mutate('orderRefund', 'OrderRefundInput', { id, lines: [{ id: lines[0].id, quantity: 1 }] })
      },
    ],
  },
  'a refund that is asked for, then carried out by the reconciler': {
    steps: [
      async (order) => {
        between = { refund: never }
        await refundOf(order, 400, shortMs)
      },
      async () => {
        between = {}
        await later()
      },
    ],
  },
  'what a provider tells of a payment that was approved': {
    start: awaitsBuyer,
    steps: [(order) => decideAtProvider(order, 'approve')],
  },
  'what a provider tells of a payment that was refused': {
    start: awaitsBuyer,
    steps: [(order) => decideAtProvider(order, 'refuse')],
  },
  'a confirmation by the buyer': {
    start: awaitsBuyer,
    steps: [
      async (order) => {
        between = { lookUp: () => Promise.reject(new Error('the news are lost')) }
        await decideAtProvider(order, 'approve')
        between = {}
        await mutate('paymentConfirm', 'PaymentConfirmInput', { orderId: order.id })
      },
    ],
  },
  'the reconciler, about a payment that was not answered': { start: awaitsProvider, steps: [() => later()] },
  'the reconciler, when nobody has paid in time': {
    start: awaitsBuyer,
    steps: [() => later(31 * 60_000)],
  },
  'a reservation that lapsed': {
    start: awaitsBuyer,
    steps: [
      async ({ id: orderId }) => {
        await shop.service.events.receive(
          'products',
          event('products', 'reservation.expired', orderId, { orderId }),
        )
        // By its job, at once, or by the sweep: whoever comes first.
        await shop.service.sweepOrders()
        await becomes(orderId, 'CANCELED')
      },
    ],
  },
  'the completion of what was sent': {
    steps: [
      ({ id }) => mutate('orderFulfill', 'OrderFulfillInput', { id }),
      async ({ id }) => {
        await shop.sql`update orders set fulfilled_at = now() - interval '15 days' where id = ${id}`
        await shop.sql`select graphile_worker.add_job('complete-orders')`
        await becomes(id, 'COMPLETED')
      },
    ],
  },
  'an account that is deleted': {
    steps: [
      ({ customerId: userId }) =>
        shop.service.events.receive('users', event('users', 'user.deleted', userId, { userId })),
    ],
  },
  'a statement of an operator': {
    steps: [({ id }) => shop.sql`update orders set email = 'other@shop.test' where id = ${id}`],
  },
  'a line in the timeline and nothing else': {
    steps: [
      ({ id }) => shop.sql`insert into order_events (id, order_id, type, actor, at)
        values (${newId('oev')}, ${id}, 'REFUND_REQUESTED', 'STAFF', now())`,
    ],
  },
}

describe('after whatever changes it, an order is seen as it is', () => {
  test.each(Object.entries(writers))('%s', async (_writer, { start = placed, steps }) => {
    const order = await start()
    const following = await follow({ id: order.id, as: staff, fields: everything })
    let before = await following.next()
    expect(before).toEqual(await orderOf(order.id))
    for (const step of steps) {
      await step(order)
      const after = await orderOf(order.id)
      expect(after).not.toEqual(before)
      await following.until((seen) => isSame(seen, after))
      before = after
    }
    shop.fate.aheadMs = 0
    await shop.settle()
  })
})

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

describe('the database tells of', () => {
  /** Notifications come in the order of commits: what was said before the mark has been heard when the mark is. */
  async function heardOf(id: string): Promise<number> {
    const mark = newId('ord')
    await shop.sql`select pg_notify('order_changes', ${mark})`
    await vi.waitFor(() => expect(heard).toContain(mark))
    return heard.filter((one) => one === id).length
  }

  test('no checkout, which nobody could follow: placing an order waits for no other commit because of us', async () => {
    const { id } = await placed()
    expect(await heardOf(id)).toBe(0)
    const pending = await awaitsProvider()
    expect(await heardOf(pending.id)).toBe(0)
    await later()
  })

  test('no look of the reconciler that finds nothing new', async () => {
    const { id } = await awaitsBuyer()
    const [before] = await shop.sql`select settle_after from orders where id = ${id}`
    await later()
    const [after] = await shop.sql`select settle_after from orders where id = ${id}`
    expect(after?.settle_after > before?.settle_after).toBe(true)
    expect(await heardOf(id)).toBe(0)
  })

  test('each change once, however many rows it has', async () => {
    const { id } = await placed()
    await mutate('orderFulfill', 'OrderFulfillInput', { id })
    expect(await heardOf(id)).toBe(1)
  })

  test('no change that is rolled back', async () => {
    const { id } = await placed()
    await expect(
      shop.sql.begin(async (tx) => {
        await tx`update orders set email = 'nobody@shop.test' where id = ${id}`
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    expect(await heardOf(id)).toBe(0)
  })
})

describe('who may read an order may follow it', () => {
  const nothing = [{ data: { orderUpdated: null } }, undefined]

  async function firstTwo(following: Following) {
    const one = await follow(following)
    return [await one.nextAnswer(), await one.nextAnswer()]
  }

  test('its owner and staff; for everybody else it is null once, as one that does not exist', async () => {
    const [owner, other] = [await shop.someone(), await shop.someone()]
    const { id } = await shop.anOrder({ as: owner })
    for (const as of [owner, staff, await shop.someone('STAFF', 'ADMIN')])
      expect(await (await follow({ id, as, fields: 'id status' })).next()).toEqual({
        id,
        status: 'CONFIRMED',
      })
    for (const as of [other, undefined]) expect(await firstTwo({ id, as })).toEqual(nothing)
    for (const unknown of [newId('ord'), 'no id at all', id.toLowerCase()])
      expect(await firstTwo({ id: unknown, as: staff })).toEqual(nothing)
    expect(shop.service.changes.watching).toBe(3)
  })

  test("a guest's order with its own access token and no other", async () => {
    const [mine, other] = [await shop.anOrder(), await shop.anOrder()]
    const following = await follow({ id: mine.id, accessToken: mine.accessToken })
    expect((await following.next()).status).toBe('CONFIRMED')
    for (const accessToken of [other.accessToken, `${mine.accessToken}x`, ''])
      expect(await firstTwo({ id: mine.id, accessToken })).toEqual(nothing)
    await mutate('orderFulfill', 'OrderFulfillInput', { id: mine.id })
    await following.until(({ status }) => status === 'FULFILLED')
  })

  test('nobody, while its checkout is under way', async () => {
    const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
    shop.fate.diesAt = 'checkout:prepared'
    await expect(shop.checkout({ cart })).rejects.toThrow('INTERNAL_SERVER_ERROR')
    const [{ id } = {}] = await shop.sql`select id from orders where cart_id = ${cart.id}`
    expect(await firstTwo({ id, as: staff })).toEqual(nothing)
    await later()
  })

  test('until they may not any more', async () => {
    const eve = await shop.someone()
    const { id } = await shop.anOrder({ as: eve })
    const following = await follow({ id, as: eve })
    expect((await following.next()).status).toBe('CONFIRMED')
    const { userId } = eve
    await shop.service.events.receive('users', event('users', 'user.deleted', userId, { userId }))
    expect([await following.nextAnswer(), await following.nextAnswer()]).toEqual(nothing)
  })
})

describe('a token that is no longer good ends what is followed with it', () => {
  const unauthenticated = {
    errors: [
      {
        message: 'The access token is not valid.',
        extensions: { code: 'UNAUTHENTICATED', requestId: 'request-of-a-test' },
      },
    ],
  }

  test('when it expires', async () => {
    const userId = newId('usr')
    const expiresAt = new Date(Date.now() + 1_500)
    const viewer = { userId, roles: ['CUSTOMER'] } as const
    const { id } = await shop.anOrder({ as: await shop.someone() })
    const as = { userId, authorization: await shop.tokens.authorization(viewer, { expiresAt }) }
    await shop.sql`update orders set customer_id = ${userId} where id = ${id}`
    const following = await follow({ id, as })
    expect((await following.next()).status).toBe('CONFIRMED')
    expect(await endOf(following)).toEqual(unauthenticated)
    expect(await following.nextAnswer()).toBe(undefined)
    expect(Date.now()).toBeLessThan(expiresAt.getTime() + 2_500)
  })

  test('when its session is revoked, and leaves those of others alone', async () => {
    const { id } = await shop.anOrder()
    const [first, second] = [await shop.someone('STAFF'), await shop.someone('STAFF')]
    const [ended, other] = [await follow({ id, as: first }), await follow({ id, as: second })]
    await Promise.all([ended.next(), other.next()])
    shop.tokens.revoke(first.userId)
    expect(await endOf(ended)).toEqual(unauthenticated)
    await mutate('orderFulfill', 'OrderFulfillInput', { id })
    await other.until(({ status }) => status === 'FULFILLED')
  })
})

describe('many changes, many followers', () => {
  const rename = (id: string, email: string) => shop.sql`update orders set email = ${email} where id = ${id}`
  const readsOf = () => shop.takeQueries().filter((text) => /^select .* from "orders"/.test(text)).length

  test('fifty changes while nobody reads are one event, with the newest state', async () => {
    const { id } = await shop.anOrder()
    const [slow, quick] = [await follow({ id, as: staff }), await follow({ id, as: staff })]
    await Promise.all([slow.next(), quick.next()])
    for (let nth = 1; nth <= 50; nth += 1) await rename(id, `${nth}@shop.test`)
    // What the other has seen this one was told of, too.
    await quick.until(({ email }) => email === '50@shop.test')
    await quick.end()
    shop.takeQueries()
    expect((await slow.next()).email).toBe('50@shop.test')
    expect(readsOf()).toBe(1)
    const next = slow.next()
    await rename(id, 'last@shop.test')
    expect((await next).email).toBe('last@shop.test')
    expect(readsOf()).toBe(1)
  })

  test('a change that a hundred follow is read once by each', async () => {
    const { id } = await shop.anOrder()
    const all = []
    for (let nth = 0; nth < 100; nth += 1) all.push(await follow({ id, as: staff }))
    await Promise.all(all.map((one) => one.next()))
    shop.takeQueries()
    await rename(id, 'seen@shop.test')
    const seen = await Promise.all(all.map((one) => one.next()))
    expect(seen.filter(({ email }) => email !== 'seen@shop.test')).toEqual([])
    expect(readsOf()).toBe(100)
    expect([shop.service.handler.openStreams, shop.service.changes.watching]).toEqual([100, 100])
  })

  test('an event takes one statement for each kind of part, as a query does', async () => {
    const { id } = await shop.anOrder()
    const fields = 'status lines { sku } payments { status } refunds { status } shipments { id }'
    const one = await follow({ id, as: staff, fields })
    await one.next()
    shop.takeQueries()
    await rename(id, 'counted@shop.test')
    await one.next()
    expect(shop.takeQueries()).toHaveLength(5)
  })

  test('whoever leaves is woken no more, and keeps nobody else from being woken', async () => {
    const { id } = await shop.anOrder()
    const [gone, stays] = [await follow({ id, as: staff }), await follow({ id, as: staff })]
    await Promise.all([gone.next(), stays.next()])
    const waiting = gone.stream.next()
    await gone.end()
    expect((await waiting).done).toBe(true)
    expect([shop.service.handler.openStreams, shop.service.changes.watching]).toEqual([1, 1])
    shop.takeQueries()
    await rename(id, 'left@shop.test')
    expect((await stays.next()).email).toBe('left@shop.test')
    expect(readsOf()).toBe(1)
  })
})

describe('several processes', () => {
  test('see what any of them changes, and the current state first after one of them has ended', async () => {
    const second = await shop.replica()
    try {
      await second.changes.listening
      const { id } = await shop.anOrder()
      const [here, there] = [await follow({ id, as: staff }), await followOrderAt(second, { id, as: staff })]
      await Promise.all([here.next(), there.next()])
      await mutate('orderFulfill', 'OrderFulfillInput', { id })
      await Promise.all([here, there].map((one) => one.until(({ status }) => status === 'FULFILLED')))
      const broken = there.stream.next()
      const expectBroken = expect(broken).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
      await second[Symbol.asyncDispose]()
      await expectBroken
      await refundOf({ id, customerId: '', pageUrl: undefined }, 500)
      const again = await follow({ id, as: staff })
      expect((await again.next()).paymentStatus).toBe('PARTIALLY_REFUNDED')
    } finally {
      await second[Symbol.asyncDispose]()
    }
  })
})

test('over HTTP it is a stream of events, which breaks off when the process ends', async () => {
  const key = 'g'.repeat(32)
  const second = await shop.replica()
  const app = await second.httpApp(parseSigningKeys(`gateway>orders=${key}`))
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const { id } = await shop.anOrder()
  const body = JSON.stringify({ query: `subscription { orderUpdated(id: "${id}") { status } }` })
  const { authorization } = staff
  const signed = { method: 'POST', path: '/graphql', body, authorization }
  const headers = {
    'content-type': 'application/json',
    accept: 'text/event-stream',
    authorization,
    ...signRequest({ caller: 'gateway', audience: 'orders', key, request: signed }),
  }
  const response = await fetch(`${origin}/graphql`, { method: 'POST', body, headers })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const event = (status: string) => `event: next\ndata: {"data":{"orderUpdated":{"status":"${status}"}}}\n\n`
  expect((await reader?.read())?.value).toBe(event('CONFIRMED'))
  await mutate('orderFulfill', 'OrderFulfillInput', { id })
  expect((await reader?.read())?.value).toBe(event('FULFILLED'))
  await app.close()
  expect(await reader?.read()).toEqual({ done: true, value: undefined })
  expect([second.handler.openStreams, second.changes.watching]).toEqual([0, 0])
  await second[Symbol.asyncDispose]()
})

describe('when the connection that listens is lost', () => {
  const cut = () => shop.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'orders' and query ilike 'listen %'`

  test('what changed meanwhile is seen all the same, and what changes afterwards', async () => {
    const { id } = await shop.anOrder()
    const one = await follow({ id, as: staff })
    await one.next()
    const ended = await cut()
    expect(ended).toHaveLength(1)
    await shop.sql`update orders set email = 'meanwhile@shop.test' where id = ${id}`
    await one.until(({ email }) => email === 'meanwhile@shop.test')
    await shop.sql`update orders set email = 'afterwards@shop.test' where id = ${id}`
    await one.until(({ email }) => email === 'afterwards@shop.test')
  })
})
