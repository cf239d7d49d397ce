// How often somebody has asked for a link to an order: one instant per order's number and e-mail address, at which the
// budget is whole again. Nothing here says whether there is such an order.
import { boolean, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const orderAccessRequests = pgTable('order_access_requests', {
  /** A hash: neither numbers nor addresses are kept. */
  key: text('key').primaryKey(),
  wholeAt: instant('whole_at').notNull(),
  /** Whether the last request was within the budget. */
  isAllowed: boolean('is_allowed').notNull(),
})
