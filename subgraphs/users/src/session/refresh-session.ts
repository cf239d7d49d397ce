// Exchanges a refresh token for new tokens. What must stay true: each session has one live head; of many tabs that
// refresh at once all get the same successor; a token that is presented too late ends its session, because two
// parties hold it and one of them is a thief (RFC 9700, 4.14.2).
import type { Logger } from 'pino'
import { refusal } from '../refuse.ts'
import type { Tools } from '../tools.ts'
import { issueTokens, type Tokens } from './issue-tokens.ts'
import { endBetrayedSession, replayToken, rotateToken } from './store.ts'

/** Refuses with INVALID_CREDENTIALS; rejects with RATE_LIMITED. */
export async function refreshSession(
  tools: Pick<Tools, 'connection' | 'refreshTokens' | 'signingKeys' | 'throttle' | 'applyRevocations'>,
  presentedText: string,
  { address, log }: { address: string | undefined; log: Logger },
): Promise<Tokens> {
  const { db } = tools.connection
  const presented = tools.refreshTokens.parse(presentedText)
  if (presented === undefined) throw invalidToken()
  await tools.throttle.attemptRefresh(presented.sessionId, address)
  const successor = tools.refreshTokens.successor(presented)
  const grant = (await rotateToken(db, presented, successor)) ?? (await replayToken(db, presented))
  if (grant !== undefined) return issueTokens(tools.signingKeys, grant, successor)
  const ended = await endBetrayedSession(db, presented)
  if (ended !== undefined) {
    log.warn({ sessionId: ended }, 'an old refresh token was replayed: its session is ended')
    await tools.applyRevocations()
  }
  throw invalidToken()
}

function invalidToken() {
  return refusal(
    'INVALID_CREDENTIALS',
    'The refresh token is not valid any more. Sign in again.',
    'refreshToken',
  )
}
