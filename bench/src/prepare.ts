// The databases of one size of catalogue: made once, used by every later run; each is made afresh when its tables, its
// seeder or a database whose ids it holds have changed.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate, migrationsFolder, type Service } from '@supermarket/drizzle/migrate.ts'
import type { Secrets } from '@supermarket/market/secrets.ts'
import type { Cluster } from './cluster.ts'
import { fill } from './fill.ts'

/** Each after those whose ids it holds. */
export const services: readonly Service[] = ['users', 'products', 'orders']

export type Prepared = {
  /** Names of the databases, which are those of their roles too. */
  readonly names: Readonly<Record<Service, string>>
  readonly urls: Readonly<Record<Service, string>>
}

export type PrepareOptions = {
  readonly cluster: Cluster
  readonly products: number
  readonly secrets: Secrets
  readonly fresh: boolean
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

/** Vacuumed and checkpointed, so that no housekeeping falls due while something is measured. */
export async function prepareDatabases(options: PrepareOptions): Promise<Prepared> {
  const { cluster, products, fresh, onProgress } = options
  const prepared = describe(cluster, products)
  const hashes = seedHashes(products)
  const known = await readPrepared(cluster)
  const stale = services.filter((service) => fresh || known.get(prepared.names[service]) !== hashes[service])
  // All of them first: the shop opens with every database, also while one is being filled.
  for (const service of stale) await makeDatabase(service, prepared, cluster)
  for (const service of stale) {
    await fill[service]({ ...options, prepared })
    await cluster.admin`
      insert into bench_databases (name, hash) values (${prepared.names[service]}, ${hashes[service]})`
  }
  onProgress('tidying')
  await tidy(prepared, cluster)
  return prepared
}

async function readPrepared({ admin }: Cluster): Promise<Map<string, string>> {
  await admin`create table if not exists bench_databases (name text primary key, hash text not null)`
  const rows = await admin<{ name: string; hash: string }[]>`select name, hash from bench_databases`
  return new Map(rows.map(({ name, hash }) => [name, hash]))
}

function describe({ database }: Cluster, products: number): Prepared {
  const names = { users: `users_${products}`, products: `products_${products}`, orders: `orders_${products}` }
  const urls = {
    users: database.url(names.users),
    products: database.url(names.products),
    orders: database.url(names.orders),
  }
  return { names, urls }
}

async function makeDatabase(
  service: Service,
  { names, urls }: Prepared,
  { database, admin }: Cluster,
): Promise<void> {
  await admin`delete from bench_databases where name = ${names[service]}`
  await admin`drop database if exists ${admin(names[service])} with (force)`
  await database.ensureDatabase(names[service])
  await migrate({ url: urls[service], service })
}

/** An interrupted run leaves carts behind, in which the next run's lines would come to lie. */
async function tidy({ names }: Prepared, { admin, open }: Cluster): Promise<void> {
  for (const service of services) {
    const sql = open(names[service])
    try {
      if (service === 'orders') await sql`delete from carts where completed_at is null`
      await sql`vacuum (analyze)`
    } finally {
      await sql.end()
    }
  }
  await admin`checkpoint`
}

const seeders: Readonly<Record<Service, readonly string[]>> = {
  users: ['accounts.ts', 'bulk-accounts.ts'],
  products: ['bulk-products.ts', 'without-indexes.ts'],
  orders: ['accounts.ts', 'bulk-orders.ts'],
}

/** Of migrations and seeders; that of orders holds the other two, as its rows hold their ids. */
function seedHashes(products: number): Readonly<Record<Service, string>> {
  const users = seedHash('users', String(products))
  const catalogue = seedHash('products', String(products))
  return { users, products: catalogue, orders: seedHash('orders', users + catalogue) }
}

function seedHash(service: Service, seed: string): string {
  const hash = createHash('sha256').update(seed)
  const folder = migrationsFolder(service)
  const migrations = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  for (const name of migrations.sort()) hash.update(name).update(readFileSync(join(folder, name)))
  for (const name of [...seeders[service], 'fill.ts'])
    hash.update(readFileSync(join(import.meta.dirname, name)))
  return hash.digest('hex')
}
