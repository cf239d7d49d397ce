// The statement that reads one page. A run's rows come from an index in the order of the page, so that it reads what it
// shows. What a search finds often is found soon along that order; what it finds rarely is looked up by its terms and
// sorted. A sample of the products decides, because PostgreSQL cannot: it takes each beginning of a word that it has no
// statistics of for one half percent of all rows, and reads a million of them for one that is nowhere.
import { type SQL, sql } from 'drizzle-orm'
import type { ProductStatus } from '../catalog/product.ts'
import { productColumns } from '../catalog/store.ts'
import { foldText } from '../fold-text.ts'
import type { Scope } from './condition.ts'
import {
  conditionSql,
  isFrequent,
  isFrequentInTitle,
  matchesAnywhere,
  matchesInTitle,
  type Search,
  sampleOf,
} from './condition-store.ts'
import type { Order, Position, RunKind } from './order.ts'

export type Selection = Omit<Scope, 'categoryId'> & {
  readonly search: Search | undefined
  /** A value, or a column of the statement around the page's. */
  readonly categoryId: string | SQL | undefined
}

export type ProductQuery = {
  readonly selection: Selection
  readonly order: Order
  /** The page begins behind it. */
  readonly position: Position | undefined
  readonly limit: number
  /** Whether each row also tells how many products of the statuses there are. */
  readonly withTotal?: boolean
}

/** Undefined when nothing can be on the page. */
export function pageStatement(query: ProductQuery): SQL | undefined {
  const { selection, order, position, limit } = query
  if (selection.statuses.length === 0) return undefined
  const from = position?.run ?? 0
  const runs = order.runs.map((kind, run) => ({ kind, run })).slice(from)
  const [only, ...others] = runs
  if (only === undefined) return undefined
  if (others.length === 0 && selection.search === undefined) return runStatement(query, only)
  const found =
    selection.search === undefined
      ? []
      : [
          sampleOf(selection, selection.search),
          sql`found as materialized (${foundStatement(query, selection.search)})`,
        ]
  // A run is read when those before it do not fill the page.
  const steps = runs.map(({ kind, run }, at) => {
    const before = runs.slice(0, at).map((earlier) => sql`(select count(*) from ${nameOf(earlier.run)})`)
    const isNeeded = at === 0 ? [] : [sql`${sql.join(before, sql` + `)} < ${limit}`]
    return sql`${nameOf(run)} as materialized (${runStatement(query, { kind, run, isNeeded })})`
  })
  const parts = [
    ...runs.map(({ run }) => sql`select * from ${nameOf(run)}`),
    ...(found.length > 0 ? [foundBehind(query)] : []),
  ]
  return sql`with ${sql.join([...found, ...steps], sql`, `)}
    select * from (${sql.join(parts, sql` union all `)}) as page
    order by ${pageOrder(order)} limit ${limit}`
}

/** The order of a page, for the statement around it. */
export function pageOrder(order: Order): SQL {
  return sql`run, ${sortedBy(order, outputColumns(order))}`
}

/** `from` and `where` of a selection, all but what its search finds. */
export function sourceOf({ categoryId, rest }: Selection, statuses: SQL): SQL {
  return categoryId === undefined
    ? sql`products as p where p.status = ${statuses} and ${conditionSql(rest)}`
    : sql`product_categories as c join products as p on p.id = c.product_id
          where c.category_id = ${categoryId} and c.status = ${statuses} and ${conditionSql(rest)}`
}

/** The maintained count of all products of these statuses. */
export function totalOf(statuses: readonly ProductStatus[]): SQL {
  const columns = statuses.map((status) => sql.raw(`${status.toLowerCase()}_products`))
  return sql`select coalesce(sum(${sql.join(columns, sql` + `)}), 0)::integer from catalog_counts`
}

export function anyOf(statuses: readonly ProductStatus[]): SQL {
  return sql`any(${sql.param(statuses)}::product_status[])`
}

type Run = { readonly kind: RunKind; readonly run: number; readonly isNeeded?: readonly SQL[] }

