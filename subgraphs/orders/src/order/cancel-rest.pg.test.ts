// Staff cancels an order always: what is unpaid or unsent as a whole, the rest of what was sent in part, and what was
// sent as a whole by a return.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'
import { aSentOrder, type Change, changeWith, orderOf } from '../return/return.fixture.ts'

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

const codesOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)
const partlySent = (sent: readonly [number, number] = [1, 0]) => aSentOrder(shop, { as: ann, staff, sent })

test('the rest of a partly sent order is canceled: paid back, in stock again, and never sent', async () => {
  const order = await partlySent()
  const canceled = await change('orderCancel', { id: order.id, reason: 'sold out' }, staff)
  expect(canceled.userErrors).toEqual([])
  expect(canceled.order).toEqual({
    ...{ status: 'FULFILLED', fulfillmentStatus: 'FULFILLED', paymentStatus: 'PARTIALLY_REFUNDED' },
    totalRefunded: { minor: 1900 },
    lines: [
      {
        quantityFulfilled: 1,
        quantityCanceled: 2,
        quantityReturned: 0,
        quantityReturnable: 1,
        quantityRefunded: 2,
      },
      {
        quantityFulfilled: 0,
        quantityCanceled: 2,
        quantityReturned: 0,
        quantityReturnable: 0,
        quantityRefunded: 2,
      },
    ],
  })
  await shop.settle()
  expect(await shop.stockOf(order.lines[0].variantId)).toEqual({ onHand: 99, reserved: 0 })
  expect(await shop.stockOf(order.lines[1].variantId)).toEqual({ onHand: 100, reserved: 0 })
  expect(codesOf(await change('orderFulfill', { id: order.id }, staff))).toEqual(['ILLEGAL_STATE'])
  expect(codesOf(await change('orderCancel', { id: order.id }, staff))).toEqual(['ILLEGAL_STATE'])
  const { events } = await orderOf(shop, order.id, ann, 'events { nodes { type actor message } }')
  expect(events.nodes.slice(3)).toEqual([
    { type: 'SHIPPED', actor: 'STAFF', message: 'Parcel 1 with 1 piece was sent.' },
    {
      type: 'REDUCED',
      actor: 'STAFF',
      message: 'The shop canceled 4 pieces that had not been sent: sold out',
    },
    { type: 'REFUND_REQUESTED', actor: 'STAFF', message: 'To be paid back: 19.00 EUR.' },
    { type: 'REFUNDED', actor: 'PROVIDER', message: 'Paid back: 19.00 EUR.' },
  ])
})

test('its buyer cannot, and nothing is changed', async () => {
  const order = await partlySent()
  const refused = await change('orderCancel', { id: order.id }, ann)
  expect(refused.userErrors).toMatchObject([
    { code: 'ILLEGAL_STATE', message: 'Some of the order was sent already: it cannot be canceled.' },
  ])
  expect(await orderOf(shop, order.id, ann)).toMatchObject({
    ...{ status: 'CONFIRMED', totalRefunded: { minor: 0 } },
    lines: [{ quantityCanceled: 0 }, { quantityCanceled: 0 }],
  })
})

test('pieces that were paid back before are not paid back again, and money that is gone neither', async () => {
  const order = await partlySent()
  await change('orderRefund', { id: order.id, lines: [{ id: order.lines[0].id, quantity: 2 }] }, staff)
  const canceled = await change('orderCancel', { id: order.id }, staff)
  expect(canceled.order).toMatchObject({
    totalRefunded: { minor: 1900 },
    paymentStatus: 'PARTIALLY_REFUNDED',
  })
  const other = await partlySent()
  await change('orderRefund', { id: other.id, amount: { minor: 2_500, currency: 'EUR' } }, staff)
  const rest = await change('orderCancel', { id: other.id }, staff)
  expect(rest.order).toMatchObject({ totalRefunded: { minor: 2_600 }, paymentStatus: 'REFUNDED' })
})

test('twenty times at once, beside parcels, sends or pays back each piece once', async () => {
  const order = await partlySent()
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      at % 2 === 0
        ? change('orderCancel', { id: order.id }, staff)
        : change('orderFulfill', { id: order.id, lines: [{ id: order.lines[1].id, quantity: 1 }] }, staff),
    ),
  )
  expect(
    answers.filter((_, at) => at % 2 === 0).filter((one) => one.order !== null).length,
  ).toBeLessThanOrEqual(1)
  await shop.settle()
  await shop.requireInvariants()
})

test('what was sent and came back already makes the order RETURNED when the rest is canceled', async () => {
  const order = await partlySent()
  const lines = [{ id: order.lines[0].id, quantity: 1, reason: 'OTHER' }]
  const { return: made } = await change('returnRequest', { orderId: order.id, lines }, ann)
  await change('returnApprove', { id: made.id }, staff)
  const back = await change('returnReceive', { id: made.id }, staff)
  expect(back.order).toMatchObject({ status: 'CONFIRMED', fulfillmentStatus: 'PARTIALLY_FULFILLED' })
  const canceled = await change('orderCancel', { id: order.id }, staff)
  expect(canceled.order).toMatchObject({
    ...{ status: 'FULFILLED', fulfillmentStatus: 'RETURNED', paymentStatus: 'REFUNDED' },
    totalRefunded: { minor: 2_600 },
  })
})

test.each(['cancel:recorded', 'refund:answered'] as const)(
  'a process that dies at %s leaves the rest canceled and paid back',
  async (step) => {
    const order = await partlySent()
    shop.fate.diesAt = step
    await expect(change('orderCancel', { id: order.id }, staff)).rejects.toThrow('INTERNAL_SERVER_ERROR')
    shop.fate.aheadMs = 60_000
    await shop.settle()
    shop.fate.aheadMs = 0
    expect(await orderOf(shop, order.id, staff)).toMatchObject({
      ...{ status: 'FULFILLED', totalRefunded: { minor: 1_900 } },
    })
    await shop.requireInvariants()
  },
)

test('a guest cancels with the token what was not sent, and without it there is no such order', async () => {
  const order = await aSentOrder(shop, { staff, sent: [0, 0] })
  const { id, accessToken } = order
  expect(codesOf(await change('orderCancel', { id }))).toEqual(['NOT_FOUND'])
  const canceled = await change('orderCancel', { id, accessToken })
  expect(canceled.order).toMatchObject({ status: 'CANCELED', paymentStatus: 'REFUNDED' })
  const { events } = await orderOf(shop, id, staff, 'events { nodes { type actor } }')
  expect(events.nodes.find(({ type }: { type: string }) => type === 'CANCELED').actor).toBe('BUYER')
})
