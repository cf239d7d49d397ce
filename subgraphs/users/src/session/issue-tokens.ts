// Turns what the database granted into the tokens of a session.
import { randomUUID } from 'node:crypto'
import { accessTokenAudience, accessTokenIssuer } from '@supermarket/service-kit/access-token.ts'
import type { SigningKeys } from '../signing/signing-keys.ts'
import { accessTokenLifetimeMs } from './lifetimes.ts'
import type { PresentedToken } from './refresh-tokens.ts'
import type { Grant } from './store.ts'

export type Tokens = {
  readonly accessToken: string
  readonly accessTokenExpiresAt: Date
  readonly refreshToken: string
  readonly refreshTokenExpiresAt: Date
}

/** The instants are the database's, so that a token and a revocation can be compared whoever made them. */
export async function issueTokens(
  signingKeys: Pick<SigningKeys, 'sign'>,
  grant: Grant,
  refreshToken: PresentedToken,
): Promise<Tokens> {
  const expiresAtSeconds = Math.floor((grant.issuedAt + accessTokenLifetimeMs) / 1000)
  const accessToken = await signingKeys.sign({
    iss: accessTokenIssuer,
    aud: accessTokenAudience,
    sub: grant.userId,
    sid: grant.sessionId,
    roles: grant.roles,
    jti: randomUUID(),
    iat: grant.issuedAt / 1000,
    exp: expiresAtSeconds,
  })
  return {
    accessToken,
    accessTokenExpiresAt: new Date(expiresAtSeconds * 1000),
    refreshToken: refreshToken.text,
    refreshTokenExpiresAt: new Date(grant.refreshExpiresAt),
  }
}
