import { createHmac } from 'node:crypto'
import {
  createLocalJWKSet,
  errors,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
} from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { type AccessTokenVerifier, accessTokenVerifier, type VerifiedToken } from './access-token.ts'
import { GraphError } from './graph-error.ts'

const now = Date.UTC(2026, 0, 1)
const issuedAt = now / 1000 - 60
const claims = {
  iss: 'supermarket',
  aud: 'supermarket',
  sub: 'usr_ann',
  sid: 'ses_1',
  jti: 'jti_1',
  roles: ['CUSTOMER'],
  iat: issuedAt,
  exp: issuedAt + 600,
}
const header = { alg: 'ES256', typ: 'at+jwt', kid: 'active' }

let keys: Awaited<ReturnType<typeof generateKeyPair>>
let jwks: ReturnType<typeof createLocalJWKSet>
let verify: AccessTokenVerifier

beforeAll(async () => {
  keys = await generateKeyPair('ES256', { extractable: true })
  jwks = createLocalJWKSet({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'active', alg: 'ES256' }] })
  verify = accessTokenVerifier({ keys: jwks, isRevoked: () => false, now: () => now })
})

type Claims = { readonly [name in keyof JWTPayload]?: unknown }

async function bearer(changes: Claims = {}, head: Record<string, unknown> = {}): Promise<string> {
  const payload = JSON.parse(JSON.stringify({ ...claims, ...changes }))
  const token = await new SignJWT(payload).setProtectedHeader({ ...header, ...head }).sign(keys.privateKey)
  return `Bearer ${token}`
}

function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
}

const invalid = { ok: false, reason: 'invalid' }

describe('a good token', () => {
  test('names its viewer', async () => {
    expect(await verify(await bearer())).toEqual({
      ok: true,
      viewer: { kind: 'user', userId: 'usr_ann', sessionId: 'ses_1', roles: ['CUSTOMER'] },
      isStillGood: expect.any(Function),
    })
  })

  test('is good however the scheme is written', async () => {
    expect((await verify((await bearer()).replace('Bearer', 'bearer'))).ok).toBe(true)
  })

  test('is checked by its key once, and by revocation every time', async () => {
    let lookups = 0
    let revoked = false
    const counting = accessTokenVerifier({
      keys: (head, token) => {
        lookups += 1
        return jwks(head, token)
      },
      isRevoked: () => revoked,
      now: () => now,
    })
    const authorization = await bearer()
    expect((await counting(authorization)).ok).toBe(true)
    expect((await counting(authorization)).ok).toBe(true)
    revoked = true
    expect(await counting(authorization)).toEqual({ ok: false, reason: 'revoked' })
    expect(lookups).toBe(1)
  })
})

test('nobody is nobody: without a token the viewer is anonymous', async () => {
  expect(await verify(undefined)).toEqual({ ok: true, viewer: { kind: 'anonymous' } })
})

describe('what outlives a request', () => {
  test('learns that its token has expired, without a grace', async () => {
    let clock = now
    const following = accessTokenVerifier({
      keys: jwks,
      isRevoked: () => false,
      now: () => clock,
      graceMs: 10_000,
    })
    const check = await following(await bearer())
    if (!check.ok) throw new Error('not good to begin with')
    clock = claims.exp * 1000 - 1
    expect(check.isStillGood?.()).toBe(true)
    clock = claims.exp * 1000
    expect(check.isStillGood?.()).toBe(false)
  })

  test('learns that its token was revoked', async () => {
    let revoked: VerifiedToken | undefined
    const following = accessTokenVerifier({
      keys: jwks,
      isRevoked: (token) => token.viewer.sessionId === revoked?.viewer.sessionId,
      now: () => now,
    })
    const [mine, others] = await Promise.all(
      [bearer(), bearer({ sid: 'ses_2' })].map(async (it) => following(await it)),
    )
    if (!mine?.ok || !others?.ok || mine.viewer.kind !== 'user') throw new Error('not good to begin with')
    revoked = { viewer: mine.viewer, issuedAtMs: 0, expiresAtMs: 0 }
    expect([mine.isStillGood?.(), others.isStillGood?.()]).toEqual([false, true])
  })
})

