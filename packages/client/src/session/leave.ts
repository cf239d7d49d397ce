// How a session is ended at the server. What must stay true: done only when the server has answered that it is gone.
import { ClientError } from '../client-error.ts'
import { Logout } from '../generated/operations.ts'
import { callGraph } from '../graph-call.ts'
import { requireDone, requirePayload } from '../user-errors.ts'
import { grantOf, nextTokens, type Renewal, type RenewalOptions } from './renewal.ts'
import type { SessionRecord } from './session-record.ts'

/** Ending it twice is the same as ending it once. */
const traits = { repeatable: true, stream: false }

/** To be called in turn. Throws when nobody can say. */
export async function leave(options: RenewalOptions, refresh: Renewal['refresh']): Promise<void> {
  const { kept, refreshCall, headers, cookieMode, now } = options
  const stored = await kept.reread()
  if (stored === undefined && !cookieMode) return
  const tell = async (record: SessionRecord | undefined) => {
    const accessToken = record && grantOf(record).accessToken
    const own = accessToken === undefined ? headers : { authorization: `Bearer ${accessToken}` }
    const { userLogout } = await callGraph(refreshCall, Logout, {}, { headers: own, traits })
    const { userErrors } = requirePayload(userLogout)
    requireDone({ userErrors: userErrors.map(({ code }) => ({ code, message: 'The session goes on.' })) })
  }
  // What is behind a used-up or unknown token may live on: only its refresh token says.
  const tellRenewed = async () => {
    if (stored === undefined) return (await nextTokens(undefined, options)) && tell(undefined)
    const record = await refresh(stored, 'signed out')
    return record && tell(record)
  }
  if (stored !== undefined && now() >= stored.renewAt) return tellRenewed()
  try {
    await tell(stored)
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'UNAUTHENTICATED') throw error
    await tellRenewed()
  }
}
