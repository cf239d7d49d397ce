// Opens an account and its first session, both or none.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { passwordProblem } from '../credentials/password-rules.ts'
import { refuseAny } from '../refuse.ts'
import { prepareSignIn, type SignedIn } from '../session/sign-in.ts'
import type { Client, Tools } from '../tools.ts'
import { type Account, emailKey } from './account.ts'
import { nameProblem } from './account-input.ts'
import { insertAccount } from './store.ts'

type Input = { readonly email: string; readonly password: string; readonly name: string }

/** Refuses with INVALID, WEAK_PASSWORD, EMAIL_TAKEN; rejects with RATE_LIMITED or OVERLOADED. */
export async function register(
  tools: Pick<Tools, 'connection' | 'passwords' | 'refreshTokens' | 'signingKeys' | 'throttle'>,
  { email, password, name }: Input,
  client: Client,
): Promise<{ account: Account; signedIn: SignedIn }> {
  refuseAny([passwordProblem(password, { email, name }, 'password'), nameProblem(name)])
  await tools.throttle.attemptRegistration(emailKey(email), client.address)
  const passwordHash = await tools.passwords.hash(password)
  const id = newId('usr')
  const { account, signIn } = await withTransaction(tools.connection, async (tx) => {
    const account = await insertAccount(tx, {
      id,
      email,
      name: name.trim(),
      roles: ['CUSTOMER'],
      passwordHash,
    })
    return { account, signIn: await prepareSignIn(tools, tx, { userId: id, passwordHash, client }) }
  })
  if (signIn === undefined) throw new TypeError('an account that was just inserted can be signed in')
  return { account, signedIn: await signIn() }
}
