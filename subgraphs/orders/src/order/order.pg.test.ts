import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'

let shop: OrdersFixture
let staff: Someone
let ann: Someone
let bob: Someone
beforeAll(async () => {
  shop = await openFixture()
  staff = await shop.someone('STAFF')
  ann = await shop.someone()
  bob = await shop.someone()
})
afterAll(async () => {
  await shop.settle()
  await shop.requireInvariants()
  await shop[Symbol.asyncDispose]()
})

const refusalOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)
const key = () => newId('evt')

const cancelMutation = `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) {
  order { id status paymentStatus canceledAt totalRefunded { minor } events { nodes { type message } } }
  userErrors { code path } } }`
const refundMutation = `mutation ($input: OrderRefundInput!) { orderRefund(input: $input) {
  order { paymentStatus totalRefunded { minor } lines { quantityRefunded } }
  refund { id status amount { minor } reason } userErrors { code message path } } }`
const fulfillMutation = `mutation ($input: OrderFulfillInput!) { orderFulfill(input: $input) {
  order { status fulfillmentStatus lines { quantityFulfilled } }
  shipment { id lines { quantity orderLine { id sku } } tracking { carrier number url } }
  userErrors { code path } } }`
const linesOf = async (id: string): Promise<{ id: string }[]> =>
  (await shop.ask('query ($id: ID!) { order(id: $id) { lines { id } } }', { variables: { id }, as: staff }))
    .order.lines

/** Two lines: three pieces of the one, two of the other. */
async function twoLines() {
  const variantIds = [await shop.aVariant({ minor: 700 }), await shop.aVariant({ minor: 250 })]
  const cart = await shop.aCart([
    { variantId: variantIds[0] ?? '', quantity: 3 },
    { variantId: variantIds[1] ?? '', quantity: 2 },
  ])
  const { order } = await shop.checkout({ cart })
  const [first, second] = await linesOf(order.id)
  if (!first || !second) throw new Error('an order without its lines')
  return { id: order.id as string, totalMinor: 2600, first: first.id, second: second.id }
}

describe('who sees an order', () => {
  const seen = async (id: string, asked: { as?: Someone; accessToken?: string } = {}) =>
    (
      await shop.ask(
        'query ($id: ID!, $accessToken: String) { order(id: $id, accessToken: $accessToken) { id } }',
        {
          variables: { id, accessToken: asked.accessToken },
          as: asked.as,
        },
      )
    ).order

  test('its owner and staff; to everybody else it does not exist', async () => {
    const { id, accessToken } = await shop.anOrder({ as: ann })
    expect(accessToken).toBe(null)
    expect(await seen(id, { as: ann })).toEqual({ id })
    expect(await seen(id, { as: staff })).toEqual({ id })
    expect(await seen(id, { as: bob })).toBe(null)
    expect(await seen(id)).toBe(null)
    expect(await seen(newId('ord'), { as: staff })).toBe(null)
    expect(await seen('ord_nonsense', { as: staff })).toBe(null)
  })

  test("a guest's with its own access token and no other", async () => {
    const mine = await shop.anOrder()
    const other = await shop.anOrder()
    expect(mine.accessToken).toMatch(/^[0-9a-z]{6}\.[\w-]{43}$/)
    expect(await seen(mine.id, { accessToken: mine.accessToken ?? '' })).toEqual({ id: mine.id })
    expect(await seen(mine.id, { accessToken: other.accessToken ?? '' })).toBe(null)
    expect(await seen(mine.id, { accessToken: '' })).toBe(null)
    expect(await seen(mine.id, { as: ann })).toBe(null)
  })

  test('nobody, while its checkout is under way', async () => {
    const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }], ann)
    shop.fate.diesAt = 'checkout:reserved'
    await expect(shop.checkout({ cart, as: ann })).rejects.toThrow('INTERNAL_SERVER_ERROR')
    const [{ id } = {}] = await shop.sql`select id from orders where cart_id = ${cart.id}`
    expect(await seen(id, { as: staff })).toBe(null)
    shop.fate.aheadMs = 60_000
    await shop.settle()
    shop.fate.aheadMs = 0
    expect(await seen(id, { as: staff })).toBe(null)
  })
})

