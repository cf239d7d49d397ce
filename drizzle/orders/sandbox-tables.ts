// The sandbox provider's own books. It stands for a company elsewhere: nothing of ours refers to these tables or is
// referred to by them, so that comparing them with our ledger proves something.
import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const sandboxCharges = pgTable(
  'sandbox_charges',
  {
    /** The merchant's idempotency key. */
    key: text('key').primaryKey(),
    /** Secret part of the page's address. */
    pageId: text('page_id').notNull(),
    state: text('state', {
      enum: ['requires_action', 'authorized', 'captured', 'declined', 'voided'],
    }).notNull(),
    currency: text('currency').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    capturedMinor: bigint('captured_minor', { mode: 'number' }).notNull().default(0),
    refundedMinor: bigint('refunded_minor', { mode: 'number' }).notNull().default(0),
    declineCode: text('decline_code'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    unique('sandbox_charges_page_key').on(table.pageId),
    check(
      'sandbox_charges_state_check',
      sql`${table.state} in ('requires_action', 'authorized', 'captured', 'declined', 'voided')`,
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
    at: instant('at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'sandbox_transactions_charge_fkey',
      columns: [table.chargeKey],
      foreignColumns: [sandboxCharges.key],
    }),
    unique('sandbox_transactions_refund_key').on(table.refundKey),
    index('sandbox_transactions_charge_idx').on(table.chargeKey),
    check(
      'sandbox_transactions_kind_check',
      sql`${table.kind} in ('AUTHORIZATION', 'CAPTURE', 'VOID', 'REFUND')`,
    ),
  ],
)
