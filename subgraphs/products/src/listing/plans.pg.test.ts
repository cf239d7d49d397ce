// What lists read at 20,000 products: the index of their order, and about as many rows as they show.

import { connect } from '@supermarket/drizzle/connect.ts'
import { testDatabase } from '@supermarket/testkit/test-database.ts'
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bulkSeedProducts } from '../../../../bench/src/bulk-products.ts'
import { searchWords } from '../catalog/search-terms.ts'
import type { ProductSort, ProductWhere } from '../generated/resolvers-types.ts'
import { parseWhere, scopeOf } from './condition.ts'
import { keysetOf, orderOf, parseProductPage } from './order.ts'
import type { ProductQuery, Selection } from './page-store.ts'
import { countProducts, listProducts, listProductsOf } from './store.ts'

const stack = new AsyncDisposableStack()
let connection: ReturnType<typeof connect>
let categoryId: string
beforeAll(async () => {
  const database = stack.use(await testDatabase('products'))
  connection = stack.use(connect({ url: database.url, applicationName: 'plans', statementTimeoutMs: 0 }))
  await bulkSeedProducts(connection.sql, 20_000)
  const [category] = await connection.sql`select id from categories order by id limit 1`
  categoryId = category?.id
}, 120_000)
afterAll(() => stack.disposeAsync())

type Plan = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

type Read = { readonly indexes: readonly string[]; readonly scans: readonly string[]; readonly rows: number }

/** Runs the work on a database that explains each statement beside executing it. */
async function readsOf(work: (database: Pick<typeof connection, 'db'>) => Promise<unknown>): Promise<Read> {
  const plans: Plan[] = []
  const explaining = (db: Pick<typeof connection.db, 'execute'>) => ({
    execute: async (statement: SQL) => {
      const [row] = await db.execute<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        sql`explain (analyze, format json) ${statement}`,
      )
      if (row !== undefined) plans.push(row['QUERY PLAN'][0].Plan)
      return await db.execute(statement)
    },
  })
  const db = {
    ...explaining(connection.db),
    transaction: (inside: (tx: object) => Promise<unknown>) =>
      connection.db.transaction((tx) => inside(explaining(tx))),
  }
  await work({ db: db as unknown as typeof connection.db })
  const nodes = plans.flatMap(flatten)
  return {
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))].sort(),
    scans: nodes
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .flatMap((node) => node['Relation Name'] ?? []),
    rows: nodes
      .filter((node) => node['Relation Name'] !== undefined)
      .reduce(
        (sum, node) =>
          sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
        0,
      ),
  }
}

function flatten(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(flatten)]
}

function selectionOf(where: ProductWhere | null, search?: string): Selection {
  const words = searchWords(search ?? '')
  return {
    ...scopeOf(parseWhere(where), ['ACTIVE']),
    search: words.length > 0 ? { text: search ?? '', words } : undefined,
  }
}

/** The page in the middle of the list. */
async function deep(selection: Selection, sort: ProductSort): Promise<ProductQuery> {
  const order = orderOf(sort, selection.search !== undefined)
  const query = { selection, order, position: undefined, limit: 2_000 }
  const [last] = (await listProducts(connection, query)).slice(-1)
  if (last === undefined) throw new Error('nothing to page through')
  const after = Buffer.from(JSON.stringify(keysetOf(order, last))).toString('base64url')
  return { ...query, limit: 21, position: parseProductPage({ after }, order).position }
}

const fields = ['NAME', 'PRICE', 'NEWEST'] as const
const directions = ['ASC', 'DESC'] as const
const sorts = fields.flatMap((field) => directions.map((direction) => ({ field, direction })))

