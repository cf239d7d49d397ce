// The tables of the orders service: carts, orders, payments with their ledger, idempotency keys.
// What must hold under any concurrency is a constraint here; that the ledger is append-only, a trigger in migrations/.
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

// biome-ignore lint/performance/noBarrelFile: drizzle-kit reads one file per service
export { inbox, outbox, outboxAggregate, outboxDelivery } from '../src/event-tables.ts'
export { orderAccessRequests } from './access-tables.ts'
export { checkouts } from './checkout-tables.ts'
export {
  deliveryMethods,
  discountCustomers,
  discounts,
  discountUses,
  pricingVersion,
  taxRates,
} from './pricing-tables.ts'
export { sandboxCharges, sandboxTransactions, sandboxWebhooks } from './sandbox-tables.ts'
export { stripeIntents } from './stripe-tables.ts'
export { webhookDeliveries, webhookEndpoints, webhookSecrets } from './webhook-tables.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
const minor = (name: string) => bigint(name, { mode: 'number' })

/** A postal address as it was given; keys are those of the SDL. */
export type StoredAddress = {
  readonly name: string
  readonly line1: string
  readonly line2: string | null
  readonly city: string
  readonly region: string | null
  readonly postalCode: string | null
  readonly country: string
  readonly phone: string | null
}

/** The delivery that was agreed. Amounts are minor units. */
export type StoredDelivery = {
  readonly methodId: string
  readonly name: string
  readonly priceMinor: number
  readonly discountMinor: number
  readonly taxMinor: number
  readonly estimatedDaysMin: number | null
  readonly estimatedDaysMax: number | null
}

/** What a code took off. */
export type StoredDiscount = {
  readonly discountId: string
  readonly code: string
  readonly kind: 'PERCENTAGE' | 'AMOUNT' | 'BUY_X_GET_Y' | 'FREE_DELIVERY'
  readonly amountMinor: number
}

/** The share of a tax rate. */
export type StoredTax = {
  readonly name: string
  readonly basisPoints: number
  readonly netMinor: number
  readonly taxMinor: number
}

