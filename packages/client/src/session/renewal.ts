// Renews what a session presents, before it expires and after a 401. What must stay true: of all requests and tabs that
// need new tokens at once one asks for them, and always with the token that is stored; a used-up one, presented later
// than the 10 s of the contract, would end the session. In cookie mode a page that has forgotten everything may still have
// cookies: it presents them, and learns whose they are when it has to renew them.
import { ClientError } from '../client-error.ts'
import { Account, Refresh } from '../generated/operations.ts'
import { callGraph, type GraphCall } from '../graph-call.ts'
import type { Authority, Grant } from '../graph-fetch.ts'
import { requireDone, requirePayload } from '../user-errors.ts'
import type { KeptRecord } from './kept-record.ts'
import { newRecord, type SessionRecord, stampOf, type Tokens } from './session-record.ts'
import type { InTurn } from './turns.ts'

export type RenewalOptions = {
  readonly kept: KeptRecord
  readonly exclusively: InTurn
  /**
   * Short enough that a second try falls into the 10 s in which a used-up refresh token is answered alike. Signing out
   * goes by it, too: nobody waits a minute to leave.
   */
  readonly refreshCall: GraphCall
  readonly headers: Readonly<Record<string, string>>
  readonly cookieMode: boolean
  readonly now: () => number
  readonly random: () => number
}

export type Renewal = Authority & {
  /** Keeps the tokens of a new session or of a renewed one. */
  keep(userId: string, tokens: Tokens): Promise<SessionRecord>
  /**
   * To be called in turn. Undefined when the session is over, which listeners hear as `change`; throws when nobody can
   * say.
   */
  refresh(record: SessionRecord, change: 'signed out' | 'expired'): Promise<SessionRecord | undefined>
  /** Whose the cookies are; undefined when there are none that are good. Throws when nobody can say. */
  recall(): Promise<string | undefined>
}

/** Of a page that knows of no session, and may have the cookies of one. */
const unknownGrant: Grant = { userId: undefined, stamp: 'unknown', accessToken: undefined }

export function createRenewal(options: RenewalOptions): Renewal {
  const { kept, exclusively, now, random } = options
  let renewing: Promise<Grant | undefined> | undefined
  const recordOf = (userId: string, tokens: Tokens) =>
    newRecord(userId, tokens, { now: now(), stamp: `${now()}-${random()}` })
  const keep: Renewal['keep'] = async (userId, tokens) => {
    const record = recordOf(userId, tokens)
    await kept.keep(record)
    return record
  }
  const refresh: Renewal['refresh'] = async (record, change) => {
    const tokens = await nextTokens(record, options)
    if (tokens !== undefined) return keep(record.userId, tokens)
    const stored = await kept.reread()
    if (stored !== undefined && stampOf(stored) !== stampOf(record)) return stored
    await kept.drop(change)
    return undefined
  }
  const refreshUnknown = async () => {
    const tokens = await nextTokens(undefined, options)
    const user =
      tokens && (await callGraph(options.refreshCall, Account, {}, { headers: options.headers })).me
    if (!tokens || !user) {
      await kept.drop('expired')
      return undefined
    }
    const record = recordOf(user.id, tokens)
    await kept.recall(record)
    return record
  }
  const renewStored = async (used: Grant) => {
    const stored = await kept.reread()
    if (stored === undefined) {
      return grantOf(used.stamp === unknownGrant.stamp ? await refreshUnknown() : undefined)
    }
    return grantOf(stampOf(stored) === used.stamp ? await refresh(stored, 'expired') : stored)
  }
  const renew: Renewal['renew'] = async (used) => {
    const record = await kept.current()
    const stamp = record === undefined ? unknownGrant.stamp : stampOf(record)
    if (stamp !== used.stamp) return grantOf(record)
    renewing ??= exclusively(() => renewStored(used)).finally(() => {
      renewing = undefined
    })
    return renewing
  }
  const grant: Renewal['grant'] = async () => {
    const record = await kept.current()
    if (record === undefined) return options.cookieMode ? unknownGrant : undefined
    if (now() < record.renewAt) return grantOf(record)
    const old = grantOf(record)
    try {
      return await renew(old)
    } catch (error) {
      // It may still be good for half a minute: let the server judge.
      if (error instanceof ClientError) return old
      throw error
    }
  }
  const recall = async () => (await renew(unknownGrant))?.userId
  return { keep, refresh, recall, renew, grant }
}

export function grantOf(record: SessionRecord): Grant
export function grantOf(record: SessionRecord | undefined): Grant | undefined
export function grantOf(record: SessionRecord | undefined): Grant | undefined {
  if (record === undefined) return undefined
  const accessToken = record.kind === 'bearer' ? record.accessToken : undefined
  return { userId: record.userId, stamp: stampOf(record), accessToken }
}

/** Of the record, or, without one, of the cookies. Undefined when the session is over; throws when nobody can say. */
export async function nextTokens(
  record: SessionRecord | undefined,
  { refreshCall, headers }: Pick<RenewalOptions, 'refreshCall' | 'headers'>,
): Promise<Tokens | undefined> {
  const input = record?.kind === 'bearer' ? { refreshToken: record.refreshToken } : {}
  const traits = { repeatable: true, stream: false }
  try {
    const { sessionRefresh } = await callGraph(refreshCall, Refresh, { input }, { headers, traits })
    const { tokens, userErrors } = requirePayload(sessionRefresh)
    const isOver = userErrors.some(({ code }) => code === 'INVALID_CREDENTIALS')
    return isOver ? undefined : (requireDone({ tokens, userErrors }).tokens ?? undefined)
  } catch (error) {
    // A cookie that was revoked is presented by the browser whether we like it or not.
    if (error instanceof ClientError && error.code === 'UNAUTHENTICATED') return undefined
    throw error
  }
}
