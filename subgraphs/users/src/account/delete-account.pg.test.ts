import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openFixture, type Someone, type UsersFixture } from '../users-service.fixture.ts'

let users: UsersFixture
beforeAll(async () => {
  users = await openFixture()
})
afterAll(() => users[Symbol.asyncDispose]())

const remove = async (who: Someone, password = who.password) =>
  (
    await users.ask(
      `mutation ($input: UserDeleteInput!) { userDelete(input: $input) { userId userErrors { code path } } }`,
      { variables: { input: { password } }, authorization: who.authorization },
    )
  ).userDelete
const eventsOf = ({ id }: Someone) =>
  users.sql`select type, aggregate_id, payload, correlation_id from outbox where aggregate_id = ${id}`

test('a deleted account is gone with everything personal, and other services are told', async () => {
  const ann = await users.someone()
  expect(await remove(ann)).toEqual({ userId: ann.id, userErrors: [] })
  expect(await eventsOf(ann)).toEqual([
    {
      type: 'user.deleted',
      aggregate_id: ann.id,
      payload: { userId: ann.id },
      correlation_id: 'request-of-a-test',
    },
  ])
  await vi.waitFor(() => {
    const told = users.delivered.filter(({ subject }) => subject === ann.id)
    expect(told).toMatchObject([
      { type: 'user.deleted', source: 'users', sequence: 1, data: { userId: ann.id } },
    ])
  })
  const tables = await users.sql`
    select table_name as name from information_schema.tables where table_schema = 'public'`
  for (const { name } of tables) {
    const rows = await users.sql`select t::text as row from ${users.sql(name)} t`
    for (const { row } of rows) for (const trace of [ann.email, ann.name]) expect(row).not.toContain(trace)
  }
})

test('its tokens and sessions are dead, and its address is free again', async () => {
  const ann = await users.someone()
  await remove(ann)
  expect((await users.answer('{ me { id } }', { authorization: ann.authorization })).status).toBe(401)
  expect(await users.sql`select 1 from sessions where user_id = ${ann.id}`).toHaveLength(0)
  await expect(users.logIn(ann)).rejects.toThrow('INVALID_CREDENTIALS')
  const { userRegister } = await users.ask(
    `mutation ($input: UserRegisterInput!) { userRegister(input: $input) { user { id } userErrors { code } } }`,
    { variables: { input: { email: ann.email, password: ann.password, name: 'Another' } } },
  )
  expect(userRegister.userErrors).toEqual([])
  expect(userRegister.user.id).not.toBe(ann.id)
})

test('a wrong password deletes nothing and tells nobody', async () => {
  const ann = await users.someone()
  expect(await remove(ann, 'a wrong password')).toEqual({
    userId: null,
    userErrors: [{ code: 'INVALID_CREDENTIALS', path: ['input', 'password'] }],
  })
  expect(await eventsOf(ann)).toHaveLength(0)
  expect((await users.logIn(ann)).id).toBe(ann.id)
})

test('an account that is deleted several times at once is deleted and told of once', async () => {
  const ann = await users.someone()
  const outcomes = await Promise.all([remove(ann), remove(ann), remove(ann)])
  expect(outcomes.filter(({ userId }) => userId === ann.id)).toHaveLength(1)
  expect(await eventsOf(ann)).toHaveLength(1)
})

test('the last administrator stays', async () => {
  const admin = await users.someone('ADMIN')
  expect(await remove(admin)).toEqual({ userId: null, userErrors: [{ code: 'ILLEGAL_STATE', path: null }] })
  expect(await eventsOf(admin)).toHaveLength(0)
  const other = await users.someone('ADMIN')
  const outcomes = await Promise.all([remove(admin), remove(other)])
  expect(outcomes.filter(({ userId }) => userId !== null)).toHaveLength(1)
  expect(await users.sql`select 1 from users where 'ADMIN' = any(roles)`).toHaveLength(1)
})