export const carts = pgTable(
  'carts',
  {
    id: text('id').primaryKey(),
    /** Null for a guest, whose right to the cart is to know its id. */
    userId: text('user_id'),
    currency: text('currency').notNull(),
    email: text('email'),
    shippingAddress: jsonb('shipping_address').$type<StoredAddress>(),
    billingAddress: jsonb('billing_address').$type<StoredAddress>(),
    /** What the buyer has chosen; null for the cheapest. */
    deliveryMethodId: text('delivery_method_id'),
    /** As they are compared: what `discounts.code_key` has. */
    discountCodes: jsonb('discount_codes').$type<readonly string[]>().notNull().default([]),
    /** Grows with every change: a change that was worked out from an older one is worked out again. */
    version: integer('version').notNull().default(1),
    completedAt: instant('completed_at'),
    /** The cart that took its lines when its guest signed in; it is closed then, too. */
    mergedInto: text('merged_into'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check(
      'carts_merged_check',
      sql`${table.mergedInto} is null or (${table.userId} is null and ${table.completedAt} is not null)`,
    ),
    uniqueIndex('carts_open_user_key').on(table.userId).where(sql`${table.completedAt} is null`),
    index('carts_user_idx').on(table.userId),
    // Of those that are purged when they are old. By creation, because what a change does not touch needs no new entry.
    index('carts_age_idx')
      .on(table.createdAt)
      .where(sql`${table.userId} is null or ${table.completedAt} is not null`),
  ],
)

export const cartLines = pgTable(
  'cart_lines',
  {
    id: text('id').primaryKey(),
    cartId: text('cart_id').notNull(),
    position: integer('position').notNull(),
    variantId: text('variant_id').notNull(),
    quantity: integer('quantity').notNull(),
    /** Price of one piece, as of the last change of the lines. */
    unitMinor: minor('unit_minor').notNull(),
    /** The price that the buyer saw when the line was put in or last changed. */
    seenMinor: minor('seen_minor').notNull(),
    /** As of the last change: pieces that could be had; null when it could not be sold at all. */
    available: integer('available'),
    /** As of the last change; null for a line from before products said so. */
    productId: text('product_id'),
    /** Of one piece; zero when nobody entered it. */
    weightGrams: integer('weight_grams').notNull().default(0),
    taxClass: text('tax_class', { enum: ['STANDARD', 'REDUCED', 'ZERO'] })
      .notNull()
      .default('STANDARD'),
  },
  (table) => [
    foreignKey({
      name: 'cart_lines_cart_id_fkey',
      columns: [table.cartId],
      foreignColumns: [carts.id],
    }).onDelete('cascade'),
    unique('cart_lines_variant_key').on(table.cartId, table.variantId),
    check('cart_lines_quantity_check', sql`${table.quantity} between 1 and 1000`),
    check('cart_lines_unit_check', sql`${table.unitMinor} >= 0 and ${table.seenMinor} >= 0`),
  ],
)

/** What people quote on the telephone; gaps are fine, duplicates are not. */
export const orderNumbers = pgSequence('order_numbers', { startWith: 100_001 })

/**
 * An order begins as prepared (`placed_at` null), which nobody sees: a checkout is under way, and undone if it fails.
 * `settle_after` marks every order that somebody has to look at again: a lease while somebody works on it, then due.
 */
export const orders = pgTable(
  'orders',
  {
    id: text('id').primaryKey(),
    number: text('number').notNull().default(sql`'S' || nextval('order_numbers')`),
    cartId: text('cart_id').notNull(),
    customerId: text('customer_id'),
    currency: text('currency').notNull(),
    status: text('status', {
      enum: ['PENDING_PAYMENT', 'CONFIRMED', 'FULFILLED', 'COMPLETED', 'CANCELED'],
    }).notNull(),
    paymentStatus: text('payment_status', {
      enum: [
        'PENDING',
        'REQUIRES_ACTION',
        'AUTHORIZED',
        'PARTIALLY_PAID',
        'PAID',
        'PARTIALLY_REFUNDED',
        'REFUNDED',
        'VOIDED',
        'FAILED',
      ],
    }).notNull(),
    fulfillmentStatus: text('fulfillment_status', {
      enum: ['UNFULFILLED', 'PARTIALLY_FULFILLED', 'FULFILLED', 'RETURNED'],
    }).notNull(),
    /** Before discounts. */
    subtotalMinor: minor('subtotal_minor').notNull(),
    /** Of goods and delivery. */
    discountMinor: minor('discount_minor').notNull().default(0),
    /** Before discounts. */
    deliveryMinor: minor('delivery_minor').notNull().default(0),
    taxMinor: minor('tax_minor').notNull().default(0),
    pricesIncludeTax: boolean('prices_include_tax').notNull().default(true),
    totalMinor: minor('total_minor').notNull(),
    delivery: jsonb('delivery').$type<StoredDelivery>(),
    discounts: jsonb('discounts').$type<readonly StoredDiscount[]>().notNull().default([]),
    taxes: jsonb('taxes').$type<readonly StoredTax[]>().notNull().default([]),
    /** Sums of the ledger, kept with it in one statement. */
    authorizedMinor: minor('authorized_minor').notNull().default(0),
    capturedMinor: minor('captured_minor').notNull().default(0),
    refundedMinor: minor('refunded_minor').notNull().default(0),
    email: text('email'),
    shippingAddress: jsonb('shipping_address').$type<StoredAddress>(),
    billingAddress: jsonb('billing_address').$type<StoredAddress>(),
    cancelReason: text('cancel_reason'),
    createdAt: instant('created_at').notNull(),
    placedAt: instant('placed_at'),
    /** When the last of it was sent. */
    fulfilledAt: instant('fulfilled_at'),
    canceledAt: instant('canceled_at'),
    anonymizedAt: instant('anonymized_at'),
    /** Until when it may be paid. */
    payableUntil: instant('payable_until').notNull(),
    settleAfter: instant('settle_after'),
  },
  (table) => [
    unique('orders_number_key').on(table.number),
    // A canceled checkout gives its cart back, which may then be ordered again.
    uniqueIndex('orders_live_cart_key').on(table.cartId).where(sql`${table.status} <> 'CANCELED'`),
    index('orders_newest_idx').on(table.placedAt, table.id).where(sql`${table.placedAt} is not null`),
    // Each of the two ends with the other's column, so that counting by both reads no rows.
    index('orders_status_idx')
      .on(table.status, table.placedAt, table.id, table.paymentStatus)
      .where(sql`${table.placedAt} is not null`),
    index('orders_payment_status_idx')
      .on(table.paymentStatus, table.placedAt, table.id, table.status)
      .where(sql`${table.placedAt} is not null`),
    // Not partial: whoever is forgotten is forgotten in checkouts that failed, too.
    index('orders_customer_idx').on(table.customerId, table.placedAt, table.id),
    index('orders_fulfilled_idx').on(table.fulfilledAt).where(sql`${table.status} = 'FULFILLED'`),
    index('orders_due_idx').on(table.settleAfter).where(sql`${table.settleAfter} is not null`),
    check(
      'orders_status_check',
      sql`${table.status} in ('PENDING_PAYMENT', 'CONFIRMED', 'FULFILLED', 'COMPLETED', 'CANCELED')`,
    ),
    check(
      'orders_payment_status_check',
      sql`${table.paymentStatus} in ('PENDING', 'REQUIRES_ACTION', 'AUTHORIZED', 'PARTIALLY_PAID', 'PAID',
        'PARTIALLY_REFUNDED', 'REFUNDED', 'VOIDED', 'FAILED')`,
    ),
    check(
      'orders_fulfillment_status_check',
      sql`${table.fulfillmentStatus} in ('UNFULFILLED', 'PARTIALLY_FULFILLED', 'FULFILLED', 'RETURNED')`,
    ),
    check(
      'orders_total_check',
      sql`least(${table.totalMinor}, ${table.subtotalMinor}, ${table.discountMinor}, ${table.deliveryMinor},
          ${table.taxMinor}) >= 0
        and ${table.totalMinor} = ${table.subtotalMinor} - ${table.discountMinor} + ${table.deliveryMinor}
          + case when ${table.pricesIncludeTax} then 0 else ${table.taxMinor} end`,
    ),
    check(
      'orders_delivery_check',
      sql`${table.deliveryMinor} = coalesce((${table.delivery} ->> 'priceMinor')::bigint, 0)`,
    ),
    check('orders_captured_check', sql`${table.capturedMinor} between 0 and ${table.totalMinor}`),
    check('orders_refunded_check', sql`${table.refundedMinor} between 0 and ${table.capturedMinor}`),
    check(
      'orders_paid_check',
      sql`${table.totalMinor} = 0
        or (${table.paymentStatus} = 'PAID') = (${table.capturedMinor} - ${table.refundedMinor} = ${table.totalMinor})`,
    ),
    check(
      'orders_confirmed_check',
      sql`${table.status} in ('PENDING_PAYMENT', 'CANCELED')
        or (${table.placedAt} is not null
          and ${table.totalMinor} in (${table.capturedMinor}, ${table.authorizedMinor}))`,
    ),
    check(
      'orders_fulfilled_check',
      sql`(${table.status} in ('FULFILLED', 'COMPLETED')) = (${table.fulfilledAt} is not null)
        and (${table.fulfilledAt} is not null) = (${table.fulfillmentStatus} in ('FULFILLED', 'RETURNED'))`,
    ),
    check('orders_canceled_check', sql`(${table.status} = 'CANCELED') = (${table.canceledAt} is not null)`),
  ],
)

/** What was bought, as it was then. */
export const orderLines = pgTable(
  'order_lines',
  {
    id: text('id').primaryKey(),
    orderId: text('order_id').notNull(),
    position: smallint('position').notNull(),
    variantId: text('variant_id').notNull(),
    productId: text('product_id').notNull(),
    productName: text('product_name').notNull(),
    variantName: text('variant_name').notNull(),
    sku: text('sku').notNull(),
    quantity: integer('quantity').notNull(),
    quantityFulfilled: integer('quantity_fulfilled').notNull().default(0),
    quantityRefunded: integer('quantity_refunded').notNull().default(0),
    /** Called off before they were sent. */
    quantityCanceled: integer('quantity_canceled').notNull().default(0),
    /** On their way back: in returns that are asked for or approved. */
    quantityReturning: integer('quantity_returning').notNull().default(0),
    /** Came back. */
    quantityReturned: integer('quantity_returned').notNull().default(0),
    unitMinor: minor('unit_minor').notNull(),
    /** Before discounts. */
    totalMinor: minor('total_minor').notNull(),
    discountMinor: minor('discount_minor').notNull().default(0),
    taxMinor: minor('tax_minor').notNull().default(0),
    /** Of what was paid for it: set aside or paid back by refunds that name its pieces. */
    refundedMinor: minor('refunded_minor').notNull().default(0),
  },
  (table) => [
    foreignKey({ name: 'order_lines_order_id_fkey', columns: [table.orderId], foreignColumns: [orders.id] }),
    unique('order_lines_position_key').on(table.orderId, table.position),
    check('order_lines_quantity_check', sql`${table.quantity} between 1 and 1000`),
    check('order_lines_total_check', sql`${table.totalMinor} = ${table.unitMinor} * ${table.quantity}`),
    check('order_lines_discount_check', sql`${table.discountMinor} between 0 and ${table.totalMinor}`),
    check('order_lines_tax_check', sql`${table.taxMinor} >= 0`),
    check(
      'order_lines_refunded_minor_check',
      sql`${table.refundedMinor} between 0 and ${table.totalMinor} - ${table.discountMinor} + ${table.taxMinor}`,
    ),
    check(
      'order_lines_fulfilled_check',
      sql`${table.quantityFulfilled} >= 0 and ${table.quantityCanceled} >= 0
        and ${table.quantityFulfilled} + ${table.quantityCanceled} <= ${table.quantity}`,
    ),
    check(
      'order_lines_returned_check',
      sql`${table.quantityReturning} >= 0 and ${table.quantityReturned} >= 0
        and ${table.quantityReturning} + ${table.quantityReturned} <= ${table.quantityFulfilled}`,
    ),
    check('order_lines_refunded_check', sql`${table.quantityRefunded} between 0 and ${table.quantity}`),
  ],
)

/** One attempt to pay; its id is our idempotency key at the provider. The balance follows the ledger. */
export const payments = pgTable(
  'payments',
  {
    id: text('id').primaryKey(),
    orderId: text('order_id').notNull(),
    provider: text('provider').notNull(),
    status: text('status', {
      enum: ['PENDING', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED', 'VOIDED', 'FAILED'],
    }).notNull(),
    currency: text('currency').notNull(),
    amountMinor: minor('amount_minor').notNull(),
    /** When its money is taken: with the order, or with each parcel. As the shop was set when it was begun. */
    captureAt: text('capture_at', { enum: ['CHECKOUT', 'FULFILLMENT'] })
      .notNull()
      .default('CHECKOUT'),
    /** All that the provider ever set aside, and what it let go of that again. */
    authorizedMinor: minor('authorized_minor').notNull().default(0),
    voidedMinor: minor('voided_minor').notNull().default(0),
    /** Captures under way: set aside before the provider is asked. */
    capturingMinor: minor('capturing_minor').notNull().default(0),
    capturedMinor: minor('captured_minor').notNull().default(0),
    refundedMinor: minor('refunded_minor').notNull().default(0),
    /** Refunds under way: set aside before the provider is asked, so that parallel ones never exceed. */
    refundingMinor: minor('refunding_minor').notNull().default(0),
    declineCode: text('decline_code'),
    actionUrl: text('action_url'),
    /** With which the buyer's app goes on by the provider's own library, where there is no page. */
    clientSecret: text('client_secret'),
    /** When the buyer's bank was seen to dispute it. */
    disputedAt: instant('disputed_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'payments_order_id_fkey', columns: [table.orderId], foreignColumns: [orders.id] }),
    index('payments_order_idx').on(table.orderId, table.createdAt),
    check(
      'payments_status_check',
      sql`${table.status} in ('PENDING', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED', 'VOIDED', 'FAILED')`,
    ),
    check('payments_capture_at_check', sql`${table.captureAt} in ('CHECKOUT', 'FULFILLMENT')`),
    check(
      'payments_authorized_check',
      sql`${table.authorizedMinor} between 0 and ${table.amountMinor}
        and ${table.voidedMinor} between 0 and ${table.authorizedMinor}`,
    ),
    check(
      'payments_captured_check',
      sql`${table.capturedMinor} >= 0 and ${table.capturingMinor} >= 0
        and ${table.capturedMinor} + ${table.capturingMinor} <= ${table.amountMinor}`,
    ),
    check(
      'payments_refunded_check',
      sql`${table.refundedMinor} >= 0 and ${table.refundingMinor} >= 0
        and ${table.refundedMinor} + ${table.refundingMinor} <= ${table.capturedMinor}`,
    ),
  ],
)

/** Every transaction that a provider told us of, once. Append-only: a trigger refuses anything else. */
export const paymentLedger = pgTable(
  'payment_ledger',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    orderId: text('order_id').notNull(),
    paymentId: text('payment_id').notNull(),
    kind: text('kind', {
      enum: ['AUTHORIZATION', 'CAPTURE', 'VOID', 'REFUND', 'REFUND_REVERSAL'],
    }).notNull(),
    amountMinor: minor('amount_minor').notNull(),
    currency: text('currency').notNull(),
    provider: text('provider').notNull(),
    providerTransactionId: text('provider_transaction_id').notNull(),
    /** The refund that it carries out, or that came back; null for the other kinds. */
    refundId: text('refund_id'),
    /** The capture that it carries out, when somebody asked for one of its own. */
    captureId: text('capture_id'),
    occurredAt: instant('occurred_at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'payment_ledger_order_id_fkey',
      columns: [table.orderId],
      foreignColumns: [orders.id],
    }),
    foreignKey({
      name: 'payment_ledger_payment_id_fkey',
      columns: [table.paymentId],
      foreignColumns: [payments.id],
    }),
    unique('payment_ledger_transaction_key').on(table.provider, table.providerTransactionId),
    index('payment_ledger_payment_idx').on(table.paymentId),
    index('payment_ledger_order_idx').on(table.orderId),
    check(
      'payment_ledger_kind_check',
      sql`${table.kind} in ('AUTHORIZATION', 'CAPTURE', 'VOID', 'REFUND', 'REFUND_REVERSAL')`,
    ),
    check('payment_ledger_amount_check', sql`${table.amountMinor} > 0`),
    check(
      'payment_ledger_refund_check',
      sql`(${table.kind} in ('REFUND', 'REFUND_REVERSAL')) = (${table.refundId} is not null)`,
    ),
    check('payment_ledger_capture_check', sql`${table.captureId} is null or ${table.kind} = 'CAPTURE'`),
  ],
)

/** Until when a provider's news were listed, for messages of it that never arrived. */
export const providerNews = pgTable('provider_news', {
  provider: text('provider').primaryKey(),
  heardUntil: instant('heard_until').notNull(),
})

/** Money to be taken of what was set aside; its id is our idempotency key at the provider. */
export const captures = pgTable(
  'captures',
  {
    id: text('id').primaryKey(),
    orderId: text('order_id').notNull(),
    paymentId: text('payment_id').notNull(),
    status: text('status', { enum: ['PENDING', 'SUCCEEDED', 'FAILED'] }).notNull(),
    amountMinor: minor('amount_minor').notNull(),
    /** The last one: the provider lets go of the rest. */
    isFinal: boolean('is_final').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'captures_order_id_fkey', columns: [table.orderId], foreignColumns: [orders.id] }),
    foreignKey({
      name: 'captures_payment_id_fkey',
      columns: [table.paymentId],
      foreignColumns: [payments.id],
    }),
    index('captures_order_idx').on(table.orderId, table.createdAt),
    check('captures_status_check', sql`${table.status} in ('PENDING', 'SUCCEEDED', 'FAILED')`),
    check('captures_amount_check', sql`${table.amountMinor} > 0`),
  ],
)

