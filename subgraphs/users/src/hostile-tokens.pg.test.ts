// Tokens that somebody made up, changed, or stole from another purpose: none of them gets past this service.
import { createHmac, randomUUID } from 'node:crypto'
import { connect } from '@supermarket/drizzle/connect.ts'
import { exportJWK, generateKeyPair, importPKCS8, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveSecrets } from './secrets.ts'
import { activeKey } from './signing/key-schedule.ts'
import { unseal } from './signing/sealed-key.ts'
import { listKeys } from './signing/store.ts'
import { openFixture, type Someone, secret, type UsersFixture } from './users-service.fixture.ts'

type Key = Awaited<ReturnType<typeof importPKCS8>>

let users: UsersFixture
let admin: Someone
/** The key that really signs: the worst case is a holder of it, or of its public half, who has the wrong claims. */
let signing: { kid: string; privateKey: Key; publicPem: string; publicJwk: string }

beforeAll(async () => {
  users = await openFixture()
  admin = await users.someone('ADMIN')
  await using connection = connect({ url: users.databaseUrl, applicationName: 'test' })
  const key = activeKey(await listKeys(connection.db), Date.now())
  if (!key) throw new Error('no key signs')
  const pem = unseal(key.sealedPrivateKey, key.kid, deriveSecrets(secret).signingKeys)
  const { createPublicKey } = await import('node:crypto')
  signing = {
    kid: key.kid,
    privateKey: await importPKCS8(String(pem), 'ES256'),
    publicPem: createPublicKey(String(pem)).export({ type: 'spki', format: 'pem' }).toString(),
    publicJwk: JSON.stringify(key.publicJwk),
  }
})
afterAll(() => users[Symbol.asyncDispose]())

const claims = (): JWTPayload => ({
  iss: 'supermarket',
  aud: 'supermarket',
  sub: admin.id,
  sid: admin.sessionId,
  roles: ['ADMIN'],
  jti: randomUUID(),
  iat: Date.now() / 1000,
  exp: Math.floor(Date.now() / 1000) + 600,
})
const sign = (payload: JWTPayload, header: object = {}, key: Key = signing.privateKey) =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: signing.kid, ...header })
    .sign(key)
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const answer = (token: string) =>
  users.answer('{ me { id } users { totalCount } }', { authorization: `Bearer ${token}` })

async function expectRefused(token: string): Promise<void> {
  const { status, body } = await answer(token)
  expect(status).toBe(401)
  expect(body).toEqual({
    errors: [
      {
        message: 'The access token is not valid.',
        extensions: { code: 'UNAUTHENTICATED', requestId: 'request-of-a-test' },
      },
    ],
  })
}

test('a token with the right key and the right claims is good', async () => {
  const { status, body } = await answer(await sign(claims()))
  expect(status).toBe(200)
  expect(body.data?.me).toEqual({ id: admin.id })
})

test.each(['none', 'None', 'NONE', ''])('algorithm %j without a signature is refused', async (alg) => {
  const unsigned = `${encode({ alg, typ: 'at+jwt', kid: signing.kid })}.${encode(claims())}.`
  await expectRefused(unsigned)
  await expectRefused(`${unsigned}AAAA`)
})

test('HS256 with the public key as the secret is refused, in every form of it', async () => {
  for (const hmacKey of [signing.publicPem, signing.publicPem.trim(), signing.publicJwk]) {
    const body = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: signing.kid })}.${encode(claims())}`
    await expectRefused(`${body}.${createHmac('sha256', hmacKey).update(body).digest('base64url')}`)
  }
})

test.each([
  '../../../../dev/null',
  'file:///etc/passwd',
  "' union select 1 --",
  'https://attacker.test/jwks.json',
  '',
  '__proto__',
])('key id %j leads nowhere', async (kid) => {
  const { privateKey } = await generateKeyPair('ES256')
  await expectRefused(await sign(claims(), { kid }, privateKey))
})

test("somebody else's key is refused under our key id, under none, and when the token brings it along", async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(publicKey)
  await expectRefused(await sign(claims(), {}, privateKey))
  await expectRefused(await sign(claims(), { jwk }, privateKey))
  await expectRefused(await sign(claims(), { jku: 'https://attacker.test/jwks.json' }, privateKey))
  await expectRefused(await sign(claims(), { x5u: 'https://attacker.test/cert.pem' }, privateKey))
})

test('a token for another audience, of another issuer, of another type or past its time is refused', async () => {
  await expectRefused(await sign({ ...claims(), aud: 'another-shop' }))
  await expectRefused(await sign({ ...claims(), iss: 'another-issuer' }))
  await expectRefused(await sign(claims(), { typ: 'JWT' }))
  await expectRefused(await sign(claims(), { typ: undefined }))
  await expectRefused(await sign({ ...claims(), exp: Math.floor(Date.now() / 1000) - 60 }))
  await expectRefused(await sign({ ...claims(), nbf: Math.floor(Date.now() / 1000) + 600 }))
})

test.each(['iss', 'aud', 'sub', 'sid', 'roles', 'jti', 'iat', 'exp'])(
  'a token without %s is refused',
  async (claim) => {
    await expectRefused(await sign({ ...claims(), [claim]: undefined }))
  },
)

test('claims of the wrong kind are refused', async () => {
  for (const wrong of [
    { roles: 'ADMIN' },
    { roles: ['ROOT'] },
    { sub: 7 },
    { sid: null },
    { exp: 'never' },
    { iat: '0' },
  ])
    await expectRefused(await sign({ ...claims(), ...wrong } as JWTPayload))
})

test('a good token with one changed character is refused', async () => {
  const token = await sign(claims())
  const [head = '', body = '', signature = ''] = token.split('.')
  const promoted = encode({ ...claims(), roles: ['ADMIN', 'STAFF'] })
  await expectRefused(`${head}.${promoted}.${signature}`)
  await expectRefused(`${head}.${body}.${signature.slice(1)}${signature[0]}`)
  await expectRefused(`${head}.${body}`)
})

test('what is no bearer token at all is refused, and never ignored', async () => {
  const { authorization } = admin
  for (const header of [
    'Basic YTpi',
    'Bearer',
    'Bearer x',
    `${authorization}, ${authorization}`,
    authorization.slice(7),
  ]) {
    const { status } = await users.answer('{ me { id } }', { authorization: header })
    expect(status, header.slice(0, 20)).toBe(401)
  }
})

test('a refresh token is no access token', async () => {
  await expectRefused(admin.refreshToken)
})
