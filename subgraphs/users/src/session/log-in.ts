// Signs in with e-mail and password. What must stay true: the answer, and the time that it takes, do not tell an
// unknown address from a wrong password.
import { type Account, emailKey } from '../account/account.ts'
import { passwordLengthProblem } from '../account/account-input.ts'
import { findCredentialsByEmail } from '../account/store.ts'
import { refusal, refuseAny } from '../refuse.ts'
import type { Client, Tools } from '../tools.ts'
import { prepareSignIn, type SignedIn } from './sign-in.ts'

type Input = { readonly email: string; readonly password: string }

/** Refuses with INVALID_CREDENTIALS; rejects with RATE_LIMITED or OVERLOADED. */
export async function logIn(
  tools: Pick<Tools, 'connection' | 'passwords' | 'refreshTokens' | 'signingKeys' | 'throttle'>,
  { email, password }: Input,
  client: Client,
): Promise<{ account: Account; signedIn: SignedIn }> {
  refuseAny([passwordLengthProblem(password, 'password')])
  const { db } = tools.connection
  const attempt = await tools.throttle.attemptPassword(emailKey(email), client.address)
  const account = await findCredentialsByEmail(db, email)
  if (!(await tools.passwords.verify(password, account?.passwordHash)) || account === undefined)
    throw wrongCredentials()
  const signIn = await prepareSignIn(tools, db, {
    userId: account.id,
    passwordHash: account.passwordHash,
    client,
  })
  if (signIn === undefined) throw wrongCredentials()
  await attempt.succeeded()
  return { account, signedIn: await signIn() }
}

function wrongCredentials() {
  return refusal('INVALID_CREDENTIALS', 'E-mail address and password do not belong together.')
}