/** Money to be paid back; its id is our idempotency key at the provider. */
export const refunds = pgTable(
  'refunds',
  {
    id: text('id').primaryKey(),
    orderId: text('order_id').notNull(),
    paymentId: text('payment_id').notNull(),
    status: text('status', { enum: ['PENDING', 'SUCCEEDED', 'FAILED'] }).notNull(),
    currency: text('currency').notNull(),
    amountMinor: minor('amount_minor').notNull(),
    /** How much of it is for the delivery. */
    deliveryMinor: minor('delivery_minor').notNull().default(0),
    reason: text('reason'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'refunds_order_id_fkey', columns: [table.orderId], foreignColumns: [orders.id] }),
    foreignKey({
      name: 'refunds_payment_id_fkey',
      columns: [table.paymentId],
      foreignColumns: [payments.id],
    }),
    index('refunds_order_idx').on(table.orderId, table.createdAt),
    check('refunds_status_check', sql`${table.status} in ('PENDING', 'SUCCEEDED', 'FAILED')`),
    check('refunds_amount_check', sql`${table.amountMinor} > 0`),
    check('refunds_delivery_check', sql`${table.deliveryMinor} between 0 and ${table.amountMinor}`),
  ],
)

export const refundLines = pgTable(
  'refund_lines',
  {
    refundId: text('refund_id').notNull(),
    orderLineId: text('order_line_id').notNull(),
    quantity: integer('quantity').notNull(),
    amountMinor: minor('amount_minor').notNull().default(0),
  },
  (table) => [
    primaryKey({ name: 'refund_lines_pkey', columns: [table.refundId, table.orderLineId] }),
    foreignKey({
      name: 'refund_lines_refund_id_fkey',
      columns: [table.refundId],
      foreignColumns: [refunds.id],
    }),
    foreignKey({
      name: 'refund_lines_order_line_id_fkey',
      columns: [table.orderLineId],
      foreignColumns: [orderLines.id],
    }),
    check('refund_lines_quantity_check', sql`${table.quantity} > 0`),
  ],
)

