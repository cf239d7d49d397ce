// Written by `npm run generate` from schema/events/. Do not edit.

export type ServiceName = 'users' | 'products' | 'orders'

/** An amount of money. */
export type MoneyPayload = {
  /** In the currency's smallest unit, such as cents. */
  readonly minor: number
  /** ISO 4217. */
  readonly currency: string
}

/** Some pieces of a variant. */
export type LinePayload = {
  /** Id of the variant (`var_…`). */
  readonly variantId: string
  /** How many pieces. */
  readonly quantity: number
}

/** Who or what called it off. */
export type OrderCanceledReason = 'BUYER' | 'STAFF' | 'PAYMENT_FAILED' | 'EXPIRED'

export type EventPayloads = {
  /** The order was called off by its buyer, by staff or because nobody paid: its stock is free again. Aggregate: order. */
  readonly 'order.canceled': {
    /** Id of the order (`ord_…`). */
    readonly orderId: string
    /** Who or what called it off. */
    readonly reason: OrderCanceledReason
  }
  /** Everything that is payable was captured, or is set aside until the goods are sent: the reservation becomes a sale. Aggregate: order. */
  readonly 'order.paid': {
    /** Id of the order (`ord_…`). */
    readonly orderId: string
    /** What was paid, or is set aside. */
    readonly total: MoneyPayload
  }
  /** An order exists and waits for its payment. Aggregate: order. */
  readonly 'order.placed': {
    /** Id of the order (`ord_…`). */
    readonly orderId: string
    /** Id of the buyer (`usr_…`); null for a guest. */
    readonly customerId: string | null
    /** What is to be paid. */
    readonly total: MoneyPayload
    /** What was ordered: at most 100. */
    readonly lines: readonly LinePayload[]
  }
  /** What had not been sent of a paid order was called off: its stock is free again. Aggregate: order. */
  readonly 'order.reduced': {
    /** Id of the order (`ord_…`). */
    readonly orderId: string
    /** What is not sent: at most 100. */
    readonly lines: readonly LinePayload[]
  }
  /** Money was paid back. Aggregate: order. */
  readonly 'order.refunded': {
    /** Id of the order (`ord_…`). */
    readonly orderId: string
    /** Id of the refund (`ref_…`). */
    readonly refundId: string
    /** How much. */
    readonly amount: MoneyPayload
  }
  /** Goods of an order came back. Aggregate: order. */
  readonly 'order.returned': {
    /** Id of the order (`ord_…`). */
    readonly orderId: string
    /** Id of the return (`ret_…`). */
    readonly returnId: string
    /** What can be sold again: at most 100, and none when all of it is damaged. */
    readonly lines: readonly LinePayload[]
  }
  /** Some or all of the order was sent. Aggregate: order. */
  readonly 'order.shipped': {
    /** Id of the order (`ord_…`). */
    readonly orderId: string
    /** Id of the parcel (`shp_…`). */
    readonly shipmentId: string
    /** Whether nothing is left to be sent. */
    readonly isComplete: boolean
  }
  /** Stock that was set aside for an order lapsed before the order was paid. Aggregate: reservation. */
  readonly 'reservation.expired': {
    /** Id of the order (`ord_…`). */
    readonly orderId: string
  }
  /** An order is paid whose stock was not set aside any more, and too few pieces are left: it cannot be sent. Aggregate: reservation. */
  readonly 'reservation.failed': {
    /** Id of the order (`ord_…`). */
    readonly orderId: string
  }
  /** The account is gone for good: whoever keeps personal data of it forgets them. Aggregate: user. */
  readonly 'user.deleted': {
    /** Id of the user (`usr_…`). */
    readonly userId: string
  }
}

export type EventType = keyof EventPayloads

export const eventVersions: Readonly<Record<EventType, number>> = {
  'order.canceled': 1,
  'order.paid': 1,
  'order.placed': 1,
  'order.reduced': 1,
  'order.refunded': 1,
  'order.returned': 1,
  'order.shipped': 1,
  'reservation.expired': 1,
  'reservation.failed': 1,
  'user.deleted': 1,
}

export const publishers: Readonly<Record<EventType, ServiceName>> = {
  'order.canceled': 'orders',
  'order.paid': 'orders',
  'order.placed': 'orders',
  'order.reduced': 'orders',
  'order.refunded': 'orders',
  'order.returned': 'orders',
  'order.shipped': 'orders',
  'reservation.expired': 'products',
  'reservation.failed': 'products',
  'user.deleted': 'users',
}

/** Who gets what. An event without subscribers is kept in its publisher's outbox for those to come. */
export const subscribers: Readonly<Record<EventType, readonly ServiceName[]>> = {
  'order.canceled': ['products'],
  'order.paid': ['products'],
  'order.placed': [],
  'order.reduced': ['products'],
  'order.refunded': [],
  'order.returned': ['products'],
  'order.shipped': [],
  'reservation.expired': ['orders'],
  'reservation.failed': ['orders'],
  'user.deleted': ['orders'],
}
