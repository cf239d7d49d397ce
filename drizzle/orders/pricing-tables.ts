// What prices are worked out from: delivery methods, tax rates, discounts and who has used them. That uses never exceed
// their limits is a constraint here; that any change of methods and rates moves the version, a trigger in migrations/.
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
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
  uniqueIndex,
} from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** Minor units by currency. */
type StoredAmounts = Readonly<Record<string, number>>

export const deliveryMethods = pgTable(
  'delivery_methods',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    description: text('description'),
    /** Empty for every country that no active method names. */
    countries: jsonb('countries').$type<readonly string[]>().notNull(),
    tiers: jsonb('tiers').$type<readonly { upToGrams: number | null; prices: StoredAmounts }[]>().notNull(),
    freeFrom: jsonb('free_from').$type<StoredAmounts>(),
    taxClass: text('tax_class', { enum: ['STANDARD', 'REDUCED', 'ZERO'] }).notNull(),
    estimatedDaysMin: integer('estimated_days_min'),
    estimatedDaysMax: integer('estimated_days_max'),
    isActive: boolean('is_active').notNull(),
  },
  (table) => [
    check('delivery_methods_tax_class_check', sql`${table.taxClass} in ('STANDARD', 'REDUCED', 'ZERO')`),
    check(
      'delivery_methods_days_check',
      sql`${table.estimatedDaysMin} >= 0 and ${table.estimatedDaysMin} <= ${table.estimatedDaysMax}`,
    ),
  ],
)

export const taxRates = pgTable(
  'tax_rates',
  {
    id: text('id').primaryKey(),
    country: text('country').notNull(),
    /** Null for all of the country that has no rate of its own. */
    region: text('region'),
    taxClass: text('tax_class', { enum: ['STANDARD', 'REDUCED', 'ZERO'] }).notNull(),
    name: text('name').notNull(),
    basisPoints: integer('basis_points').notNull(),
    validFrom: instant('valid_from').notNull(),
  },
  (table) => [
    uniqueIndex('tax_rates_place_key').on(
      table.country,
      sql`coalesce(upper(${table.region}), '')`,
      table.taxClass,
      table.validFrom,
    ),
    check('tax_rates_tax_class_check', sql`${table.taxClass} in ('STANDARD', 'REDUCED', 'ZERO')`),
    check('tax_rates_basis_points_check', sql`${table.basisPoints} between 0 and 10000`),
  ],
)

/** One row: grows with every change of delivery methods and tax rates, so that whoever keeps them knows. */
export const pricingVersion = pgTable(
  'pricing_version',
  {
    id: integer('id').primaryKey(),
    version: bigint('version', { mode: 'number' }).notNull(),
  },
  (table) => [check('pricing_version_id_check', sql`${table.id} = 1`)],
)

export const discounts = pgTable(
  'discounts',
  {
    id: text('id').primaryKey(),
    code: text('code').notNull(),
    /** What codes are compared by. */
    codeKey: text('code_key').notNull(),
    kind: text('kind', { enum: ['PERCENTAGE', 'AMOUNT', 'BUY_X_GET_Y', 'FREE_DELIVERY'] }).notNull(),
    basisPoints: integer('basis_points'),
    amounts: jsonb('amounts').$type<StoredAmounts>(),
    buyQuantity: integer('buy_quantity'),
    getQuantity: integer('get_quantity'),
    productIds: jsonb('product_ids').$type<readonly string[]>().notNull(),
    variantIds: jsonb('variant_ids').$type<readonly string[]>().notNull(),
    minimumSubtotal: jsonb('minimum_subtotal').$type<StoredAmounts>(),
    maxUses: integer('max_uses'),
    maxUsesPerCustomer: integer('max_uses_per_customer'),
    /** How many orders hold a use; kept with `discount_uses` in one statement. */
    uses: integer('uses').notNull().default(0),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    isActive: boolean('is_active').notNull(),
    isCombinable: boolean('is_combinable').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    unique('discounts_code_key').on(table.codeKey),
    index('discounts_newest_idx').on(table.createdAt, table.id),
    check(
      'discounts_kind_check',
      sql`case ${table.kind}
        when 'PERCENTAGE' then ${table.basisPoints} is not null
        when 'AMOUNT' then ${table.amounts} is not null
        when 'BUY_X_GET_Y' then num_nulls(${table.basisPoints}, ${table.buyQuantity}, ${table.getQuantity}) = 0
        when 'FREE_DELIVERY' then true
        else false end`,
    ),
    check('discounts_basis_points_check', sql`${table.basisPoints} between 1 and 10000`),
    check('discounts_quantities_check', sql`${table.buyQuantity} > 0 and ${table.getQuantity} > 0`),
    check('discounts_limits_check', sql`${table.maxUses} > 0 and ${table.maxUsesPerCustomer} > 0`),
    check('discounts_span_check', sql`${table.startsAt} < ${table.endsAt}`),
    // What parallel checkouts run against.
    check(
      'discounts_uses_check',
      sql`${table.uses} >= 0 and (${table.maxUses} is null or ${table.uses} <= ${table.maxUses})`,
    ),
  ],
)

/** The use of a discount that an order holds: taken when the order is prepared, gone when it ends before it was confirmed. */
export const discountUses = pgTable(
  'discount_uses',
  {
    discountId: text('discount_id').notNull(),
    orderId: text('order_id').notNull(),
    /** Who is counted for it: see `discount_customers`. */
    customerKeys: jsonb('customer_keys').$type<readonly string[]>().notNull(),
  },
  (table) => [
    primaryKey({ name: 'discount_uses_pkey', columns: [table.orderId, table.discountId] }),
    foreignKey({
      name: 'discount_uses_discount_id_fkey',
      columns: [table.discountId],
      foreignColumns: [discounts.id],
    }),
    index('discount_uses_discount_idx').on(table.discountId),
  ],
)

/** How often an account, or whoever has an e-mail address, uses a discount. */
export const discountCustomers = pgTable(
  'discount_customers',
  {
    discountId: text('discount_id').notNull(),
    /** The account's id, or a keyed hash of the address. */
    customerKey: text('customer_key').notNull(),
    uses: integer('uses').notNull(),
    /** The discount's limit when it was last used: a constraint sees one row. */
    maxUses: integer('max_uses'),
  },
  (table) => [
    primaryKey({ name: 'discount_customers_pkey', columns: [table.discountId, table.customerKey] }),
    foreignKey({
      name: 'discount_customers_discount_id_fkey',
      columns: [table.discountId],
      foreignColumns: [discounts.id],
    }),
    index('discount_customers_key_idx').on(table.customerKey),
    check(
      'discount_customers_uses_check',
      sql`${table.uses} >= 0 and (${table.maxUses} is null or ${table.uses} <= ${table.maxUses})`,
    ),
  ],
)
