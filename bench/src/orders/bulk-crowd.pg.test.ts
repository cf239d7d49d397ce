import { migrate } from '@supermarket/drizzle/migrate.ts'
import { isId, newId } from '@supermarket/service-kit/ids.ts'
import { emptyDatabase } from '@supermarket/testkit/test-database.ts'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { bulkSeedCrowd } from './bulk-crowd.ts'

const structure = `
  select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
  where connamespace = 'public'::regnamespace
  union all select indexname, indexdef from pg_indexes where schemaname = 'public'
  union all select tgname, tgenabled::text from pg_trigger where not tgisinternal
  order by 1, 2`

test('the crowd has orders in every state, and the tables are as they were', async () => {
  await using database = await emptyDatabase('orders')
  await migrate({ url: database.url, service: 'orders' })
  const sql = postgres(database.url, { max: 2, onnotice: () => {} })
  const before = await sql.unsafe(structure)
  const variants = [700, 1_900].map((minor, at) => ({
    variantId: newId('var'),
    productId: newId('prd'),
    productName: `Product ${at}`,
    variantName: `Variant ${at}`,
    sku: `SKU-${at}`,
    minor,
  }))

  await bulkSeedCrowd(sql, { count: 3_000, customerIds: [newId('usr'), newId('usr')], variants })

  expect([...(await sql.unsafe(structure))]).toEqual([...before])
  const states = await sql<{ state: string; orders: number }[]>`
    select status || ' ' || payment_status || ' ' || fulfillment_status as state, count(*)::integer as orders
    from orders group by 1`
  expect(states.map(({ state }) => state).toSorted()).toEqual([
    'CANCELED REFUNDED UNFULFILLED',
    'COMPLETED PAID FULFILLED',
    'CONFIRMED PAID UNFULFILLED',
    'PENDING_PAYMENT REQUIRES_ACTION UNFULFILLED',
  ])
  expect(states.reduce((sum, { orders }) => sum + orders, 0)).toBe(3_000)
  const wrong = await sql`
    select o.id from orders as o
    left join order_lines as l on l.order_id = o.id left join payments as p on p.order_id = o.id
    where l.total_minor is distinct from o.total_minor or p.captured_minor is distinct from o.captured_minor`
  expect([...wrong]).toEqual([])
  const [{ id } = { id: '' }] = await sql<{ id: string }[]>`select id from orders limit 1`
  expect(isId('ord', id)).toBe(true)
  await sql.end()
})
