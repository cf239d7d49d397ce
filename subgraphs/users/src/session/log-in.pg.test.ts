import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openFixture, type Someone, type UsersFixture } from '../users-service.fixture.ts'

let users: UsersFixture
let ann: Someone
beforeAll(async () => {
  users = await openFixture()
  ann = await users.someone()
})
afterAll(() => users[Symbol.asyncDispose]())

const mutation = `mutation ($input: UserLoginInput!) { userLogin(input: $input) {
  user { id email } tokens { accessToken refreshToken } userErrors { code message path } } }`
const logIn = async (input: object) => (await users.ask(mutation, { variables: { input } })).userLogin
const countSessions = async () => (await users.sql`select count(*)::integer as total from sessions`)[0]?.total

test('the right password opens a session, in whatever case the address is written', async () => {
  const before = await countSessions()
  const { user, tokens, userErrors } = await logIn({ email: ann.email.toUpperCase(), password: ann.password })
  expect(userErrors).toEqual([])
  expect(user).toEqual({ id: ann.id, email: ann.email })
  expect(tokens.refreshToken).toMatch(/^srt_/)
  expect(await countSessions()).toBe(before + 1)
})

test('a wrong password and an unknown address are refused in the same words, and open nothing', async () => {
  const before = await countSessions()
  const wrong = await logIn({ email: ann.email, password: 'a wrong password' })
  expect(wrong).toEqual({
    user: null,
    tokens: null,
    userErrors: [
      {
        code: 'INVALID_CREDENTIALS',
        message: 'E-mail address and password do not belong together.',
        path: null,
      },
    ],
  })
  expect(await logIn({ email: 'nobody@shop.test', password: ann.password })).toEqual(wrong)
  expect(await countSessions()).toBe(before)
})

test('an unknown address costs the same statements as a wrong password', async () => {
  const statementsOf = async (email: string) => {
    users.takeQueries()
    await logIn({ email, password: 'a wrong password' })
    return users.takeQueries()
  }
  expect(await statementsOf('nobody@shop.test')).toEqual(await statementsOf(ann.email))
})

test('signing in takes four statements', async () => {
  users.takeQueries()
  await logIn({ email: ann.email, password: ann.password })
  expect(users.takeQueries()).toHaveLength(4)
})

test('an endless password is refused before it is hashed or counted', async () => {
  users.takeQueries()
  const { userErrors } = await logIn({ email: ann.email, password: 'x'.repeat(129) })
  expect(userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'password'] }])
  expect(users.takeQueries()).toEqual([])
})

test('a session is not opened with a password that was changed while it was being checked', async () => {
  const bob = await users.someone()
  const before = await countSessions()
  const { outcome } = await users.sql.begin(async (tx) => {
    await tx`update users set password_hash = 'changed' where id = ${bob.id}`
    // Checks the old hash, which it still sees, then waits for this transaction.
    const outcome = logIn({ email: bob.email, password: bob.password })
    await vi.waitFor(async () => {
      const waiting = await users.sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      expect(waiting).toHaveLength(1)
    })
    return { outcome }
  })
  expect(await outcome).toMatchObject({ user: null, userErrors: [{ code: 'INVALID_CREDENTIALS' }] })
  expect(await countSessions()).toBe(before)
})

test('what must not be stored is refused as bad input', async () => {
  for (const password of ['a\0bcdefgh', '\uD800abcdefgh']) {
    const { body } = await users.answer(mutation, { variables: { input: { email: ann.email, password } } })
    expect(body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  }
})

test('in cookie mode the tokens travel as cookies and not in the payload', async () => {
  const input = { email: ann.email, password: ann.password }
  const { body, setCookie } = await users.answer(mutation, {
    variables: { input },
    client: { cookieMode: true },
  })
  expect(body.data?.userLogin).toMatchObject({
    tokens: { accessToken: null, refreshToken: null },
    userErrors: [],
  })
  expect(setCookie).toHaveLength(2)
  expect(setCookie?.[0]).toMatch(
    /^__Host-supermarket-access=[\w.-]+; Path=\/; Max-Age=25\d{5}; Secure; HttpOnly/,
  )
  expect(setCookie?.[1]).toMatch(
    /^__Host-supermarket-refresh=srt_[\w-]+; Path=\/; Max-Age=25\d{5}; Secure; HttpOnly/,
  )
  const plain = await users.answer(mutation, { variables: { input } })
  expect(plain.setCookie).toBeUndefined()
})

test('where there is no place to hash a client is told to come back, with a status of its own', async () => {
  await using full = await openFixture({ hashing: { concurrency: 0, maxQueue: 0 } })
  const variables = { input: { email: 'nobody@shop.test', password: 'a good password' } }
  const { status, body } = await full.answer(mutation, { variables })
  expect(status).toBe(503)
  expect(body.data).toEqual({ userLogin: null })
  expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'OVERLOADED', retryAfter: 1 })
})
