// The tables of the products service: catalogue, prices, stock. What must stay true is a constraint here or a trigger
// or function in migrations/. Columns marked `derived` are kept by triggers or with the row that they are derived from;
// lists at a million products read them from an index, and read no more rows than a page has.
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'

// biome-ignore lint/performance/noBarrelFile: drizzle-kit reads one file per service
export { inbox, outbox, outboxAggregate, outboxDelivery } from '../src/event-tables.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
const minor = (name: string) => bigint(name, { mode: 'number' })
/** Bytewise order: the same on every server, and the cheapest to compare. */
const bytewise = customType<{ data: string }>({ dataType: () => 'text collate "C"' })
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const productStatus = pgEnum('product_status', ['DRAFT', 'ACTIVE', 'ARCHIVED'])
export const availability = pgEnum('availability', ['IN_STOCK', 'LOW_STOCK', 'OUT_OF_STOCK'])
export const movementReason = pgEnum('stock_movement_reason', [
  'RECEIVED',
  'RETURNED',
  'DAMAGED',
  'COUNTED',
  'RESERVED',
  'RELEASED',
  'EXPIRED',
  'COMMITTED',
  'RESTOCKED',
])
export const reservationStatus = pgEnum('stock_reservation_status', [
  'RESERVED',
  'COMMITTED',
  'RELEASED',
  'EXPIRED',
])

