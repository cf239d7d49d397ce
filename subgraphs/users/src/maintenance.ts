// What this service does by itself, in every replica and without a leader: each piece of work is idempotent, takes
// its locks in the database, and deletes in small steps that several replicas can share.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { repeat } from '@supermarket/service-kit/repeat.ts'
import type { Logger } from 'pino'
import { deleteExpiredRevocations } from './revocation/store.ts'
import { deleteExpiredSessions } from './session/store.ts'
import type { SigningKeys } from './signing/signing-keys.ts'
import { deleteWholeBudgets } from './throttle/store.ts'

const keysEveryMs = 60_000
const purgeEveryMs = 10 * 60_000
const batch = 1_000

export function startMaintenance(tools: {
  connection: Pick<Connection, 'db'>
  signingKeys: Pick<SigningKeys, 'maintain'>
  log: Logger
}): AsyncDisposable {
  const { connection, signingKeys, log } = tools
  const failed = (error: unknown) => log.error({ error }, 'maintenance failed; it is tried again')
  const keys = repeat(keysEveryMs, () => signingKeys.maintain().catch(failed))
  const purge = repeat(purgeEveryMs, () => purgeExpired(connection.db).catch(failed))
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all([keys.stop(), purge.stop()])
    },
  }
}

/** Everything that no longer says anything. */
export async function purgeExpired(db: Connection['db']): Promise<void> {
  for (const purge of [deleteExpiredSessions, deleteExpiredRevocations, deleteWholeBudgets]) {
    while ((await purge(db, batch)) === batch);
  }
}
