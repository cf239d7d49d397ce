// Phase one: the order as it will stand in the books, unseen until the provider has been asked.
import { newId } from '@supermarket/service-kit/ids.ts'
import type { Viewer } from '@supermarket/service-kit/viewer.ts'
import type { CartWithLines } from '../cart/cart.ts'
import type { RequestKey } from '../idempotency/key.ts'
import type { Order, OrderLine, Payment } from '../order/order.ts'
import type { Parts } from '../parts.ts'
import { usesOf } from '../pricing/discount-store.ts'
import { leaseOf } from '../settlement/next-look.ts'
import type { CallScope } from './catalog.ts'
import type { Draft } from './draft-order.ts'
import { insertPrepared } from './store.ts'

export type PrepareInput = {
  readonly cart: CartWithLines
  readonly draft: Draft
  readonly viewer: Viewer
  readonly key: RequestKey
  readonly scope: CallScope
  readonly provider: string
  /** Kept with the order, when it is carried out in the background. */
  readonly paymentToken?: string | undefined
}

export type PreparedOrder = {
  readonly order: Order
  readonly lines: readonly OrderLine[]
  readonly payment: Payment
}

/** Undefined when somebody else has changed or ordered the cart, or uses the key. */
export async function prepareOrder(
  parts: Pick<Parts, 'connection' | 'pricing' | 'timings' | 'now' | 'captureAt'>,
  input: PrepareInput,
): Promise<PreparedOrder | undefined> {
  const { cart, draft, viewer, key, scope, provider, paymentToken } = input
  const { timings } = parts
  const at = parts.now()
  const id = newId('ord')
  const draftOrder: Omit<Order, 'number'> = {
    id,
    cartId: cart.id,
    // A guest's cart that a signed-in user orders is that user's order.
    customerId: viewer.kind === 'user' ? viewer.userId : null,
    currency: cart.currency,
    status: 'PENDING_PAYMENT',
    paymentStatus: 'PENDING',
    fulfillmentStatus: 'UNFULFILLED',
    ...moneyOf(draft),
    authorizedMinor: 0,
    capturedMinor: 0,
    refundedMinor: 0,
    email: cart.email,
    shippingAddress: cart.shippingAddress,
    billingAddress: cart.billingAddress,
    cancelReason: null,
    createdAt: at,
    placedAt: null,
    fulfilledAt: null,
    canceledAt: null,
    anonymizedAt: null,
    payableUntil: new Date(at.getTime() + timings.paymentWindowMs),
    settleAfter: leaseOf(timings, scope, at),
  }
  const payment = paymentOf(draftOrder, { provider, captureAt: parts.captureAt })
  const lines = linesOf(id, draft)
  const uses = usesOf(draftOrder, cart.discounts)
  const { customerId: userId, email } = draftOrder
  const customerKeys = uses.length > 0 ? parts.pricing.customerKeys({ userId, email }) : []
  const order = await insertPrepared(parts.connection, {
    ...{ cart, order: draftOrder, lines, payment, request: key, paymentToken, uses, customerKeys },
  })
  return order && { order, lines, payment }
}

function moneyOf(draft: Draft) {
  const { subtotalMinor, discountMinor, deliveryMinor, taxMinor, totalMinor } = draft
  const { pricesIncludeTax, delivery, discounts, taxes } = draft
  return {
    ...{ subtotalMinor, discountMinor, deliveryMinor, taxMinor, totalMinor },
    ...{ pricesIncludeTax, delivery, discounts, taxes },
  }
}

function paymentOf(
  order: Omit<Order, 'number'>,
  { provider, captureAt }: Pick<Payment, 'provider' | 'captureAt'>,
): Payment {
  return {
    id: newId('pay'),
    orderId: order.id,
    provider,
    status: 'PENDING',
    currency: order.currency,
    amountMinor: order.totalMinor,
    captureAt,
    authorizedMinor: 0,
    voidedMinor: 0,
    capturingMinor: 0,
    capturedMinor: 0,
    refundedMinor: 0,
    refundingMinor: 0,
    declineCode: null,
    actionUrl: null,
    clientSecret: null,
    disputedAt: null,
    createdAt: order.createdAt,
  }
}

function linesOf(orderId: string, draft: Draft): OrderLine[] {
  return draft.lines.map(({ quote, quantity, unitMinor, totalMinor, discountMinor, taxMinor }, position) => ({
    id: newId('oli'),
    orderId,
    position,
    variantId: quote.variantId,
    productId: quote.productId,
    productName: quote.productName,
    variantName: quote.variantName,
    sku: quote.sku,
    quantity,
    quantityFulfilled: 0,
    quantityRefunded: 0,
    quantityCanceled: 0,
    quantityReturning: 0,
    quantityReturned: 0,
    ...{ unitMinor, totalMinor, discountMinor, taxMinor, refundedMinor: 0 },
  }))
}
