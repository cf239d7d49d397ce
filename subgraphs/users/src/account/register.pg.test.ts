import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFixture, type UsersFixture } from '../users-service.fixture.ts'

let users: UsersFixture
beforeAll(async () => {
  users = await openFixture()
})
afterAll(() => users[Symbol.asyncDispose]())

const registerMutation = `mutation ($input: UserRegisterInput!) { userRegister(input: $input) {
  user { id email name roles createdAt sessions { totalCount nodes { id current device } } }
  tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }
  userErrors { code message path } } }`

const input = { email: 'Carol@Shop.test', password: 'a good password', name: ' Carol ' }

test('registering opens an account, shows it to its owner and signs them in', async () => {
  const startedAt = Date.now()
  const { userRegister } = await users.ask(registerMutation, {
    variables: { input },
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
  const accessMs = Date.parse(tokens.accessTokenExpiresAt) - startedAt
  expect(accessMs).toBeGreaterThan(9.9 * 60_000)
  expect(accessMs).toBeLessThan(10.1 * 60_000)
  const { me } = await users.ask('{ me { id email name } }', {
    authorization: `Bearer ${tokens.accessToken}`,
  })
  expect(me).toEqual({ id: userRegister.user.id, email: 'Carol@Shop.test', name: 'Carol' })
})
