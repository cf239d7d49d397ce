import { followRevocations } from '@supermarket/service-kit/revocations.ts'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFixture, type UsersFixture } from '../users-service.fixture.ts'

let users: UsersFixture
beforeAll(async () => {
  users = await openFixture()
})
afterAll(() => users[Symbol.asyncDispose]())

const statusOf = async (authorization: string) =>
  (await users.answer('{ me { id } }', { authorization })).status
const refresh = async (refreshToken: string) =>
  (
    await users.ask(
      `mutation ($input: SessionRefreshInput!) { sessionRefresh(input: $input) { tokens { accessToken } userErrors { code } } }`,
      { variables: { input: { refreshToken } } },
    )
  ).sessionRefresh
const revoke = async (sessionId: string, authorization: string) =>
  (
    await users.ask(
      `mutation ($input: SessionRevokeInput!) { sessionRevoke(input: $input) {
        session { id current device } userErrors { code path } } }`,
      { variables: { input: { sessionId } }, authorization },
    )
  ).sessionRevoke

test('logging out ends this session, its tokens and no other', async () => {
  const ann = await users.someone()
  const elsewhere = await users.logIn(ann)
  const { userLogout } = await users.ask('mutation { userLogout { user { id name } userErrors { code } } }', {
    authorization: ann.authorization,
  })
  expect(userLogout).toEqual({ user: { id: ann.id, name: ann.name }, userErrors: [] })
  expect(await statusOf(ann.authorization)).toBe(401)
  expect(await refresh(ann.refreshToken)).toMatchObject({ tokens: null })
  expect(await statusOf(elsewhere.authorization)).toBe(200)
  expect((await refresh(elsewhere.refreshToken)).userErrors).toEqual([])
})

test('logging out everywhere ends every session of the user, and of nobody else', async () => {
  const ann = await users.someone()
  const elsewhere = await users.logIn(ann)
  const bob = await users.someone()
  const { userLogoutEverywhere } = await users.ask(
    'mutation { userLogoutEverywhere { user { id } sessionsRevoked userErrors { code } } }',
    { authorization: ann.authorization },
  )
  // Registering opened a session as well.
  expect(userLogoutEverywhere).toEqual({ user: { id: ann.id }, sessionsRevoked: 3, userErrors: [] })
  for (const session of [ann, elsewhere]) {
    expect(await statusOf(session.authorization)).toBe(401)
    expect(await refresh(session.refreshToken)).toMatchObject({ tokens: null })
  }
  expect(await statusOf(bob.authorization)).toBe(200)
  const again = await users.logIn(ann)
  expect(await statusOf(again.authorization)).toBe(200)
})

test('a session can be ended from another one; it is shown as it was', async () => {
  const ann = await users.someone()
  const elsewhere = await users.logIn(ann)
  expect(await revoke(elsewhere.sessionId, ann.authorization)).toEqual({
    session: { id: elsewhere.sessionId, current: false, device: null },
    userErrors: [],
  })
  expect(await statusOf(elsewhere.authorization)).toBe(401)
  expect(await statusOf(ann.authorization)).toBe(200)
})

test("somebody else's session, an expired one and what is no id do not exist, and nothing ends", async () => {
  const ann = await users.someone()
  const bob = await users.someone()
  const notFound = { session: null, userErrors: [{ code: 'NOT_FOUND', path: ['input', 'sessionId'] }] }
  expect(await revoke(bob.sessionId, ann.authorization)).toEqual(notFound)
  expect(await statusOf(bob.authorization)).toBe(200)
  expect((await refresh(bob.refreshToken)).userErrors).toEqual([])
  users.takeQueries()
  expect(await revoke("'; drop table users", ann.authorization)).toEqual(notFound)
  expect(users.takeQueries()).toEqual([])
  const old = await users.logIn(ann)
  await users.sql`update sessions set expires_at = now() - interval '1 second' where id = ${old.sessionId}`
  expect(await revoke(old.sessionId, ann.authorization)).toEqual(notFound)
})

test('every follower of the feed refuses the ended session after its next look', async () => {
  const ann = await users.someone()
  await using follower = await followRevocations(users.service.fetchRevocations, pino({ level: 'silent' }))
  const token = {
    viewer: { kind: 'user', userId: ann.id, sessionId: ann.sessionId, roles: ['CUSTOMER'] } as const,
    issuedAtMs: Date.now(),
    expiresAtMs: Date.now() + 600_000,
  }
  expect(follower.isRevoked(token)).toBe(false)
  await users.ask('mutation { userLogout { user { id } } }', { authorization: ann.authorization })
  await follower.refresh()
  expect(follower.isRevoked(token)).toBe(true)
  expect(follower.isRevoked({ ...token, viewer: { ...token.viewer, sessionId: 'ses_other' } })).toBe(false)
})

test('in cookie mode logging out clears the cookies', async () => {
  const ann = await users.someone()
  const { setCookie } = await users.answer('mutation { userLogout { user { id } } }', {
    authorization: ann.authorization,
    client: { cookieMode: true },
  })
  expect(setCookie).toHaveLength(2)
  for (const cookie of setCookie ?? []) expect(cookie).toContain('=; Path=/; Max-Age=0;')
})

const listQuery = `query ($first: Int, $after: String) { me { sessions(first: $first, after: $after) {
  totalCount nodes { id current device expiresAt } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`
const list = async (authorization: string, variables = {}) =>
  (await users.ask(listQuery, { authorization, variables })).me.sessions

test('sessions are listed last used first, in pages, without those that are over', async () => {
  const ann = await users.someone()
  const others = [await users.logIn(ann), await users.logIn(ann), await users.logIn(ann)]
  const over = await users.logIn(ann)
  await users.sql`update sessions set expires_at = now() where id = ${over.sessionId}`
  const ids = [...others.map((session) => session.sessionId).reverse(), ann.sessionId]
  const first = await list(ann.authorization, { first: 3 })
  expect(first.nodes.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 3))
  expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true, hasPreviousPage: false } })
  const second = await list(ann.authorization, { first: 3, after: first.pageInfo.endCursor })
  expect(second.nodes).toHaveLength(2)
  expect(second.nodes[0]).toMatchObject({ id: ann.sessionId, current: true })
  expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
})

test('pages are bounded and foreign cursors are refused', async () => {
  const ann = await users.someone()
  const cursor = Buffer.from(JSON.stringify(['x', 'ses_x'])).toString('base64url')
  const instants = [-8.64e15, -1, 8.64e15].map((instant) => ({
    after: Buffer.from(JSON.stringify([instant, ann.sessionId])).toString('base64url'),
  }))
  for (const variables of [
    { first: 0 },
    { first: 101 },
    { after: 'nonsense' },
    { after: cursor },
    ...instants,
  ]) {
    const { body } = await users.answer(listQuery, { authorization: ann.authorization, variables })
    expect(body.errors?.[0]?.extensions?.code, JSON.stringify(variables)).toBe('BAD_USER_INPUT')
  }
})

test('sessions of a page of users are one statement, their counts another', async () => {
  const admin = await users.someone('ADMIN')
  users.takeQueries()
  const query = '{ users(first: 5) { nodes { name email sessions(first: 2) { totalCount nodes { id } } } } }'
  const { users: page } = await users.ask(query, { authorization: admin.authorization })
  expect(page.nodes).toHaveLength(5)
  expect(users.takeQueries()).toHaveLength(3)
})