export const categories = pgTable(
  'categories',
  {
    id: text('id').primaryKey(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    /** Derived: the name folded for sorting. */
    sortName: bytewise('sort_name').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (table) => [
    unique('categories_slug_key').on(table.slug),
    index('categories_name_idx').on(table.sortName, table.id),
  ],
)

/**
 * An index begins with the status, because all but staff see one status only; staff's lists merge one run per status.
 */
export const products = pgTable(
  'products',
  {
    id: text('id').primaryKey(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    /** Derived: the name folded for sorting. */
    sortName: bytewise('sort_name').notNull(),
    description: text('description').notNull(),
    status: productStatus('status').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    /** Derived: the span of its variants' prices in the shop's default currency. */
    minPriceMinor: minor('min_price_minor'),
    maxPriceMinor: minor('max_price_minor'),
    /** Derived: how many of its variants are in stock, low and out. Counted by difference: see count_stock(). */
    inStockVariants: integer('in_stock_variants').notNull().default(0),
    lowStockVariants: integer('low_stock_variants').notNull().default(0),
    outOfStockVariants: integer('out_of_stock_variants').notNull().default(0),
    /** Derived: terms of name, SKUs and description; those of name and SKUs have a blank before them. */
    search: tsvector('search').notNull(),
  },
  (table) => [
    unique('products_slug_key').on(table.slug),
    index('products_newest_idx').on(table.status, table.createdAt, table.id),
    index('products_name_idx').on(table.status, table.sortName, table.id),
    index('products_price_idx').on(table.status, table.minPriceMinor, table.id),
    index('products_low_stock_idx').on(table.status, table.id).where(sql`${table.lowStockVariants} > 0`),
    index('products_out_of_stock_idx').on(table.status, table.id).where(sql`${table.outOfStockVariants} > 0`),
    index('products_search_idx').using('gin', table.search),
    check('products_version_check', sql`${table.version} > 0`),
    check(
      'products_stock_variants_check',
      sql`least(${table.inStockVariants}, ${table.lowStockVariants}, ${table.outOfStockVariants}) >= 0`,
    ),
  ],
)

/** The other columns are copies of the product's, kept by a trigger, so that a category has its own sorted indexes. */
export const productCategories = pgTable(
  'product_categories',
  {
    productId: text('product_id').notNull(),
    categoryId: text('category_id').notNull(),
    status: productStatus('status').notNull(),
    sortName: bytewise('sort_name').notNull(),
    minPriceMinor: minor('min_price_minor'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'product_categories_pkey', columns: [table.productId, table.categoryId] }),
    foreignKey({
      name: 'product_categories_product_id_fkey',
      columns: [table.productId],
      foreignColumns: [products.id],
    }),
    foreignKey({
      name: 'product_categories_category_id_fkey',
      columns: [table.categoryId],
      foreignColumns: [categories.id],
    }),
    index('product_categories_newest_idx').on(
      table.categoryId,
      table.status,
      table.createdAt,
      table.productId,
    ),
    index('product_categories_name_idx').on(table.categoryId, table.status, table.sortName, table.productId),
    index('product_categories_price_idx').on(
      table.categoryId,
      table.status,
      table.minPriceMinor,
      table.productId,
    ),
  ],
)

export const variants = pgTable(
  'variants',
  {
    id: text('id').primaryKey(),
    productId: text('product_id').notNull(),
    /** The shop's order within the product. */
    position: smallint('position').notNull(),
    sku: text('sku').notNull(),
    name: text('name').notNull(),
    costMinor: minor('cost_minor'),
    costCurrency: text('cost_currency'),
    /** What one piece weighs, packed; null when nobody entered it. */
    weightGrams: integer('weight_grams'),
    taxClass: text('tax_class', { enum: ['STANDARD', 'REDUCED', 'ZERO'] })
      .notNull()
      .default('STANDARD'),
    /** Minor units by currency, as pages read them; written together with variant_prices, which filters search. */
    prices: jsonb('prices').$type<Readonly<Record<string, number>>>().notNull(),
  },
  (table) => [
    unique('variants_sku_key').on(table.sku),
    unique('variants_position_key').on(table.productId, table.position),
    foreignKey({
      name: 'variants_product_id_fkey',
      columns: [table.productId],
      foreignColumns: [products.id],
    }),
    check('variants_position_check', sql`${table.position} between 1 and 100`),
    check('variants_weight_check', sql`${table.weightGrams} between 0 and 1000000`),
    check('variants_tax_class_check', sql`${table.taxClass} in ('STANDARD', 'REDUCED', 'ZERO')`),
    check(
      'variants_cost_check',
      sql`(${table.costMinor} is null) = (${table.costCurrency} is null) and ${table.costMinor} >= 0`,
    ),
  ],
)

export const variantPrices = pgTable(
  'variant_prices',
  {
    variantId: text('variant_id').notNull(),
    currency: text('currency').notNull(),
    minor: minor('minor').notNull(),
    /** Derived: the variant's product, for filters by price. */
    productId: text('product_id').notNull(),
  },
  (table) => [
    primaryKey({ name: 'variant_prices_pkey', columns: [table.variantId, table.currency] }),
    foreignKey({
      name: 'variant_prices_variant_id_fkey',
      columns: [table.variantId],
      foreignColumns: [variants.id],
    }),
    index('variant_prices_range_idx').on(table.currency, table.minor, table.productId),
    index('variant_prices_product_idx').on(table.productId, table.currency, table.minor),
    check('variant_prices_minor_check', sql`${table.minor} between 0 and 9007199254740991`),
  ],
)

/** Apart from `variants`, because it changes with every order: a small row without indexed columns is updated in place. */
export const stockLevels = pgTable(
  'stock_levels',
  {
    variantId: text('variant_id').primaryKey(),
    productId: text('product_id').notNull(),
    onHand: integer('on_hand').notNull(),
    reserved: integer('reserved').notNull(),
    /** Derived by a trigger from on hand, reserved and the shop's threshold. */
    availability: availability('availability').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'stock_levels_variant_id_fkey',
      columns: [table.variantId],
      foreignColumns: [variants.id],
    }),
    check('stock_levels_reserved_check', sql`${table.reserved} between 0 and ${table.onHand}`),
    check('stock_levels_on_hand_check', sql`${table.onHand} <= 1000000000`),
  ],
)

