// Brings one service's database to the migrations of this checkout. Several replicas may start at once: an
// advisory lock lets one of them work while the others wait, then find nothing to do.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DrizzleQueryError } from 'drizzle-orm'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { findPostgresError } from './driver-error.ts'

export type Service = 'users' | 'products' | 'orders'

export type MigrateOptions = {
  url: string
  service: Service
  /** Where the SQL is; the service's own room unless a test says otherwise. */
  folder?: string
}

/** One sentence that names the service and the migration; the driver's error is the cause. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

// Any constant does; it only has to be the same in every replica and taken by nothing else in the database.
const lockKey = 7_356_421_907

/** All pending migrations or none, in one transaction and without time limits. Returns how many were applied. */
export async function migrate({
  url,
  service,
  folder = migrationsFolder(service),
}: MigrateOptions): Promise<number> {
  const migrations = readMigrations(folder, service)
  const sql = postgres(url, {
    max: 1,
    max_lifetime: null,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: `${service} migrations`, statement_timeout: 0, lock_timeout: 0 },
  })
  try {
    await sql`select pg_advisory_lock(${lockKey})`
    const applied = await listApplied(sql)
    refuseEdited(migrations, applied, service)
    await applyMigrations(drizzle({ client: sql }), { migrationsFolder: folder })
    return migrations.filter((migration) => !applied.has(migration.folderMillis)).length
  } catch (error) {
    throw asMigrationError(error, migrations, service)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

export function migrationsFolder(service: Service): string {
  return fileURLToPath(new URL(`../${service}/migrations`, import.meta.url))
}

type Migration = MigrationMeta & { tag: string }

function readMigrations(folder: string, service: Service): Migration[] {
  const journal = `${folder}/meta/_journal.json`
  if (!existsSync(journal)) throw new MigrationError(`${service} has no migrations: ${journal} is missing`)
  const { entries }: { entries: { tag: string }[] } = JSON.parse(readFileSync(journal, 'utf8'))
  try {
    return readMigrationFiles({ migrationsFolder: folder }).map((migration, index) => ({
      ...migration,
      tag: entries[index]?.tag ?? String(migration.folderMillis),
    }))
  } catch (cause) {
    throw new MigrationError(`the migrations of ${service} cannot be read: ${messageOf(cause)}`, { cause })
  }
}

/** Hashes of what the database already has, by the time in its name. */
async function listApplied(sql: postgres.Sql): Promise<Map<number, string>> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`
  if (!table?.name) return new Map()
  const rows = await sql<{ hash: string; created_at: string }[]>`
    select hash, created_at from drizzle.__drizzle_migrations`
  return new Map(rows.map((row) => [Number(row.created_at), row.hash]))
}

// drizzle compares times only: an edited file would be skipped in silence and databases would drift apart.
function refuseEdited(migrations: Migration[], applied: Map<number, string>, service: Service): void {
  for (const { folderMillis, hash, tag } of migrations) {
    const known = applied.get(folderMillis)
    if (known === undefined || known === hash) continue
    throw new MigrationError(`migration ${tag} of ${service} was changed after this database had applied it`)
  }
}

function asMigrationError(error: unknown, migrations: Migration[], service: Service): MigrationError {
  if (error instanceof MigrationError) return error
  const cause = findPostgresError(error) ?? error
  const failed = error instanceof DrizzleQueryError ? findMigration(migrations, error.query) : undefined
  const what = failed ? `migration ${failed.tag} of ${service} failed` : `${service} cannot be migrated`
  return new MigrationError(`${what}: ${messageOf(cause)}`, { cause })
}

function findMigration(migrations: Migration[], statement: string): Migration | undefined {
  return migrations.find((migration) => migration.sql.includes(statement))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error)
}
