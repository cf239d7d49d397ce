// What an order is, in all its parts, as plain values. Amounts are minor units of the order's one currency. Pure.

import type { AppliedDiscount } from '../pricing/apply-discounts.ts'
import type { TaxByRate } from '../pricing/price-order.ts'

export type OrderStatus = 'PENDING_PAYMENT' | 'CONFIRMED' | 'FULFILLED' | 'COMPLETED' | 'CANCELED'

export type PaymentStatus =
  | 'PENDING'
  | 'REQUIRES_ACTION'
  | 'AUTHORIZED'
  | 'PARTIALLY_PAID'
  | 'PAID'
  | 'PARTIALLY_REFUNDED'
  | 'REFUNDED'
  | 'VOIDED'
  | 'FAILED'

export type FulfillmentStatus = 'UNFULFILLED' | 'PARTIALLY_FULFILLED' | 'FULFILLED' | 'RETURNED'

export type PostalAddress = {
  readonly name: string
  readonly line1: string
  readonly line2: string | null
  readonly city: string
  readonly region: string | null
  readonly postalCode: string | null
  readonly country: string
  readonly phone: string | null
}

/** The delivery that was agreed, as it was then. */
export type OrderDelivery = {
  readonly methodId: string
  readonly name: string
  /** Before discounts. */
  readonly priceMinor: number
  readonly discountMinor: number
  readonly taxMinor: number
  readonly estimatedDaysMin: number | null
  readonly estimatedDaysMax: number | null
}

export type Order = {
  readonly id: string
  readonly number: string
  readonly cartId: string
  readonly customerId: string | null
  readonly currency: string
  readonly status: OrderStatus
  readonly paymentStatus: PaymentStatus
  readonly fulfillmentStatus: FulfillmentStatus
  /** Before discounts. */
  readonly subtotalMinor: number
  /** Of goods and delivery. */
  readonly discountMinor: number
  /** Before discounts. */
  readonly deliveryMinor: number
  readonly taxMinor: number
  readonly pricesIncludeTax: boolean
  readonly totalMinor: number
  /** Ever set aside by providers, whatever became of it. */
  readonly authorizedMinor: number
  readonly delivery: OrderDelivery | null
  readonly discounts: readonly AppliedDiscount[]
  readonly taxes: readonly TaxByRate[]
  readonly capturedMinor: number
  readonly refundedMinor: number
  readonly email: string | null
  readonly shippingAddress: PostalAddress | null
  readonly billingAddress: PostalAddress | null
  readonly cancelReason: string | null
  readonly createdAt: Date
  /** Null while a checkout is under way, and for ever when it failed: nobody sees such an order. */
  readonly placedAt: Date | null
  /** When the last of it was sent. */
  readonly fulfilledAt: Date | null
  readonly canceledAt: Date | null
  readonly anonymizedAt: Date | null
  readonly payableUntil: Date
  /** From when on somebody has to look at it again; null when it is settled. */
  readonly settleAfter: Date | null
}

export type OrderUpdate = Partial<Omit<Order, 'id' | 'number' | 'cartId' | 'createdAt'>>

export type OrderLine = {
  readonly id: string
  readonly orderId: string
  readonly position: number
  readonly variantId: string
  readonly productId: string
  readonly productName: string
  readonly variantName: string
  readonly sku: string
  readonly quantity: number
  readonly quantityFulfilled: number
  readonly quantityRefunded: number
  /** Called off before they were sent. */
  readonly quantityCanceled: number
  /** On their way back: in returns that are asked for or approved. */
  readonly quantityReturning: number
  readonly quantityReturned: number
  readonly unitMinor: number
  /** Before discounts. */
  readonly totalMinor: number
  readonly discountMinor: number
  readonly taxMinor: number
  /** Of what was paid for it: set aside or paid back by refunds that name its pieces. */
  readonly refundedMinor: number
}

