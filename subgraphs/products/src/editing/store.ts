// Writes of products and variants. What must stay true: every write to a product or its variants first locks the
// product's row, and ends with saveProduct, which keeps the derived columns and counts the version.

import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { variantPrices, variants } from '@supermarket/drizzle/products/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import type { Money } from '@supermarket/service-kit/money.ts'
import { Refusal, type UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { eq, type SQL, sql } from 'drizzle-orm'
import { type ProductStatus, type StoredProduct, shopCurrency, type TaxClass } from '../catalog/product.ts'
import { productTerms } from '../catalog/search-terms.ts'
import { productColumns } from '../catalog/store.ts'
import { foldText } from '../fold-text.ts'
import { taken } from '../user-errors.ts'
import type { VariantContent } from './variant-input.ts'

export type LockedProduct = StoredProduct & { readonly description: string }

const columns = sql`${productColumns}, p.description`

export type ProductDraft = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly status: ProductStatus
}

/** False when another product has the slug; the transaction can go on. */
export async function insertProduct(tx: Transaction, draft: ProductDraft): Promise<boolean> {
  const { id, slug, name, description, status } = draft
  const rows = await tx.execute(sql`
    insert into products (id, slug, name, sort_name, description, status, search)
    values (${id}, ${slug}, ${name}, ${foldText(name)}, ${description}, ${status}, '')
    on conflict (slug) do nothing
    returning id`)
  return [...rows].length === 1
}

/** Undefined when there is none. */
export async function lockProduct(tx: Transaction, id: string): Promise<LockedProduct | undefined> {
  return await lock(tx, sql`p.id = ${id}`)
}

export async function lockProductOfVariant(
  tx: Transaction,
  variantId: string,
): Promise<LockedProduct | undefined> {
  return await lock(tx, sql`p.id = (select product_id from variants where id = ${variantId})`)
}

async function lock(tx: Transaction, which: SQL): Promise<LockedProduct | undefined> {
  const [product] = await tx.execute<LockedProduct>(
    sql`select ${columns} from products as p where ${which} for no key update`,
  )
  return product
}

