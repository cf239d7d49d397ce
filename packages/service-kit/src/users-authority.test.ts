import Fastify, { type FastifyInstance } from 'fastify'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accessTokenVerifier } from './access-token.ts'
import { signatureVerifier } from './call-signature.ts'
import { newId } from './ids.ts'
import { parseSigningKeys } from './signing-keys.ts'
import { type UsersAuthority, usersAuthority } from './users-authority.ts'

const keys = parseSigningKeys(`orders>users=${'k'.repeat(32)}`)
let users: FastifyInstance
let authority: UsersAuthority
let served: { status: number; keys: JWK[] }
let feed: unknown

beforeEach(async () => {
  served = { status: 200, keys: [] }
  feed = { entries: [], cursor: 0, more: false }
  const verify = signatureVerifier({
    audience: 'users',
    keysOf: (caller) => keys.acceptedKeys(caller, 'users'),
    remember: () => true,
  })
  users = Fastify()
  users.get('/.well-known/jwks.json', (_request, reply) =>
    reply.code(served.status).send({ keys: served.keys }),
  )
  users.get('/internal/revocations', (request, reply) => {
    const caller = verify(request.headers, { method: 'GET', path: request.url, body: '' })
    return caller === 'orders' ? reply.send(feed) : reply.code(401).send({})
  })
  authority = usersAuthority({
    caller: 'orders',
    usersUrl: await users.listen({ host: '127.0.0.1', port: 0 }),
    keys,
  })
})

afterEach(async () => {
  await authority[Symbol.asyncDispose]()
  await users.close()
})

async function newKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const sign = async () => {
    const token = await new SignJWT({ sid: newId('ses'), roles: ['CUSTOMER'] })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
      .setIssuer('supermarket')
      .setAudience('supermarket')
      .setSubject('usr_ann')
      .setJti(newId('evt'))
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(privateKey)
    return `Bearer ${token}`
  }
  return { jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' }, sign }
}

function verifier() {
  return accessTokenVerifier({ keys: authority.jwks, isRevoked: () => false })
}

test('tokens are checked with the keys that users serves', async () => {
  const key = await newKey('1')
  served.keys = [key.jwk]
  expect((await verifier()(await key.sign())).ok).toBe(true)
  expect(await verifier()(await (await newKey('2')).sign())).toEqual({ ok: false, reason: 'invalid' })
})

test('a key that users rotated in is fetched when a token needs it', async () => {
  const first = await newKey('1')
  const next = await newKey('2')
  served.keys = [first.jwk]
  const verify = verifier()
  expect((await verify(await first.sign())).ok).toBe(true)
  served.keys = [first.jwk, next.jwk]
  // jose asks again for an unknown key at most once a second.
  await new Promise((resolve) => setTimeout(resolve, 1_050))
  expect((await verify(await next.sign())).ok).toBe(true)
})

test('before any key was seen, a users that answers an error is no verdict on a token', async () => {
  const key = await newKey('1')
  served.status = 500
  await expect(verifier()(await key.sign())).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
})

test('the last known keys stay in force while users is away', async () => {
  const key = await newKey('1')
  served.keys = [key.jwk]
  const verify = verifier()
  expect((await verify(await key.sign())).ok).toBe(true)
  await users.close()
  const other = await newKey('2')
  expect((await verify(await key.sign())).ok).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 1_050))
  expect((await verify(await other.sign())).ok).toBe(false)
  expect((await verify(await key.sign())).ok).toBe(true)
})

test('the revocation feed is asked with our signature, cursor included', async () => {
  feed = { entries: [{ subject: 'ses_1', issuedBefore: 1, expiresAt: 2 }], cursor: 8, more: true }
  expect(await authority.fetchRevocations(7)).toEqual(feed)
})

test('what is no page of the feed is refused', async () => {
  feed = { entries: [{ subject: 7 }], cursor: 'x' }
  await expect(authority.fetchRevocations(0)).rejects.toThrow()
})
