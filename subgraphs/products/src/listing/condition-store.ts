// Conditions of a list as SQL over `products as p`.
import { type SQL, sql } from 'drizzle-orm'
import { shopCurrency } from '../catalog/product.ts'
import { termQuery } from '../catalog/search-terms.ts'
import type { Condition, PriceCondition } from './condition.ts'

export type Search = { readonly text: string; readonly words: readonly string[] }

export function conditionSql(condition: Condition): SQL {
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
  const bounds = [
    ...(min === null ? [] : [{ span: sql`p.max_price_minor >= ${min}`, exact: sql`x.minor >= ${min}` }]),
    ...(max === null ? [] : [{ span: sql`p.min_price_minor <= ${max}`, exact: sql`x.minor <= ${max}` }]),
  ]
  const inSpan = currency === shopCurrency ? bounds.map(({ span }) => span) : []
  const inRange = sql.join(
    bounds.map(({ exact }) => exact),
    sql` and `,
  )
  const isThere = sql`exists (select from variant_prices as x where x.product_id = p.id
    and x.currency = ${currency} and ${inRange})`
  return sql`(${sql.join([...inSpan, isThere], sql` and `)})`
}

/** `index`: by the index of terms. `row`: by the row at hand, in a form that no index answers. */
export type Means = 'index' | 'row'

export function matchesAnywhere({ words }: Search, means: Means): SQL {
  return matches(termQuery(words, 'anywhere'), means)
}

export function matchesInTitle({ words }: Search, means: Means): SQL {
  return matches(termQuery(words, 'title'), means)
}

function matches(query: string, means: Means): SQL {
  return means === 'index'
    ? sql`p.search @@ ${query}::tsquery`
    : sql`ts_match_vq(p.search, ${query}::tsquery)`
}

// About a thousand rows on pages from all over the table, the same ones each time: 1 ms at a million (2026-11-22).
const sampledRows = 1_000

/** For a `with`: which part of the products, in hundredths, a search finds. */
export function sampleOf({ rest }: { readonly rest: Condition }, search: Search): SQL {
  const share = sql`least(100, ${sql.raw(String(sampledRows * 100))}::float8 / (
    select greatest(reltuples, 1) from pg_class where oid = 'products'::regclass))`
  const percent = (matches: SQL) =>
    sql`100.0 * count(*) filter (where ${matches} and ${conditionSql(rest)}) / greatest(count(*), 1)`
  return sql`sample as materialized (
    select ${percent(matchesAnywhere(search, 'row'))} as percent,
           ${percent(matchesInTitle(search, 'row'))} as title_percent
    from products as p tablesample system (${share}) repeatable (1))`
}

/** So often that a page of 20 stands within some 4,000 rows of any order. */
export const isFrequent = sql`(select percent >= 0.5 from sample)`

export const isFrequentInTitle = sql`(select title_percent >= 0.5 from sample)`

/** So often that ten thousand are found sooner row by row than by the index of terms. */
export const isEverywhere = sql`(select percent >= 10 from sample)`