/** One run along its order: statuses, and ways to the same rows of which one is taken, merged. */
function runStatement(query: ProductQuery, run: Run): SQL {
  const { selection, order, limit } = query
  const ways = waysOf(run.kind, { key: sourceColumns(query).key, search: selection.search })
  const parts = selection.statuses.flatMap((status) =>
    ways.map((way) => wayStatement(query, run, { status, conditions: way })),
  )
  const [only, ...others] = parts
  if (only === undefined) throw new TypeError('a run needs a status')
  if (others.length === 0) return only
  return sql`select * from (${sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  )}) as ways order by ${sortedBy(order, outputColumns(order))} limit ${limit}`
}

type Way = { readonly status: ProductStatus; readonly conditions: readonly SQL[] }

function wayStatement(query: ProductQuery, { run, isNeeded = [] }: Run, { status, conditions }: Way): SQL {
  const { selection, order, position, limit } = query
  const columns = sourceColumns(query)
  const behind = position?.run === run ? [behindPosition(order, position, columns)] : []
  const all = [...isNeeded, ...conditions, ...behind]
  const total = query.withTotal ? sql`, (${totalOf(selection.statuses)}) as total` : sql.empty()
  return sql`select ${productColumns}, ${sql.raw(String(run))} as run${total}
    from ${sourceOf(selection, sql`${status}`)} and ${sql.join(all, sql` and `)}
    order by ${sortedBy(order, columns)} limit ${limit}`
}

type Matching = { readonly key: SQL; readonly search: Search | undefined }

/** The conditions of each way to a run's rows, of which at most one holds anything. */
function waysOf(kind: RunKind, { key, search }: Matching): readonly (readonly SQL[])[] {
  const belongs = belongsTo(kind, { key, search })
  if (search === undefined) return [[belongs]]
  if (kind !== 'title') return [[isFrequent, matchesAnywhere(search, 'row'), belongs]]
  return [
    [isFrequent, isFrequentInTitle, belongs],
    [isFrequent, sql`not ${isFrequentInTitle}`, matchesInTitle(search, 'index'), belongs],
  ]
}

function belongsTo(kind: RunKind, { key, search }: Matching): SQL {
  if (kind === 'priced') return sql`${key} is not null`
  if (kind === 'unpriced') return sql`${key} is null`
  if (search === undefined || kind === 'every') return sql`true`
  const isExact = sql`p.sort_name = ${foldText(search.text)}`
  const isInTitle = matchesInTitle(search, 'row')
  if (kind === 'exact') return isExact
  return kind === 'title' ? sql`${isInTitle} and not ${isExact}` : sql`not ${isInTitle} and not ${isExact}`
}

/** Everything that matches, unless that is much. */
function foundStatement(query: ProductQuery, search: Search): SQL {
  const { selection, order } = query
  const { key } = sourceColumns(query)
  const cases = order.runs.map(
    (kind, run) => sql`when ${belongsTo(kind, { key, search })} then ${sql.raw(String(run))}`,
  )
  return sql`select ${productColumns}, case ${sql.join(cases, sql` `)} end as run
    from ${sourceOf(selection, anyOf(selection.statuses))} and not ${isFrequent}
      and ${matchesAnywhere(search, 'index')}`
}

function foundBehind({ order, position }: ProductQuery): SQL {
  if (position === undefined) return sql`select * from found`
  const behind = behindPosition(order, position, outputColumns(order))
  return sql`select * from found where run > ${position.run} or (run = ${position.run} and ${behind})`
}

function nameOf(run: number): SQL {
  return sql.raw(`run_${run}`)
}

type SortColumns = { readonly key: SQL; readonly id: SQL }

const keyColumns = {
  sortName: 'sort_name',
  minPriceMinor: 'min_price_minor',
  createdAt: 'created_at',
} as const satisfies Record<Order['key'], string>

/** A category's own indexes have copies of what is sorted by. */
function sourceColumns({ selection, order }: ProductQuery): SortColumns {
  return selection.categoryId === undefined
    ? { key: sql.raw(`p.${keyColumns[order.key]}`), id: sql.raw('p.id') }
    : { key: sql.raw(`c.${keyColumns[order.key]}`), id: sql.raw('c.product_id') }
}

function outputColumns({ key }: Order): SortColumns {
  return { key: sql.raw(`"${key}"`), id: sql.raw('id') }
}

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
