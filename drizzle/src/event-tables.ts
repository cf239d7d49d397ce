// The event backbone's tables, alike in the database of each service; service-kit/events works on them by name.
// An event and its deliveries are written with the change they tell of; the inbox row with the effect it had.
import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'

/** The last sequence given out per aggregate: its row lock makes publishers of one aggregate take turns. */
export const outboxAggregate = pgTable(
  'outbox_aggregate',
  {
    aggregateType: text('aggregate_type').notNull(),
    aggregateId: text('aggregate_id').notNull(),
    lastSequence: integer('last_sequence').notNull(),
  },
  (table) => [
    primaryKey({ name: 'outbox_aggregate_pkey', columns: [table.aggregateType, table.aggregateId] }),
  ],
)

/** What happened, append-only until it is purged. Ids are ULIDs: their order is the order of age. */
export const outbox = pgTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    type: text('type').notNull(),
    version: integer('version').notNull(),
    aggregateType: text('aggregate_type').notNull(),
    aggregateId: text('aggregate_id').notNull(),
    aggregateSequence: integer('aggregate_sequence').notNull(),
    correlationId: text('correlation_id').notNull(),
    causationId: text('causation_id'),
    payload: jsonb('payload').notNull(),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    unique('outbox_aggregate_sequence_key').on(
      table.aggregateType,
      table.aggregateId,
      table.aggregateSequence,
    ),
    check('outbox_aggregate_sequence_check', sql`${table.aggregateSequence} > 0`),
  ],
)

/**
 * One event on its way to one subscriber: pending, leased by a relay, delivered, or dead after too many failures.
 * A dead one that is also delivered was skipped by an operator. The aggregate is repeated here for the indexes.
 */
export const outboxDelivery = pgTable(
  'outbox_delivery',
  {
    eventId: text('event_id').notNull(),
    subscriber: text('subscriber').notNull(),
    aggregateType: text('aggregate_type').notNull(),
    aggregateId: text('aggregate_id').notNull(),
    aggregateSequence: integer('aggregate_sequence').notNull(),
    /** Leases taken; also the fence that tells the present holder of the lease from an earlier one. */
    attempts: integer('attempts').notNull().default(0),
    /** Attempts that the subscriber answered with a failure, or not in time. */
    failures: integer('failures').notNull().default(0),
    nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull().defaultNow(),
    leasedUntil: timestamp('leased_until', { withTimezone: true }),
    deliveredAt: timestamp('delivered_at', { withTimezone: true }),
    deadAt: timestamp('dead_at', { withTimezone: true }),
    lastError: text('last_error'),
  },
  (table) => [
    primaryKey({ name: 'outbox_delivery_pkey', columns: [table.eventId, table.subscriber] }),
    foreignKey({
      name: 'outbox_delivery_event_id_fkey',
      columns: [table.eventId],
      foreignColumns: [outbox.id],
    }).onDelete('cascade'),
    index('outbox_delivery_due_idx')
      .on(table.subscriber, table.nextAttemptAt)
      .where(sql`${table.deliveredAt} is null and ${table.deadAt} is null`),
    index('outbox_delivery_order_idx')
      .on(table.subscriber, table.aggregateType, table.aggregateId, table.aggregateSequence)
      .where(sql`${table.deliveredAt} is null`),
  ],
)

/** Which events a consumer has taken in: the row commits with the effect, so a second delivery has none. */
export const inbox = pgTable(
  'inbox',
  {
    consumer: text('consumer').notNull(),
    eventId: text('event_id').notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: 'inbox_pkey', columns: [table.consumer, table.eventId] }),
    // Rows arrive in order of time: a block range index finds the old ones and costs nearly nothing to keep.
    index('inbox_received_at_idx').using('brin', table.receivedAt),
  ],
)
