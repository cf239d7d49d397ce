// Pages of products and how many there are. What must stay true: a page without search or filter reads its rows from one
// index per status and no more of them; whatever is counted stops at a bound.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { ProductStatus } from '../catalog/product.ts'
import { isEverywhere, matchesAnywhere, sampleOf } from './condition-store.ts'
import type { Listed } from './order.ts'
import {
  anyOf,
  type ProductQuery,
  pageOrder,
  pageStatement,
  type Selection,
  sourceOf,
  totalOf,
} from './page-store.ts'

type Database = Pick<Connection, 'db'>

const maxCounted = 10_000

/** Rows in order, from behind the position. */
export async function listProducts({ db }: Database, query: ProductQuery): Promise<Listed[]> {
  const page = pageStatement(query)
  return page === undefined ? [] : await execute<Listed>(db, query.selection, page)
}

/** The same page of each category, in one statement. */
export async function listProductsOf(
  { db }: Database,
  query: ProductQuery,
  categoryIds: readonly string[],
): Promise<Map<string, Listed[]>> {
  const page = pageStatement({ ...query, selection: { ...query.selection, categoryId: sql`shelf.id` } })
  if (page === undefined) return new Map()
  const rows = await db.execute<Listed & { shelf: string }>(sql`
    select page.*, shelf.id as shelf from unnest(${sql.param(categoryIds)}::text[]) as shelf (id)
    cross join lateral (${page}) as page order by shelf.id, ${pageOrder(query.order)}`)
  return Map.groupBy(rows, ({ shelf }) => shelf)
}

/** How many there are, or null beyond 10,000. */
export async function countProducts({ db }: Database, selection: Selection): Promise<number | null> {
  const [row] = await execute<{ count: number }>(db, selection, countStatement(selection))
  return row === undefined || row.count > maxCounted ? null : row.count
}

/** How many products of these statuses each category has; null beyond 10,000. */
export async function countProductsOf(
  { db }: Database,
  statuses: readonly ProductStatus[],
  categoryIds: readonly string[],
): Promise<Map<string, number | null>> {
  const rows = await db.execute<{ id: string; count: number }>(sql`
    select shelf.id, (select count(*)::integer from (
      ${countable(sql`shelf.id`, statuses)} limit ${maxCounted + 1}) as matches) as count
    from unnest(${sql.param(categoryIds)}::text[]) as shelf (id)`)
  return new Map(rows.map(({ id, count }) => [id, count > maxCounted ? null : count]))
}

/** A category alone is counted in its own index, without a look at the products. */
function countable(categoryId: string | SQL, statuses: readonly ProductStatus[]): SQL {
  return sql`select from product_categories where category_id = ${categoryId} and status = ${anyOf(statuses)}`
}

/** How many products of these statuses there are. */
export async function countAllProducts(
  { db }: Database,
  statuses: readonly ProductStatus[],
): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`select (${totalOf(statuses)}) as count`)
  return row?.count ?? 0
}

function countStatement(selection: Selection): SQL {
  const { categoryId, statuses, search } = selection
  const limit = sql`limit ${maxCounted + 1}`
  const source = sourceOf(selection, anyOf(statuses))
  if (search !== undefined) {
    const everywhere = sql`select from ${source} and ${isEverywhere} and ${matchesAnywhere(search, 'row')} ${limit}`
    const elsewhere = sql`select from ${source} and not ${isEverywhere} and ${matchesAnywhere(search, 'index')} ${limit}`
    return sql`with ${sampleOf(selection, search)}
      select count(*)::integer as count from ((${everywhere}) union all (${elsewhere})) as matches`
  }
  const matches =
    categoryId !== undefined && isPlain(selection)
      ? countable(categoryId, statuses)
      : sql`select from ${source}`
  return sql`select count(*)::integer as count from (${matches} ${limit}) as matches`
}

function isPlain({ rest, search }: Selection): boolean {
  return search === undefined && rest.kind === 'always'
}

/**
 * No one plan fits both a word in half the catalogue and one in none, or a wide and a narrow range of prices; after five
 * runs PostgreSQL would settle for one. Such statements are planned for their values.
 */
async function execute<Row extends Record<string, unknown>>(
  db: Connection['db'],
  selection: Selection,
  statement: SQL,
) {
  if (isPlain(selection)) return [...(await db.execute<Row>(statement))]
  return await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`)
    return [...(await tx.execute<Row>(statement))]
  })
}
