import { Refusal } from '@supermarket/service-kit/refusal.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paidForLineMinor, refundOfPiecesMinor } from './line-share.ts'
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
  quantityCanceled: 0,
  quantityReturning: 0,
  quantityReturned: 0,
  unitMinor: 100,
  totalMinor: 100,
  ...{ discountMinor: 0, taxMinor: 0, refundedMinor: 0 },
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
  const all = [
    anOrderLine('a', {
      ...{ quantity: 5, unitMinor: 100, totalMinor: 500 },
      ...{ quantityRefunded: 1, refundedMinor: 100 },
    }),
  ]
  const plan = (wish: Parameters<typeof planRefund>[0]) =>
    planRefund(wish, gross, { lines: all, payment, deliveryRefundedMinor: 0 })
  expect(plan({})).toEqual({ amountMinor: 500, lines: [], deliveryMinor: 0 })
  expect(plan({ amount: { minor: 500, currency: 'EUR' } }).amountMinor).toBe(500)
  expect(refusalOf(() => plan({ amount: { minor: 501, currency: 'EUR' } }))).toEqual([
    ['INVALID', 'input.amount.minor'],
  ])
  expect(plan({ lines: [{ id: 'a', quantity: 4 }] })).toEqual({
    amountMinor: 400,
    lines: [{ orderLineId: 'a', quantity: 4, amountMinor: 400 }],
    deliveryMinor: 0,
  })
  expect(refusalOf(() => plan({ lines: [{ id: 'a', quantity: 5 }] }))).toEqual([
    ['INVALID', 'input.lines.0.quantity'],
  ])
  const spent = { ...payment, refundingMinor: 800 }
  expect(
    refusalOf(() => planRefund({}, gross, { lines: all, payment: spent, deliveryRefundedMinor: 0 })),
  ).toEqual([['ILLEGAL_STATE', 'input.id']])
})

const gross = { currency: 'EUR', pricesIncludeTax: true, delivery: null }
const express = {
  ...{ methodId: 'dlv', name: 'Express', estimatedDaysMin: null, estimatedDaysMax: null },
  ...{ priceMinor: 999, discountMinor: 99, taxMinor: 171 },
}

test('the delivery is paid back once, as it was paid, alone or with lines, and not with an amount', () => {
  const all = [anOrderLine('a', { quantity: 2, totalMinor: 200, discountMinor: 51, taxMinor: 10 })]
  const rich = { ...payment, amountMinor: 5000, capturedMinor: 5000 }
  const plan = (wish: Parameters<typeof planRefund>[0], deliveryRefundedMinor = 0, pricesIncludeTax = true) =>
    planRefund(
      wish,
      { ...gross, pricesIncludeTax, delivery: express },
      { lines: all, payment: rich, deliveryRefundedMinor },
    )
  expect(plan({ delivery: true })).toEqual({ amountMinor: 900, lines: [], deliveryMinor: 900 })
  expect(plan({ delivery: true }, 0, false).deliveryMinor).toBe(1071)
  expect(plan({ delivery: true, lines: [{ id: 'a', quantity: 1 }] })).toEqual({
    amountMinor: 974,
    lines: [{ orderLineId: 'a', quantity: 1, amountMinor: 74 }],
    deliveryMinor: 900,
  })
  expect(refusalOf(() => plan({ delivery: true }, 900))).toEqual([['ILLEGAL_STATE', 'input.delivery']])
  expect(refusalOf(() => plan({ delivery: true, amount: { minor: 1, currency: 'EUR' } }))).toEqual([
    ['INVALID', 'input'],
  ])
  expect(
    refusalOf(() =>
      planRefund({ delivery: true }, gross, { lines: all, payment: rich, deliveryRefundedMinor: 0 }),
    ),
  ).toEqual([['ILLEGAL_STATE', 'input.delivery']])
})

test('pieces that cost nothing after discounts are no refund', () => {
  const all = [anOrderLine('a', { quantity: 2, totalMinor: 200, discountMinor: 200 })]
  const wish = { lines: [{ id: 'a', quantity: 2 }] }
  expect(refusalOf(() => planRefund(wish, gross, { lines: all, payment, deliveryRefundedMinor: 0 }))).toEqual(
    [['INVALID', 'input.lines']],
  )
})

test('the pieces of a line are worth what was paid for it, in however many refunds, and though some fail', () => {
  const parts = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 5 }), fails: fc.boolean() }))
  const prices = fc.record({ total: fc.nat(5000), discount: fc.nat(), tax: fc.nat(900), isNet: fc.boolean() })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      prices,
      parts,
      (quantity, { total, discount, ...more }, all) => {
        const money = { totalMinor: total, discountMinor: discount % (total + 1), taxMinor: more.tax }
        let line = anOrderLine('a', { quantity, ...money })
        const order = { pricesIncludeTax: !more.isNet }
        const paid = paidForLineMinor(line, order)
        const pending: { quantity: number; minor: number }[] = []
        const rest = { quantity, fails: false }
        for (const part of [...all, rest]) {
          const pieces = Math.min(part.quantity, quantity - line.quantityRefunded)
          if (pieces === 0) continue
          const minor = refundOfPiecesMinor(line, pieces, order)
          expect(minor).toBeGreaterThanOrEqual(0)
          line = {
            ...line,
            quantityRefunded: line.quantityRefunded + pieces,
            refundedMinor: line.refundedMinor + minor,
          }
          expect(line.refundedMinor).toBeLessThanOrEqual(paid)
          if (part.fails) pending.push({ quantity: pieces, minor })
          // One that was asked for before fails after others were worked out.
          const failed = pending.length > 1 ? pending.shift() : undefined
          if (failed === undefined) continue
          line = {
            ...line,
            quantityRefunded: line.quantityRefunded - failed.quantity,
            refundedMinor: line.refundedMinor - failed.minor,
          }
        }
        const left = quantity - line.quantityRefunded
        if (left > 0)
          line = { ...line, refundedMinor: line.refundedMinor + refundOfPiecesMinor(line, left, order) }
        expect(line.refundedMinor).toBe(paid)
      },
    ),
  )
})
