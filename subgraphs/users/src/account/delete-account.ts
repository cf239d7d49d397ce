// Deletes an account for good: the row with everything personal, its sessions, its tokens; and tells the services
// that keep data of it. The address is free again as soon as this commits.
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import type { SignedIn } from '@supermarket/service-kit/viewer.ts'
import { revokeOlderTokens } from '../session/store.ts'
import type { Client, Tools } from '../tools.ts'
import { requireAnotherAdministrator } from './change-roles.ts'
import { proveOwner, wrongPassword } from './prove-owner.ts'
import { deleteAccountRow, lockRoleHolders } from './store.ts'

type Input = { readonly password: string; readonly client: Client; readonly requestId: string }

export async function deleteAccount(
  tools: Pick<Tools, 'connection' | 'passwords' | 'throttle' | 'applyRevocations' | 'publish'>,
  viewer: SignedIn,
  { password, client, requestId }: Input,
): Promise<void> {
  const { userId } = viewer
  const { passwordHash } = await proveOwner(tools, viewer, { password, field: 'password', client })
  await withTransaction(tools.connection, async (tx) => {
    const holders = await lockRoleHolders(tx, userId)
    const account = holders.find((holder) => holder.id === userId)
    if (account !== undefined) requireAnotherAdministrator(holders, account)
    if (!(await deleteAccountRow(tx, userId, passwordHash))) throw wrongPassword('password')
    await tellOfDeletion(tx, tools.publish, { userId, requestId })
  })
  await tools.applyRevocations()
}

/** The rest of a deletion, in the transaction that has deleted the row. */
export async function tellOfDeletion(
  tx: Transaction,
  publish: Tools['publish'],
  { userId, requestId }: { userId: string; requestId: string },
): Promise<void> {
  await publish(tx, {
    type: 'user.deleted',
    aggregate: { type: 'user', id: userId },
    data: { userId },
    correlationId: requestId,
  })
  await revokeOlderTokens(tx, userId)
}
