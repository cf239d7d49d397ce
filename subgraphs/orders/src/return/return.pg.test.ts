import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'
import { aSentOrder, type Change, changeWith, orderOf, type SentOrder } from './return.fixture.ts'

let shop: OrdersFixture
let staff: Someone
let ann: Someone
let change: Change
beforeAll(async () => {
  shop = await openFixture()
  staff = await shop.someone('STAFF')
  ann = await shop.someone()
  change = changeWith(shop)
})
afterAll(async () => {
  shop.fate.aheadMs = 0
  await shop.settle()
  await shop.requireInvariants()
  await shop[Symbol.asyncDispose]()
})

const dayMs = 24 * 60 * 60_000
const codesOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)
const sent = (options: { as?: Someone; sent?: readonly [number, number] } = { as: ann }) =>
  aSentOrder(shop, { ...options, staff })
const line = ({ lines }: SentOrder, at: 0 | 1, quantity: number, more: object = {}) => ({
  ...{ id: lines[at].id, quantity, reason: 'NO_LONGER_WANTED' },
  ...more,
})

async function requested(
  order: SentOrder,
  lines: readonly object[],
  as: Someone | undefined = ann,
): Promise<string> {
  const answer = await change('returnRequest', { orderId: order.id, lines }, as)
  expect(answer.userErrors).toEqual([])
  return answer.return.id
}

async function approved(order: SentOrder, lines: readonly object[]): Promise<string> {
  const id = await requested(order, lines)
  expect(codesOf(await change('returnApprove', { id }, staff))).toEqual([])
  return id
}

