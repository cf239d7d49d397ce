import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFixture, type Someone, type UsersFixture } from '../users-service.fixture.ts'

let users: UsersFixture
beforeAll(async () => {
  users = await openFixture()
})
afterAll(() => users[Symbol.asyncDispose]())

const change = async (who: Someone, input: object) =>
  (
    await users.ask(
      `mutation ($input: UserPasswordChangeInput!) { userPasswordChange(input: $input) {
        user { id } userErrors { code path } } }`,
      { variables: { input: { currentPassword: who.password, ...input } }, authorization: who.authorization },
    )
  ).userPasswordChange
const newPassword = 'another good one'
const statusOf = async (authorization: string) =>
  (await users.answer('{ me { id } }', { authorization })).status
const hashOf = async ({ id }: Someone) =>
  (await users.sql`select password_hash from users where id = ${id}`)[0]?.password_hash

test('changing the password ends every other session and keeps this one', async () => {
  const ann = await users.someone()
  const elsewhere = await users.logIn(ann)
  expect(await change(ann, { newPassword })).toEqual({ user: { id: ann.id }, userErrors: [] })
  expect(await statusOf(ann.authorization)).toBe(200)
  expect(await statusOf(elsewhere.authorization)).toBe(401)
  const left = await users.sql`select id from sessions where user_id = ${ann.id}`
  expect(left).toEqual([{ id: ann.sessionId }])
  await expect(users.logIn(ann)).rejects.toThrow('INVALID_CREDENTIALS')
  expect((await users.logIn({ ...ann, password: newPassword })).id).toBe(ann.id)
})

test('a wrong current password, and a weak new one, change nothing', async () => {
  const ann = await users.someone()
  const before = await hashOf(ann)
  expect(await change(ann, { currentPassword: 'a wrong password', newPassword })).toEqual({
    user: null,
    userErrors: [{ code: 'INVALID_CREDENTIALS', path: ['input', 'currentPassword'] }],
  })
  for (const [weak, code] of [
    ['password1', 'WEAK_PASSWORD'],
    [ann.email, 'WEAK_PASSWORD'],
    ['x'.repeat(129), 'INVALID'],
  ])
    expect(await change(ann, { newPassword: weak })).toEqual({
      user: null,
      userErrors: [{ code, path: ['input', 'newPassword'] }],
    })
  expect(await hashOf(ann)).toBe(before)
  expect(await statusOf(ann.authorization)).toBe(200)
})

test('of several changes at once from one password only one succeeds', async () => {
  const ann = await users.someone()
  const elsewhere = await users.logIn(ann)
  const outcomes = await Promise.all([
    change(ann, { newPassword: 'the first new one' }),
    change(elsewhere, { newPassword: 'the second new one' }),
  ])
  const done = outcomes.filter(({ userErrors }) => userErrors.length === 0)
  expect(done).toHaveLength(1)
  const left = await users.sql`select 1 from sessions where user_id = ${ann.id}`
  expect(left).toHaveLength(1)
})

test('logins against a change: no session opened with the old password survives it', async () => {
  const ann = await users.someone()
  const attempts = Array.from({ length: 6 }, () => users.logIn(ann).catch(() => undefined))
  await Promise.all([change(ann, { newPassword }), ...attempts])
  const left = await users.sql`select id from sessions where user_id = ${ann.id}`
  expect(left).toEqual([{ id: ann.sessionId }])
})
