import { accessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import { httpTransport } from '@supermarket/service-kit/http-transport.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import { usersAuthority } from '@supermarket/service-kit/users-authority.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFixture, type UsersFixture } from './users-service.fixture.ts'

const keys = parseSigningKeys(`gateway>users=${'g'.repeat(32)} orders>users=${'o'.repeat(32)}`)
let users: UsersFixture
let app: FastifyInstance
let usersUrl: string
beforeAll(async () => {
  users = await openFixture()
  app = await users.service.httpApp(keys)
  usersUrl = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await users[Symbol.asyncDispose]()
})

test('anybody may read the public keys, and verify a token with them', async () => {
  const response = await fetch(`${usersUrl}/.well-known/jwks.json`)
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('public, max-age=300')
  expect(await response.json()).toEqual(users.service.jwksJson())
  await using authority = usersAuthority({ caller: 'orders', usersUrl, keys })
  const ann = await users.someone()
  const verify = accessTokenVerifier({ keys: authority.jwks, isRevoked: () => false })
  expect(await verify(ann.authorization)).toMatchObject({ ok: true, viewer: { userId: ann.id } })
})

test('services follow the revocation feed; nobody else reads it', async () => {
  const ann = await users.someone()
  await users.ask('mutation { userLogout { user { id } } }', { authorization: ann.authorization })
  await using authority = usersAuthority({ caller: 'orders', usersUrl, keys })
  const page = await authority.fetchRevocations(0)
  expect(page).toEqual(await users.service.fetchRevocations(0))
  expect(page.entries.map(({ subject }) => subject)).toContain(ann.sessionId)
  expect((await authority.fetchRevocations(page.cursor)).entries).toEqual([])
  expect((await fetch(`${usersUrl}/internal/revocations?after=0`)).status).toBe(401)
})

test('the graph is served to signed calls only, with the same answers as in memory', async () => {
  const ann = await users.someone()
  await using transport = httpTransport({
    caller: 'gateway',
    audience: 'users',
    url: `${usersUrl}/graphql`,
    key: keys.signingKey('gateway', 'users'),
  })
  const asked = {
    query: '{ me { id email } }',
    authorization: ann.authorization,
    requestId: 'request-of-a-test',
  }
  const overHttp = await transport({ ...asked, deadlineAt: Date.now() + 5_000 })
  const inMemory = await users.answer(asked.query, { authorization: ann.authorization })
  expect(JSON.stringify(overHttp.body)).toBe(JSON.stringify(inMemory.body))
  const unsigned = await fetch(`${usersUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: ann.authorization },
    body: JSON.stringify({ query: asked.query }),
  })
  expect(unsigned.status).toBe(401)
})

test('health is told to anybody', async () => {
  expect((await fetch(`${usersUrl}/health/live`)).status).toBe(200)
  expect(await (await fetch(`${usersUrl}/health/ready`)).json()).toEqual({ status: 'ready' })
})
