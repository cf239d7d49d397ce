import { migrate } from '@supermarket/drizzle/migrate.ts'
import { productTerms } from '@supermarket/products/catalog/search-terms.ts'
import { requireInvariants } from '@supermarket/products/products-service.fixture.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import { emptyDatabase } from '@supermarket/testkit/test-database.ts'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { bulkSeedProducts } from './bulk-products.ts'

const structure = `
  select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
  where connamespace = 'public'::regnamespace
  union all select indexname, indexdef from pg_indexes where schemaname = 'public'
  union all select tgname, tgenabled::text from pg_trigger where not tgisinternal
  order by 1, 2`

test('bulk products are what the service would have written, and the tables are as they were', async () => {
  await using database = await emptyDatabase('products')
  await migrate({ url: database.url, service: 'products' })
  const sql = postgres(database.url, { max: 2, onnotice: () => {} })
  const before = await sql.unsafe(structure)

  await bulkSeedProducts(sql, 300)
  await bulkSeedProducts(sql, 200)

  expect([...(await sql.unsafe(structure))]).toEqual([...before])
  await requireInvariants(sql)
  const products = await sql`
    select p.*, tsvector_to_array(search) as terms,
           array(select sku from variants where product_id = p.id order by position) as skus
    from products as p order by id`
  expect(products).toHaveLength(500)
  for (const { id, slug, name, skus, description, sort_name, terms } of products) {
    expect(isId('prd', id)).toBe(true)
    expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(sort_name).toBe(name.toLowerCase())
    expect(skus.length).toBeGreaterThan(0)
    expect(terms.toSorted()).toEqual(productTerms({ name, skus, description }).sort())
  }
  expect(new Set(products.map(({ name }) => name)).size).toBeGreaterThan(400)
  await sql.end()
})
