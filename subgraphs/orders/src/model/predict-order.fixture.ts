// For the model test: what canceling, sending and refunding come to. Written from the contract, not from the code under
// test. Pure: each changes the copy of the shop that it is given.
import type { Request } from './actions.fixture.ts'
import { type Answer, levelOf, type ModelOrder, type ModelShop } from './model-shop.fixture.ts'
import { learn, payBack } from './predict-payment.fixture.ts'

type Of<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>

export function cancel(
  shop: ModelShop,
  order: ModelOrder,
  { by }: Of<'cancel'>,
): { answer: Answer; keeps: boolean } {
  if (by === 'stranger') return { answer: 'NOT_FOUND', keeps: false }
  if (order.status === 'PENDING_PAYMENT') {
    learn(shop, order, 'CALLED_OFF')
    // Unless the money had arrived: then a paid order is canceled.
    if (order.status === ('CANCELED' as string)) return { answer: null, keeps: true }
  }
  const isSentInPart = order.fulfillmentStatus === 'PARTIALLY_FULFILLED'
  if (order.status === 'CONFIRMED' && isSentInPart && by === 'staff') return callRestOff(shop, order)
  if (order.status !== 'CONFIRMED' || order.fulfillmentStatus !== 'UNFULFILLED')
    return { answer: 'ILLEGAL_STATE', keeps: true }
  const leftMinor = refundableMinor(order)
  order.status = 'CANCELED'
  order.timeline.push('CANCELED')
  // What was sold comes back to the shelf.
  if (!order.isUnsold)
    for (const { variant, quantity } of order.lines) levelOf(shop, variant).onHand += quantity
  order.isUnsold = false
  if (leftMinor > 0) requestRefund(order, leftMinor)
  return { answer: null, keeps: true }
}

/** What was not sent comes back to the shelf, and is paid back unless it was before. */
function callRestOff(shop: ModelShop, order: ModelOrder): { answer: Answer; keeps: boolean } {
  let leftMinor = refundableMinor(order)
  const before = leftMinor
  const pieces = order.lines.map(({ variant, quantity, fulfilled, refunded }) => {
    const open = quantity - fulfilled
    if (!order.isUnsold) levelOf(shop, variant).onHand += open
    const unpaid = Math.max(0, Math.min(open - refunded, quantity - refunded))
    leftMinor -= Math.min(leftMinor, unpaid * (shop.variants[variant]?.priceMinor ?? Number.NaN))
    return unpaid
  })
  order.status = 'FULFILLED'
  order.fulfillmentStatus = 'FULFILLED'
  order.fulfilledAtMs = shop.nowMs
  order.timeline.push('REDUCED')
  if (before > leftMinor) {
    for (const [at, line] of order.lines.entries()) line.refunded += pieces[at] ?? 0
    requestRefund(order, before - leftMinor)
  }
  return { answer: null, keeps: true }
}

export function fulfill(shop: ModelShop, order: ModelOrder, { quantities }: Of<'fulfill'>): Answer {
  const isPaidBack = refundableMinor(order) === 0
  if (order.status !== 'CONFIRMED' || isPaidBack) return 'ILLEGAL_STATE'
  const parcel = order.lines.map((line, at) =>
    quantities === 'all' ? line.quantity - line.fulfilled : (quantities[at] ?? 0),
  )
  const isTooMuch = order.lines.some((line, at) => (parcel[at] ?? 0) > line.quantity - line.fulfilled)
  if (isTooMuch || parcel.every((quantity) => quantity === 0)) return 'INVALID'
  for (const [at, line] of order.lines.entries()) line.fulfilled += parcel[at] ?? 0
  order.parcels += 1
  order.timeline.push('SHIPPED')
  const isComplete = order.lines.every((line) => line.fulfilled === line.quantity)
  order.fulfillmentStatus = isComplete ? 'FULFILLED' : 'PARTIALLY_FULFILLED'
  if (isComplete) order.status = 'FULFILLED'
  if (isComplete) order.fulfilledAtMs = shop.nowMs
  return null
}

export function refund(shop: ModelShop, order: ModelOrder, { what }: Of<'refund'>): Answer {
  const leftMinor = refundableMinor(order)
  if (leftMinor === 0) return 'ILLEGAL_STATE'
  if (what === 'all') return requestRefund(order, leftMinor)
  if ('amountMinor' in what) {
    return what.amountMinor > leftMinor ? 'INVALID' : requestRefund(order, what.amountMinor)
  }
  const pieces = order.lines.map((_, at) => what.quantities[at] ?? 0)
  const isTooMuch = order.lines.some((line, at) => (pieces[at] ?? 0) > line.quantity - line.refunded)
  const amountMinor = order.lines.reduce(
    (sum, { variant }, at) => sum + (pieces[at] ?? 0) * (shop.variants[variant]?.priceMinor ?? Number.NaN),
    0,
  )
  if (isTooMuch || amountMinor === 0 || amountMinor > leftMinor) return 'INVALID'
  for (const [at, line] of order.lines.entries()) line.refunded += pieces[at] ?? 0
  return requestRefund(order, amountMinor)
}

function requestRefund(order: ModelOrder, amountMinor: number): null {
  order.refunds.push(amountMinor)
  order.timeline.push('REFUND_REQUESTED')
  payBack(order, amountMinor)
  return null
}

function refundableMinor({ capturedMinor, refundedMinor, refundDueMinor }: ModelOrder): number {
  return capturedMinor - refundedMinor - refundDueMinor
}