describe('a return', () => {
  test('is asked for, approved and received: the money goes back and what is sellable is in stock again', async () => {
    const order = await sent()
    const lines = [
      line(order, 0, 2, { reason: 'DAMAGED', comment: ' a dent ' }),
      line(order, 1, 1, { reason: 'WRONG_ITEM' }),
    ]
    const asked = await change('returnRequest', { orderId: order.id, lines }, ann)
    expect(asked.userErrors).toEqual([])
    expect(asked.return).toMatchObject({ status: 'REQUESTED', rejectReason: null, refund: null })
    expect(asked.return.lines).toEqual([
      {
        ...{ quantity: 2, reason: 'DAMAGED', comment: 'a dent' },
        ...nothingYet,
        orderLine: { id: order.lines[0].id },
      },
      {
        ...{ quantity: 1, reason: 'WRONG_ITEM', comment: null },
        ...nothingYet,
        orderLine: { id: order.lines[1].id },
      },
    ])
    expect(asked.order.lines.map((one: { quantityReturnable: number }) => one.quantityReturnable)).toEqual([
      1, 1,
    ])
    const { id } = asked.return
    expect((await change('returnApprove', { id }, staff)).return.status).toBe('APPROVED')
    const received = await change(
      'returnReceive',
      {
        id,
        lines: [
          { id: order.lines[0].id, quantity: 1, condition: 'SELLABLE' },
          { id: order.lines[0].id, quantity: 1, condition: 'DAMAGED' },
          { id: order.lines[1].id, quantity: 1, condition: 'SELLABLE' },
        ],
      },
      staff,
    )
    expect(received.userErrors).toEqual([])
    expect(received.return).toMatchObject({
      status: 'RECEIVED',
      refund: { status: 'SUCCEEDED', amount: { minor: 1650 } },
      lines: [
        { quantitySellable: 1, quantityDamaged: 1 },
        { quantitySellable: 1, quantityDamaged: 0 },
      ],
    })
    expect(received.order).toMatchObject({
      ...{ status: 'FULFILLED', fulfillmentStatus: 'FULFILLED', paymentStatus: 'PARTIALLY_REFUNDED' },
      totalRefunded: { minor: 1650 },
      lines: [
        { quantityReturned: 2, quantityReturnable: 1, quantityRefunded: 2 },
        { quantityReturned: 1, quantityReturnable: 1, quantityRefunded: 1 },
      ],
    })
    await shop.settle()
    expect(await shop.stockOf(order.lines[0].variantId)).toEqual({ onHand: 98, reserved: 0 })
    expect(await shop.stockOf(order.lines[1].variantId)).toEqual({ onHand: 99, reserved: 0 })
    const movements = await shop.products.sql`
      select variant_id, reason::text, on_hand_delta from stock_movements
      where order_id = ${order.id} and reason = 'RETURNED' order by variant_id`
    expect(new Set(movements.map((one) => `${one.variant_id} ${one.on_hand_delta}`))).toEqual(
      new Set(order.lines.map(({ variantId }) => `${variantId} 1`)),
    )
    const { events } = await orderOf(
      shop,
      order.id,
      ann,
      'events { nodes { type actor message } totalCount }',
    )
    expect(events.nodes.slice(4)).toEqual([
      { type: 'RETURN_REQUESTED', actor: 'BUYER', message: 'The buyer asked to return 3 pieces: a dent' },
      { type: 'RETURN_APPROVED', actor: 'STAFF', message: 'The return of 3 pieces was approved.' },
      { type: 'RETURN_RECEIVED', actor: 'STAFF', message: '3 pieces came back, 1 of them damaged.' },
      { type: 'REFUND_REQUESTED', actor: 'STAFF', message: 'To be paid back: 16.50 EUR.' },
      { type: 'REFUNDED', actor: 'PROVIDER', message: 'Paid back: 16.50 EUR.' },
    ])
    const rest = await approved(order, [line(order, 0, 1), line(order, 1, 1)])
    const all = await change('returnReceive', { id: rest }, staff)
    expect(all.order).toMatchObject({
      ...{ status: 'FULFILLED', fulfillmentStatus: 'RETURNED', paymentStatus: 'REFUNDED' },
      totalRefunded: { minor: order.totalMinor },
    })
  })

  test("of a guest's is asked for and called off with the token, and without it is not there", async () => {
    const order = await sent({})
    const lines = [line(order, 0, 1)]
    const { id: orderId, accessToken } = order
    expect(codesOf(await change('returnRequest', { orderId, lines }))).toEqual(['NOT_FOUND'])
    expect(codesOf(await change('returnRequest', { orderId, lines }, ann))).toEqual(['NOT_FOUND'])
    const { return: made } = await change('returnRequest', { orderId, accessToken, lines })
    expect(made.status).toBe('REQUESTED')
    expect(codesOf(await change('returnCancel', { id: made.id }))).toEqual(['NOT_FOUND'])
    expect(codesOf(await change('returnCancel', { id: made.id }, ann))).toEqual(['NOT_FOUND'])
    const canceled = await change('returnCancel', { id: made.id, accessToken })
    expect(canceled.return.status).toBe('CANCELED')
    expect(canceled.order.lines[0].quantityReturnable).toBe(3)
  })

  test('that is rejected says why, and its pieces may be asked for again', async () => {
    const order = await sent()
    const id = await requested(order, [line(order, 0, 3)])
    expect((await change('returnReject', { id, reason: '  ' }, staff)).userErrors).toMatchObject([
      { code: 'INVALID', path: ['input', 'reason'] },
    ])
    const rejected = await change('returnReject', { id, reason: 'It was worn.' }, staff)
    expect(rejected.return).toMatchObject({ status: 'REJECTED', rejectReason: 'It was worn.' })
    for (const [field, more] of [
      ['returnApprove', {}],
      ['returnReceive', {}],
      ['returnCancel', {}],
    ] as const)
      expect(codesOf(await change(field, { id, ...more }, staff))).toEqual(['ILLEGAL_STATE'])
    await requested(order, [line(order, 0, 3)])
  })

  test('holds what was sent and is not on its way back, each line once, and says where it is wrong', async () => {
    const order = await sent({ as: ann, sent: [2, 0] })
    await requested(order, [line(order, 0, 1)])
    const other = await sent()
    const refused = await change(
      'returnRequest',
      {
        orderId: order.id,
        lines: [line(order, 0, 2), line(order, 1, 1), line(order, 0, 1), line(other, 0, 0)],
      },
      ann,
    )
    expect(
      refused.userErrors.map(({ code, path }: { code: string; path: string[] }) => [code, path.join('.')]),
    ).toEqual([
      ['INVALID', 'input.lines.2.id'],
      ['INVALID', 'input.lines.3.quantity'],
      ['NOT_FOUND', 'input.lines.3.id'],
    ])
    const tooMany = await change(
      'returnRequest',
      { orderId: order.id, lines: [line(order, 0, 2), line(order, 1, 1, { comment: 'x'.repeat(501) })] },
      ann,
    )
    expect(tooMany.userErrors.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      'input.lines.0.quantity',
      'input.lines.1.quantity',
      'input.lines.1.comment',
    ])
    expect(await shop.sql`select id from returns where order_id = ${order.id}`).toHaveLength(1)
  })

  test('twenty asked for at once never hold more than was sent', async () => {
    const order = await sent()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        change('returnRequest', { orderId: order.id, lines: [line(order, 0, 1)] }, ann),
      ),
    )
    expect(answers.filter((answer) => answer.return !== null)).toHaveLength(3)
    const input = { orderId: order.id, lines: [line(order, 1, 1)], idempotencyKey: newId('evt') }
    const same = await Promise.all(Array.from({ length: 10 }, () => change('returnRequest', input, ann)))
    expect(new Set(same.map((answer) => answer.return.id)).size).toBe(1)
    await expect(
      shop.sql`update order_lines set quantity_returned = 1 where id = ${order.lines[0].id}`,
    ).rejects.toMatchObject({ constraint_name: 'order_lines_returned_check' })
  })

  test('received, rejected and called off at once ends once, and pays back once', async () => {
    const order = await sent()
    const id = await approved(order, [line(order, 0, 3)])
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        at % 2 === 0 ? change('returnReceive', { id }, staff) : change('returnCancel', { id }, ann),
      ),
    )
    expect(answers.filter((answer) => answer.return !== null)).toHaveLength(1)
    const refunds =
      await shop.sql`select amount_minor::integer as minor from refunds where order_id = ${order.id}`
    const isReceived = answers.some((answer) => answer.return?.status === 'RECEIVED')
    expect(refunds.map(({ minor }) => minor)).toEqual(isReceived ? [2100] : [])
  })
})

