// A database of its own for each test file, cloned from a template that the first file of a run migrates. Cloning
// copies files (24 ms on a throwaway cluster, measured 2026-11-22); migrating takes longer with every migration.
import { createHash, randomBytes } from 'node:crypto'
import { type MigrateOptions, migrate, type Service } from '@supermarket/drizzle/migrate.ts'
import postgres from 'postgres'
import { inject } from 'vitest'
import type { Cluster } from './cluster.ts'

export type TestDatabase = AsyncDisposable & {
  /** As the service's own role, which owns the database and nothing else. */
  url: string
  /** As the superuser, in the same database. */
  adminUrl: string
}

/** Migrated, without rows. `folder` replaces the service's own migrations. */
export async function testDatabase(
  service: Service,
  folder?: MigrateOptions['folder'],
): Promise<TestDatabase> {
  const cluster = inject('cluster')
  await using admin = openAdmin(cluster)
  const template = await ensureTemplate({ admin, cluster, service, folder })
  return await createDatabase({ admin, cluster, role: service, template })
}

/** Without tables. */
export async function emptyDatabase(role: Service = 'users'): Promise<TestDatabase> {
  const cluster = inject('cluster')
  await using admin = openAdmin(cluster)
  return await createDatabase({ admin, cluster, role, template: 'template1' })
}

type Admin = AsyncDisposable & { sql: postgres.Sql }

function openAdmin({ adminUrl }: Cluster): Admin {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {}, fetch_types: false })
  return { sql, [Symbol.asyncDispose]: () => sql.end({ timeout: 5 }) }
}

type TemplateOptions = { admin: Admin; cluster: Cluster; service: Service; folder: string | undefined }

// Files of one run start in parallel processes: one migrates, the others wait for it. A template that accepts no
// connections is complete, because that is set last; one that does was left by a failure and is made again.
async function ensureTemplate({
  admin: { sql },
  cluster,
  service,
  folder,
}: TemplateOptions): Promise<string> {
  const variant = folder ? `_${createHash('sha256').update(folder).digest('hex').slice(0, 12)}` : ''
  const name = `template_${service}${variant}`
  await sql`select pg_advisory_lock(hashtext(${name}))`
  try {
    const [found] = await sql`select datallowconn from pg_database where datname = ${name}`
    if (found?.datallowconn === false) return name
    if (found) await sql`drop database ${sql(name)} with (force)`
    await sql`create database ${sql(name)} owner ${sql(service)}`
    await migrate({ url: withDatabase(cluster.urls[service], name), service, ...(folder && { folder }) })
    await sql`alter database ${sql(name)} allow_connections false`
    return name
  } finally {
    await sql`select pg_advisory_unlock(hashtext(${name}))`
  }
}

type CreateOptions = { admin: Admin; cluster: Cluster; role: Service; template: string }

async function createDatabase({
  admin: { sql },
  cluster,
  role,
  template,
}: CreateOptions): Promise<TestDatabase> {
  const name = `test_${role}_${randomBytes(6).toString('hex')}`
  await sql`create database ${sql(name)} owner ${sql(role)} template ${sql(template)} strategy file_copy`
  await sql`revoke all on database ${sql(name)} from public`
  return {
    url: withDatabase(cluster.urls[role], name),
    adminUrl: withDatabase(cluster.adminUrl, name),
    async [Symbol.asyncDispose]() {
      await using admin = openAdmin(cluster)
      await dropWhenFree(admin, name)
    },
  }
}

// Never by force: pools report that they are closed before their sockets are, and a socket that is cut then raises an
// error that nobody listens to any more. PostgreSQL itself waits 5 s for the others; what is still in use after that
// goes with the cluster.
async function dropWhenFree({ sql }: Admin, name: string): Promise<void> {
  try {
    await sql`drop database if exists ${sql(name)}`
  } catch (error) {
    if (!(error instanceof postgres.PostgresError) || error.code !== '55006') throw error
  }
}

function withDatabase(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href
}
