// The databases of this bench, beside the shop of a thousand products: order tables of every size, and a copy in which
// one variant is never sold out.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate, migrationsFolder } from '@supermarket/drizzle/migrate.ts'
import type postgres from 'postgres'
import type { Bought } from '../bulk-orders.ts'
import { bulkSeedOrders } from '../bulk-orders.ts'
import type { Cluster } from '../cluster.ts'
import type { Prepared } from '../prepare.ts'
import { clerk, ordersOfReader, readers } from './accounts.ts'
import { bulkSeedCrowd } from './bulk-crowd.ts'

export type Books = {
  readonly cluster: Cluster
  readonly prepared: Prepared
  readonly fresh: boolean
  readonly onProgress: (line: string) => void
}

/** A database with so many orders; the name. Made once, and again when its tables or its seeder have changed. */
export async function ensureOrders(books: Books, count: number): Promise<string> {
  const { cluster, fresh, onProgress } = books
  const { admin, database } = cluster
  const name = `orders_of_${count}`
  const hash = seedHash(count)
  const [known] = await admin`select from bench_databases where name = ${name} and hash = ${hash}`
  if (known !== undefined && !fresh) return name
  onProgress(`making ${count.toLocaleString('en')} orders`)
  await admin`delete from bench_databases where name = ${name}`
  await admin`drop database if exists ${admin(name)} with (force)`
  await database.ensureDatabase(name)
  await migrate({ url: database.url(name), service: 'orders' })
  await fill(books, name, count)
  await admin`insert into bench_databases (name, hash) values (${name}, ${hash})`
  return name
}

async function fill({ cluster, prepared }: Books, name: string, count: number): Promise<void> {
  const users = cluster.open(prepared.names.users)
  const catalogue = cluster.open(prepared.names.products)
  const orders = cluster.open(name, name)
  try {
    const variants = await listVariants(catalogue)
    const mine = await users<
      { id: string }[]
    >`select id from users where email = any(${[...readers]}) order by id`
    const others = await users<{ id: string }[]>`
      select id from users where email <> all(${[...readers, clerk]}) order by id`
    await bulkSeedOrders(orders, {
      customers: mine.map(({ id }) => ({ id, orders: ordersOfReader })),
      variants,
    })
    const customerIds = others.map(({ id }) => id)
    await bulkSeedCrowd(orders, { count: count - mine.length * ordersOfReader, customerIds, variants })
    await orders`vacuum (analyze)`
  } finally {
    await Promise.all([users, catalogue, orders].map((sql) => sql.end({ timeout: 5 })))
  }
}

async function listVariants(catalogue: postgres.Sql): Promise<Bought[]> {
  const rows = await catalogue<Bought[]>`
    select v.id as "variantId", p.id as "productId", p.name as "productName", v.name as "variantName", v.sku,
           price.minor::float8 as minor
    from variants as v
    join products as p on p.id = v.product_id and p.status = 'ACTIVE'
    join variant_prices as price on price.variant_id = v.id and price.currency = 'EUR'
    order by v.id`
  return [...rows]
}

/** Copies of a shop's products and of its smallest order table, which nobody else's figures depend on. */
export async function copyShop(books: Books, ordersName: string): Promise<Prepared> {
  const { cluster, prepared, onProgress } = books
  const { admin, database } = cluster
  onProgress('copying the shop')
  const names = { users: prepared.names.users, products: 'products_hot', orders: 'orders_hot' }
  const origins = { products: prepared.names.products, orders: ordersName }
  for (const service of ['products', 'orders'] as const) {
    const [name, origin] = [names[service], origins[service]]
    await admin`drop database if exists ${admin(name)} with (force)`
    await admin`create database ${admin(name)} owner ${admin(origin)} template ${admin(origin)}`
    await admin`revoke all on database ${admin(name)} from public`
  }
  const urls = {
    users: prepared.urls.users,
    products: database.url(names.products, origins.products),
    orders: database.url(names.orders, origins.orders),
  }
  return { names, urls }
}

export async function dropCopies({ admin }: Cluster): Promise<void> {
  for (const name of ['products_hot', 'orders_hot'])
    await admin`drop database if exists ${admin(name)} with (force)`
}

function seedHash(count: number): string {
  const hash = createHash('sha256').update(String(count))
  for (const service of ['users', 'products', 'orders'] as const) {
    const folder = migrationsFolder(service)
    const migrations = readdirSync(folder).filter((name) => name.endsWith('.sql'))
    for (const name of migrations.sort()) hash.update(name).update(readFileSync(join(folder, name)))
  }
  const seeders = [
    '../bulk-orders.ts',
    '../bulk-accounts.ts',
    '../bulk-products.ts',
    'bulk-crowd.ts',
    'accounts.ts',
  ]
  for (const name of seeders) hash.update(readFileSync(join(import.meta.dirname, name)))
  return hash.digest('hex')
}
