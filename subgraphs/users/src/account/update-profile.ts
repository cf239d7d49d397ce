// Changes what a user says about themselves.
import type { SignedIn } from '@supermarket/service-kit/viewer.ts'
import { refusal, refuseAny } from '../refuse.ts'
import type { Tools } from '../tools.ts'
import type { Account } from './account.ts'
import { nameProblem } from './account-input.ts'
import { listAccountsById, updateName } from './store.ts'

/** What is left out, or null, stays. */
export async function updateProfile(
  { connection }: Pick<Tools, 'connection'>,
  { userId }: SignedIn,
  { name }: { readonly name?: string | null | undefined },
): Promise<Account> {
  if (name != null) refuseAny([nameProblem(name)])
  const account =
    name == null
      ? (await listAccountsById(connection.db, [userId]))[0]
      : await updateName(connection.db, userId, name.trim())
  if (account === undefined) throw refusal('NOT_FOUND', 'The account does not exist any more.')
  return account
}
