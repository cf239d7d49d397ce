import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cancelationOf, decideOrder, type OrderChange, type OrderState } from './state.ts'

const change: fc.Arbitrary<OrderChange> = fc.oneof(
  fc.constant({ kind: 'paid' } as const),
  fc.constant({ kind: 'canceled' } as const),
  fc
    .record({ isComplete: fc.boolean(), isPaidBack: fc.boolean() })
    .map((parcel) => ({ kind: 'shipped', ...parcel }) as const),
  fc
    .record({ isAllBack: fc.boolean(), isHeld: fc.boolean() })
    .map((goods) => ({ kind: 'reduced', ...goods }) as const),
  fc.boolean().map((isAllBack) => ({ kind: 'returned', isAllBack }) as const),
)

const start: OrderState = { status: 'PENDING_PAYMENT', fulfillmentStatus: 'UNFULFILLED' }

function live(state: OrderState, one: OrderChange): OrderState {
  const decision = decideOrder(state, one)
  return decision.ok ? { status: decision.status, fulfillmentStatus: decision.fulfillmentStatus } : state
}

test('no life of an order sends what is not paid, or revives what is canceled', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      let state = start
      let isPaid = false
      for (const one of changes) {
        const before = state
        state = live(before, one)
        isPaid ||= one.kind === 'paid'
        if (before.status === 'CANCELED') expect(state).toEqual(before)
        if (state.status === 'CANCELED') expect(state.fulfillmentStatus).toBe('UNFULFILLED')
        if (state.fulfillmentStatus !== 'UNFULFILLED') expect(isPaid).toBe(true)
        if (one.kind === 'shipped' && one.isPaidBack) expect(state).toEqual(before)
        if (state.status === 'FULFILLED') expect(['FULFILLED', 'RETURNED']).toContain(state.fulfillmentStatus)
        if (state.fulfillmentStatus === 'RETURNED') expect(state.status).toBe('FULFILLED')
      }
    }),
  )
})

test('the same change twice is refused the second time, but for another parcel or return of a part', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), change, (changes, last) => {
      const state = changes.reduce(live, start)
      if (!decideOrder(state, last).ok || (last.kind === 'shipped' && !last.isComplete)) return
      if (last.kind === 'returned' && live(state, last).fulfillmentStatus !== 'RETURNED') return
      expect(decideOrder(live(state, last), last).ok).toBe(false)
    }),
  )
})

test('staff may cancel, or call the rest off, whatever was not sent as a whole', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 12 }),
      fc.boolean(),
      fc.boolean(),
      (changes, isAllBack, isHeld) => {
        const state = changes.reduce(live, start)
        const goods = { isAllBack, isHeld }
        const isOpen = state.status === 'PENDING_PAYMENT' || state.status === 'CONFIRMED'
        const isBuyers = isOpen && state.fulfillmentStatus === 'UNFULFILLED'
        // Money that is only set aside is taken first, which staff may.
        expect(decideOrder(state, cancelationOf(state, 'STAFF', goods)).ok).toBe(
          isBuyers || (isOpen && !isHeld),
        )
        expect(decideOrder(state, cancelationOf(state, 'BUYER', goods)).ok).toBe(isBuyers)
      },
    ),
  )
})

const confirmed: OrderState = { status: 'CONFIRMED', fulfillmentStatus: 'UNFULFILLED' }
const parcel = { kind: 'shipped', isComplete: true, isPaidBack: false } as const

test.each<[string, OrderState, OrderChange, string]>([
  [
    'pay',
    { ...start, status: 'CANCELED' },
    { kind: 'paid' },
    'An order that is CANCELED does not wait for a payment.',
  ],
  ['pay again', confirmed, { kind: 'paid' }, 'An order that is CONFIRMED does not wait for a payment.'],
  ['send unpaid', start, parcel, 'An order that is PENDING_PAYMENT cannot be sent.'],
  [
    'send what was paid back',
    confirmed,
    { ...parcel, isPaidBack: true },
    'No money is had or held for the order: it cannot be sent.',
  ],
  [
    'cancel what is partly sent',
    { ...confirmed, fulfillmentStatus: 'PARTIALLY_FULFILLED' },
    { kind: 'canceled' },
    'Some of the order was sent already: it cannot be canceled.',
  ],
  [
    'cancel what is sent',
    { ...confirmed, status: 'FULFILLED', fulfillmentStatus: 'FULFILLED' },
    { kind: 'canceled' },
    'The order was sent: it ends by a return.',
  ],
])('one cannot %s', (_name, state, one, reason) => {
  expect(decideOrder(state, one)).toEqual({ ok: false, reason })
})
