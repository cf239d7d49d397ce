// What services tell each other: the payload of every event, its version, and who gets it. Pure data, no imports.
// Payloads only grow: a change that a consumer could stumble over is a new type of event.

export type ServiceName = 'users' | 'products' | 'orders'

type MoneyPayload = { readonly minor: number; readonly currency: string }
type LinePayload = { readonly variantId: string; readonly quantity: number }

export type EventPayloads = {
  /** The account is gone for good: whoever keeps personal data of it forgets them. Aggregate: the user. */
  readonly 'user.deleted': { readonly userId: string }
  /** An order exists and waits for its payment. Aggregate: the order. */
  readonly 'order.placed': {
    readonly orderId: string
    readonly customerId: string | null
    readonly total: MoneyPayload
    readonly lines: readonly LinePayload[]
  }
  /** Everything that is payable was captured: the reservation becomes a sale. Aggregate: the order. */
  readonly 'order.paid': { readonly orderId: string; readonly total: MoneyPayload }
  /** The order was called off by its buyer, by staff or because nobody paid: its stock is free again. Aggregate: the order. */
  readonly 'order.canceled': { readonly orderId: string; readonly reason: OrderCanceledReason }
  /** Some or all of the order was sent. Aggregate: the order. */
  readonly 'order.shipped': {
    readonly orderId: string
    readonly shipmentId: string
    readonly isComplete: boolean
  }
  /** Money was paid back. Aggregate: the order. */
  readonly 'order.refunded': {
    readonly orderId: string
    readonly refundId: string
    readonly amount: MoneyPayload
  }
  /** Stock that was set aside for an order lapsed before the order was paid. Aggregate: the reservation, by its order. */
  readonly 'reservation.expired': { readonly orderId: string }
}

export type OrderCanceledReason = 'BUYER' | 'STAFF' | 'PAYMENT_FAILED' | 'EXPIRED'

export type EventType = keyof EventPayloads

export const eventVersions: Readonly<Record<EventType, number>> = {
  'user.deleted': 1,
  'order.placed': 1,
  'order.paid': 1,
  'order.canceled': 1,
  'order.shipped': 1,
  'order.refunded': 1,
  'reservation.expired': 1,
}

export const publishers: Readonly<Record<EventType, ServiceName>> = {
  'user.deleted': 'users',
  'order.placed': 'orders',
  'order.paid': 'orders',
  'order.canceled': 'orders',
  'order.shipped': 'orders',
  'order.refunded': 'orders',
  'reservation.expired': 'products',
}

/** Who gets what. An event without subscribers is kept in its publisher's outbox for those to come. */
export const subscribers: Readonly<Record<EventType, readonly ServiceName[]>> = {
  'user.deleted': ['orders'],
  'order.placed': [],
  'order.paid': ['products'],
  'order.canceled': ['products'],
  'order.shipped': [],
  'order.refunded': [],
  'reservation.expired': ['orders'],
}
