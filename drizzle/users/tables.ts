// The tables of the users service. What they cannot say (triggers, an unlogged table) stands in the first migration.
// Instants are kept to the millisecond, so that what a cursor or a token carries equals what is stored.
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'

// biome-ignore lint/performance/noBarrelFile: drizzle-kit reads one file per service
export { inbox, outbox, outboxAggregate, outboxDelivery } from '../src/event-tables.ts'

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const users = pgTable(
  'users',
  {
    id: text('id').primaryKey(),
    /** As it was given. */
    email: text('email').notNull(),
    /** The address in the form in which it is compared. */
    emailKey: text('email_key').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash').notNull(),
    roles: text('roles').array().notNull(),
    /** A demo account with a public password: production refuses to start beside one. */
    isSeeded: boolean('is_seeded').notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    unique('users_email_key_unique').on(table.emailKey),
    check(
      'users_roles_check',
      sql`cardinality(${table.roles}) between 1 and 3 and ${table.roles} <@ array['CUSTOMER', 'STAFF', 'ADMIN']`,
    ),
    index('users_newest_idx').on(table.createdAt, table.id),
    index('users_name_search_idx').using('gin', table.name.op('gin_trgm_ops')),
    index('users_email_search_idx').using('gin', table.email.op('gin_trgm_ops')),
    index('users_admin_idx').on(table.id).where(sql`'ADMIN' = any(${table.roles})`),
    index('users_seeded_idx').on(table.id).where(sql`${table.isSeeded}`),
  ],
)

/** How many rows `users` has, spread over slots so that registrations do not wait for one another; kept by a trigger. */
export const userCount = pgTable('user_count', {
  slot: smallint('slot').primaryKey(),
  total: bigint('total', { mode: 'number' }).notNull(),
})

/** A refresh token's family: one live head, and the token before it for the grace in which it may be replayed. */
export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    device: text('device'),
    tokenHash: bytea('token_hash').notNull(),
    previousTokenHash: bytea('previous_token_hash'),
    createdAt: instant('created_at').notNull(),
    /** Also the instant of the last rotation. */
    lastUsedAt: instant('last_used_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('sessions_user_idx').on(table.userId, table.lastUsedAt, table.id),
    index('sessions_expiry_idx').on(table.expiresAt),
  ],
)

/** The revocation feed. A trigger makes writers take turns, so numbers become visible in ascending order. */
export const revocations = pgTable(
  'revocations',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    subject: text('subject').notNull(),
    /** Epoch milliseconds, as is the next one. */
    issuedBefore: bigint('issued_before', { mode: 'number' }).notNull(),
    expiresAt: bigint('expires_at', { mode: 'number' }).notNull(),
  },
  (table) => [index('revocations_expiry_idx').on(table.expiresAt)],
)

/** Which key signs follows from `active_from` alone: the latest one that has come. */
export const signingKeys = pgTable(
  'signing_keys',
  {
    kid: text('kid').primaryKey(),
    publicJwk: jsonb('public_jwk').notNull(),
    /** Encrypted with a key that is not in this database. */
    sealedPrivateKey: bytea('sealed_private_key').notNull(),
    createdAt: instant('created_at').notNull(),
    activeFrom: instant('active_from').notNull(),
  },
  (table) => [unique('signing_keys_active_from_unique').on(table.activeFrom)],
)

/** Budgets of credential operations, by a hash of what they are for. Unlogged: a crash forgets attempts, no more. */
export const throttles = pgTable('throttles', {
  key: text('key').primaryKey(),
  /** When the budget is whole again; each attempt moves it on. No index, so that attempts update in place. */
  fullAt: timestamp('full_at', { withTimezone: true }).notNull(),
  /** Whether the last attempt was within the budget. */
  allowed: boolean('allowed').notNull(),
  /** Until when a pair of account and address counts as known good. */
  trustedUntil: timestamp('trusted_until', { withTimezone: true }),
})
