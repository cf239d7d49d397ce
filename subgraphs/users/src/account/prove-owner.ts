// Asks the owner of an account for the password again, before what cannot be undone.
import type { SignedIn } from '@supermarket/service-kit/viewer.ts'
import { refusal, refuseAny } from '../refuse.ts'
import type { Client, Tools } from '../tools.ts'
import { emailKey } from './account.ts'
import { passwordLengthProblem } from './account-input.ts'
import { type Credentials, findCredentials } from './store.ts'

export type Proof = {
  readonly password: string
  /** The input field that the password came in. */
  readonly field: string
  readonly client: Client
}

/** Rationed like signing in: a stolen access token is no way to guess faster. */
export async function proveOwner(
  tools: Pick<Tools, 'connection' | 'passwords' | 'throttle'>,
  { userId }: SignedIn,
  { password, field, client }: Proof,
): Promise<Credentials> {
  refuseAny([passwordLengthProblem(password, field)])
  const credentials = await findCredentials(tools.connection.db, userId)
  if (credentials === undefined) throw refusal('NOT_FOUND', 'The account does not exist any more.')
  const attempt = await tools.throttle.attemptPassword(emailKey(credentials.email), client.address)
  if (!(await tools.passwords.verify(password, credentials.passwordHash))) throw wrongPassword(field)
  await attempt.succeeded()
  return credentials
}

/** Also what is said when the password changed between the check and the deed. */
export function wrongPassword(field: string) {
  return refusal('INVALID_CREDENTIALS', 'The password is not right.', field)
}