/** Ids that are no category's. */
export async function findUnknownCategories(
  tx: Transaction,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from unnest(${sql.param(ids)}::text[]) as wanted (id)
    where not exists (select from categories as c where c.id = wanted.id)`)
  return [...rows].map(({ id }) => id)
}

/** Files the product there and nowhere else. */
export async function fileProduct(
  tx: Transaction,
  { productId, categoryIds }: { productId: string; categoryIds: readonly string[] },
): Promise<void> {
  const ids = sql`${sql.param(categoryIds)}::text[]`
  await tx.execute(sql`
    with gone as (
      delete from product_categories where product_id = ${productId} and category_id <> all (${ids})
    )
    insert into product_categories (product_id, category_id, status, sort_name, min_price_minor, created_at)
    select p.id, category_id, p.status, p.sort_name, p.min_price_minor, p.created_at
    from products as p, unnest(${ids}) as category_id
    where p.id = ${productId}
    on conflict (product_id, category_id) do nothing`)
}

export async function countVariants(tx: Transaction, productId: string): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(
    sql`select count(*)::integer as count from variants where product_id = ${productId}`,
  )
  return row?.count ?? 0
}

export type NewVariant = VariantContent & { readonly id: string }

/** Answers the SKUs that are taken; unless that is none, the transaction must be rolled back. */
export async function insertVariants(
  tx: Transaction,
  { productId, after, added }: { productId: string; after: number; added: readonly NewVariant[] },
): Promise<readonly string[]> {
  if (added.length === 0) return []
  const rows = added.map(({ id, sku, name, prices, cost, weightGrams, taxClass }, at) => ({
    ...{ id, productId, sku, name, position: after + at + 1, weightGrams, taxClass },
    costMinor: cost?.minor ?? null,
    costCurrency: cost?.currency ?? null,
    prices: byCurrency(prices),
  }))
  const inserted = await tx
    .insert(variants)
    .values(rows)
    .onConflictDoNothing({ target: variants.sku })
    .returning({ sku: variants.sku })
  const free = new Set(inserted.map(({ sku }) => sku))
  if (free.size < added.length) return added.map(({ sku }) => sku).filter((sku) => !free.has(sku))
  for (const { id, prices } of added) await insertPrices(tx, { variantId: id, productId, prices })
  await tx.execute(sql`
    insert into stock_levels (variant_id, product_id, on_hand, reserved)
    select id, product_id, 0, 0 from variants where id = any(${sql.param(added.map(({ id }) => id))}::text[])`)
  return []
}

type PricesOf = { readonly variantId: string; readonly productId: string; readonly prices: readonly Money[] }

export async function replacePrices(tx: Transaction, prices: PricesOf): Promise<void> {
  await tx.delete(variantPrices).where(eq(variantPrices.variantId, prices.variantId))
  await insertPrices(tx, prices)
  await tx
    .update(variants)
    .set({ prices: byCurrency(prices.prices) })
    .where(eq(variants.id, prices.variantId))
}

function byCurrency(prices: readonly Money[]): Record<string, number> {
  return Object.fromEntries(prices.map(({ currency, minor }) => [currency, minor]))
}

async function insertPrices(tx: Transaction, { variantId, productId, prices }: PricesOf): Promise<void> {
  await tx.insert(variantPrices).values(prices.map((price) => ({ ...price, variantId, productId })))
}

export type VariantChange = {
  readonly sku: string | undefined
  readonly name: string | undefined
  /** Null removes it. */
  readonly cost: Money | null | undefined
  /** Null removes it. */
  readonly weightGrams: number | null | undefined
  readonly taxClass: TaxClass | undefined
}

export async function updateVariant(tx: Transaction, id: string, change: VariantChange): Promise<void> {
  const { sku, name, cost, weightGrams, taxClass } = change
  const changes = {
    ...(sku === undefined ? {} : { sku }),
    ...(name === undefined ? {} : { name }),
    ...(weightGrams === undefined ? {} : { weightGrams }),
    ...(taxClass === undefined ? {} : { taxClass }),
    ...(cost === undefined ? {} : { costMinor: cost?.minor ?? null, costCurrency: cost?.currency ?? null }),
  }
  if (Object.keys(changes).length === 0) return
  await refusing({ variants_sku_key: taken(['input', 'sku'], 'variant') }, () =>
    tx.update(variants).set(changes).where(eq(variants.id, id)).execute(),
  )
}

export type ProductChange = {
  readonly name?: string | undefined
  readonly slug?: string | undefined
  readonly description?: string | undefined
  readonly status?: ProductStatus | undefined
}

/** The last write of every change: counts the version and derives anew what hangs on name, description and variants. */
export async function saveProduct(
  tx: Transaction,
  product: Pick<LockedProduct, 'id' | 'name' | 'description'> & { readonly isNew?: boolean },
  { name, slug, description, status }: ProductChange = {},
): Promise<StoredProduct> {
  const skus = await tx.execute<{ sku: string }>(
    sql`select sku from variants where product_id = ${product.id} order by position`,
  )
  const terms = productTerms({
    name: name ?? product.name,
    description: description ?? product.description,
    skus: [...skus].map(({ sku }) => sku),
  })
  const changes: SQL[] = [
    sql`search = array_to_tsvector(${sql.param(terms)}::text[])`,
    sql`(min_price_minor, max_price_minor) = (
      select min(minor), max(minor) from variant_prices where product_id = p.id and currency = ${shopCurrency})`,
  ]
  if (!product.isNew) changes.push(sql`version = p.version + 1`, sql`updated_at = now()`)
  if (name !== undefined) changes.push(sql`name = ${name}`, sql`sort_name = ${foldText(name)}`)
  if (slug !== undefined) changes.push(sql`slug = ${slug}`)
  if (description !== undefined) changes.push(sql`description = ${description}`)
  if (status !== undefined) changes.push(sql`status = ${status}`)
  const update = sql`
    update products as p set ${sql.join(changes, sql`, `)} where p.id = ${product.id} returning ${columns}`
  const [saved] = await refusing({ products_slug_key: taken(['input', 'slug'], 'product') }, () =>
    tx.execute<StoredProduct>(update),
  )
  if (saved === undefined) throw new Error(`${product.id} vanished under its lock`)
  return saved
}

/** Runs a write; a row that a named constraint refuses is the refusal that stands for it. */
async function refusing<Result>(
  refusals: Readonly<Record<string, UserErrorEntry>>,
  write: () => PromiseLike<Result>,
): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    const refusal = refusals[violatedConstraint(error) ?? '']
    if (refusal === undefined) throw error
    throw new Refusal(refusal)
  }
}
