// Access tokens for tests of services that only verify them: a key of its own, signed as the users service signs.
// The feed is the real protocol over an array, so that a test can revoke a session or a user's older tokens.
import { randomUUID } from 'node:crypto'
import { accessTokenAudience, accessTokenIssuer } from '@supermarket/service-kit/access-token.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import type { FetchRevocations, Revocation } from '@supermarket/service-kit/revocations.ts'
import type { Role } from '@supermarket/service-kit/viewer.ts'
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose'

export type TestViewer = {
  readonly userId: string
  readonly sessionId?: string
  readonly roles: readonly Role[]
}

export type TestTokens = {
  readonly jwks: JWTVerifyGetKey
  /** A whole `Authorization` header; the session is a new one unless the viewer names it. */
  authorization(viewer: TestViewer, times?: { issuedAt?: Date; expiresAt?: Date }): Promise<string>
  readonly fetchRevocations: FetchRevocations
  /** Tokens of a session (`ses_…`) or of a user (`usr_…`) that were issued before now are no longer good. */
  revoke(subject: string): void
}

const lifetimeMs = 10 * 60 * 1000

export async function testTokens(): Promise<TestTokens> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = randomUUID()
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }
  const feed: Revocation[] = []
  return {
    jwks: createLocalJWKSet({ keys: [jwk] }),
    async authorization(viewer, times = {}) {
      const issuedAt = times.issuedAt?.getTime() ?? Date.now()
      const expiresAt = times.expiresAt?.getTime() ?? issuedAt + lifetimeMs
      const token = await new SignJWT({
        iss: accessTokenIssuer,
        aud: accessTokenAudience,
        sub: viewer.userId,
        sid: viewer.sessionId ?? newId('ses'),
        roles: [...viewer.roles],
        jti: randomUUID(),
        iat: issuedAt / 1000,
        exp: Math.floor(expiresAt / 1000),
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
        .sign(privateKey)
      return `Bearer ${token}`
    },
    fetchRevocations: async (after) => ({ entries: feed.slice(after), cursor: feed.length, more: false }),
    revoke(subject) {
      // One past the clock: a token of this very millisecond was issued before the revocation.
      const issuedBefore = Date.now() + 1
      feed.push({ subject, issuedBefore, expiresAt: issuedBefore + lifetimeMs })
    },
  }
}
