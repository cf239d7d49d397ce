// Pages of products. What must stay true: a page without search or filter reads its rows from one index per status and
// no more of them; whatever is counted stops at a bound. Plans were checked at a million products (2026-11-22).
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { ProductStatus } from '../catalog/product.ts'
import { shopCurrency } from '../catalog/product.ts'
import { termQuery } from '../catalog/search-terms.ts'
import { productColumns } from '../catalog/store.ts'
import { foldText } from '../fold-text.ts'
import type { Condition, PriceCondition, Scope } from './condition.ts'
import type { Listed, Order, Position, RunKind } from './order.ts'

export type Search = { readonly text: string; readonly words: readonly string[] }

export type Selection = Scope & { readonly search: Search | undefined }

export type ProductQuery = {
  readonly selection: Selection
  readonly order: Order
  readonly position: Position | undefined
  readonly limit: number
}

export const maxCounted = 10_000

/** Rows in order, from behind the position. */
export async function listProducts({ db }: Pick<Connection, 'db'>, query: ProductQuery): Promise<Listed[]> {
  const { selection, order, position, limit } = query
  const runs = order.runs.flatMap((kind, run) => (run < (position?.run ?? 0) ? [] : [{ kind, run }]))
  const parts = runs.flatMap(({ kind, run }) =>
    selection.statuses.map((status) => sql`(${runOf(query, { kind, run, status })})`),
  )
  const [only] = parts
  if (only === undefined) return []
  const page =
    parts.length === 1
      ? only
      : sql`select * from (${sql.join(parts, sql` union all `)}) as page
            order by run, ${sortedBy(order, { key: sql.raw(`"${order.key}"`), id: sql`id` })} limit ${limit}`
  return await execute<Listed>(db, selection, page)
}

/** How many there are, or null beyond 10,000. */
export async function countProducts(
  { db }: Pick<Connection, 'db'>,
  selection: Selection,
): Promise<number | null> {
  const statuses = sql`any(${sql.param(selection.statuses)}::product_status[])`
  const from =
    selection.categoryId === undefined
      ? sql`products as p where p.status = ${statuses}`
      : sql`product_categories as c join products as p on p.id = c.product_id
            where c.category_id = ${selection.categoryId} and c.status = ${statuses}`
  const matches = sql`select from ${from} and ${matching(selection)} limit ${maxCounted + 1}`
  const [row] = await execute<{ count: number }>(
    db,
    selection,
    sql`select count(*)::integer as count from (${matches}) as matches`,
  )
  return row === undefined || row.count > maxCounted ? null : row.count
}

/** The maintained count of all products of these statuses. */
export async function countAllProducts(
  { db }: Pick<Connection, 'db'>,
  statuses: readonly ProductStatus[],
): Promise<number> {
  const columns = statuses.map((status) => sql.raw(`${status.toLowerCase()}_products`))
  const [row] = await db.execute<{ count: number }>(
    sql`select coalesce(sum(${sql.join(columns, sql` + `)}), 0)::integer as count from catalog_counts`,
  )
  return row?.count ?? 0
}

type Run = { readonly kind: RunKind; readonly run: number; readonly status: ProductStatus }

function runOf({ selection, order, position, limit }: ProductQuery, { kind, run, status }: Run): SQL {
  const { categoryId } = selection
  // A category's own index has copies of what is sorted by.
  const source = categoryId === undefined ? sql.raw('p') : sql.raw('c')
  const columns = {
    key: sql`${source}.${sql.raw(keyColumns[order.key])}`,
    id: categoryId === undefined ? sql`p.id` : sql`c.product_id`,
  }
  const from =
    categoryId === undefined
      ? sql`products as p where p.status = ${status}`
      : sql`product_categories as c join products as p on p.id = c.product_id
            where c.category_id = ${categoryId} and c.status = ${status}`
  const behind = position?.run === run ? behindPosition(order, position, columns) : sql`true`
  return sql`select ${productColumns}, ${sql.raw(String(run))} as run from ${from}
    and ${belongsTo(kind, columns.key, selection.search)} and ${matching(selection)} and ${behind}
    order by ${sortedBy(order, columns)} limit ${limit}`
}