export const shipments = pgTable(
  'shipments',
  {
    id: text('id').primaryKey(),
    orderId: text('order_id').notNull(),
    carrier: text('carrier'),
    trackingNumber: text('tracking_number'),
    trackingUrl: text('tracking_url'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'shipments_order_id_fkey', columns: [table.orderId], foreignColumns: [orders.id] }),
    index('shipments_order_idx').on(table.orderId, table.createdAt),
  ],
)

export const shipmentLines = pgTable(
  'shipment_lines',
  {
    shipmentId: text('shipment_id').notNull(),
    orderLineId: text('order_line_id').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (table) => [
    primaryKey({ name: 'shipment_lines_pkey', columns: [table.shipmentId, table.orderLineId] }),
    foreignKey({
      name: 'shipment_lines_shipment_id_fkey',
      columns: [table.shipmentId],
      foreignColumns: [shipments.id],
    }),
    foreignKey({
      name: 'shipment_lines_order_line_id_fkey',
      columns: [table.orderLineId],
      foreignColumns: [orderLines.id],
    }),
    check('shipment_lines_quantity_check', sql`${table.quantity} > 0`),
  ],
)

/** The timeline. ULIDs of one millisecond have no order, so a sequence keeps it. */
export const orderEvents = pgTable(
  'order_events',
  {
    id: text('id').primaryKey(),
    sequence: bigint('sequence', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    orderId: text('order_id').notNull(),
    type: text('type', {
      enum: [
        'PLACED',
        'PAYMENT_ACTION_REQUIRED',
        'PAYMENT_AUTHORIZED',
        'PAYMENT_CAPTURED',
        'PAYMENT_CAPTURE_FAILED',
        'PAYMENT_FAILED',
        'PAYMENT_VOIDED',
        'PAYMENT_DISPUTED',
        'CONFIRMED',
        'SHIPPED',
        'COMPLETED',
        'CANCELED',
        'EXPIRED',
        'REFUND_REQUESTED',
        'REFUNDED',
        'REFUND_FAILED',
        'REDUCED',
        'RETURN_REQUESTED',
        'RETURN_APPROVED',
        'RETURN_REJECTED',
        'RETURN_RECEIVED',
        'RETURN_CANCELED',
        'NOTE_ADDED',
        'ANONYMIZED',
      ],
    }).notNull(),
    actor: text('actor', { enum: ['BUYER', 'STAFF', 'SYSTEM', 'PROVIDER'] }).notNull(),
    message: text('message'),
    at: instant('at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'order_events_order_id_fkey', columns: [table.orderId], foreignColumns: [orders.id] }),
    uniqueIndex('order_events_timeline_key').on(table.orderId, table.sequence),
  ],
)

/**
 * What was answered to a key. Without an answer it is still running, on the order that it names; when that order's
 * `settle_after` has passed, its runner is gone. Refused before there was an order, it names none.
 */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    principal: text('principal').notNull(),
    operation: text('operation').notNull(),
    key: text('key').notNull(),
    inputHash: text('input_hash').notNull(),
    orderId: text('order_id'),
    answer: jsonb('answer'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'idempotency_keys_pkey', columns: [table.principal, table.operation, table.key] }),
    index('idempotency_keys_order_idx').on(table.orderId).where(sql`${table.answer} is null`),
    check('idempotency_keys_running_check', sql`${table.answer} is not null or ${table.orderId} is not null`),
    index('idempotency_keys_age_idx').using('brin', table.createdAt),
  ],
)

