// Refresh tokens: `srt_<session>_<256 secret bits and a tag>`, opaque to clients, only their hash is ever stored.
// What must stay true: a token's successor follows from the token and our key alone, so whoever replays one gets the
// same successor from any replica; and the tag tells a token that we once issued from one that somebody made up, so
// that only a real one, presented too late, can end its session.
import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

export type PresentedToken = { readonly text: string; readonly sessionId: string; readonly hash: Buffer }

export type RefreshTokens = {
  /** The first token of a session. */
  first(sessionId: string): PresentedToken
  successor(token: PresentedToken): PresentedToken
  /** Undefined for what was never issued with this key. */
  parse(text: string): PresentedToken | undefined
}

const secretBytes = 32
const tagBytes = 16
const form = /^srt_([0-9A-HJKMNP-TV-Z]{26})_([\w-]{64})$/

export function createRefreshTokens(serverKey: string): RefreshTokens {
  const successorKey = derive(serverKey, 'refresh token successor')
  const tagKey = derive(serverKey, 'refresh token tag')
  const tagOf = (sessionId: string, secret: Buffer) =>
    createHmac('sha256', tagKey).update(sessionId).update(secret).digest().subarray(0, tagBytes)
  const write = (sessionId: string, secret: Buffer): PresentedToken => {
    const body = Buffer.concat([secret, tagOf(sessionId, secret)]).toString('base64url')
    const text = `srt_${sessionId.slice('ses_'.length)}_${body}`
    return { text, sessionId, hash: hashOf(text) }
  }
  return {
    first: (sessionId) => write(sessionId, randomBytes(secretBytes)),
    successor: ({ sessionId, text }) =>
      write(sessionId, createHmac('sha256', successorKey).update(text).digest()),
    parse(text) {
      const [, session, body] = form.exec(text) ?? []
      if (session === undefined || body === undefined) return undefined
      const bytes = Buffer.from(body, 'base64url')
      const sessionId = `ses_${session}`
      const genuine = timingSafeEqual(
        bytes.subarray(secretBytes),
        tagOf(sessionId, bytes.subarray(0, secretBytes)),
      )
      return genuine ? { text, sessionId, hash: hashOf(text) } : undefined
    },
  }
}

function derive(serverKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', serverKey, '', purpose, 32))
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
