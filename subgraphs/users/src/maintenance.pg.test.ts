import { connect } from '@supermarket/drizzle/connect.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { purgeExpired } from './maintenance.ts'
import { openFixture, type UsersFixture } from './users-service.fixture.ts'

let users: UsersFixture
beforeAll(async () => {
  users = await openFixture()
})
afterAll(() => users[Symbol.asyncDispose]())

test('purging deletes what is over, by the thousands, and nothing else', async () => {
  const ann = await users.someone()
  await users.sql`
    insert into sessions (id, user_id, token_hash, created_at, last_used_at, expires_at)
    select 'ses_' || n, ${ann.id}, '', now(), now(), now() - interval '1 second' from generate_series(1, 2500) n`
  await users.sql`
    insert into revocations (subject, issued_before, expires_at) values ('usr_over', 0, 1), ('usr_live', 0, ${Date.now() + 60_000})`
  await using connection = connect({ url: users.databaseUrl, applicationName: 'test' })
  await Promise.all([purgeExpired(connection.db), purgeExpired(connection.db)])
  const sessions =
    await users.sql`select id from sessions where user_id = ${ann.id} and id = ${ann.sessionId}`
  expect(sessions).toHaveLength(1)
  expect(await users.sql`select 1 from sessions where expires_at < now()`).toHaveLength(0)
  expect(await users.sql`select subject from revocations`).toEqual([{ subject: 'usr_live' }])
})
