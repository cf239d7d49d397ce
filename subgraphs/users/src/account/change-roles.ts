// Sets what a user may do. What must stay true: the shop always has an administrator, and only one who still is one
// when the change commits has made it; however many changes run at once.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { forbidden } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { Role, SignedIn } from '@supermarket/service-kit/viewer.ts'
import { refusal } from '../refuse.ts'
import { revokeOlderTokens } from '../session/store.ts'
import type { Tools } from '../tools.ts'
import { type Account, normalizeRoles } from './account.ts'
import { lockRoleHolders, updateRoles } from './store.ts'

type Change = { readonly userId: string; readonly roles: readonly Role[] }

/** Tokens with the old roles are refused from now on; the sessions go on and get the new roles with their next token. */
export async function changeRoles(
  tools: Pick<Tools, 'connection' | 'applyRevocations'>,
  viewer: SignedIn,
  change: Change,
): Promise<Account> {
  const roles = normalizeRoles(change.roles)
  if (roles.length === 0 || roles.length !== change.roles.length)
    throw refusal('INVALID', 'Give 1 to 3 roles, each of them once.', 'roles')
  if (!isId('usr', change.userId)) throw unknownUser()
  const account = await withTransaction(tools.connection, async (tx) => {
    const holders = await lockRoleHolders(tx, change.userId)
    const target = holders.find((account) => account.id === change.userId)
    if (!isAdministrator(holders.find((account) => account.id === viewer.userId))) throw forbidden()
    if (target === undefined) throw unknownUser()
    if (target.roles.join() === roles.join()) return target
    if (!roles.includes('ADMIN')) requireAnotherAdministrator(holders, target)
    await updateRoles(tx, target.id, roles)
    await revokeOlderTokens(tx, target.id)
    return { ...target, roles }
  })
  await tools.applyRevocations()
  return account
}

/** `holders` are locked: every administrator there is, and the account that stops being one. */
export function requireAnotherAdministrator(holders: readonly Account[], leaving: Account): void {
  if (!isAdministrator(leaving)) return
  if (holders.some((account) => account.id !== leaving.id && isAdministrator(account))) return
  throw refusal('ILLEGAL_STATE', 'This is the last administrator: make somebody else one first.')
}

function isAdministrator(account: Account | undefined): boolean {
  return account?.roles.includes('ADMIN') ?? false
}

function unknownUser() {
  return refusal('NOT_FOUND', 'There is no such user.', 'userId')
}
