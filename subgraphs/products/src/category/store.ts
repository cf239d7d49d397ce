// Categories: reads for many at once, and the two writes.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { StoredCategory } from '../catalog/product.ts'
import { taken } from '../user-errors.ts'

type Database = Pick<Connection, 'db'>

const columns = sql.raw(`c.id, c.slug, c.name, c.sort_name as "sortName", c.version,
  c.created_at as "createdAt", c.updated_at as "updatedAt"`)

/** Unknown ids have no row. */
export async function findCategories({ db }: Database, ids: readonly string[]): Promise<StoredCategory[]> {
  return [
    ...(await db.execute<StoredCategory>(
      sql`select ${columns} from categories as c where c.id = any(${sql.param(ids)}::text[])`,
    )),
  ]
}

/** By name, from behind the position. */
export async function listCategories(
  { db }: Database,
  page: { after: { sortName: string; id: string } | undefined; limit: number },
): Promise<StoredCategory[]> {
  const { after, limit } = page
  const behind = after === undefined ? sql`true` : sql`(c.sort_name, c.id) > (${after.sortName}, ${after.id})`
  return [
    ...(await db.execute<StoredCategory>(
      sql`select ${columns} from categories as c where ${behind} order by c.sort_name, c.id limit ${limit}`,
    )),
  ]
}

export async function countCategories({ db }: Database): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select coalesce(sum(categories), 0)::integer as count from catalog_counts`,
  )
  return row?.count ?? 0
}

/** Where the products are filed, each product's by name. */
export async function listCategoriesOf(
  { db }: Database,
  productIds: readonly string[],
): Promise<(StoredCategory & { productId: string })[]> {
  return [
    ...(await db.execute<StoredCategory & { productId: string }>(
      categoriesOf(sql`any(${sql.param(productIds)}::text[])`),
    )),
  ]
}

/** `products`: an id, or `any` of an array. */
export function categoriesOf(products: SQL): SQL {
  return sql`
    select x.product_id as "productId", ${columns}
    from product_categories as x join categories as c on c.id = x.category_id
    where x.product_id = ${products}
    order by c.sort_name, c.id`
}

export type CategoryDraft = Pick<StoredCategory, 'id' | 'slug' | 'name' | 'sortName'>

/** Undefined when another category has the slug. */
export async function insertCategory(
  { db }: Database,
  draft: CategoryDraft,
): Promise<StoredCategory | undefined> {
  const { id, slug, name, sortName } = draft
  const [category] = await db.execute<StoredCategory>(sql`
    insert into categories as c (id, slug, name, sort_name)
    values (${id}, ${slug}, ${name}, ${sortName})
    on conflict (slug) do nothing
    returning ${columns}`)
  return category
}

export type CategoryChange = {
  readonly slug: string | undefined
  readonly name: { readonly name: string; readonly sortName: string } | undefined
}

/** Undefined when there is no such category in this version. */
export async function updateCategory(
  { db }: Database,
  target: { id: string; version: number },
  { slug, name }: CategoryChange,
): Promise<StoredCategory | undefined> {
  const changes: SQL[] = [sql`version = c.version + 1`, sql`updated_at = now()`]
  if (slug !== undefined) changes.push(sql`slug = ${slug}`)
  if (name !== undefined) changes.push(sql`name = ${name.name}`, sql`sort_name = ${name.sortName}`)
  try {
    const [category] = await db.execute<StoredCategory>(sql`
      update categories as c set ${sql.join(changes, sql`, `)}
      where c.id = ${target.id} and c.version = ${target.version}
      returning ${columns}`)
    return category
  } catch (error) {
    if (violatedConstraint(error) !== 'categories_slug_key') throw error
    throw new Refusal(taken(['input', 'slug'], 'category'))
  }
}
