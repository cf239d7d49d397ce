// Verifies access tokens: JWS ES256, `typ: at+jwt`, algorithm, issuer, audience, type and claims fixed here.
// Verified again by every service; what a check found is remembered by token until it expires, revocation is not.
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { upstreamUnavailable } from './graph-error.ts'
import { LruMap } from './lru-map.ts'
import { anonymous, type Role, type SignedIn, type Viewer } from './viewer.ts'

export const accessTokenIssuer = 'supermarket'
export const accessTokenAudience = 'supermarket'

export type TokenCheck =
  | {
      readonly ok: true
      readonly viewer: Viewer
      /** For what outlives a request: whether the token is neither expired nor revoked by now. Absent without a token. */
      readonly isStillGood?: (() => boolean) | undefined
    }
  | { readonly ok: false; readonly reason: 'invalid' | 'expired' | 'revoked' }

/** The claims that revocation looks at. `iat` carries milliseconds as a fraction, so that a token issued right after
 * a revocation is told from one issued right before it. */
export type VerifiedToken = {
  readonly viewer: SignedIn
  readonly issuedAtMs: number
  readonly expiresAtMs: number
}

export type AccessTokenVerifier = (authorization: string | undefined) => Promise<TokenCheck>

const rememberedTokens = 10_000

/**
 * Rejects with `UPSTREAM_UNAVAILABLE` when the keys cannot be fetched: nobody knows then whether a token is good.
 * `isRevoked` is asked on every request; `keys` is a JWKS of jose, local or remote. `graceMs` is for subgraphs: a token
 * that was good when the gateway let the request in stays good for as long as a request may last.
 */
export function accessTokenVerifier(options: {
  keys: JWTVerifyGetKey
  isRevoked: (token: VerifiedToken) => boolean
  graceMs?: number
  now?: () => number
}): AccessTokenVerifier {
  const { keys, isRevoked, graceMs = 0, now: clock = Date.now } = options
  const now = () => clock() - graceMs
  // An ES256 check costs about 0.15 ms of CPU; a client sends the same token for ten minutes.
  const remembered = new LruMap<string, VerifiedToken>(rememberedTokens)
  return async (authorization) => {
    if (authorization === undefined) return { ok: true, viewer: anonymous }
    const token = bearerToken(authorization)
    if (token === undefined) return { ok: false, reason: 'invalid' }
    const known = remembered.get(token)
    const verified = known ?? (await verify(token, keys, now))
    if (typeof verified === 'string') return { ok: false, reason: verified }
    if (known === undefined) remembered.set(token, verified)
    if (verified.expiresAtMs <= now()) return { ok: false, reason: 'expired' }
    if (isRevoked(verified)) return { ok: false, reason: 'revoked' }
    // Without the grace: what goes on and on is no request that was let in and ends soon.
    const isStillGood = () => verified.expiresAtMs > clock() && !isRevoked(verified)
    return { ok: true, viewer: verified.viewer, isStillGood }
  }
}

async function verify(
  token: string,
  keys: JWTVerifyGetKey,
  now: () => number,
): Promise<VerifiedToken | 'invalid' | 'expired'> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['ES256'],
      typ: 'at+jwt',
      issuer: accessTokenIssuer,
      audience: accessTokenAudience,
      // Without requiredClaims a token that has no `exp` verifies.
      requiredClaims: ['sub', 'exp', 'iat', 'jti', 'sid', 'roles'],
      currentDate: new Date(now()),
    })
    const { sub, sid, jti, roles, iat, exp } = payload
    if (!isText(sub) || !isText(sid) || !isText(jti) || !isRoles(roles)) return 'invalid'
    if (iat === undefined || exp === undefined) return 'invalid'
    return {
      viewer: Object.freeze({ kind: 'user', userId: sub, sessionId: sid, roles }),
      issuedAtMs: Math.round(iat * 1000),
      expiresAtMs: exp * 1000,
    }
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'expired'
    if (isKeySetFailure(error)) throw upstreamUnavailable('users', error)
    return 'invalid'
  }
}

/** A JWKS that cannot be fetched or read is our fault and not the token's; jose gives some of it no class of its own. */
function isKeySetFailure(error: unknown): boolean {
  return (
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === 'ERR_JOSE_GENERIC'
  )
}

function bearerToken(authorization: string): string | undefined {
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1]
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isRoles(value: unknown): value is readonly Role[] {
  return (
    Array.isArray(value) && value.every((role) => role === 'CUSTOMER' || role === 'STAFF' || role === 'ADMIN')
  )
}
