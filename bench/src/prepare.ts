// The databases of one size of catalogue: made once, used by every later run, made afresh when the tables or the
// seeders have changed.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate, migrationsFolder, type Service } from '@supermarket/drizzle/migrate.ts'
import type { Secrets } from '@supermarket/market/secrets.ts'
import type { Cluster } from './cluster.ts'
import { fillDatabases } from './fill.ts'

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
  const hash = seedHash(products)
  await cluster.admin`
    create table if not exists bench_prepared (products integer primary key, hash text not null)`
  const [found] = await cluster.admin<{ hash: string }[]>`
    select hash from bench_prepared where products = ${products}`
  if (fresh || found?.hash !== hash) {
    await cluster.admin`delete from bench_prepared where products = ${products}`
    await makeDatabases(prepared, cluster)
    await fillDatabases({ ...options, prepared })
    await cluster.admin`insert into bench_prepared (products, hash) values (${products}, ${hash})`
  }
  onProgress('tidying')
  await tidy(prepared, cluster)
  return prepared
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

async function makeDatabases({ names, urls }: Prepared, { database, admin }: Cluster): Promise<void> {
  for (const service of services) {
    await admin`drop database if exists ${admin(names[service])} with (force)`
    await database.ensureDatabase(names[service])
    await migrate({ url: urls[service], service })
  }
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

/** Of the migrations and of what fills the tables. */
function seedHash(products: number): string {
  const hash = createHash('sha256').update(String(products))
  const own = import.meta.dirname
  const seeders = readdirSync(own).filter((name) => /^(bulk-.*|fill|accounts)\.ts$/.test(name))
  for (const name of seeders.sort()) hash.update(readFileSync(join(own, name)))
  for (const service of services) {
    const folder = migrationsFolder(service)
    const migrations = readdirSync(folder).filter((name) => name.endsWith('.sql'))
    for (const name of migrations.sort()) hash.update(name).update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}