export type OrderEventType =
  | 'PLACED'
  | 'PAYMENT_ACTION_REQUIRED'
  | 'PAYMENT_AUTHORIZED'
  | 'PAYMENT_CAPTURED'
  | 'PAYMENT_CAPTURE_FAILED'
  | 'PAYMENT_FAILED'
  | 'PAYMENT_VOIDED'
  | 'PAYMENT_DISPUTED'
  | 'CONFIRMED'
  | 'SHIPPED'
  | 'COMPLETED'
  | 'CANCELED'
  | 'EXPIRED'
  | 'REFUND_REQUESTED'
  | 'REFUNDED'
  | 'REFUND_FAILED'
  | 'REDUCED'
  | 'RETURN_REQUESTED'
  | 'RETURN_APPROVED'
  | 'RETURN_REJECTED'
  | 'RETURN_RECEIVED'
  | 'RETURN_CANCELED'
  | 'NOTE_ADDED'
  | 'ANONYMIZED'

/** Whose doing it was. */
export type OrderActor = 'BUYER' | 'STAFF' | 'SYSTEM' | 'PROVIDER'

export type OrderEvent = {
  readonly id: string
  /** Where it stands in the timeline. */
  readonly sequence: number
  readonly orderId: string
  readonly type: OrderEventType
  readonly actor: OrderActor
  readonly message: string | null
  readonly at: Date
}

export type PaymentAttemptStatus =
  | 'PENDING'
  | 'REQUIRES_ACTION'
  | 'AUTHORIZED'
  | 'CAPTURED'
  | 'VOIDED'
  | 'FAILED'

/** When the money of an order is taken: with the order, or with each parcel. */
export type CaptureAt = 'CHECKOUT' | 'FULFILLMENT'

/** One attempt to pay. Its id is our idempotency key at the provider. */
export type Payment = {
  readonly id: string
  readonly orderId: string
  readonly provider: string
  readonly status: PaymentAttemptStatus
  readonly currency: string
  readonly amountMinor: number
  readonly captureAt: CaptureAt
  /** Ever set aside by the provider, and what it let go of that again. */
  readonly authorizedMinor: number
  readonly voidedMinor: number
  /** Set aside for captures that the provider has not answered yet. */
  readonly capturingMinor: number
  readonly capturedMinor: number
  readonly refundedMinor: number
  /** Set aside for refunds that the provider has not answered yet. */
  readonly refundingMinor: number
  readonly declineCode: string | null
  readonly actionUrl: string | null
  readonly clientSecret: string | null
  readonly disputedAt: Date | null
  readonly createdAt: Date
}

/** What the ledger has of a payment, and what captures and refunds under way will take of it. */
export type Balance = Pick<
  Payment,
  'authorizedMinor' | 'voidedMinor' | 'capturingMinor' | 'capturedMinor' | 'refundedMinor' | 'refundingMinor'
>

/** Money to be taken of what was set aside. Its id is our idempotency key at the provider. */
export type Capture = {
  readonly id: string
  readonly orderId: string
  readonly paymentId: string
  readonly status: 'PENDING' | 'SUCCEEDED' | 'FAILED'
  readonly amountMinor: number
  readonly isFinal: boolean
  readonly createdAt: Date
}

export type RefundStatus = 'PENDING' | 'SUCCEEDED' | 'FAILED'

/** Its id is our idempotency key at the provider. */
export type Refund = {
  readonly id: string
  readonly orderId: string
  readonly paymentId: string
  readonly status: RefundStatus
  readonly currency: string
  readonly amountMinor: number
  /** How much of it is for the delivery. */
  readonly deliveryMinor: number
  readonly reason: string | null
  readonly createdAt: Date
}

export type Shipment = {
  readonly id: string
  readonly orderId: string
  readonly carrier: string | null
  readonly trackingNumber: string | null
  readonly trackingUrl: string | null
  readonly createdAt: Date
}

export type ShipmentLine = {
  readonly shipmentId: string
  readonly orderLineId: string
  readonly quantity: number
}
