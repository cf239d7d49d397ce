// Renews what a session presents, before it expires and after a 401. What must stay true: of all requests and tabs that
// need new tokens at once one asks for them, and always with the token that is stored; a used-up one, presented later
// than the 10 s of the contract, would end the session.
import { ClientError } from '../client-error.ts'
import { Refresh } from '../generated/operations.ts'
import { callGraph, type GraphCall } from '../graph-call.ts'
import type { Authority, Grant } from '../graph-fetch.ts'
import { requireDone, requirePayload } from '../user-errors.ts'
import type { KeptRecord } from './kept-record.ts'
import { newRecord, type SessionRecord, stampOf, type Tokens } from './session-record.ts'
import type { InTurn } from './turns.ts'

export type RenewalOptions = {
  readonly kept: KeptRecord
  readonly exclusively: InTurn
  /** Short enough that a second try falls into the 10 s in which a used-up refresh token is answered alike. */
  readonly refreshCall: GraphCall
  readonly headers: Readonly<Record<string, string>>
  readonly now: () => number
  readonly random: () => number
}

export type Renewal = Authority & {
  /** Keeps the tokens of a new session or of a renewed one. */
  keep(userId: string, tokens: Tokens): Promise<SessionRecord>
  /** To be called in turn. Undefined when the session is over; throws when nobody can say. */
  refresh(record: SessionRecord): Promise<SessionRecord | undefined>
}

export function createRenewal(options: RenewalOptions): Renewal {
  const { kept, exclusively, now, random } = options
  let renewing: Promise<Grant | undefined> | undefined
  const keep: Renewal['keep'] = async (userId, tokens) => {
    const record = newRecord(userId, tokens, { now: now(), stamp: `${now()}-${random()}` })
    await kept.keep(record)
    return record
  }
  const refresh: Renewal['refresh'] = async (record) => {
    const tokens = await nextTokens(record, options)
    if (tokens !== undefined) return keep(record.userId, tokens)
    const stored = await kept.reread()
    if (stored !== undefined && stampOf(stored) !== stampOf(record)) return stored
    await kept.drop('expired')
    return undefined
  }
  const renewStored = async (used: Grant) => {
    const stored = await kept.reread()
    const isNewer = stored === undefined || stampOf(stored) !== used.stamp
    return grantOf(isNewer ? stored : await refresh(stored))
  }
  const renew: Renewal['renew'] = async (used) => {
    const record = await kept.current()
    if (record === undefined || stampOf(record) !== used.stamp) return grantOf(record)
    renewing ??= exclusively(() => renewStored(used)).finally(() => {
      renewing = undefined
    })
    return renewing
  }
  const grant: Renewal['grant'] = async () => {
    const record = await kept.current()
    if (record === undefined || now() < record.renewAt) return grantOf(record)
    const old = grantOf(record)
    try {
      return await renew(old)
    } catch (error) {
      // It may still be good for half a minute: let the server judge.
      if (error instanceof ClientError) return old
      throw error
    }
  }
  return { keep, refresh, renew, grant }
}

export function grantOf(record: SessionRecord): Grant
export function grantOf(record: SessionRecord | undefined): Grant | undefined
export function grantOf(record: SessionRecord | undefined): Grant | undefined {
  if (record === undefined) return undefined
  const accessToken = record.kind === 'bearer' ? record.accessToken : undefined
  return { userId: record.userId, stamp: stampOf(record), accessToken }
}

async function nextTokens(
  record: SessionRecord,
  { refreshCall, headers }: Pick<RenewalOptions, 'refreshCall' | 'headers'>,
): Promise<Tokens | undefined> {
  const input = record.kind === 'bearer' ? { refreshToken: record.refreshToken } : {}
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
