import { createLog } from '@supermarket/service-kit/log.ts'
import { emptyDatabase } from '@supermarket/testkit/test-database.ts'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { openShop } from './shop.ts'

test('a shop whose migration fails says so when the other migrations have ended', async () => {
  await using users = await emptyDatabase('users')
  await using products = await emptyDatabase('products')
  await using orders = await emptyDatabase('orders')
  const sql = postgres(users.url, { max: 1 })
  await sql`create table sessions (in_the_way integer)`
  const opening = openShop({
    databases: { users: users.url, products: products.url, orders: orders.url },
    secrets: { usersSecret: 'x'.repeat(32), ordersSecret: 'x'.repeat(32) },
    log: createLog({ service: 'test', level: 'silent' }),
    production: false,
    sandbox: false,
  })
  await expect(opening).rejects.toThrow(/^migration \S+ of users failed: relation "sessions" already exists/)
  for (const { url } of [products, orders]) {
    const other = postgres(url, { max: 1, onnotice: () => {} })
    const [row] = await other`
      select (select count(*)::integer from pg_stat_activity
              where datname = current_database() and application_name like '% migrations') as running,
             to_regclass('outbox') is not null as migrated`
    expect(row).toEqual({ running: 0, migrated: true })
    await other.end()
  }
  await sql.end()
})
