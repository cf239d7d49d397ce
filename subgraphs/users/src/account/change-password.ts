// Changes the password and ends every other session: whoever knew the old one is out.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import type { SignedIn } from '@supermarket/service-kit/viewer.ts'
import { passwordProblem } from '../credentials/password-rules.ts'
import { refuseAny } from '../refuse.ts'
import { endOtherSessions } from '../session/store.ts'
import type { Client, Tools } from '../tools.ts'
import type { Account } from './account.ts'
import { proveOwner, wrongPassword } from './prove-owner.ts'
import { replacePassword } from './store.ts'

type Input = { readonly currentPassword: string; readonly newPassword: string }

export async function changePassword(
  tools: Pick<Tools, 'connection' | 'passwords' | 'throttle' | 'applyRevocations'>,
  viewer: SignedIn,
  { currentPassword, newPassword, client }: Input & { readonly client: Client },
): Promise<Account> {
  const field = 'currentPassword'
  const owner = await proveOwner(tools, viewer, { password: currentPassword, field, client })
  refuseAny([passwordProblem(newPassword, owner, 'newPassword')])
  const to = await tools.passwords.hash(newPassword)
  const account = await withTransaction(tools.connection, async (tx) => {
    const changed = await replacePassword(tx, { id: viewer.userId, from: owner.passwordHash, to })
    if (changed === undefined) throw wrongPassword(field)
    await endOtherSessions(tx, viewer)
    return changed
  })
  await tools.applyRevocations()
  return account
}
