// Merchants' webhooks: who hears of what, with which secrets, and the log of what was sent. What must stay true: a
// delivery is written with its event, by a trigger on the outbox in migrations/, so that neither is without the other.
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** A deleted one stays until its log is purged: what refers to it never waits for a long deletion. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: text('id').primaryKey(),
    url: text('url').notNull(),
    events: text('events').array().notNull(),
    description: text('description'),
    isActive: boolean('is_active').notNull().default(true),
    /** Why it is not active, when that was not staff's doing. */
    disabledReason: text('disabled_reason', { enum: ['GONE'] }),
    /** Since when every attempt has failed; null when the last one did not. */
    failingSince: instant('failing_since'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    deletedAt: instant('deleted_at'),
  },
  (table) => [
    check('webhook_endpoints_events_check', sql`cardinality(${table.events}) between 1 and 100`),
    check(
      'webhook_endpoints_disabled_check',
      sql`${table.disabledReason} is null or (${table.disabledReason} = 'GONE' and not ${table.isActive})`,
    ),
  ],
)

/** Encrypted. The one without an end signs, and beside it, until its end, the one before it. */
export const webhookSecrets = pgTable(
  'webhook_secrets',
  {
    id: text('id').primaryKey(),
    endpointId: text('endpoint_id').notNull(),
    sealed: text('sealed').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
  },
  (table) => [
    foreignKey({
      name: 'webhook_secrets_endpoint_id_fkey',
      columns: [table.endpointId],
      foreignColumns: [webhookEndpoints.id],
    }).onDelete('cascade'),
    uniqueIndex('webhook_secrets_current_key').on(table.endpointId).where(sql`${table.expiresAt} is null`),
    uniqueIndex('webhook_secrets_former_key').on(table.endpointId).where(sql`${table.expiresAt} is not null`),
  ],
)

/**
 * One event on its way to one endpoint: pending, leased by a sender, delivered, or dead after a day of failures. The
 * event is repeated here, because the outbox forgets it sooner than the log does.
 */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    /** A ULID: the order of ids is the order of age. */
    id: text('id').primaryKey(),
    endpointId: text('endpoint_id').notNull(),
    eventId: text('event_id').notNull(),
    eventType: text('event_type').notNull(),
    eventVersion: integer('event_version').notNull(),
    aggregateType: text('aggregate_type').notNull(),
    aggregateId: text('aggregate_id').notNull(),
    aggregateSequence: integer('aggregate_sequence').notNull(),
    correlationId: text('correlation_id').notNull(),
    causationId: text('causation_id'),
    payload: jsonb('payload').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** Leases taken; also the fence that tells the present holder of the lease from an earlier one. */
    attempts: integer('attempts').notNull().default(0),
    /** Failures since `tries_since`: what the back-off goes by. */
    failures: integer('failures').notNull().default(0),
    /** When the day of trying began: with the first attempt, and anew with each retry by hand. */
    triesSince: instant('tries_since'),
    nextAttemptAt: instant('next_attempt_at').notNull().defaultNow(),
    leasedUntil: instant('leased_until'),
    deliveredAt: instant('delivered_at'),
    deadAt: instant('dead_at'),
    lastStatusCode: integer('last_status_code'),
    lastError: text('last_error'),
  },
  (table) => [
    foreignKey({
      name: 'webhook_deliveries_endpoint_id_fkey',
      columns: [table.endpointId],
      foreignColumns: [webhookEndpoints.id],
    }),
    unique('webhook_deliveries_event_key').on(table.endpointId, table.eventId),
    index('webhook_deliveries_log_idx').on(table.endpointId, table.id),
    index('webhook_deliveries_dead_idx')
      .on(table.endpointId, table.id)
      .where(sql`${table.deadAt} is not null`),
    index('webhook_deliveries_due_idx')
      .on(table.endpointId, table.nextAttemptAt)
      .where(sql`${table.deliveredAt} is null and ${table.deadAt} is null`),
    index('webhook_deliveries_order_idx')
      .on(table.endpointId, table.aggregateType, table.aggregateId, table.aggregateSequence)
      .where(sql`${table.deliveredAt} is null and ${table.deadAt} is null`),
    index('webhook_deliveries_leased_idx').on(table.endpointId).where(sql`${table.leasedUntil} is not null`),
    check(
      'webhook_deliveries_outcome_check',
      sql`${table.deliveredAt} is null or (${table.deadAt} is null and ${table.leasedUntil} is null)`,
    ),
  ],
)
