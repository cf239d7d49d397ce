// The PostgreSQL of the bench: embedded, durable, set as in production, kept in a folder of its own between runs.
// What must stay true: one bench at a time, since two would measure each other.
import { join } from 'node:path'
import { type EmbeddedDatabase, removeDatabase, startDatabase } from '@supermarket/market/database.ts'
import { stateFolder } from '@supermarket/market/state-folder.ts'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import postgres from 'postgres'
import { parentOf } from './cpu.ts'

export type Cluster = AsyncDisposable & {
  readonly database: EmbeddedDatabase
  /** As the superuser, in the administrative database. */
  readonly admin: postgres.Sql
  readonly postmasterPid: number
  readonly version: string
  /** In one database, as the superuser unless a role is named; the caller ends it. */
  open(name: string, role?: string): postgres.Sql
}

export const benchFolder = join(stateFolder, 'bench')

export async function openCluster(onProgress: (line: string) => void): Promise<Cluster> {
  await using opening = new AsyncDisposableStack()
  const database = await startDatabase({ folder: benchFolder, durability: 'durable', onProgress })
  const open = (url: string) => postgres(url, { max: 1, onnotice: () => {}, max_lifetime: null })
  const admin = open(database.adminUrl())
  opening.defer(() => admin.end({ timeout: 5 }))
  const [claim] = await admin<{ isOurs: boolean; pid: number; version: string }[]>`
    select pg_try_advisory_lock(7001) as "isOurs", pg_backend_pid() as pid,
           current_setting('server_version') as version`
  if (!claim?.isOurs) throw new StartupError('Another bench is running: it would be measured too.')
  const resources = opening.move()
  return {
    database,
    admin,
    postmasterPid: parentOf(claim.pid),
    version: claim.version,
    open: (name, role) => open(role === undefined ? database.adminUrl(name) : database.url(name, role)),
    async [Symbol.asyncDispose]() {
      await resources.disposeAsync()
      await database.stop()
    },
  }
}

export async function removeCluster(): Promise<void> {
  await removeDatabase(benchFolder)
}
