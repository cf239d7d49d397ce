import { type Connection, connect } from '@supermarket/drizzle/connect.ts'
import { GraphError } from '@supermarket/service-kit/graph-error.ts'
import { type TestDatabase, testDatabase } from '@supermarket/testkit/test-database.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openFixture } from '../users-service.fixture.ts'
import { deleteWholeBudgets } from './store.ts'
import { createThrottle, defaultCredentialLimits, type Throttle } from './throttle.ts'

let database: TestDatabase
let connection: Connection
let throttle: Throttle
const limits = {
  ...defaultCredentialLimits,
  passwordPerPair: { burst: 3, refillMs: 30_000 },
  passwordPerAccount: { burst: 5, refillMs: 60_000 },
  passwordPerAddress: { burst: 8, refillMs: 6_000 },
}
beforeAll(async () => {
  database = await testDatabase('users')
  connection = connect({ url: database.url, applicationName: 'test' })
  throttle = createThrottle(connection.db, limits)
})
beforeEach(() => connection.sql`truncate throttles`)
afterAll(async () => {
  await connection[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const pass = (time: string) => connection.sql`
  update throttles set full_at = full_at - ${time}::interval, trusted_until = trusted_until - ${time}::interval`
const outcome = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt
    return 'allowed'
  } catch (error) {
    if (error instanceof GraphError) return `${error.extensions.code} ${error.extensions.retryAfter}`
    throw error
  }
}
const guess = (account: string, address: string) => outcome(throttle.attemptPassword(account, address))

test('a pair of account and address has three guesses, then one each half minute', async () => {
  for (let guesses = 0; guesses < 3; guesses++) expect(await guess('ann', '192.0.2.1')).toBe('allowed')
  expect(await guess('ann', '192.0.2.1')).toBe('RATE_LIMITED 30')
  await pass('20 seconds')
  expect(await guess('ann', '192.0.2.1')).toBe('RATE_LIMITED 10')
  await pass('11 seconds')
  expect(await guess('ann', '192.0.2.1')).toBe('allowed')
  expect(await guess('ann', '192.0.2.1')).toBe('RATE_LIMITED 29')
  expect(await guess('bob', '192.0.2.1')).toBe('allowed')
  expect(await guess('ann', '192.0.2.2')).toBe('allowed')
})

test('an account has five guesses from everywhere; those that were refused elsewhere cost it nothing', async () => {
  for (let guesses = 0; guesses < 8; guesses++) await guess('ann', '192.0.2.1')
  expect(await guess('ann', '192.0.2.2')).toBe('allowed')
  expect(await guess('ann', '192.0.2.3')).toBe('allowed')
  expect(await guess('ann', '192.0.2.4')).toBe('RATE_LIMITED 60')
})

test('an address has eight guesses over all accounts, in one /64 together', async () => {
  for (let guesses = 0; guesses < 8; guesses++)
    expect(await guess(`somebody ${guesses}`, `2001:db8::${guesses + 1}`)).toBe('allowed')
  expect(await guess('somebody else', '2001:db8::ff')).toBe('RATE_LIMITED 6')
  expect(await guess('somebody else', '2001:db8:0:1::1')).toBe('allowed')
})

test('of many guesses at once exactly as many pass as the budget holds', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => guess('ann', '192.0.2.1')))
  expect(outcomes.filter((text) => text === 'allowed')).toHaveLength(3)
})

test('successes of many at once do not block one another, and cost nothing', async () => {
  const signIn = async () => (await throttle.attemptPassword('ann', '192.0.2.1')).succeeded()
  for (let round = 0; round < 10; round++) await Promise.all([signIn(), signIn(), signIn()])
  for (let guesses = 0; guesses < 3; guesses++) expect(await guess('ann', '192.0.2.1')).toBe('allowed')
})

test('a success forgets the failures of the pair and of the account', async () => {
  await guess('ann', '192.0.2.1')
  await guess('ann', '192.0.2.1')
  await (await throttle.attemptPassword('ann', '192.0.2.1')).succeeded()
  for (let guesses = 0; guesses < 3; guesses++) expect(await guess('ann', '192.0.2.1')).toBe('allowed')
})

test("signing in to one's own account does not buy an address more guesses at others", async () => {
  for (let guesses = 0; guesses < 7; guesses++) await guess(`victim ${guesses}`, '192.0.2.1')
  await (await throttle.attemptPassword('attacker', '192.0.2.1')).succeeded()
  expect(await guess('victim 8', '192.0.2.1')).toBe('allowed')
  expect(await guess('victim 9', '192.0.2.1')).toBe('RATE_LIMITED 6')
})