/**
 * What a buyer sends back. How many pieces of a line are on their way back, and how many came, is kept on the order's
 * line, whose CHECK no number of returns at once gets past.
 */
export const returns = pgTable(
  'returns',
  {
    id: text('id').primaryKey(),
    orderId: text('order_id').notNull(),
    status: text('status', { enum: ['REQUESTED', 'APPROVED', 'REJECTED', 'RECEIVED', 'CANCELED'] }).notNull(),
    /** In the words of staff, for the buyer. */
    rejectReason: text('reject_reason'),
    /** What was paid back on receipt; null when nothing was. */
    refundId: text('refund_id'),
    createdAt: instant('created_at').notNull(),
    approvedAt: instant('approved_at'),
    /** When it was rejected, received or canceled. */
    closedAt: instant('closed_at'),
  },
  (table) => [
    foreignKey({ name: 'returns_order_id_fkey', columns: [table.orderId], foreignColumns: [orders.id] }),
    foreignKey({ name: 'returns_refund_id_fkey', columns: [table.refundId], foreignColumns: [refunds.id] }),
    index('returns_order_idx').on(table.orderId, table.createdAt),
    index('returns_open_idx').on(table.orderId).where(sql`${table.status} in ('REQUESTED', 'APPROVED')`),
    check(
      'returns_status_check',
      sql`${table.status} in ('REQUESTED', 'APPROVED', 'REJECTED', 'RECEIVED', 'CANCELED')`,
    ),
    check(
      'returns_closed_check',
      sql`(${table.closedAt} is not null) = (${table.status} in ('REJECTED', 'RECEIVED', 'CANCELED'))`,
    ),
    check(
      'returns_approved_check',
      sql`${table.approvedAt} is not null or ${table.status} not in ('APPROVED', 'RECEIVED')`,
    ),
    check('returns_refund_check', sql`${table.refundId} is null or ${table.status} = 'RECEIVED'`),
  ],
)