describe('a token that was not signed as ours are', () => {
  test('with alg none is invalid', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      const unsigned = `${encode({ ...header, alg })}.${encode(claims)}.`
      expect(await verify(`Bearer ${unsigned}`)).toEqual(invalid)
      expect(await verify(`Bearer ${unsigned}${encode('x')}`)).toEqual(invalid)
    }
  })

  test('with HS256 and our public key as the secret is invalid', async () => {
    for (const secret of [
      await exportSPKI(keys.publicKey),
      JSON.stringify(await exportJWK(keys.publicKey)),
    ]) {
      const content = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`
      const signature = createHmac('sha256', secret).update(content).digest('base64url')
      expect(await verify(`Bearer ${content}.${signature}`)).toEqual(invalid)
    }
  })

  test('by another key under our kid is invalid', async () => {
    const other = await generateKeyPair('ES256')
    const token = await new SignJWT(claims).setProtectedHeader(header).sign(other.privateKey)
    expect(await verify(`Bearer ${token}`)).toEqual(invalid)
  })

  test('that brings its own key is invalid', async () => {
    const other = await generateKeyPair('ES256', { extractable: true })
    const jwk = await exportJWK(other.publicKey)
    const token = await new SignJWT(claims).setProtectedHeader({ ...header, jwk }).sign(other.privateKey)
    expect(await verify(`Bearer ${token}`)).toEqual(invalid)
  })

  test.each(['../../etc/passwd', '/dev/null', "x' OR '1'='1", '', 'http://evil.example/jwks'])(
    'with the kid %j is invalid',
    async (kid) => {
      expect(await verify(await bearer({}, { kid }))).toEqual(invalid)
    },
  )

  test('with a critical extension that nobody knows is invalid', async () => {
    const head = { ...header, crit: ['exp'], exp: 1 }
    const content = `${encode(head)}.${encode(claims)}`
    expect(await verify(`Bearer ${content}.${encode('x'.repeat(64))}`)).toEqual(invalid)
  })

  test('whose claims were changed after signing is invalid', async () => {
    const [head, , signature] = (await bearer()).slice('Bearer '.length).split('.')
    const promoted = encode({ ...claims, roles: ['ADMIN'] })
    expect(await verify(`Bearer ${head}.${promoted}.${signature}`)).toEqual(invalid)
  })
})

describe('a token with other claims', () => {
  test.each<[string, Claims]>([
    ['another issuer', { iss: 'elsewhere' }],
    ['another audience', { aud: 'elsewhere' }],
    ['a list of other audiences', { aud: ['a', 'b'] }],
    ['no issuer', { iss: undefined }],
    ['no audience', { aud: undefined }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['no expiry', { exp: undefined }],
    ['no issue time', { iat: undefined }],
    ['no id', { jti: undefined }],
    ['no session', { sid: undefined }],
    ['a session that is no text', { sid: 7 }],
    ['no roles', { roles: undefined }],
    ['an unknown role', { roles: ['ROOT'] }],
    ['a role that is no list', { roles: 'ADMIN' }],
    ['a start in the future', { nbf: now / 1000 + 60 }],
  ])('%s is invalid', async (_what, changes) => {
    expect(await verify(await bearer(changes))).toEqual(invalid)
  })

  test.each(['JWT', 'rt+jwt', '', undefined])('of the type %j is invalid', async (typ) => {
    expect(await verify(await bearer({}, { typ }))).toEqual(invalid)
  })
})

test.each([
  'Bearer',
  'Bearer ',
  'Bearer a.b',
  'Bearer a.b.c.d',
  'Bearer a.b.c',
  'Bearer a.b.c extra',
  'Bearer  a.b.c',
  'Basic YW5uOnNlY3JldA==',
  'a.b.c',
  '',
])('the header %j holds no token', async (authorization) => {
  expect(await verify(authorization)).toEqual(invalid)
})

describe('time', () => {
  function at(clock: number, graceMs = 0): AccessTokenVerifier {
    return accessTokenVerifier({ keys: jwks, isRevoked: () => false, now: () => clock, graceMs })
  }

  test('a token is good until the instant that it expires', async () => {
    const authorization = await bearer()
    expect((await at(claims.exp * 1000 - 1)(authorization)).ok).toBe(true)
    expect(await at(claims.exp * 1000)(authorization)).toEqual({ ok: false, reason: 'expired' })
  })

  test('a token that was good once expires although it is remembered', async () => {
    let clock = now
    const remembering = accessTokenVerifier({ keys: jwks, isRevoked: () => false, now: () => clock })
    const authorization = await bearer()
    expect((await remembering(authorization)).ok).toBe(true)
    clock = claims.exp * 1000
    expect(await remembering(authorization)).toEqual({ ok: false, reason: 'expired' })
  })

  test('a subgraph accepts it for as long as a request may last after the gateway did', async () => {
    const authorization = await bearer()
    expect((await at(claims.exp * 1000 + 9_999, 10_000)(authorization)).ok).toBe(true)
    expect(await at(claims.exp * 1000 + 10_000, 10_000)(authorization)).toEqual({
      ok: false,
      reason: 'expired',
    })
  })

  test('an expired token of somebody else is invalid and not merely expired', async () => {
    const other = await generateKeyPair('ES256')
    const token = await new SignJWT({ ...claims, exp: 1 }).setProtectedHeader(header).sign(other.privateKey)
    expect(await verify(`Bearer ${token}`)).toEqual(invalid)
  })
})

test('revocation is asked with the milliseconds of the issue time', async () => {
  const asked: VerifiedToken[] = []
  const asking = accessTokenVerifier({
    keys: jwks,
    isRevoked: (token) => asked.push(token) > 0,
    now: () => now,
  })
  expect(await asking(await bearer({ iat: issuedAt + 0.123 }))).toEqual({ ok: false, reason: 'revoked' })
  expect(asked).toEqual([
    {
      viewer: { kind: 'user', userId: 'usr_ann', sessionId: 'ses_1', roles: ['CUSTOMER'] },
      issuedAtMs: issuedAt * 1000 + 123,
      expiresAtMs: claims.exp * 1000,
    },
  ])
})

test.each<[string, Error]>([
  ['does not answer in time', new errors.JWKSTimeout()],
  ['answers an error', new errors.JOSEError('Expected 200 OK from the JSON Web Key Set HTTP response')],
  ['answers something else', new errors.JWKSInvalid('JSON Web Key Set malformed')],
  ['cannot be reached', new TypeError('fetch failed')],
])('when the key set %s it is not the token that is wrong', async (_what, failure) => {
  const failing = accessTokenVerifier({
    keys: () => Promise.reject(failure),
    isRevoked: () => false,
    now: () => now,
  })
  const caught = await failing(await bearer()).catch((error: unknown) => error)
  expect(caught).toBeInstanceOf(GraphError)
  expect(caught).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', cause: failure })
})
