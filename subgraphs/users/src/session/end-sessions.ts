// Ends sessions of their own user: this one, another one, all of them. Effective in this process before the answer,
// in every other one with its next look at the revocation feed.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { SignedIn } from '@supermarket/service-kit/viewer.ts'
import { refusal } from '../refuse.ts'
import type { Tools } from '../tools.ts'
import type { Session } from './session.ts'
import { endAllSessions, endSession } from './store.ts'

type Needed = Pick<Tools, 'connection' | 'applyRevocations'>

/** Idempotent: a session that is gone already stays gone. */
export async function logOut(tools: Needed, { userId, sessionId }: SignedIn): Promise<void> {
  await endSession(tools.connection.db, { userId, sessionId })
  await tools.applyRevocations()
}

/** Answers how many sessions were alive. */
export async function logOutEverywhere(tools: Needed, { userId }: SignedIn): Promise<number> {
  const ended = await withTransaction(tools.connection, (tx) => endAllSessions(tx, userId))
  await tools.applyRevocations()
  return ended
}

/** Refuses with NOT_FOUND what is not a living session of the viewer. */
export async function revokeSession(
  tools: Needed,
  { userId }: SignedIn,
  sessionId: string,
): Promise<Session> {
  const ended = isId('ses', sessionId)
    ? await endSession(tools.connection.db, { userId, sessionId })
    : undefined
  if (ended === undefined) throw refusal('NOT_FOUND', 'You have no such session.', 'sessionId')
  await tools.applyRevocations()
  return ended
}
