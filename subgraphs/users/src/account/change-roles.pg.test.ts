import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openFixture, type Someone, type UsersFixture } from '../users-service.fixture.ts'

let users: UsersFixture
let admin: Someone
beforeAll(async () => {
  users = await openFixture()
})
beforeEach(async () => {
  await users.sql`update users set roles = '{CUSTOMER}'`
  admin = await users.someone('ADMIN')
})
afterAll(() => users[Symbol.asyncDispose]())

const mutation = `mutation ($input: UserRolesUpdateInput!) { userRolesUpdate(input: $input) {
  user { id roles } userErrors { code path } } }`
const change = (by: Someone, userId: string, roles: readonly string[]) =>
  users.answer(mutation, { variables: { input: { userId, roles } }, authorization: by.authorization })
const rolesOf = async ({ id }: Someone) =>
  (await users.sql`select roles from users where id = ${id}`)[0]?.roles
const countAdmins = async () => (await users.sql`select 1 from users where 'ADMIN' = any(roles)`).length

test('an administrator sets roles; tokens with the old ones are refused, the next token has the new ones', async () => {
  const ann = await users.someone()
  const { body } = await change(admin, ann.id, ['STAFF', 'CUSTOMER'])
  expect(body.data?.userRolesUpdate).toEqual({
    user: { id: ann.id, roles: ['CUSTOMER', 'STAFF'] },
    userErrors: [],
  })
  expect((await users.answer('{ me { id } }', { authorization: ann.authorization })).status).toBe(401)
  const { sessionRefresh } = await users.ask(
    `mutation ($input: SessionRefreshInput!) { sessionRefresh(input: $input) { tokens { accessToken } } }`,
    { variables: { input: { refreshToken: ann.refreshToken } } },
  )
  const { users: page } = await users.ask('{ users(first: 1) { nodes { id } } }', {
    authorization: `Bearer ${sessionRefresh.tokens.accessToken}`,
  })
  expect(page.nodes).toHaveLength(1)
})

test('setting the roles that somebody has already changes nothing and signs nobody out', async () => {
  const ann = await users.someone()
  const { body } = await change(admin, ann.id, ['CUSTOMER'])
  expect(body.data?.userRolesUpdate).toMatchObject({ userErrors: [] })
  expect((await users.answer('{ me { id } }', { authorization: ann.authorization })).status).toBe(200)
})

test('staff and customers may not, not even for themselves', async () => {
  for (const role of ['STAFF', 'CUSTOMER'] as const) {
    const who = await users.someone(role)
    const { body } = await change(who, who.id, ['ADMIN'])
    expect(body.errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    expect(await rolesOf(who)).toEqual([role])
  }
})

test('no roles, a role twice, an unknown user and what is no id are refused', async () => {
  const ann = await users.someone()
  const refused = async (userId: string, roles: string[]) =>
    (await change(admin, userId, roles)).body.data?.userRolesUpdate
  const invalid = { user: null, userErrors: [{ code: 'INVALID', path: ['input', 'roles'] }] }
  expect(await refused(ann.id, [])).toEqual(invalid)
  expect(await refused(ann.id, ['STAFF', 'STAFF'])).toEqual(invalid)
  const unknown = { user: null, userErrors: [{ code: 'NOT_FOUND', path: ['input', 'userId'] }] }
  expect(await refused('usr_00000000000000000000000000', ['STAFF'])).toEqual(unknown)
  expect(await refused('1 or 1=1', ['STAFF'])).toEqual(unknown)
  expect(await rolesOf(ann)).toEqual(['CUSTOMER'])
})

test('the last administrator cannot be demoted, not even by themselves', async () => {
  const { body } = await change(admin, admin.id, ['STAFF'])
  expect(body.data?.userRolesUpdate).toEqual({
    user: null,
    userErrors: [{ code: 'ILLEGAL_STATE', path: null }],
  })
  expect(await rolesOf(admin)).toEqual(['ADMIN'])
})

test('administrators who all step down at once leave one behind', async () => {
  const admins = [
    admin,
    await users.someone('ADMIN'),
    await users.someone('ADMIN'),
    await users.someone('ADMIN'),
  ]
  const answers = await Promise.all(admins.map((who) => change(who, who.id, ['CUSTOMER'])))
  const payloads = answers.map(({ body }) => body.data?.userRolesUpdate as { userErrors: { code: string }[] })
  expect(payloads.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['ILLEGAL_STATE'])
  expect(await countAdmins()).toBe(1)
})

test('two administrators who demote each other at once: the second has no right any more', async () => {
  const other = await users.someone('ADMIN')
  const answers = await Promise.all([
    change(admin, other.id, ['CUSTOMER']),
    change(other, admin.id, ['CUSTOMER']),
  ])
  const codes = answers.map(({ body }) => body.errors?.[0]?.extensions?.code ?? 'done')
  expect(codes.toSorted()).toEqual(['FORBIDDEN', 'done'])
  expect(await countAdmins()).toBe(1)
})

test('a refresh during a change of roles never gets a lasting token with the old ones', async () => {
  for (let round = 0; round < 10; round++) {
    const ann = await users.someone('STAFF')
    const refresh = `mutation ($input: SessionRefreshInput!) {
      sessionRefresh(input: $input) { tokens { accessToken } } }`
    const [refreshed] = await Promise.all([
      users.ask(refresh, { variables: { input: { refreshToken: ann.refreshToken } } }),
      change(admin, ann.id, ['CUSTOMER']),
    ])
    const authorization = `Bearer ${refreshed.sessionRefresh.tokens.accessToken}`
    const { status, body } = await users.answer('{ users { totalCount } }', { authorization })
    expect(status === 401 || body.errors?.[0]?.extensions?.code === 'FORBIDDEN').toBe(true)
  }
})