test('an attacker with many addresses cannot lock the owner out of a place where they signed in before', async () => {
  await (await throttle.attemptPassword('ann', '192.0.2.1')).succeeded()
  for (let guesses = 0; guesses < 8; guesses++) await guess('ann', `198.51.100.${guesses}`)
  expect(await guess('ann', '198.51.100.99')).toBe('RATE_LIMITED 60')
  expect(await guess('ann', '192.0.2.1')).toBe('allowed')
  await pass('31 days')
  for (let guesses = 0; guesses < 8; guesses++) await guess('ann', `198.51.100.${guesses}`)
  expect(await guess('ann', '192.0.2.1')).toBe('RATE_LIMITED 60')
})

test('registrations and refreshes have budgets of their own', async () => {
  const small = { burst: 2, refillMs: 10_000 }
  const other = createThrottle(connection.db, {
    ...limits,
    registrationPerEmail: small,
    registrationPerAddress: { burst: 3, refillMs: 1_000 },
    refreshPerSession: small,
    refreshPerAddress: { burst: 3, refillMs: 1_000 },
  })
  const attempts = { registration: other.attemptRegistration, refresh: other.attemptRefresh }
  for (const attempt of Object.values(attempts)) {
    expect(await outcome(attempt('a', '192.0.2.1'))).toBe('allowed')
    expect(await outcome(attempt('a', '192.0.2.1'))).toBe('allowed')
    expect(await outcome(attempt('a', '192.0.2.1'))).toBe('RATE_LIMITED 10')
    expect(await outcome(attempt('b', '192.0.2.1'))).toBe('RATE_LIMITED 1')
    expect(await outcome(attempt('b', '192.0.2.2'))).toBe('allowed')
  }
})

test('neither addresses nor accounts can be read from what is kept', async () => {
  await guess('ann@shop.test', '192.0.2.1')
  const rows = await connection.sql`select t::text as row from throttles t`
  expect(rows).toHaveLength(3)
  for (const { row } of rows) expect(row).not.toMatch(/ann@|192\.0\.2/)
})

test('budgets that are whole again are deleted, others and trusted ones kept', async () => {
  await guess('ann', '192.0.2.1')
  await (await throttle.attemptPassword('bob', '192.0.2.2')).succeeded()
  await pass('10 minutes')
  await guess('carol', '192.0.2.3')
  expect(await deleteWholeBudgets(connection.db, 100)).toBe(5)
  expect(await connection.sql`select 1 from throttles where trusted_until is not null`).toHaveLength(1)
})

test('a client that guesses is told when to come back, whether or not the account exists', async () => {
  await using users = await openFixture({ limits: { passwordPerPair: { burst: 2, refillMs: 30_000 } } })
  const ann = await users.someone()
  const client = { address: '192.0.2.1' }
  for (const email of [ann.email, 'nobody@shop.test']) {
    const logIn = (password: string) =>
      users.answer(
        `mutation ($input: UserLoginInput!) { userLogin(input: $input) { tokens { accessToken } userErrors { code } } }`,
        { variables: { input: { email, password } }, client },
      )
    for (let guesses = 0; guesses < 2; guesses++) {
      const { body } = await logIn('a wrong password')
      expect(body.data?.userLogin).toEqual({ tokens: null, userErrors: [{ code: 'INVALID_CREDENTIALS' }] })
    }
    // Not even the right password helps now: else an attacker would lose nothing by going on.
    const { status, body } = await logIn(ann.password)
    expect(status).toBe(429)
    expect(body.data).toEqual({ userLogin: null })
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 30 })
  }
})

test('a stolen access token is no way to guess the password faster', async () => {
  await using users = await openFixture({ limits: { passwordPerPair: { burst: 2, refillMs: 30_000 } } })
  const ann = await users.someone()
  const asked = { authorization: ann.authorization, client: { address: '192.0.2.1' } }
  const change = `mutation { userPasswordChange(input: { currentPassword: "wrong one", newPassword: "unlikely" }) { userErrors { code } } }`
  const remove = `mutation { userDelete(input: { password: "wrong one" }) { userErrors { code } } }`
  expect((await users.answer(change, asked)).status).toBe(200)
  expect((await users.answer(remove, asked)).status).toBe(200)
  for (const guess of [change, remove]) expect((await users.answer(guess, asked)).status).toBe(429)
})
