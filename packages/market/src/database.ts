// The PostgreSQL of the one-process topology and of tests: a real server from npm in a folder of ours. What must
// stay true: acknowledged data survives a kill of us or of the server, and no other local user can log in.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import postgres from 'postgres'
import { prepareBinaries } from './embedded/binaries.ts'
import { DatabaseError } from './embedded/database-error.ts'
import { initCluster, requireVersion, superuser } from './embedded/init.ts'
import { choosePlace, listPlaces, type Place } from './embedded/place.ts'
import { killPostmaster } from './embedded/postmaster.ts'
import { closePublicDatabases, ensureOwnedDatabase } from './embedded/roles.ts'
import { openSecret, type Passwords } from './embedded/secret.ts'
import { adoptServer, type Server, startServer, stopServer } from './embedded/server.ts'
import type { Durability } from './embedded/settings.ts'

export type StartDatabaseOptions = {
  /** Asked for; see `EmbeddedDatabase.folder` for where the data is. */
  folder: string
  durability: Durability
  onProgress?: (line: string) => void
}

export type EmbeddedDatabase = AsyncDisposable & {
  port: number
  /** Elsewhere than asked when the unprivileged user that PostgreSQL runs as cannot reach the asked folder. */
  folder: string
  /** Includes the password. The role is the database's own unless given. */
  url(database: string, role?: string): string
  adminUrl(database?: string): string
  /** A database with a role of the same name as its owner, closed to every other role. */
  ensureDatabase(name: string): Promise<void>
  /** Also what disposing does. `durable` data is checkpointed first. */
  stop(): Promise<void>
}

/** Throws DatabaseError, whose message is for the user as it is. A server that already runs in the folder is adopted. */
export async function startDatabase(options: StartDatabaseOptions): Promise<EmbeddedDatabase> {
  const { durability, onProgress = () => {} } = options
  const place = await choosePlace(options.folder)
  const server: Server = { place, binaries: await prepareBinaries(place) }
  const passwords = openSecret(place)
  if (!existsSync(place.data)) {
    onProgress(`creating the database in ${place.folder}`)
    await initCluster({ ...server, passwords, durability })
  }
  await requireVersion(place, server.binaries)
  const adopted = await adoptServer(server)
  if (adopted === undefined) onProgress(`starting PostgreSQL ${server.binaries.version}`)
  const port = adopted ?? (await startServer(server, { durability, preferredPort: readPort(place) }))
  writeFileSync(join(place.folder, 'port'), `${port}\n`)
  const database = describe({ server, port, passwords, durability })
  await withAdmin(database, closePublicDatabases)
  return database
}

/** Ends what runs there and deletes it, wherever the data is and whatever state it is in. */
export async function removeDatabase(folder: string): Promise<void> {
  for (const place of listPlaces(folder)) {
    await killPostmaster(place)
    await rm(place.folder, { recursive: true, force: true }).catch((cause: unknown) => {
      throw new DatabaseError('PERMISSION', `${place.folder} cannot be removed: run as its owner.`, { cause })
    })
  }
}

type Running = { server: Server; port: number; passwords: Passwords; durability: Durability }

function describe({ server, port, passwords, durability }: Running): EmbeddedDatabase {
  let stopping: Promise<void> | undefined
  const url = (database: string, role = database) =>
    `postgres://${role}:${passwords(role)}@127.0.0.1:${port}/${database}`
  const stop = () => {
    stopping ??= stopServer(server, durability === 'durable' ? 'fast' : 'immediate')
    return stopping
  }
  const database: EmbeddedDatabase = {
    port,
    folder: server.place.folder,
    url,
    adminUrl: (name = superuser) => url(name, superuser),
    ensureDatabase: (name) => withAdmin(database, (admin) => ensureOwnedDatabase(admin, name, passwords)),
    stop,
    [Symbol.asyncDispose]: stop,
  }
  return database
}

async function withAdmin(
  database: EmbeddedDatabase,
  work: (admin: postgres.Sql) => Promise<void>,
): Promise<void> {
  const admin = postgres(database.adminUrl(), {
    max: 1,
    onnotice: () => {},
    connect_timeout: 10,
    fetch_types: false,
  })
  try {
    // Two processes may start at once, and PostgreSQL refuses to change the rights on one object twice at a time.
    await admin`select pg_advisory_lock(1)`
    await work(admin)
  } catch (cause) {
    if (!(cause instanceof postgres.PostgresError) || !cause.code.startsWith('28')) throw cause
    throw new DatabaseError(
      'DATA_FOLDER',
      `The secret in ${database.folder} does not open the database beside it: npm run reset starts afresh.`,
      { cause },
    )
  } finally {
    await admin.end({ timeout: 5 })
  }
}

// Clients that outlive a restart find the server where it was.
function readPort({ folder }: Place): number | undefined {
  const file = join(folder, 'port')
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || undefined : undefined
}
