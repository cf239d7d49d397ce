import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openUsers } from '../server.ts'
import { openFixture, type Someone, secret, type UsersFixture } from '../users-service.fixture.ts'

let users: UsersFixture
beforeAll(async () => {
  users = await openFixture()
})
afterAll(() => users[Symbol.asyncDispose]())

const mutation = `mutation ($input: SessionRefreshInput!) { sessionRefresh(input: $input) {
  tokens { accessToken refreshToken refreshTokenExpiresAt } userErrors { code path } } }`
const refresh = async (refreshToken: string) =>
  (await users.ask(mutation, { variables: { input: { refreshToken } } })).sessionRefresh
const successorOf = async (refreshToken: string): Promise<string> =>
  (await refresh(refreshToken)).tokens.refreshToken
const refused = {
  tokens: null,
  userErrors: [{ code: 'INVALID_CREDENTIALS', path: ['input', 'refreshToken'] }],
}
const sessionOf = ({ sessionId }: Someone) => users.sql`select * from sessions where id = ${sessionId}`
const later = ({ sessionId }: Someone, time: string) => users.sql`
  update sessions set last_used_at = last_used_at - ${time}::interval, expires_at = expires_at - ${time}::interval
  where id = ${sessionId}`

test('a refresh token is exchanged for new tokens of the same session', async () => {
  const ann = await users.someone()
  const { tokens, userErrors } = await refresh(ann.refreshToken)
  expect(userErrors).toEqual([])
  expect(tokens.refreshToken).not.toBe(ann.refreshToken)
  const { me } = await users.ask('{ me { id sessions { nodes { id current } } } }', {
    authorization: `Bearer ${tokens.accessToken}`,
  })
  expect(me.id).toBe(ann.id)
  expect(me.sessions.nodes).toContainEqual({ id: ann.sessionId, current: true })
})

test('using a session prolongs it', async () => {
  const ann = await users.someone()
  await later(ann, '20 days')
  const { tokens } = await refresh(ann.refreshToken)
  const days = (Date.parse(tokens.refreshTokenExpiresAt) - Date.now()) / 86_400_000
  expect(Math.round(days)).toBe(30)
})

test('ten tabs that refresh at once, on two replicas, all get the same successor, which works', async () => {
  const ann = await users.someone()
  await using replica = await openUsers({
    databaseUrl: users.databaseUrl,
    secret,
    log: pino({ level: 'silent' }),
    links: { events: { deliver: async () => {} } },
  })
  const tabs = Array.from({ length: 10 }, (_, tab) => {
    const handler = tab % 2 === 0 ? users.service.handler : replica.handler
    const variables = { input: { refreshToken: ann.refreshToken } }
    return handler.handle('gateway', {
      query: mutation,
      variables,
      requestId: 'tab',
      deadlineAt: Date.now() + 9_000,
    })
  })
  const answers = await Promise.all(tabs)
  const payloads = answers.map(({ body }) => body.data?.sessionRefresh as Awaited<ReturnType<typeof refresh>>)
  expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([])
  const successors = new Set(payloads.map(({ tokens }) => tokens.refreshToken))
  expect(successors.size).toBe(1)
  for (const { tokens } of payloads) {
    const { me } = await users.ask('{ me { id } }', { authorization: `Bearer ${tokens.accessToken}` })
    expect(me).toEqual({ id: ann.id })
  }
  const [successor = ''] = successors
  expect((await refresh(successor)).userErrors).toEqual([])
})

test('a lost answer can be asked for again within ten seconds', async () => {
  const ann = await users.someone()
  const successor = await successorOf(ann.refreshToken)
  await later(ann, '9 seconds')
  expect(await successorOf(ann.refreshToken)).toBe(successor)
  expect(await successorOf(ann.refreshToken)).toBe(successor)
})

test('a replay after ten seconds ends the session, with its newest token and its access tokens', async () => {
  const ann = await users.someone()
  const { tokens } = await refresh(ann.refreshToken)
  await later(ann, '11 seconds')
  expect(await refresh(ann.refreshToken)).toEqual(refused)
  expect(await sessionOf(ann)).toHaveLength(0)
  expect(await refresh(tokens.refreshToken)).toEqual(refused)
  const answer = await users.answer('{ me { id } }', { authorization: `Bearer ${tokens.accessToken}` })
  expect(answer.status).toBe(401)
})