const nothingYet = { quantitySellable: 0, quantityDamaged: 0 }

describe('the return window', () => {
  test('ends for the buyer, not for staff, and an open return keeps the order open', async () => {
    const [late, open] = [await sent(), await sent()]
    const id = await approved(open, [line(open, 0, 1)])
    for (const one of [late, open])
      await shop.sql`update orders set fulfilled_at = ${new Date(Date.now() - 14.1 * dayMs)} where id = ${one.id}`
    const refused = await change('returnRequest', { orderId: late.id, lines: [line(late, 0, 1)] }, ann)
    expect(refused.userErrors).toEqual([
      {
        code: 'ILLEGAL_STATE',
        message: 'The time in which it may come back has passed.',
        path: ['input', 'orderId'],
      },
    ])
    const complete = () => shop.sql`select graphile_worker.add_job('complete-orders')`
    await complete()
    const statusOf = async ({ id }: SentOrder) => (await orderOf(shop, id, staff)).status
    await vi.waitFor(async () => expect(await statusOf(late)).toBe('COMPLETED'), { timeout: 10_000 })
    expect(await statusOf(open)).toBe('FULFILLED')
    expect(codesOf(await change('returnReceive', { id }, staff))).toEqual([])
    await complete()
    await vi.waitFor(async () => expect(await statusOf(open)).toBe('COMPLETED'), { timeout: 10_000 })
    const goodwill = await change(
      'returnRequest',
      { orderId: late.id, lines: [line(late, 0, 3), line(late, 1, 2)] },
      staff,
    )
    await change('returnApprove', { id: goodwill.return.id }, staff)
    const back = await change('returnReceive', { id: goodwill.return.id }, staff)
    expect(back.order).toMatchObject({ status: 'COMPLETED', fulfillmentStatus: 'RETURNED' })
  })

  test('has not begun for what was not sent', async () => {
    const order = await sent({ as: ann, sent: [0, 0] })
    const refused = await change('returnRequest', { orderId: order.id, lines: [line(order, 0, 1)] }, ann)
    expect(refused.userErrors).toMatchObject([
      { code: 'ILLEGAL_STATE', message: 'Nothing of the order was sent.' },
    ])
  })
})

