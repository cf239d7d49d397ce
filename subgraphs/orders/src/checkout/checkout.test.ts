import { expect, test } from 'vitest'
import type { Order } from '../order/order.ts'
import { userError } from '../user-error.ts'
import { type Checkout, checkoutIdOf, checkoutStatusOf, isOver, orderIdOf, reasonsOf } from './checkout.ts'

const checkoutOf = (order: Partial<Order>, more: Partial<Omit<Checkout, 'order'>> = {}): Checkout => ({
  order: { status: 'PENDING_PAYMENT', paymentStatus: 'PENDING', ...order } as Order,
  wasConfirmed: false,
  failure: null,
  accessToken: null,
  ...more,
})

test.each([
  [{ status: 'PENDING_PAYMENT', paymentStatus: 'PENDING' }, false, 'PROCESSING'],
  [{ status: 'PENDING_PAYMENT', paymentStatus: 'AUTHORIZED' }, false, 'PROCESSING'],
  [{ status: 'PENDING_PAYMENT', paymentStatus: 'REQUIRES_ACTION' }, false, 'ACTION_REQUIRED'],
  [{ status: 'CONFIRMED', paymentStatus: 'PAID' }, true, 'SUCCEEDED'],
  [{ status: 'FULFILLED', paymentStatus: 'PARTIALLY_REFUNDED' }, true, 'SUCCEEDED'],
  [{ status: 'COMPLETED', paymentStatus: 'PAID' }, true, 'SUCCEEDED'],
  [{ status: 'CANCELED', paymentStatus: 'REFUNDED' }, true, 'SUCCEEDED'],
  [{ status: 'CANCELED', paymentStatus: 'REFUNDED' }, false, 'FAILED'],
  [{ status: 'CANCELED', paymentStatus: 'FAILED' }, false, 'FAILED'],
] as const)(
  'an order that is %o, confirmed once: %s, makes its checkout %s',
  (order, wasConfirmed, status) => {
    const checkout = checkoutOf(order, { wasConfirmed })
    expect(checkoutStatusOf(checkout)).toBe(status)
    expect(isOver(checkout)).toBe(status === 'SUCCEEDED' || status === 'FAILED')
  },
)

test('a failed checkout tells what was found out, or else what its order tells', () => {
  const shortage = userError('INSUFFICIENT_STOCK', 'None is left.')
  const codesOf = (checkout: Checkout) => reasonsOf(checkout).map(({ code }) => code)
  expect(codesOf(checkoutOf({ status: 'CANCELED' }, { failure: [shortage] }))).toEqual(['INSUFFICIENT_STOCK'])
  expect(codesOf(checkoutOf({ status: 'CANCELED', paymentStatus: 'FAILED' }))).toEqual(['PAYMENT_DECLINED'])
  expect(codesOf(checkoutOf({ status: 'CANCELED', paymentStatus: 'VOIDED' }))).toEqual(['ILLEGAL_STATE'])
  expect(codesOf(checkoutOf({ status: 'CONFIRMED' }, { failure: [shortage] }))).toEqual([])
})

test('a checkout and its order are found by each other', () => {
  expect(checkoutIdOf('ord_01J0000000000000000000000A')).toBe('chk_01J0000000000000000000000A')
  expect(orderIdOf('chk_01J0000000000000000000000A')).toBe('ord_01J0000000000000000000000A')
})