export const returnLines = pgTable(
  'return_lines',
  {
    returnId: text('return_id').notNull(),
    orderLineId: text('order_line_id').notNull(),
    quantity: integer('quantity').notNull(),
    reason: text('reason', {
      enum: ['DAMAGED', 'WRONG_ITEM', 'NOT_AS_DESCRIBED', 'ARRIVED_TOO_LATE', 'NO_LONGER_WANTED', 'OTHER'],
    }).notNull(),
    /** In the buyer's words. */
    comment: text('comment'),
    /** What arrived, by its condition; zero until it has. */
    quantitySellable: integer('quantity_sellable').notNull().default(0),
    quantityDamaged: integer('quantity_damaged').notNull().default(0),
  },
  (table) => [
    primaryKey({ name: 'return_lines_pkey', columns: [table.returnId, table.orderLineId] }),
    foreignKey({
      name: 'return_lines_return_id_fkey',
      columns: [table.returnId],
      foreignColumns: [returns.id],
    }),
    foreignKey({
      name: 'return_lines_order_line_id_fkey',
      columns: [table.orderLineId],
      foreignColumns: [orderLines.id],
    }),
    index('return_lines_order_line_idx').on(table.orderLineId),
    check('return_lines_quantity_check', sql`${table.quantity} > 0`),
    check(
      'return_lines_received_check',
      sql`${table.quantitySellable} >= 0 and ${table.quantityDamaged} >= 0
        and ${table.quantitySellable} + ${table.quantityDamaged} <= ${table.quantity}`,
    ),
    check(
      'return_lines_reason_check',
      sql`${table.reason} in
        ('DAMAGED', 'WRONG_ITEM', 'NOT_AS_DESCRIBED', 'ARRIVED_TOO_LATE', 'NO_LONGER_WANTED', 'OTHER')`,
    ),
  ],
)

/** What staff writes about an order. */
export const orderNotes = pgTable(
  'order_notes',
  {
    id: text('id').primaryKey(),
    orderId: text('order_id').notNull(),
    /** Null after the author's account was deleted. */
    authorId: text('author_id'),
    /** Null after the buyer was forgotten, of whom it may tell. */
    text: text('text'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'order_notes_order_id_fkey', columns: [table.orderId], foreignColumns: [orders.id] }),
    index('order_notes_order_idx').on(table.orderId, table.createdAt),
    index('order_notes_author_idx').on(table.authorId),
    check('order_notes_text_check', sql`char_length(${table.text}) between 1 and 2000`),
  ],
)

/** One row per mail that the server has taken. What it says is not kept. */
export const orderMails = pgTable(
  'order_mails',
  {
    orderId: text('order_id').notNull(),
    kind: text('kind').notNull(),
    /** The parcel, refund or return that it tells of; the order's own id for the others. */
    subjectId: text('subject_id').notNull(),
    sentAt: instant('sent_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'order_mails_pkey', columns: [table.orderId, table.kind, table.subjectId] }),
    foreignKey({ name: 'order_mails_order_id_fkey', columns: [table.orderId], foreignColumns: [orders.id] }),
  ],
)