describe('lists', () => {
  const ordersOf =
    'orders(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } totalCount }'

  test("a customer's own, newest first, in pages that survive a new order", async () => {
    const carol = await shop.someone()
    const ids: string[] = []
    for (let made = 0; made < 3; made++) ids.push((await shop.anOrder({ as: carol })).id)
    const query = `query ($first: Int, $after: String) { me { ${ordersOf} } }`
    const first = await shop.ask(query, { variables: { first: 2 }, as: carol })
    expect(first.me.orders).toMatchObject({ nodes: [{ id: ids[2] }, { id: ids[1] }], totalCount: 3 })
    expect(first.me.orders.pageInfo.hasNextPage).toBe(true)
    await shop.anOrder({ as: carol })
    const after = first.me.orders.pageInfo.endCursor
    const second = await shop.ask(query, { variables: { first: 2, after }, as: carol })
    expect(second.me.orders).toMatchObject({
      nodes: [{ id: ids[0] }],
      pageInfo: { hasNextPage: false },
      totalCount: 4,
    })
  })

  test('of several customers at once, in one statement', async () => {
    const people = [await shop.someone(), await shop.someone(), await shop.someone()]
    const expected = []
    for (const [at, person] of people.entries()) {
      const own = []
      for (let made = 0; made <= at; made++) own.unshift((await shop.anOrder({ as: person })).id)
      expected.push({ orders: { nodes: own.slice(0, 2).map((id) => ({ id })), totalCount: own.length } })
    }
    const representations = people.map(({ userId: id }) => ({ __typename: 'User', id }))
    shop.takeQueries()
    const { _entities } = await shop.ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on User { orders(first: 2) { nodes { id } totalCount } } } }`,
      { variables: { representations }, as: staff },
    )
    expect(_entities).toEqual(expected)
    expect(shop.takeQueries()).toHaveLength(2)
  })

  test('all of them for staff, by status, payment and time; an empty list matches nothing', async () => {
    const { id } = await shop.anOrder()
    const find = async (where: unknown) =>
      (
        await shop.ask(
          'query ($where: OrderWhere) { orders(first: 1, where: $where) { nodes { id } totalCount } }',
          {
            variables: { where },
            as: staff,
          },
        )
      ).orders
    expect((await find(undefined)).nodes).toEqual([{ id }])
    expect((await find({ status: ['CONFIRMED'], paymentStatus: ['PAID'] })).nodes).toEqual([{ id }])
    expect(await find({ status: [] })).toEqual({ nodes: [], totalCount: 0 })
    expect(await find({ status: ['COMPLETED'] })).toEqual({ nodes: [], totalCount: 0 })
    expect(await find({ placedAt: { to: '2020-01-01T00:00:00.000Z' } })).toEqual({ nodes: [], totalCount: 0 })
    expect((await find({ placedAt: { from: '2020-01-01T00:00:00.000Z' } })).nodes).toEqual([{ id }])
  })

  test.each(['{ first: 0 }', '{ first: 101 }', '{ after: "nonsense" }', '{ after: "WzEsMl0" }'])(
    'refuse %s',
    async (args) => {
      const { body } = await shop.answer(`{ orders(${args.slice(1, -1)}) { nodes { id } } }`, { as: staff })
      expect(body.data).toEqual({ orders: null })
      expect(body.errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT'])
    },
  )

  test('a page of whole orders takes one statement for each kind of part', async () => {
    const dora = await shop.someone()
    for (let made = 0; made < 3; made++) {
      const { id } = await shop.anOrder({ as: dora })
      await shop.change(fulfillMutation, { id, idempotencyKey: key() }, { as: staff })
    }
    shop.takeQueries()
    const { me } = await shop.ask(
      `{ me { orders { totalCount nodes { id number customer { id }
        lines { sku total { amount } variant { id } }
        payments { status } refunds { status } nextAction { __typename }
        shipments { lines { quantity orderLine { sku } } } events(first: 2) { nodes { type } totalCount } } } } }`,
      { as: dora },
    )
    expect(me.orders.nodes).toHaveLength(3)
    // orders, their count, lines, payments, refunds, shipments, their lines, events, their count
    expect(shop.takeQueries()).toHaveLength(9)
  })

  test('the timeline in pages, oldest first', async () => {
    const { id } = await shop.anOrder()
    const page = async (after?: string) =>
      (
        await shop.ask(
          `query ($id: ID!, $after: String) { order(id: $id) {
            events(first: 2, after: $after) { nodes { type } pageInfo { endCursor hasNextPage } } } }`,
          { variables: { id, after }, as: staff },
        )
      ).order.events
    const first = await page()
    expect(first).toMatchObject({ nodes: [{ type: 'PLACED' }, { type: 'PAYMENT_CAPTURED' }] })
    expect(await page(first.pageInfo.endCursor)).toMatchObject({
      nodes: [{ type: 'CONFIRMED' }],
      pageInfo: { hasNextPage: false },
    })
  })
})

describe('canceling', () => {
  test('a paid order pays it back and gives the stock back', async () => {
    const { id, totalMinor, variantId } = await shop.anOrder({ as: ann })
    const input = { id, reason: ' changed my mind ', idempotencyKey: key() }
    const { order, userErrors } = await shop.change(cancelMutation, input, { as: ann })
    expect(userErrors).toEqual([])
    expect(order).toMatchObject({
      status: 'CANCELED',
      paymentStatus: 'REFUNDED',
      totalRefunded: { minor: totalMinor },
      events: {
        nodes: [
          { type: 'PLACED' },
          { type: 'PAYMENT_CAPTURED' },
          { type: 'CONFIRMED' },
          { type: 'CANCELED', message: 'The buyer canceled the order: changed my mind' },
          { type: 'REFUND_REQUESTED' },
          { type: 'REFUNDED' },
        ],
      },
    })
    await shop.settle()
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 100, reserved: 0 })
    const again = await shop.change(cancelMutation, input, { as: ann })
    expect(again.order.canceledAt).toBe(order.canceledAt)
    const other = await shop.change(cancelMutation, { ...input, idempotencyKey: key() }, { as: ann })
    expect(refusalOf(other)).toEqual(['ILLEGAL_STATE'])
  })

  test('an unpaid order calls the payment off, so that it cannot be approved any more', async () => {
    const variantId = await shop.aVariant({ stock: 1 })
    const cart = await shop.aCart([{ variantId, quantity: 1 }], ann)
    const placed = await shop.checkout({ cart, token: 'tok_requires_action', as: ann })
    const input = { id: placed.order.id, reason: 'too dear', idempotencyKey: key() }
    const { order } = await shop.change(cancelMutation, input, { as: ann })
    expect(order).toMatchObject({ status: 'CANCELED', paymentStatus: 'VOIDED', totalRefunded: { minor: 0 } })
    expect(order.events.nodes.at(-1)).toEqual({
      type: 'CANCELED',
      message: 'The buyer canceled the order: too dear',
    })
    const path = placed.nextAction.url.split('/').at(-1)
    await shop.service.sandboxPage?.({ method: 'POST', path: `${path}/approve` })
    await shop.settle()
    await shop.requireInvariants()
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 0 })
  })

  test("somebody else's is not found, and stays as it is", async () => {
    const { id } = await shop.anOrder({ as: ann })
    const refused = await shop.change(cancelMutation, { id, idempotencyKey: key() }, { as: bob })
    expect(refused).toEqual({ order: null, userErrors: [{ code: 'NOT_FOUND', path: ['input', 'id'] }] })
    const { order } = await shop.ask('query ($id: ID!) { order(id: $id) { status } }', {
      variables: { id },
      as: ann,
    })
    expect(order).toEqual({ status: 'CONFIRMED' })
  })

  test('twenty times at once cancels and refunds once', async () => {
    const { id, totalMinor } = await shop.anOrder({ as: ann })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        shop.change(cancelMutation, { id, idempotencyKey: key() }, { as: ann }),
      ),
    )
    expect(answers.filter(({ order }) => order !== null)).toHaveLength(1)
    const [{ refunds } = {}] = await shop.sql`
      select count(*)::integer as refunds from refunds where order_id = ${id} and amount_minor = ${totalMinor}`
    expect(refunds).toBe(1)
  })

  test('what was sent as a whole cannot be canceled', async () => {
    const { id } = await twoLines()
    await shop.change(fulfillMutation, { id, idempotencyKey: key() }, { as: staff })
    const refused = await shop.change(cancelMutation, { id, idempotencyKey: key() }, { as: staff })
    expect(refusalOf(refused)).toEqual(['ILLEGAL_STATE'])
  })
})

describe('sending', () => {
  test('in two parcels, the second of which completes the order', async () => {
    const { id, first } = await twoLines()
    const tracking = { carrier: 'DHL', number: 'JD01', url: 'https://track.test/JD01' }
    const partly = await shop.change(
      fulfillMutation,
      { id, lines: [{ id: first, quantity: 2 }], tracking, idempotencyKey: key() },
      { as: staff },
    )
    expect(partly).toMatchObject({
      order: {
        status: 'CONFIRMED',
        fulfillmentStatus: 'PARTIALLY_FULFILLED',
        lines: [{ quantityFulfilled: 2 }, { quantityFulfilled: 0 }],
      },
      shipment: { lines: [{ quantity: 2, orderLine: { id: first } }], tracking },
      userErrors: [],
    })
    const input = { id, idempotencyKey: key() }
    const rest = await shop.change(fulfillMutation, input, { as: staff })
    expect(rest.order).toEqual({
      status: 'FULFILLED',
      fulfillmentStatus: 'FULFILLED',
      lines: [{ quantityFulfilled: 3 }, { quantityFulfilled: 2 }],
    })
    expect(rest.shipment.lines).toHaveLength(2)
    expect((await shop.change(fulfillMutation, input, { as: staff })).shipment.id).toBe(rest.shipment.id)
    const done = await shop.change(fulfillMutation, { id, idempotencyKey: key() }, { as: staff })
    expect(refusalOf(done)).toEqual(['ILLEGAL_STATE'])
  })

  test('more than is left, a line twice, one of another order, no pieces: refused at their place', async () => {
    const { id, first, second } = await twoLines()
    const other = await twoLines()
    const lines = [
      { id: first, quantity: 0 },
      { id: second, quantity: 1 },
      { id: second, quantity: 1 },
      { id: other.first, quantity: 1 },
    ]
    const refused = await shop.change(fulfillMutation, { id, lines, idempotencyKey: key() }, { as: staff })
    expect(refused.userErrors).toEqual([
      { code: 'INVALID', path: ['input', 'lines', '0', 'quantity'] },
      { code: 'INVALID', path: ['input', 'lines', '2', 'id'] },
      { code: 'NOT_FOUND', path: ['input', 'lines', '3', 'id'] },
    ])
    const tooMany = await shop.change(
      fulfillMutation,
      { id, lines: [{ id: first, quantity: 4 }], idempotencyKey: key() },
      { as: staff },
    )
    expect(tooMany.userErrors).toEqual([{ code: 'INVALID', path: ['input', 'lines', '0', 'quantity'] }])
    expect(await shop.sql`select id from shipments where order_id = ${id}`).toEqual([])
  })

  test('an unpaid order and one that was paid back as a whole are not sent', async () => {
    const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
    const { order } = await shop.checkout({ cart, token: 'tok_requires_action' })
    const unpaid = await shop.change(fulfillMutation, { id: order.id, idempotencyKey: key() }, { as: staff })
    expect(refusalOf(unpaid)).toEqual(['ILLEGAL_STATE'])
    const { id } = await shop.anOrder()
    await shop.change(refundMutation, { id, idempotencyKey: key() }, { as: staff })
    const repaid = await shop.change(fulfillMutation, { id, idempotencyKey: key() }, { as: staff })
    expect(refusalOf(repaid)).toEqual(['ILLEGAL_STATE'])
  })

  test('ten parcels at once never hold more than was bought', async () => {
    const { id, first } = await twoLines()
    const lines = [{ id: first, quantity: 2 }]
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        shop.change(fulfillMutation, { id, lines, idempotencyKey: key() }, { as: staff }),
      ),
    )
    expect(answers.filter(({ shipment }) => shipment !== null)).toHaveLength(1)
  })
})

describe('refunding', () => {
  test('an amount, then lines, then all that is left', async () => {
    const { id, first, totalMinor } = await twoLines()
    const amount = { minor: 100, currency: 'EUR' }
    const one = await shop.change(
      refundMutation,
      { id, amount, reason: 'late', idempotencyKey: key() },
      { as: staff },
    )
    expect(one).toMatchObject({
      order: { paymentStatus: 'PARTIALLY_REFUNDED', totalRefunded: { minor: 100 } },
      refund: { status: 'SUCCEEDED', amount: { minor: 100 }, reason: 'late' },
      userErrors: [],
    })
    const lines = [{ id: first, quantity: 2 }]
    const two = await shop.change(refundMutation, { id, lines, idempotencyKey: key() }, { as: staff })
    expect(two.refund.amount).toEqual({ minor: 1400 })
    expect(two.order.lines).toEqual([{ quantityRefunded: 2 }, { quantityRefunded: 0 }])
    const input = { id, idempotencyKey: key() }
    const rest = await shop.change(refundMutation, input, { as: staff })
    expect(rest.refund.amount).toEqual({ minor: totalMinor - 1500 })
    expect(rest.order).toMatchObject({ paymentStatus: 'REFUNDED', totalRefunded: { minor: totalMinor } })
    expect(await shop.change(refundMutation, input, { as: staff })).toEqual(rest)
    const none = await shop.change(refundMutation, { id, idempotencyKey: key() }, { as: staff })
    expect(refusalOf(none)).toEqual(['ILLEGAL_STATE'])
  })

  test.each([
    [{ amount: { minor: 0, currency: 'EUR' } }, ['input', 'amount', 'minor']],
    [{ amount: { minor: -5, currency: 'EUR' } }, ['input', 'amount', 'minor']],
    [{ amount: { minor: 2001, currency: 'EUR' } }, ['input', 'amount', 'minor']],
    [{ amount: { minor: 100, currency: 'USD' } }, ['input', 'amount', 'currency']],
    [{ amount: { minor: 100, currency: 'EUR' }, lines: [] }, ['input']],
    [{ lines: [] }, ['input', 'lines']],
  ])('%j is invalid, and nothing is paid back', async (wish, path) => {
    const { id } = await shop.anOrder()
    const refused = await shop.change(refundMutation, { id, ...wish, idempotencyKey: key() }, { as: staff })
    expect(refused).toMatchObject({ order: null, refund: null, userErrors: [{ code: 'INVALID', path }] })
    expect(await shop.sql`select id from refunds where order_id = ${id}`).toEqual([])
  })

  test('a hundred and first refund or parcel is refused', async () => {
    const { id } = await shop.anOrder({ quantity: 100, minor: 100 })
    await shop.sql`insert into shipments (id, order_id, created_at)
      select 'shp_' || n, ${id}, now() from generate_series(1, 100) as n`
    await shop.sql`insert into refunds (id, order_id, payment_id, status, currency, amount_minor, created_at)
      select 'ref_' || n, ${id}, payments.id, 'FAILED', 'EUR', 1, now()
      from payments, generate_series(1, 100) as n where order_id = ${id}`
    const [line] = await linesOf(id)
    const lines = [{ id: line?.id, quantity: 1 }]
    for (const mutation of [fulfillMutation, refundMutation]) {
      const refused = await shop.change(mutation, { id, lines, idempotencyKey: key() }, { as: staff })
      expect(refusalOf(refused)).toEqual(['LIMIT_REACHED'])
    }
  })

  test('twenty at once never exceed what was captured', async () => {
    const { id, totalMinor } = await shop.anOrder({ quantity: 10, minor: 100 })
    const amount = { minor: 300, currency: 'EUR' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        shop.change(refundMutation, { id, amount, idempotencyKey: key() }, { as: staff }),
      ),
    )
    expect(answers.filter(({ refund }) => refund !== null)).toHaveLength(3)
    const { order } = await shop.ask(
      'query ($id: ID!) { order(id: $id) { totalCaptured { minor } totalRefunded { minor } refunds { status } } }',
      { variables: { id }, as: staff },
    )
    expect(totalMinor).toBe(1000)
    expect(order).toMatchObject({ totalCaptured: { minor: 1000 }, totalRefunded: { minor: 900 } })
    const [theirs] = await shop.sql`
      select c.refunded_minor::integer as refunded from sandbox_charges as c join payments as p on p.id = c.key
      where p.order_id = ${id}`
    expect(theirs).toEqual({ refunded: 900 })
  })

  test('twenty at once with one key pay back once', async () => {
    const { id } = await shop.anOrder()
    const input = { id, amount: { minor: 100, currency: 'EUR' }, idempotencyKey: key() }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => shop.change(refundMutation, input, { as: staff })),
    )
    expect(new Set(answers.map(({ refund }) => refund.id)).size).toBe(1)
    const [{ refunded } = {}] =
      await shop.sql`select refunded_minor::integer as refunded from orders where id = ${id}`
    expect(refunded).toBe(100)
  })
})

test('a deleted account leaves orders that name nobody, and no cart', async () => {
  const eve = await shop.someone()
  const { id, cart } = await shop.anOrder({ as: eve })
  const open = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }], eve)
  const event = {
    specversion: '1.0',
    id: newId('evt'),
    source: 'users',
    type: 'user.deleted',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataversion: 1,
    aggregatetype: 'user',
    subject: eve.userId,
    sequence: 1,
    correlationid: 'a-test',
    data: { userId: eve.userId },
  }
  expect(await shop.service.events.receive('users', event)).toEqual({ outcome: 'handled' })
  expect(await shop.service.events.receive('users', event)).toEqual({ outcome: 'duplicate' })
  const { order } = await shop.ask(
    `query ($id: ID!) { order(id: $id) { status email shippingAddress { name } billingAddress { name } customer { id }
      total { minor } events { nodes { type } } } }`,
    { variables: { id }, as: staff },
  )
  expect(order).toMatchObject({
    status: 'CONFIRMED',
    email: null,
    shippingAddress: null,
    billingAddress: null,
    customer: null,
    total: { minor: 2000 },
  })
  expect(order.events.nodes.at(-1)).toEqual({ type: 'ANONYMIZED' })
  const query = 'query ($id: ID!) { cart(id: $id) { id email } }'
  expect((await shop.ask(query, { variables: { id: open.id }, as: staff })).cart).toBe(null)
  expect((await shop.ask(query, { variables: { id: cart.id }, as: staff })).cart).toEqual({
    id: cart.id,
    email: null,
  })
  const traces = await shop.sql`
    select 1 from idempotency_keys where principal = ${eve.userId}
    union all select 1 from orders where customer_id = ${eve.userId}
    union all select 1 from carts where user_id = ${eve.userId}`
  expect(traces).toEqual([])
})

test('the ledger takes additions and nothing else', async () => {
  await shop.anOrder()
  const refused = 'payment_ledger is append-only'
  await expect(shop.sql`update payment_ledger set amount_minor = 1`).rejects.toThrow(refused)
  await expect(shop.sql`delete from payment_ledger`).rejects.toThrow(refused)
  await expect(shop.sql`truncate payment_ledger`).rejects.toThrow(refused)
})

test.each([
  ['orders_confirmed_check', `update orders set payment_status = 'PENDING', captured_minor = 0`],
  ['orders_canceled_check', `update orders set status = 'CANCELED'`],
  ['orders_fulfilled_check', `update orders set status = 'FULFILLED'`],
  ['orders_fulfilled_check', `update orders set fulfillment_status = 'FULFILLED'`],
])('%s refuses: %s', async (constraint, change) => {
  const { id } = await shop.anOrder()
  await expect(shop.sql.unsafe(`${change} where id = '${id}'`)).rejects.toMatchObject({
    constraint_name: constraint,
  })
})
