// The sandbox provider's own books. It stands for a company elsewhere: nothing of ours refers to these tables or is
// referred to by them, so that comparing them with our ledger proves something.
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const sandboxCharges = pgTable(
  'sandbox_charges',
  {
    /** The merchant's idempotency key. */
    key: text('key').primaryKey(),
    /** Secret part of the page's address. */
    pageId: text('page_id').notNull(),
    state: text('state', {
      enum: ['pending', 'requires_action', 'authorized', 'captured', 'declined', 'voided'],
    }).notNull(),
    currency: text('currency').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    capturedMinor: bigint('captured_minor', { mode: 'number' }).notNull().default(0),
    refundedMinor: bigint('refunded_minor', { mode: 'number' }).notNull().default(0),
    declineCode: text('decline_code'),
    /** Whether what is approved is captured at once. */
    capturesAtOnce: boolean('captures_at_once').notNull().default(true),
    /** When a pending one is approved. */
    settlesAt: instant('settles_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    unique('sandbox_charges_page_key').on(table.pageId),
    check(
      'sandbox_charges_state_check',
      sql`${table.state} in ('pending', 'requires_action', 'authorized', 'captured', 'declined', 'voided')`,
    ),
    check('sandbox_charges_captured_check', sql`${table.capturedMinor} between 0 and ${table.amountMinor}`),
    check('sandbox_charges_refunded_check', sql`${table.refundedMinor} between 0 and ${table.capturedMinor}`),
  ],
)

export const sandboxTransactions = pgTable(
  'sandbox_transactions',
  {
    id: text('id').primaryKey(),
    chargeKey: text('charge_key').notNull(),
    kind: text('kind', { enum: ['AUTHORIZATION', 'CAPTURE', 'VOID', 'REFUND'] }).notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    /** The merchant's idempotency key of a refund. */
    refundKey: text('refund_key'),
    /** The merchant's idempotency key of a capture that it asked for. */
    captureKey: text('capture_key'),
    at: instant('at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'sandbox_transactions_charge_fkey',
      columns: [table.chargeKey],
      foreignColumns: [sandboxCharges.key],
    }),
    unique('sandbox_transactions_refund_key').on(table.refundKey),
    unique('sandbox_transactions_capture_key').on(table.captureKey),
    index('sandbox_transactions_charge_idx').on(table.chargeKey),
    check(
      'sandbox_transactions_kind_check',
      sql`${table.kind} in ('AUTHORIZATION', 'CAPTURE', 'VOID', 'REFUND')`,
    ),
  ],
)

/** What the sandbox tells the merchant, until the merchant has answered. */
export const sandboxWebhooks = pgTable(
  'sandbox_webhooks',
  {
    /** Of the delivery; the same event may be delivered twice. */
    id: text('id').primaryKey(),
    eventId: text('event_id').notNull(),
    chargeKey: text('charge_key').notNull(),
    type: text('type').notNull(),
    /** What goes wrong with its first delivery. */
    fault: text('fault', { enum: ['bad_signature'] }),
    attempts: integer('attempts').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    /** When it is sent, or sent again; null when it was delivered or given up. */
    nextAt: instant('next_at'),
    deliveredAt: instant('delivered_at'),
  },
  (table) => [index('sandbox_webhooks_due_idx').on(table.nextAt).where(sql`${table.nextAt} is not null`)],
)