test('a token before the previous one ends the session even within ten seconds', async () => {
  const ann = await users.someone()
  const second = await successorOf(ann.refreshToken)
  const third = await successorOf(second)
  expect(await refresh(ann.refreshToken)).toEqual(refused)
  expect(await sessionOf(ann)).toHaveLength(0)
  expect(await refresh(third)).toEqual(refused)
})

test('an old token leaves other sessions of the same user alone', async () => {
  const ann = await users.someone()
  const elsewhere = await users.logIn(ann)
  await successorOf(await successorOf(ann.refreshToken))
  await refresh(ann.refreshToken)
  expect(await sessionOf(ann)).toHaveLength(0)
  expect((await refresh(elsewhere.refreshToken)).userErrors).toEqual([])
})

test('a token that was never issued is refused and ends nothing, although it names a session', async () => {
  const ann = await users.someone()
  users.takeQueries()
  const forged = `${ann.refreshToken.slice(0, 31)}${'A'.repeat(64)}`
  expect(await refresh(forged)).toEqual(refused)
  expect(await refresh('')).toEqual(refused)
  expect(users.takeQueries()).toEqual([])
  expect((await refresh(ann.refreshToken)).userErrors).toEqual([])
})

test('an expired session is refused and not prolonged', async () => {
  const ann = await users.someone()
  await later(ann, '31 days')
  expect(await refresh(ann.refreshToken)).toEqual(refused)
  const successor = await users.sql`select 1 from sessions where id = ${ann.sessionId} and expires_at > now()`
  expect(successor).toHaveLength(0)
})

test('refreshing takes two statements, a replay three', async () => {
  const ann = await users.someone()
  users.takeQueries()
  await refresh(ann.refreshToken)
  expect(users.takeQueries()).toHaveLength(2)
  await refresh(ann.refreshToken)
  expect(users.takeQueries()).toHaveLength(3)
})

test('refreshes against logouts: whatever the order, no token outlives the session', async () => {
  for (let round = 0; round < 10; round++) {
    const ann = await users.someone()
    const refreshing = [refresh(ann.refreshToken), refresh(ann.refreshToken)]
    const [, ...payloads] = await Promise.all([
      users.ask('mutation { userLogout { user { id } } }', { authorization: ann.authorization }),
      ...refreshing,
    ])
    for (const { tokens } of payloads) {
      if (tokens === null) continue
      const { status } = await users.answer('{ me { id } }', {
        authorization: `Bearer ${tokens.accessToken}`,
      })
      expect(status).toBe(401)
      expect(await refresh(tokens.refreshToken)).toEqual(refused)
    }
    expect(await sessionOf(ann)).toHaveLength(0)
  }
})

test('in cookie mode the token comes from its cookie, and the new one goes there', async () => {
  const ann = await users.someone()
  const cookie = `other=1; __Host-supermarket-refresh=${ann.refreshToken}`
  const { body, setCookie } = await users.answer(mutation, {
    variables: { input: {} },
    client: { cookieMode: true, cookie },
  })
  expect(body.data?.sessionRefresh).toMatchObject({ tokens: { refreshToken: null }, userErrors: [] })
  const next = /__Host-supermarket-refresh=([\w-]+);/.exec(setCookie?.[1] ?? '')?.[1] ?? ''
  expect(next).toBe(await successorOf(ann.refreshToken))
})

test('in cookie mode a refusal takes the cookies away, which no page could', async () => {
  const ann = await users.someone()
  await successorOf(await successorOf(ann.refreshToken))
  const { body, setCookie } = await users.answer(mutation, {
    variables: { input: {} },
    client: { cookieMode: true, cookie: `__Host-supermarket-refresh=${ann.refreshToken}` },
  })
  expect(body.data?.sessionRefresh).toEqual(refused)
  expect(setCookie?.map((cookie) => /^[\w-]+=;.* Max-Age=0;/.test(cookie))).toEqual([true, true])
})

test('a token in the input beside cookie mode, or none at all, is bad input', async () => {
  const ann = await users.someone()
  const both = { variables: { input: { refreshToken: ann.refreshToken } }, client: { cookieMode: true } }
  expect((await users.answer(mutation, both)).body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  const none = await users.answer(mutation, { variables: { input: {} } })
  expect(none.body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  const { body } = await users.answer(mutation, { variables: { input: {} }, client: { cookieMode: true } })
  expect(body.data?.sessionRefresh).toEqual(refused)
})
