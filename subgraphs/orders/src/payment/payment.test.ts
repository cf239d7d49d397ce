import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PaymentAttemptStatus } from '../order/order.ts'
import { nextAttemptStatus } from './attempt.ts'
import { decidePayment, type PaymentNews } from './decide-payment.ts'
import { paymentStatusOf } from './payment-status.ts'
import type { PaymentState } from './provider.ts'

const attempts = ['PENDING', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED', 'VOIDED', 'FAILED'] as const
const states: readonly PaymentState[] = [
  'none',
  'requires_action',
  'authorized',
  'captured',
  'declined',
  'voided',
]

const sums = fc
  .tuple(fc.integer({ min: 1, max: 1e9 }), fc.nat(), fc.nat())
  .map(([payableMinor, captured, refunded]) => {
    const capturedMinor = captured % (payableMinor + 1)
    return { payableMinor, capturedMinor, refundedMinor: refunded % (capturedMinor + 1) }
  })

test('PAID exactly when captured less refunded is what is payable', () => {
  fc.assert(
    fc.property(sums, fc.constantFrom(...attempts), (ledger, attempt) => {
      if (ledger.capturedMinor === 0 && attempt === 'CAPTURED') return
      const isPaid = ledger.capturedMinor - ledger.refundedMinor === ledger.payableMinor
      expect(paymentStatusOf(ledger, attempt) === 'PAID').toBe(isPaid)
    }),
  )
})

test.each([
  [{ capturedMinor: 0, refundedMinor: 0 }, 'REQUIRES_ACTION', 'REQUIRES_ACTION'],
  [{ capturedMinor: 40, refundedMinor: 0 }, 'CAPTURED', 'PARTIALLY_PAID'],
  [{ capturedMinor: 100, refundedMinor: 0 }, 'CAPTURED', 'PAID'],
  [{ capturedMinor: 100, refundedMinor: 1 }, 'CAPTURED', 'PARTIALLY_REFUNDED'],
  [{ capturedMinor: 100, refundedMinor: 100 }, 'CAPTURED', 'REFUNDED'],
  [{ capturedMinor: 40, refundedMinor: 40 }, 'CAPTURED', 'REFUNDED'],
] as const)('%j after %s is %s', (ledger, attempt, status) => {
  expect(paymentStatusOf({ payableMinor: 100, ...ledger }, attempt)).toBe(status)
})

test('snapshots in any order end where the youngest one says', () => {
  const reported = fc.shuffledSubarray([...states], { minLength: 1 })
  fc.assert(
    fc.property(reported, (order) => {
      const end = order.reduce<PaymentAttemptStatus>(nextAttemptStatus, 'PENDING')
      if (order.includes('captured')) expect(end).toBe('CAPTURED')
      else if (order.includes('declined') || order.includes('voided'))
        expect(['FAILED', 'VOIDED']).toContain(end)
      // The same news again are none.
      expect(order.reduce<PaymentAttemptStatus>(nextAttemptStatus, end)).toBe(end)
    }),
  )
})

const news = (change: Partial<PaymentNews>): PaymentNews => ({
  order: {
    status: 'PENDING_PAYMENT',
    paymentStatus: 'PENDING',
    fulfillmentStatus: 'UNFULFILLED',
    placedAt: null,
  },
  before: 'PENDING',
  after: 'PENDING',
  sums: { payableMinor: 100, capturedMinor: 0, refundedMinor: 0 },
  refundingMinor: 0,
  cause: undefined,
  cancelReason: null,
  isTooLate: false,
  declineCode: null,
  ...change,
})

const anyNews: fc.Arbitrary<PaymentNews> = fc
  .record({
    ledger: sums,
    status: fc.constantFrom('PENDING_PAYMENT' as const, 'CONFIRMED' as const, 'CANCELED' as const),
    placedAt: fc.constantFrom(null, new Date(0)),
    before: fc.constantFrom(...attempts),
    after: fc.constantFrom(...attempts),
    cause: fc.constantFrom(undefined, 'EXPIRED' as const, 'BUYER' as const),
    isTooLate: fc.boolean(),
  })
  .map(({ ledger, status, placedAt, ...rest }) =>
    news({
      ...rest,
      sums: ledger,
      order: { status, paymentStatus: 'PENDING', fulfillmentStatus: 'UNFULFILLED', placedAt },
    }),
  )

test('whatever the news, no order is confirmed unpaid, none is both paid and canceled, none keeps money it should not', () => {
  fc.assert(
    fc.property(anyNews, (one) => {
      const decision = decidePayment(one)
      const { capturedMinor, refundedMinor, payableMinor } = one.sums
      if (decision.pays) expect([capturedMinor, one.isTooLate]).toEqual([payableMinor, false])
      expect(decision.pays && decision.cancels !== undefined).toBe(false)
      if (decision.cancels) expect(decision.refundMinor).toBe(capturedMinor - refundedMinor)
      if (decision.status === 'CANCELED') expect(decision.refundMinor).toBe(capturedMinor - refundedMinor)
      if (decision.status === 'PENDING_PAYMENT') expect(['soon', 'after action']).toContain(decision.next)
      if (decision.places) expect(one.order.placedAt).toBe(null)
      if (one.order.status !== 'PENDING_PAYMENT') expect(decision.status).toBe(one.order.status)
    }),
  )
})

test('a declined checkout is undone unseen, a declined order is called off in its timeline', () => {
  const declined = { after: 'FAILED', declineCode: 'card_declined' } as const
  expect(decidePayment(news(declined))).toMatchObject({
    status: 'CANCELED',
    paymentStatus: 'FAILED',
    places: false,
    cancels: 'PAYMENT_FAILED',
    next: 'now',
  })
  const order = { ...news({}).order, placedAt: new Date(0) }
  expect(decidePayment(news({ ...declined, order }))).toMatchObject({
    cancels: 'PAYMENT_FAILED',
    timeline: [
      { type: 'PAYMENT_FAILED', message: 'card_declined' },
      { type: 'CANCELED', message: null },
    ],
    next: 'never',
  })
})
