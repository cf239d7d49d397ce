// What we keep of Stripe's side: which PaymentIntent was made for which payment of ours, and with what. A row is written
// before Stripe is asked, so a payment without a row was never asked for, and one without an intent never confirmed.
import { bigint, boolean, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const stripeIntents = pgTable(
  'stripe_intents',
  {
    /** Our payment's id. */
    key: text('key').primaryKey(),
    /** Null until Stripe has answered that it made one. */
    intentId: text('intent_id'),
    /** What it is made for; an answer of Stripe's about another amount is not believed. */
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    capturesLater: boolean('captures_later').notNull(),
    /** Called off before Stripe was asked: it never will be. */
    voidedAt: instant('voided_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('stripe_intents_intent_idx').on(table.intentId)],
)
