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

type Sums = Omit<PaymentNews['sums'], 'authorizedMinor'> & { authorizedMinor?: number }
type Change = Partial<Omit<PaymentNews, 'sums'>> & { sums?: Sums }

const news = ({ sums: ledger, ...change }: Change): PaymentNews => ({
  ...emptyNews(change),
  sums: { payableMinor: 100, capturedMinor: 0, refundedMinor: 0, authorizedMinor: 0, ...ledger },
})

const emptyNews = (change: Partial<PaymentNews>): PaymentNews => ({
  order: {
    status: 'PENDING_PAYMENT',
    paymentStatus: 'PENDING',
    fulfillmentStatus: 'UNFULFILLED',
    placedAt: null,
  },
  before: 'PENDING',
  after: 'PENDING',
  sums: { payableMinor: 100, capturedMinor: 0, refundedMinor: 0, authorizedMinor: 0 },
  moved: { capturedMinor: 0, voidedMinor: 0 },
  capturesLater: false,
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
    capturesLater: fc.boolean(),
  })
  .map(({ ledger, status, placedAt, ...rest }) =>
    news({
      ...rest,
      sums: ledger,
      moved: { capturedMinor: ledger.capturedMinor, voidedMinor: 0 },
      order: { status, paymentStatus: 'PENDING', fulfillmentStatus: 'UNFULFILLED', placedAt },
    }),
  )

test('whatever the news, no order is confirmed unpaid, none is both paid and canceled, none keeps money it should not', () => {
  fc.assert(
    fc.property(anyNews, (one) => {
      const decision = decidePayment(one)
      const { capturedMinor, refundedMinor, payableMinor } = one.sums
      const isHeld = one.capturesLater && one.after === 'AUTHORIZED'
      if (decision.pays)
        expect([isHeld ? payableMinor : capturedMinor, one.isTooLate]).toEqual([payableMinor, false])
      expect(decision.pays && decision.cancels !== undefined).toBe(false)
      if (decision.cancels) expect(decision.refundMinor).toBe(capturedMinor - refundedMinor)
      if (decision.status === 'CANCELED') expect(decision.refundMinor).toBe(capturedMinor - refundedMinor)
      if (decision.status === 'PENDING_PAYMENT') expect(['soon', 'after action']).toContain(decision.next)
      if (decision.places) expect(one.order.placedAt).toBe(null)
      const isLapsed = one.capturesLater && one.after === 'VOIDED' && one.order.status === 'CONFIRMED'
      if (one.order.status !== 'PENDING_PAYMENT')
        expect(decision.status).toBe(isLapsed ? 'CANCELED' : one.order.status)
    }),
  )
})

test('of a canceled order only money that arrives now is asked back, and not again what could not be paid back', () => {
  const order = { ...news({}).order, status: 'CANCELED', placedAt: new Date(0) } as const
  const sums = { payableMinor: 100, capturedMinor: 100, refundedMinor: 0 }
  const arrived = news({ order, sums, after: 'CAPTURED', moved: { capturedMinor: 100, voidedMinor: 0 } })
  expect(decidePayment(arrived)).toMatchObject({ refundMinor: 100, next: 'now' })
  expect(decidePayment(news({ order, sums, after: 'CAPTURED' }))).toMatchObject({
    refundMinor: 0,
    next: 'as before',
  })
})

test('an order whose money is taken later is confirmed when all of it is set aside, and only then', () => {
  const held = (authorizedMinor: number) =>
    decidePayment(
      news({
        after: 'AUTHORIZED',
        capturesLater: true,
        sums: { payableMinor: 100, capturedMinor: 0, refundedMinor: 0, authorizedMinor },
      }),
    )
  expect(held(100)).toMatchObject({
    status: 'CONFIRMED',
    paymentStatus: 'AUTHORIZED',
    pays: true,
    next: 'while held',
  })
  expect(held(99)).toMatchObject({ status: 'PENDING_PAYMENT', pays: false })
})

test('money that is let go of before anything was sent ends the order, and later only what is left of the payment', () => {
  const order = { ...news({}).order, status: 'CONFIRMED', placedAt: new Date(0) } as const
  const lapsed = {
    after: 'VOIDED',
    capturesLater: true,
    moved: { capturedMinor: 0, voidedMinor: 100 },
  } as const
  expect(decidePayment(news({ ...lapsed, order }))).toMatchObject({
    status: 'CANCELED',
    cancels: 'EXPIRED',
    timeline: [{ type: 'PAYMENT_VOIDED' }, { type: 'EXPIRED' }],
  })
  const sent = { ...order, fulfillmentStatus: 'PARTIALLY_FULFILLED' } as const
  expect(decidePayment(news({ ...lapsed, order: sent }))).toMatchObject({
    status: 'CONFIRMED',
    cancels: undefined,
    timeline: [{ type: 'PAYMENT_VOIDED' }],
  })
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
