// What an operator does from the command line, beside the running service: its replicas learn of it from the database.
import { connect } from '@supermarket/drizzle/connect.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { normalizeRoles } from './account/account.ts'
import { findCredentialsByEmail, lockRoleHolders, updateRoles } from './account/store.ts'
import type { Command } from './config.ts'
import { publishUserEvent } from './publish-user-event.ts'
import { deriveSecrets } from './secrets.ts'
import { removeSeededAccounts } from './seed/seed-accounts.ts'
import { revokeOlderTokens } from './session/store.ts'
import { maintainKeys, rotateKeys } from './signing/rotate-keys.ts'

type Administration = Exclude<Command, { name: 'serve' }>
type Database = Pick<ReturnType<typeof connect>, 'db'>

/** The database is migrated already. Answers one sentence of what was done. */
export async function administer(
  command: Administration,
  { databaseUrl, secret }: { databaseUrl: string; secret: string },
): Promise<string> {
  await using connection = connect({ url: databaseUrl, applicationName: 'users administration', max: 1 })
  switch (command.name) {
    case 'remove-seeded-accounts': {
      const removed = await removeSeededAccounts(connection, publishUserEvent)
      return removed === 0 ? 'There were no demo accounts.' : `Removed ${removed} demo accounts.`
    }
    case 'make-admin':
      await makeAdministrator(connection, command.email)
      return `${command.email} is an administrator now.`
    case 'rotate-signing-keys':
      return await rotate(connection, deriveSecrets(secret).signingKeys)
  }
}

/** How a shop gets its first administrator. */
async function makeAdministrator(connection: Database, email: string): Promise<void> {
  const found = await findCredentialsByEmail(connection.db, email)
  if (found === undefined) throw new StartupError(`No account uses ${email}: register it first.`)
  await withTransaction(connection, async (tx) => {
    const account = (await lockRoleHolders(tx, found.id)).find(({ id }) => id === found.id)
    if (account === undefined || account.roles.includes('ADMIN')) return
    await updateRoles(tx, account.id, normalizeRoles([...account.roles, 'ADMIN']))
    await revokeOlderTokens(tx, account.id)
  })
}

async function rotate(connection: Database, secret: string): Promise<string> {
  await maintainKeys({ connection, secret })
  const activeFrom = new Date(await rotateKeys({ connection, secret }))
  return `The next signing key signs from ${activeFrom.toISOString()} on; the one before it stays published until its tokens are dead.`
}
