import { Refusal } from '@supermarket/service-kit/refusal.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OrderLine, Payment } from './order.ts'
import { planRefund } from './refund-amount.ts'
import { planShipment } from './shipment-plan.ts'

const anOrderLine = (id: string, line: Partial<OrderLine>): OrderLine => ({
  id,
  orderId: 'ord',
  position: 0,
  variantId: 'var',
  productId: 'prd',
  productName: 'Tea',
  variantName: '100 g',
  sku: 'TEA',
  quantity: 1,
  quantityFulfilled: 0,
  quantityRefunded: 0,
  unitMinor: 100,
  totalMinor: 100,
  ...line,
})

const payment: Payment = {
  id: 'pay',
  orderId: 'ord',
  provider: 'sandbox',
  status: 'CAPTURED',
  currency: 'EUR',
  amountMinor: 1000,
  captureAt: 'CHECKOUT',
  authorizedMinor: 0,
  voidedMinor: 0,
  capturingMinor: 0,
  capturedMinor: 1000,
  refundedMinor: 200,
  refundingMinor: 300,
  declineCode: null,
  actionUrl: null,
  clientSecret: null,
  disputedAt: null,
  createdAt: new Date(0),
}

const lines = fc
  .array(fc.record({ quantity: fc.integer({ min: 1, max: 50 }), sent: fc.nat() }), {
    minLength: 1,
    maxLength: 10,
  })
  .map((all) =>
    all.map(({ quantity, sent }, at) =>
      anOrderLine(`oli${at}`, {
        quantity,
        quantityFulfilled: sent % (quantity + 1),
        totalMinor: quantity * 100,
      }),
    ),
  )

const refusalOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.userErrors.map(({ code, path }) => [code, path?.join('.')])
    throw error
  }
  return []
}

test('a parcel of all that is left completes the order, and holds each piece once', () => {
  fc.assert(
    fc.property(lines, (all) => {
      const open = all.filter(({ quantity, quantityFulfilled }) => quantity > quantityFulfilled)
      if (open.length === 0) {
        expect(refusalOf(() => planShipment(undefined, all))).toEqual([['ILLEGAL_STATE', 'input.id']])
        return
      }
      const plan = planShipment(undefined, all)
      expect(plan.isComplete).toBe(true)
      expect(plan.lines).toEqual(
        open.map(({ id, quantity, quantityFulfilled }) => ({
          orderLineId: id,
          quantity: quantity - quantityFulfilled,
        })),
      )
    }),
  )
})

test('a parcel with less than is left does not complete the order', () => {
  const all = [anOrderLine('a', { quantity: 2 }), anOrderLine('b', { quantity: 1 })]
  expect(planShipment([{ id: 'a', quantity: 2 }], all).isComplete).toBe(false)
  expect(
    planShipment(
      [
        { id: 'b', quantity: 1 },
        { id: 'a', quantity: 2 },
      ],
      all,
    ).isComplete,
  ).toBe(true)
  expect(refusalOf(() => planShipment([{ id: 'a', quantity: 3 }], all))).toEqual([
    ['INVALID', 'input.lines.0.quantity'],
  ])
})

test('a refund takes what is neither paid back nor set aside', () => {
  const order = { currency: 'EUR' }
  const all = [anOrderLine('a', { quantity: 5, quantityRefunded: 1, unitMinor: 100 })]
  const plan = (wish: Parameters<typeof planRefund>[0]) => planRefund(wish, order, { lines: all, payment })
  expect(plan({})).toEqual({ amountMinor: 500, lines: [] })
  expect(plan({ amount: { minor: 500, currency: 'EUR' } }).amountMinor).toBe(500)
  expect(refusalOf(() => plan({ amount: { minor: 501, currency: 'EUR' } }))).toEqual([
    ['INVALID', 'input.amount.minor'],
  ])
  expect(plan({ lines: [{ id: 'a', quantity: 4 }] })).toEqual({
    amountMinor: 400,
    lines: [{ orderLineId: 'a', quantity: 4 }],
  })
  expect(refusalOf(() => plan({ lines: [{ id: 'a', quantity: 5 }] }))).toEqual([
    ['INVALID', 'input.lines.0.quantity'],
  ])
  const spent = { ...payment, refundingMinor: 800 }
  expect(refusalOf(() => planRefund({}, order, { lines: all, payment: spent }))).toEqual([
    ['ILLEGAL_STATE', 'input.id'],
  ])
})
