// Reads of products and variants, each for many at once and in one statement.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { StoredProduct, StoredVariant } from './product.ts'

type Database = Pick<Connection, 'db'>

/** Of `products as p`, named as in Product, without the description. */
export const productColumns = sql.raw(`p.id, p.slug, p.name, p.sort_name as "sortName", p.status, p.version,
  p.created_at as "createdAt", p.updated_at as "updatedAt",
  p.min_price_minor as "minPriceMinor", p.max_price_minor as "maxPriceMinor"`)

/** Unknown ids have no row. */
export async function findProducts(database: Database, ids: readonly string[]): Promise<StoredProduct[]> {
  return await readProducts(database, sql`p.id = any(${sql.param(ids)}::text[])`)
}

export async function findProductBySlug(
  database: Database,
  slug: string,
): Promise<StoredProduct | undefined> {
  const [product] = await readProducts(database, sql`p.slug = ${slug}`)
  return product
}

export async function findDescriptions(
  { db }: Database,
  ids: readonly string[],
): Promise<{ id: string; description: string }[]> {
  return [
    ...(await db.execute<{ id: string; description: string }>(
      sql`select id, description from products where id = any(${sql.param(ids)}::text[])`,
    )),
  ]
}

export async function findVariants(database: Database, ids: readonly string[]): Promise<StoredVariant[]> {
  return await readVariants(database, sql`v.id = any(${sql.param(ids)}::text[])`)
}

export async function findVariantBySku(database: Database, sku: string): Promise<StoredVariant | undefined> {
  const [variant] = await readVariants(database, sql`v.sku = ${sku}`)
  return variant
}

/** All variants of the products, each product's in the shop's order. */
export async function listVariantsOf(
  database: Database,
  productIds: readonly string[],
): Promise<StoredVariant[]> {
  return await readVariants(database, sql`v.product_id = any(${sql.param(productIds)}::text[])`)
}

async function readProducts({ db }: Database, which: SQL): Promise<StoredProduct[]> {
  return [
    ...(await db.execute<StoredProduct>(
      sql`select ${productColumns}, p.description from products as p where ${which}`,
    )),
  ]
}

async function readVariants({ db }: Database, which: SQL): Promise<StoredVariant[]> {
  const statement = sql`
    select v.id, v.product_id as "productId", v.sku, v.name, v.cost_minor as "costMinor",
           v.cost_currency as "costCurrency", l.on_hand as "onHand", l.reserved, l.availability,
           p.status as "productStatus", v.prices
    from variants as v
    join stock_levels as l on l.variant_id = v.id
    join products as p on p.id = v.product_id
    where ${which}
    order by v.product_id, v.position`
  return [...(await db.execute<StoredVariant>(statement))]
}
