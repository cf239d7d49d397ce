import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administer } from '../administer.ts'
import { openUsers } from '../server.ts'
import { openFixture, secret, type UsersFixture } from '../users-service.fixture.ts'
import type { SeededAccount } from './seed-accounts.ts'

let users: UsersFixture
beforeAll(async () => {
  users = await openFixture()
})
afterAll(() => users[Symbol.asyncDispose]())

const accounts: readonly SeededAccount[] = [
  { email: 'admin@demo.test', name: 'Admin', role: 'ADMIN' },
  { email: 'ann@demo.test', name: 'Ann', role: 'CUSTOMER' },
]
const startInProduction = () =>
  openUsers({
    databaseUrl: users.databaseUrl,
    secret,
    log: pino({ level: 'silent' }),
    links: { events: { deliver: async () => {} } },
    production: true,
  })
const run = (name: 'remove-seeded-accounts' | 'rotate-signing-keys') =>
  administer({ name }, { databaseUrl: users.databaseUrl, secret })

test('seeding makes the accounts once, and signs them in with the public password', async () => {
  await users.service.seedAccounts(accounts, 'supermarket')
  const before = await users.sql`select * from users order by id`
  await users.service.seedAccounts(accounts, 'supermarket')
  expect(await users.sql`select * from users order by id`).toEqual(before)
  expect(before).toHaveLength(2)
  const admin = await users.logIn({ email: 'admin@demo.test', password: 'supermarket' })
  const { users: page } = await users.ask('{ users { totalCount } }', { authorization: admin.authorization })
  expect(page).toEqual({ totalCount: 2 })
})

test('an address that somebody registered by themselves is left alone', async () => {
  const ann = await users.someone()
  await users.service.seedAccounts([{ email: ann.email, name: 'Seeded', role: 'ADMIN' }], 'supermarket')
  const [row] = await users.sql`select name, roles, is_seeded from users where id = ${ann.id}`
  expect(row).toEqual({ name: ann.name, roles: ['CUSTOMER'], is_seeded: false })
})

test('in production the service does not start beside seeded accounts, and says how to remove them', async () => {
  const error = await startInProduction().catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(StartupError)
  expect(String(error)).toContain('npm run users -- --remove-seeded-accounts')
})

test('removing them ends their sessions, tells other services, leaves others alone and opens production', async () => {
  const admin = await users.logIn({ email: 'admin@demo.test', password: 'supermarket' })
  const before = await users.sql`select count(*)::integer as total from users where not is_seeded`
  expect(await run('remove-seeded-accounts')).toBe('Removed 2 demo accounts.')
  expect(await users.sql`select 1 from users where is_seeded`).toHaveLength(0)
  expect(await users.sql`select count(*)::integer as total from users`).toEqual(before)
  expect(await users.sql`select 1 from outbox where type = 'user.deleted'`).toHaveLength(2)
  expect(await users.sql`select 1 from revocations where subject = ${admin.id}`).toHaveLength(1)
  expect(await run('remove-seeded-accounts')).toBe('There were no demo accounts.')
  await using service = await startInProduction()
  expect(await service.ready()).toBe(true)
})

test('the first administrator of a shop is made from the command line', async () => {
  const ann = await users.someone()
  const makeAdmin = (email: string) =>
    administer({ name: 'make-admin', email }, { databaseUrl: users.databaseUrl, secret })
  expect(await makeAdmin(ann.email.toUpperCase())).toContain('is an administrator now')
  expect(await users.sql`select roles from users where id = ${ann.id}`).toEqual([
    { roles: ['CUSTOMER', 'ADMIN'] },
  ])
  await expect(makeAdmin('nobody@demo.test')).rejects.toThrow(StartupError)
})

test('the signing keys are rotated from the command line', async () => {
  await users.sql`update signing_keys set created_at = created_at - interval '1 hour'`
  const before = await users.sql`select kid from signing_keys order by active_from`
  expect(await run('rotate-signing-keys')).toContain('The next signing key signs from')
  const after = await users.sql`select kid from signing_keys order by active_from`
  expect(after).toHaveLength(3)
  expect(after.slice(0, 2)).toEqual(before)
})
