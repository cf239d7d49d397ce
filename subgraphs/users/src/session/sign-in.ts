// Opens a session for somebody whose password has just been checked.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import type { Client, Tools } from '../tools.ts'
import { issueTokens, type Tokens } from './issue-tokens.ts'
import { openSession } from './store.ts'

export type SignedIn = { readonly userId: string; readonly sessionId: string; readonly tokens: Tokens }

type Opening = { readonly userId: string; readonly passwordHash: string; readonly client: Client }

/** Tokens are issued by what this answers, once the transaction that `db` may be has committed. */
export async function prepareSignIn(
  tools: Pick<Tools, 'refreshTokens' | 'signingKeys'>,
  db: Tools['connection']['db'] | Transaction,
  { userId, passwordHash, client }: Opening,
): Promise<(() => Promise<SignedIn>) | undefined> {
  const token = tools.refreshTokens.first(newId('ses'))
  const grant = await openSession(db, { userId, passwordHash, token, device: client.device })
  if (grant === undefined) return undefined
  return async () => ({
    userId,
    sessionId: token.sessionId,
    tokens: await issueTokens(tools.signingKeys, grant, token),
  })
}