type SortColumns = { readonly key: SQL; readonly id: SQL }

const keyColumns = {
  sortName: 'sort_name',
  minPriceMinor: 'min_price_minor',
  createdAt: 'created_at',
} as const satisfies Record<Order['key'], string>

function sortedBy({ direction }: Order, { key, id }: SortColumns): SQL {
  const towards = sql.raw(direction)
  return sql`${key} ${towards}, ${id} ${towards}`
}

function behindPosition({ key: keyOf, direction }: Order, { key, id }: Position, columns: SortColumns): SQL {
  const beyond = sql.raw(direction === 'asc' ? '>' : '<')
  if (key === null) return sql`${columns.id} ${beyond} ${id}`
  const value = keyOf === 'createdAt' ? sql`${new Date(key)}::timestamptz` : sql`${key}`
  return sql`(${columns.key}, ${columns.id}) ${beyond} (${value}, ${id})`
}

function belongsTo(kind: RunKind, key: SQL, search: Search | undefined): SQL {
  if (kind === 'priced') return sql`${key} is not null`
  if (kind === 'unpriced') return sql`${key} is null`
  if (search === undefined || kind === 'every') return sql`true`
  const isExact = sql`p.sort_name = ${foldText(search.text)}`
  const isInTitle = sql`p.search @@ ${termQuery(search.words, 'title')}::tsquery`
  if (kind === 'exact') return isExact
  return kind === 'title' ? sql`${isInTitle} and not ${isExact}` : sql`not ${isInTitle} and not ${isExact}`
}

function matching({ rest, search }: Selection): SQL {
  const holds = conditionSql(rest)
  return search === undefined
    ? holds
    : sql`${holds} and p.search @@ ${termQuery(search.words, 'anywhere')}::tsquery`
}

function conditionSql(condition: Condition): SQL {
  switch (condition.kind) {
    case 'always':
      return sql`true`
    case 'never':
      return sql`false`
    case 'category':
      return sql`exists (select from product_categories as x where x.product_id = p.id and x.category_id = ${condition.id})`
    case 'status':
      return sql`p.status = any(${sql.param(condition.in)}::product_status[])`
    case 'availability':
      return sql`(${sql.join(
        condition.in.map((availability) => sql.raw(`p.${availability.toLowerCase()}_variants > 0`)),
        sql` or `,
      )})`
    case 'price':
      return priceSql(condition)
    case 'all':
      return sql`(${sql.join(condition.of.map(conditionSql), sql` and `)})`
    case 'any':
      return sql`(${sql.join(condition.of.map(conditionSql), sql` or `)})`
  }
}

// In the shop's currency the product's own span is asked first: it has statistics, and rules most products out.
function priceSql({ currency, min, max }: PriceCondition): SQL {
  const isShopCurrency = currency === shopCurrency
  const bounds = [
    ...(min === null ? [] : [{ span: sql`p.max_price_minor >= ${min}`, exact: sql`x.minor >= ${min}` }]),
    ...(max === null ? [] : [{ span: sql`p.min_price_minor <= ${max}`, exact: sql`x.minor <= ${max}` }]),
  ]
  const inSpan = isShopCurrency ? bounds.map(({ span }) => span) : []
  const isThere = sql`exists (select from variant_prices as x where x.product_id = p.id
    and x.currency = ${currency} and ${sql.join(
      bounds.map(({ exact }) => exact),
      sql` and `,
    )})`
  return sql`(${sql.join([...inSpan, isThere], sql` and `)})`
}

/**
 * No one plan fits both a word in half the catalogue and one in none, or a wide and a narrow range of prices; after five
 * runs PostgreSQL would settle for one. Such statements are planned for their values.
 */
async function execute<Row extends Record<string, unknown>>(
  db: Connection['db'],
  { rest, search }: Selection,
  statement: SQL,
) {
  if (search === undefined && rest.kind === 'always') return [...(await db.execute<Row>(statement))]
  return await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`)
    return [...(await tx.execute<Row>(statement))]
  })
}