describe.each(sorts)('by $field $direction', (sort) => {
  const index = { NAME: 'name', PRICE: 'price', NEWEST: 'newest' }[sort.field]

  test('a page of the catalogue, first or deep, reads what it shows', async () => {
    const order = orderOf(sort, false)
    const first = { selection: selectionOf(null), order, position: undefined, limit: 21 }
    for (const query of [first, await deep(first.selection, sort)]) {
      const read = await readsOf((database) => listProducts(database, query))
      expect(read).toMatchObject({ indexes: [`products_${index}_idx`], scans: [] })
      expect(read.rows).toBeLessThanOrEqual(22)
    }
  })

  test('a page of each of two categories reads twice that', async () => {
    const query = {
      selection: selectionOf(null),
      order: orderOf(sort, false),
      position: undefined,
      limit: 21,
    }
    const read = await readsOf((database) => listProductsOf(database, query, [categoryId, 'cat_unknown']))
    expect(read.indexes).toContain(`product_categories_${index}_idx`)
    expect(read.scans).toEqual([])
    expect(read.rows).toBeLessThanOrEqual(44)
  })

  test('a page of a category, first or deep, reads what it shows', async () => {
    const order = orderOf(sort, false)
    const first = { selection: selectionOf({ categoryId }), order, position: undefined, limit: 21 }
    for (const query of [first, await deep(first.selection, sort)]) {
      const read = await readsOf((database) => listProducts(database, query))
      expect(read.indexes).toContain(`product_categories_${index}_idx`)
      expect(read.scans).toEqual([])
      expect(read.rows).toBeLessThanOrEqual(44)
    }
  })
})

test('a page of all statuses merges one run of each', async () => {
  const selection = {
    ...scopeOf(parseWhere(null), ['DRAFT', 'ACTIVE', 'ARCHIVED'] as const),
    search: undefined,
  }
  const order = orderOf({ field: 'NAME', direction: 'ASC' }, false)
  const read = await readsOf((database) =>
    listProducts(database, { selection, order, position: undefined, limit: 21 }),
  )
  expect(read).toMatchObject({ indexes: ['products_name_idx'], scans: [] })
  expect(read.rows).toBeLessThanOrEqual(63)
})

test.each<[string, ProductWhere | null, string | undefined]>([
  ['a rare word', null, 'sku-0012345'],
  ['a word that is nowhere', null, 'xyzzy'],
  [
    'a narrow range of prices',
    { price: { min: { minor: 40_000, currency: 'EUR' }, max: { minor: 40_010, currency: 'EUR' } } },
    undefined,
  ],
  ['a range of prices that nothing has', { price: { min: { minor: 900_000, currency: 'EUR' } } }, undefined],
  ['a narrow range in another currency', { price: { max: { minor: 60, currency: 'USD' } } }, undefined],
])('%s is found without reading the catalogue', async (_name, where, search) => {
  const selection = selectionOf(where, search)
  for (const field of ['NAME', 'NEWEST', 'RELEVANCE'] as const) {
    const order = orderOf({ field, direction: 'ASC' }, search !== undefined)
    const read = await readsOf((database) =>
      listProducts(database, { selection, order, position: undefined, limit: 21 }),
    )
    expect(read.scans).toEqual([])
    expect(read.rows).toBeLessThan(2_000)
  }
  const counted = await readsOf((database) => countProducts(database, selection))
  expect(counted.rows).toBeLessThan(2_000)
})

// A search looks up as many as decide that it is frequent.
test.each<[string, ProductWhere | null, string | undefined, number]>([
  ['a frequent word', null, 'fresh', 6_000],
  ['a frequent beginning of words', null, 's', 6_000],
  ['what most products are', { availability: ['IN_STOCK'] }, undefined, 100],
  ['a wide range of prices', { price: { min: { minor: 100, currency: 'EUR' } } }, undefined, 100],
])('of %s a page reads little, in the order of its index', async (_name, where, search, rows) => {
  const selection = selectionOf(where, search)
  const order = orderOf({ field: 'NAME', direction: 'ASC' }, search !== undefined)
  const read = await readsOf((database) =>
    listProducts(database, { selection, order, position: undefined, limit: 21 }),
  )
  expect(read.indexes).toContain('products_name_idx')
  expect(read.rows).toBeLessThan(rows)
})
