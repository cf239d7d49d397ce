// For the model test: what news of a payment, time and the reconciler come to. Written from the contract, not from the
// code under test. Pure: each changes the copy of the shop that it is given.
import type { OrderEventType } from '../order/order.ts'
import { type Answer, levelOf, type ModelOrder, type ModelShop, moveStock } from './model-shop.fixture.ts'

const minuteMs = 60_000
/** Until when an order may be paid, and until when its stock is certain to be there for it. */
const payableMs = 30 * minuteMs
const tooLateMs = 105 * minuteMs
/** By then the reconciler looks again at whatever is open. */
const looksAgainMs = minuteMs
const returnWindowMs = 14 * 24 * 60 * minuteMs

export type Cause = 'EXPIRED' | 'CALLED_OFF' | undefined

/** Somebody asks the provider, or is told. `cause` ends what is not paid. */
export function learn(shop: ModelShop, order: ModelOrder, cause: Cause = undefined): void {
  if (order.status !== 'PENDING_PAYMENT') return
  order.lookedAtMs = shop.nowMs
  order.isDue = false
  if (cause !== undefined && order.charge === 'requires_action') order.charge = 'voided'
  if (order.charge === 'captured') arrive(shop, order)
  if (order.charge === 'captured' || order.charge === 'requires_action') return
  const isDeclined = order.charge === 'declined'
  order.paymentStatus = isDeclined ? 'FAILED' : 'VOIDED'
  end(shop, order, [
    isDeclined ? 'PAYMENT_FAILED' : 'PAYMENT_VOIDED',
    cause === 'EXPIRED' ? 'EXPIRED' : 'CANCELED',
  ])
  // Whoever could not pay may try again; whoever called it off, or forgot it, has a new cart.
  if (cause === undefined) giveCartBack(shop, order)
}

function arrive(shop: ModelShop, order: ModelOrder): void {
  order.capturedMinor = order.totalMinor
  order.paymentStatus = 'PAID'
  if (shop.nowMs - order.placedAtMs < tooLateMs) {
    order.status = 'CONFIRMED'
    order.timeline.push('PAYMENT_CAPTURED', 'CONFIRMED')
    moveStock(shop, order, 'sell')
    return
  }
  end(shop, order, ['PAYMENT_CAPTURED', 'EXPIRED', 'REFUND_REQUESTED'])
  order.refundDueMinor = order.totalMinor
  order.refunds.push(order.totalMinor)
}

function end(shop: ModelShop, order: ModelOrder, events: readonly OrderEventType[]): void {
  order.status = 'CANCELED'
  order.timeline.push(...events)
  moveStock(shop, order, 'release')
}

function giveCartBack(shop: ModelShop, order: ModelOrder): void {
  const cart = shop.carts.find(({ key }) => key === order.cartKey)
  if (cart === undefined) throw new Error(`no cart ${order.cartKey}`)
  const hasAnother =
    cart.buyer === 'owner' && shop.carts.some((other) => other.buyer === 'owner' && other.isOpen)
  if (!hasAnother) cart.isOpen = true
}

export function payBack(order: ModelOrder, amountMinor: number): void {
  order.refundedMinor += amountMinor
  order.timeline.push('REFUNDED')
  order.paymentStatus = order.refundedMinor === order.capturedMinor ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
}

/** At the provider's page. What is decided stays so. */
export function decide(
  shop: ModelShop,
  order: ModelOrder,
  { approves, isHeard }: { approves: boolean; isHeard: boolean },
): Answer {
  if (order.charge !== 'requires_action') return null
  order.charge = approves ? 'captured' : 'declined'
  if (isHeard) learn(shop, order, causeOf(shop, order))
  return null
}

export function confirm(shop: ModelShop, order: ModelOrder): Answer {
  if (order.status === 'CANCELED')
    return order.paymentStatus === 'FAILED' ? 'PAYMENT_DECLINED' : 'ILLEGAL_STATE'
  learn(shop, order)
  return order.status === ('CANCELED' as string) ? 'PAYMENT_DECLINED' : null
}

/** The reconciler ends what may not be paid any more. */
function causeOf({ nowMs }: ModelShop, { isLapsed, placedAtMs }: ModelOrder): Cause {
  return isLapsed || nowMs - placedAtMs >= payableMs ? 'EXPIRED' : undefined
}

/** What was set aside is free for others; the order must not be paid any more. */
export function lapse(shop: ModelShop, order: ModelOrder): void {
  moveStock(shop, order, 'release')
  order.isLapsed = true
  order.isDue = true
}

/** Products hears what was paid: whose stock has lapsed gets what is left, or the money back. */
export function hearOfSales(shop: ModelShop): void {
  for (const order of shop.orders.filter(({ isUnsold }) => isUnsold)) {
    order.isUnsold = false
    const levels = order.lines.map(({ variant, quantity }) => ({ level: levelOf(shop, variant), quantity }))
    if (levels.every(({ level, quantity }) => level.onHand - level.reserved >= quantity)) {
      for (const { level, quantity } of levels) level.onHand -= quantity
      continue
    }
    order.status = 'CANCELED'
    order.timeline.push('CANCELED', 'REFUND_REQUESTED')
    order.refundDueMinor = order.totalMinor
    order.refunds.push(order.totalMinor)
  }
}

export function sweep(shop: ModelShop): void {
  for (const order of shop.orders) {
    if (order.isDue || shop.nowMs - order.lookedAtMs > looksAgainMs) learn(shop, order, causeOf(shop, order))
    if (order.refundDueMinor === 0) continue
    payBack(order, order.refundDueMinor)
    order.refundDueMinor = 0
  }
}

export function complete(shop: ModelShop): void {
  for (const order of shop.orders) {
    if (order.status !== 'FULFILLED' || order.fulfilledAtMs === undefined) continue
    if (shop.nowMs - order.fulfilledAtMs <= returnWindowMs) continue
    order.status = 'COMPLETED'
    order.timeline.push('COMPLETED')
  }
}
