// Reads of products and variants, each for many at once and in one statement.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { type SQL, sql } from 'drizzle-orm'
import { categoriesOf } from '../category/store.ts'
import type { ProductStatus, StoredCategory, StoredProduct, StoredVariant } from './product.ts'

type Database = Pick<Connection, 'db'>

/** Of `products as p`, named as in Product, without the description. */
export const productColumns = sql.raw(`p.id, p.slug, p.name, p.sort_name as "sortName", p.status, p.version,
  p.created_at as "createdAt", p.updated_at as "updatedAt",
  p.min_price_minor as "minPriceMinor", p.max_price_minor as "maxPriceMinor"`)

/** Of `variants as v` with `stock_levels as l`, named as in StoredVariant. */
const variantColumns = sql.raw(`v.id, v.product_id as "productId", v.sku, v.name, v.prices,
  v.cost_minor as "costMinor", v.cost_currency as "costCurrency",
  v.weight_grams as "weightGrams", v.tax_class as "taxClass",
  l.on_hand as "onHand", l.reserved, l.availability`)

/** Read without its product, as whose part it is visible. */
export type VariantOnItsOwn = StoredVariant & { readonly productStatus: ProductStatus }

/** Unknown ids have no row. */
export async function findProducts(database: Database, ids: readonly string[]): Promise<StoredProduct[]> {
  return await readProducts(database, sql`p.id = any(${sql.param(ids)}::text[])`)
}

export type ProductParts = {
  readonly variants?: readonly StoredVariant[]
  readonly categories?: readonly StoredCategory[]
}

/**
 * With the parts that are asked for, in one statement: of three, each a round trip of its own, a request for one product
 * would spend two thirds of its CPU on the second and third.
 */
export async function findProductBySlug(
  { db }: Database,
  slug: string,
  wanted: { readonly [Part in keyof ProductParts]: boolean },
): Promise<(StoredProduct & ProductParts) | undefined> {
  const variants = wanted.variants ? sql`, ${asJson(variantsOf(sql`p.id`))} as variants` : sql.empty()
  const categories = wanted.categories ? sql`, ${asJson(categoriesOf(sql`p.id`))} as categories` : sql.empty()
  const [product] = await db.execute<StoredProduct & ProductParts>(sql`
    select ${productColumns}, p.description ${variants} ${categories}
    from products as p where p.slug = ${slug}`)
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

export async function findVariants(database: Database, ids: readonly string[]): Promise<VariantOnItsOwn[]> {
  return await readVariantsOnTheirOwn(database, sql`v.id = any(${sql.param(ids)}::text[])`)
}

export async function findVariantBySku(
  database: Database,
  sku: string,
): Promise<VariantOnItsOwn | undefined> {
  const [variant] = await readVariantsOnTheirOwn(database, sql`v.sku = ${sku}`)
  return variant
}

/** All variants of the products, each product's in the shop's order. */
export async function listVariantsOf(
  { db }: Database,
  productIds: readonly string[],
): Promise<StoredVariant[]> {
  return [...(await db.execute<StoredVariant>(variantsOf(sql`any(${sql.param(productIds)}::text[])`)))]
}

/** `products`: an id, or `any` of an array. */
function variantsOf(products: SQL): SQL {
  return sql`
    select ${variantColumns} from variants as v join stock_levels as l on l.variant_id = v.id
    where v.product_id = ${products}
    order by v.product_id, v.position`
}

/** The rows of a statement, in its order, as one value. */
function asJson(rows: SQL): SQL {
  return sql`(select coalesce(json_agg(own), '[]') from (${rows}) as own)`
}

async function readProducts({ db }: Database, which: SQL): Promise<StoredProduct[]> {
  return [
    ...(await db.execute<StoredProduct>(
      sql`select ${productColumns}, p.description from products as p where ${which}`,
    )),
  ]
}

async function readVariantsOnTheirOwn({ db }: Database, which: SQL): Promise<VariantOnItsOwn[]> {
  const statement = sql`
    select ${variantColumns}, p.status as "productStatus"
    from variants as v
    join stock_levels as l on l.variant_id = v.id
    join products as p on p.id = v.product_id
    where ${which}`
  return [...(await db.execute<VariantOnItsOwn>(statement))]
}
