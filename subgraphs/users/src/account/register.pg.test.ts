import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFixture, type UsersFixture } from '../users-service.fixture.ts'

let users: UsersFixture
beforeAll(async () => {
  users = await openFixture()
})
afterAll(() => users[Symbol.asyncDispose]())

const mutation = `mutation ($input: UserRegisterInput!) { userRegister(input: $input) {
  user { id email name roles createdAt sessions { totalCount nodes { id current device } } }
  tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }
  userErrors { code message path } } }`

const carol = { email: 'Carol@Shop.test', password: 'a good password', name: ' Carol ' }
const register = async (input: object) => (await users.ask(mutation, { variables: { input } })).userRegister
const countUsers = async () => (await users.sql`select count(*)::integer as total from users`)[0]?.total

test('registering opens an account, shows it to its owner and signs them in', async () => {
  const startedAt = Date.now()
  const { userRegister } = await users.ask(mutation, {
    variables: { input: carol },
    client: { agent: 'Some Browser/1.0', address: '192.0.2.7' },
  })
  expect(userRegister.userErrors).toEqual([])
  expect(userRegister.user).toMatchObject({
    id: expect.stringMatching(/^usr_[0-9A-Z]{26}$/),
    email: 'Carol@Shop.test',
    name: 'Carol',
    roles: ['CUSTOMER'],
    sessions: { totalCount: 1, nodes: [{ current: true, device: 'Some Browser/1.0' }] },
  })
  const { tokens } = userRegister
  const minutesUntil = (instant: string) => Math.round((Date.parse(instant) - startedAt) / 60_000)
  expect(minutesUntil(tokens.accessTokenExpiresAt)).toBe(10)
  expect(minutesUntil(tokens.refreshTokenExpiresAt)).toBe(30 * 24 * 60)
  const { me } = await users.ask('{ me { id email name } }', {
    authorization: `Bearer ${tokens.accessToken}`,
  })
  expect(me).toEqual({ id: userRegister.user.id, email: 'Carol@Shop.test', name: 'Carol' })
})

test('an address that is in use is refused in whatever case it is written, and nothing is added', async () => {
  const before = await countUsers()
  expect(await register({ ...carol, email: 'CAROL@shop.TEST' })).toEqual({
    user: null,
    tokens: null,
    userErrors: [
      { code: 'EMAIL_TAKEN', message: 'Another account uses this e-mail address.', path: ['input', 'email'] },
    ],
  })
  expect(await countUsers()).toBe(before)
})

test('of many registrations of one address at once exactly one succeeds', async () => {
  const before = await countUsers()
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => register({ ...carol, email: 'race@shop.test' })),
  )
  const codes = outcomes.map(({ userErrors }) => userErrors[0]?.code ?? 'done')
  expect(codes.toSorted()).toEqual([...Array(7).fill('EMAIL_TAKEN'), 'done'])
  expect(await countUsers()).toBe(before + 1)
  const sessions = await users.sql`
    select 1 from sessions join users on users.id = user_id where email_key = 'race@shop.test'`
  expect(sessions).toHaveLength(1)
})

test('every problem of the input is told at once, and nothing is added', async () => {
  const before = await countUsers()
  const { user, userErrors } = await register({ ...carol, password: 'password', name: '  ' })
  expect(user).toBeNull()
  expect(userErrors.map(({ code, path }: { code: string; path: string[] }) => [code, path.at(-1)])).toEqual([
    ['WEAK_PASSWORD', 'password'],
    ['INVALID', 'name'],
  ])
  expect(await countUsers()).toBe(before)
})

test('what is no address, or one that is too long, is bad input, and nothing is added', async () => {
  const before = await countUsers()
  const label = 'x'.repeat(60)
  for (const email of ['not an address', `${label}@${label}.${label}.${label}.${label}.test`]) {
    const { body } = await users.answer(mutation, { variables: { input: { ...carol, email } } })
    expect(body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  }
  expect(await countUsers()).toBe(before)
})

test('the password is kept as a hash only, and the refresh token too', async () => {
  const { tokens } = await register({ ...carol, email: 'kept@shop.test' })
  const [row] = await users.sql`
    select password_hash, encode(token_hash, 'hex') as token_hash
    from users join sessions on user_id = users.id where email_key = 'kept@shop.test'`
  expect(row?.password_hash).toMatch(/^\$argon2id\$/)
  const dump = JSON.stringify(
    await users.sql`select u.*, s.* from users u join sessions s on s.user_id = u.id`,
  )
  expect(dump).not.toContain(tokens.refreshToken)
  expect(dump).not.toContain(carol.password)
})