describe('what a return pays back', () => {
  const receive = async (order: SentOrder, lines: readonly object[], input: object) =>
    change('returnReceive', { id: await approved(order, lines), ...input }, staff)

  test.each([
    ['nothing', { refund: 'NONE' }, null],
    ['an amount', { refund: 'AMOUNT', amount: { minor: 123, currency: 'EUR' } }, 123],
    ['what the pieces were bought for', { refund: 'SHARE' }, 1400],
  ])('is %s, as staff says', async (_name, input, minor) => {
    const order = await sent()
    const { return: made, userErrors } = await receive(order, [line(order, 0, 2)], input)
    expect(userErrors).toEqual([])
    expect(made.refund?.amount.minor ?? null).toBe(minor)
  })

  test.each([
    [{ refund: 'AMOUNT' }, 'input.amount'],
    [{ refund: 'SHARE', amount: { minor: 1, currency: 'EUR' } }, 'input.amount'],
    [{ refund: 'AMOUNT', amount: { minor: 2601, currency: 'EUR' } }, 'input.amount.minor'],
    [{ refund: 'AMOUNT', amount: { minor: 0, currency: 'EUR' } }, 'input.amount.minor'],
    [{ refund: 'AMOUNT', amount: { minor: 1, currency: 'USD' } }, 'input.amount.currency'],
    [{ lines: [] }, 'input.lines'],
  ])('is not %j, and then nothing has come back', async (input, path) => {
    const order = await sent()
    const { return: made, userErrors } = await receive(order, [line(order, 0, 2)], input)
    expect(made).toBe(null)
    expect(userErrors).toMatchObject([{ code: 'INVALID', path: path.split('.') }])
    expect((await orderOf(shop, order.id, staff)).lines[0].quantityReturned).toBe(0)
  })

  test('is never more than is left, nor for pieces that were paid back before', async () => {
    const order = await sent()
    const paidBack = [{ id: order.lines[0].id, quantity: 2 }]
    await change('orderRefund', { id: order.id, lines: paidBack }, staff)
    const one = await receive(order, [line(order, 0, 3)], {})
    expect(one.return.refund.amount.minor).toBe(700)
    await change('orderRefund', { id: order.id, amount: { minor: 300, currency: 'EUR' } }, staff)
    const rest = await receive(order, [line(order, 1, 2)], {})
    expect(rest.return.refund.amount.minor).toBe(200)
    expect(rest.order).toMatchObject({ paymentStatus: 'REFUNDED', fulfillmentStatus: 'RETURNED' })
  })

  test('is for what arrived; what did not stays with the buyer', async () => {
    const order = await sent()
    const arrived = [{ id: order.lines[0].id, quantity: 1, condition: 'DAMAGED' }]
    const { return: made, order: after } = await receive(order, [line(order, 0, 3)], { lines: arrived })
    expect(made.refund.amount.minor).toBe(700)
    expect(after.lines[0]).toMatchObject({ quantityReturned: 1, quantityReturnable: 2 })
    await shop.settle()
    expect(await shop.stockOf(order.lines[0].variantId)).toEqual({ onHand: 97, reserved: 0 })
    const tooMany = [
      { id: order.lines[0].id, quantity: 2, condition: 'DAMAGED' },
      { id: order.lines[0].id, quantity: 1, condition: 'SELLABLE' },
    ]
    const refused = await receive(order, [line(order, 0, 2)], { lines: tooMany })
    expect(refused.userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'lines', '1', 'quantity'] }])
  })

  test.each(['return:received', 'refund:answered', 'refund:finalized'] as const)(
    'is paid back once when the process dies at %s',
    async (step) => {
      const order = await sent()
      const id = await approved(order, [line(order, 0, 3), line(order, 1, 2)])
      shop.fate.diesAt = step
      await expect(change('returnReceive', { id }, staff)).rejects.toThrow('INTERNAL_SERVER_ERROR')
      shop.fate.aheadMs += 60_000
      await shop.settle()
      shop.fate.aheadMs = 0
      expect(await orderOf(shop, order.id, staff)).toMatchObject({
        ...{ fulfillmentStatus: 'RETURNED', paymentStatus: 'REFUNDED' },
        totalRefunded: { minor: 2600 },
      })
      expect(await shop.stockOf(order.lines[0].variantId)).toEqual({ onHand: 100, reserved: 0 })
      await shop.requireInvariants()
    },
  )
})

test('a page of orders with their returns takes one statement for each kind of part', async () => {
  const dora = await shop.someone()
  for (let made = 0; made < 3; made++) {
    const order = await sent({ as: dora })
    await requested(order, [line(order, 0, 1)], dora)
  }
  shop.takeQueries()
  const { me } = await shop.ask(
    `{ me { orders { nodes { nextActions returns { status refund { id } lines { quantity orderLine { sku } } } } } } }`,
    { as: dora },
  )
  expect(me.orders.nodes).toHaveLength(3)
  // orders, payments, lines, returns, their lines
  expect(shop.takeQueries()).toHaveLength(5)
})

test('whoever is forgotten leaves no words in returns and notes', async () => {
  const eve = await shop.someone()
  const order = await sent({ as: eve })
  const id = await requested(order, [line(order, 0, 1, { comment: 'call me at 555' })], eve)
  await change('returnReject', { id, reason: 'Dear Eve, no.' }, staff)
  await change('orderNoteAdd', { id: order.id, text: 'Eve is a friend.' }, staff)
  await shop.service.events.receive('users', {
    ...{ specversion: '1.0', id: newId('evt'), source: 'users', type: 'user.deleted' },
    ...{ time: new Date().toISOString(), datacontenttype: 'application/json', dataversion: 1 },
    ...{ aggregatetype: 'user', subject: eve.userId, sequence: 1, correlationid: 'a-test' },
    data: { userId: eve.userId },
  })
  const found = await orderOf(
    shop,
    order.id,
    staff,
    'returns { rejectReason lines { comment } } notes { text author { id } } events { nodes { type message } }',
  )
  expect(found.returns).toEqual([{ rejectReason: null, lines: [{ comment: null }] }])
  expect(found.notes).toEqual([{ text: null, author: { id: staff.userId } }])
  expect(JSON.stringify(found.events)).not.toMatch(/Eve|555/)
})
