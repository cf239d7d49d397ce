// Checkouts that go on without a request. A trigger in migrations/ tells of each change of one, like of one of its order.
import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** What a submitted checkout needs beside its order; written with it, and gone when its keys are forgotten. */
export const checkouts = pgTable(
  'checkouts',
  {
    /** No foreign key: the statement that writes it writes the order, and nothing deletes orders. */
    orderId: text('order_id').primaryKey(),
    /** The means of payment, only for as long as the provider has still to be asked. */
    paymentToken: text('payment_token'),
    /** Why it failed; null unless it did. */
    userErrors: jsonb('user_errors'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('checkouts_age_idx').on(table.createdAt).where(sql`${table.paymentToken} is null`)],
)