/** Append-only; a variant's deltas add up to its level. The sequence is given out under the level's row lock. */
export const stockMovements = pgTable(
  'stock_movements',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    variantId: text('variant_id').notNull(),
    reason: movementReason('reason').notNull(),
    onHandDelta: integer('on_hand_delta').notNull(),
    reservedDelta: integer('reserved_delta').notNull(),
    at: instant('at').notNull().default(sql`clock_timestamp()`),
    orderId: text('order_id'),
    /** The user who adjusted it. */
    actorId: text('actor_id'),
  },
  (table) => [
    foreignKey({
      name: 'stock_movements_variant_id_fkey',
      columns: [table.variantId],
      foreignColumns: [variants.id],
    }),
    index('stock_movements_variant_idx').on(table.variantId, table.seq),
    check('stock_movements_delta_check', sql`${table.onHandDelta} <> 0 or ${table.reservedDelta} <> 0`),
  ],
)

/** One per order, for good: it is what makes the commands of orders idempotent. */
export const stockReservations = pgTable(
  'stock_reservations',
  {
    orderId: text('order_id').primaryKey(),
    status: reservationStatus('status').notNull(),
    /** Null when the order was released before it reserved anything. */
    expiresAt: instant('expires_at'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (table) => [
    index('stock_reservations_due_idx').on(table.expiresAt).where(sql`${table.status} = 'RESERVED'`),
    check(
      'stock_reservations_expires_at_check',
      sql`${table.expiresAt} is not null or ${table.status} = 'RELEASED'`,
    ),
  ],
)

export const stockReservationLines = pgTable(
  'stock_reservation_lines',
  {
    orderId: text('order_id').notNull(),
    variantId: text('variant_id').notNull(),
    quantity: integer('quantity').notNull(),
    /** Sold, and back again: canceled before they were sent, or returned in a state to be sold. */
    takenBack: integer('taken_back').notNull().default(0),
  },
  (table) => [
    primaryKey({ name: 'stock_reservation_lines_pkey', columns: [table.orderId, table.variantId] }),
    foreignKey({
      name: 'stock_reservation_lines_order_id_fkey',
      columns: [table.orderId],
      foreignColumns: [stockReservations.orderId],
    }),
    foreignKey({
      name: 'stock_reservation_lines_variant_id_fkey',
      columns: [table.variantId],
      foreignColumns: [variants.id],
    }),
    check('stock_reservation_lines_quantity_check', sql`${table.quantity} > 0`),
    check(
      'stock_reservation_lines_taken_back_check',
      sql`${table.takenBack} between 0 and ${table.quantity}`,
    ),
  ],
)

/** The one row of settings that stock is classified by. */
export const stockSettings = pgTable(
  'stock_settings',
  {
    id: boolean('id').primaryKey().default(true),
    lowStockThreshold: integer('low_stock_threshold').notNull(),
  },
  (table) => [
    check('stock_settings_id_check', sql`${table.id}`),
    check('stock_settings_low_stock_threshold_check', sql`${table.lowStockThreshold} >= 0`),
  ],
)

/** How many rows there are, spread over shards so that writers do not queue for one row. The sum is exact. */
export const catalogCounts = pgTable('catalog_counts', {
  shard: smallint('shard').primaryKey(),
  draftProducts: integer('draft_products').notNull().default(0),
  activeProducts: integer('active_products').notNull().default(0),
  archivedProducts: integer('archived_products').notNull().default(0),
  categories: integer('categories').notNull().default(0),
})

/** What a repeated request is answered with. Inserted first in its transaction, so a twin waits for its outcome. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    principal: text('principal').notNull(),
    operation: text('operation').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of the input, in hex. */
    fingerprint: text('fingerprint').notNull(),
    outcome: jsonb('outcome'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: 'idempotency_keys_pkey', columns: [table.principal, table.operation, table.key] }),
    index('idempotency_keys_created_at_idx').using('brin', table.createdAt),
  ],
)
