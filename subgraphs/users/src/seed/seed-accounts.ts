// The demo shop's accounts, whose password everybody knows: marked in the database, so that production can refuse to
// run beside them and somebody can remove them.
import { randomUUID } from 'node:crypto'
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import type { Role } from '@supermarket/service-kit/viewer.ts'
import { tellOfDeletion } from '../account/delete-account.ts'
import { deleteSeededRows, hasSeededAccount, insertSeededAccount } from '../account/store.ts'
import type { Tools } from '../tools.ts'

export type SeededAccount = { readonly email: string; readonly name: string; readonly role: Role }

/** Idempotent; an address that somebody has registered by themselves is left alone. */
export async function seedAccounts(
  { connection, passwords }: Pick<Tools, 'connection' | 'passwords'>,
  accounts: readonly SeededAccount[],
  password: string,
): Promise<void> {
  for (const { email, name, role } of accounts) {
    const passwordHash = await passwords.hash(password)
    await insertSeededAccount(connection.db, { id: newId('usr'), email, name, roles: [role], passwordHash })
  }
}

/** As their owners would delete them: tokens and sessions end, other services hear of it. Answers how many there were. */
export async function removeSeededAccounts(
  connection: Pick<Connection, 'db'>,
  publish: Tools['publish'],
): Promise<number> {
  return withTransaction(connection, async (tx) => {
    const ids = await deleteSeededRows(tx)
    const requestId = randomUUID()
    for (const userId of ids.toSorted()) await tellOfDeletion(tx, publish, { userId, requestId })
    return ids.length
  })
}

/** Everybody knows their password: in production they are an open door. */
export async function refuseSeededAccounts(connection: Pick<Connection, 'db'>): Promise<void> {
  if (await hasSeededAccount(connection.db))
    throw new StartupError(
      'The users database holds demo accounts, whose password is public. Remove them with: npm run users -- --remove-seeded-accounts',
    )
}
