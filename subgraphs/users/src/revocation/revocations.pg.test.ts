import { type Connection, connect } from '@supermarket/drizzle/connect.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { type TestDatabase, testDatabase } from '@supermarket/testkit/test-database.ts'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { revokeOlderTokens } from '../session/store.ts'
import { deleteExpiredRevocations, listRevocations } from './store.ts'

let database: TestDatabase
let connection: Connection
beforeAll(async () => {
  database = await testDatabase('users')
  connection = connect({
    url: database.url,
    applicationName: 'test',
    max: 20,
    lockTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
  })
})
beforeEach(() => connection.sql`truncate revocations restart identity`)
afterAll(async () => {
  await connection[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const revoke = (subject: string) => connection.db.transaction((tx) => revokeOlderTokens(tx, subject))
const latest = async () =>
  (await connection.sql<{ seq: number }[]>`select coalesce(max(seq), 0) as seq from revocations`)[0]?.seq ?? 0

test('an entry revokes what was issued until now, and outlives the last token that it speaks of', async () => {
  const before = Date.now()
  await revoke('usr_a')
  const { entries, more } = await listRevocations(connection.db, 0)
  expect(more).toBe(false)
  expect(entries).toEqual([
    { subject: 'usr_a', issuedBefore: expect.any(Number), expiresAt: expect.any(Number) },
  ])
  const [{ issuedBefore, expiresAt } = { issuedBefore: 0, expiresAt: 0 }] = entries
  expect(issuedBefore).toBeGreaterThan(before)
  expect(issuedBefore).toBeLessThanOrEqual(Date.now() + 1)
  expect(expiresAt - issuedBefore).toBe(15 * 60_000 - 1)
})

test('pages go on from the cursor and end with the newest entry', async () => {
  const start = await latest()
  await connection.sql`
    insert into revocations (subject, issued_before, expires_at)
    select 'usr_' || n, 0, ${Date.now() + 60_000} from generate_series(1, 1500) n`
  const first = await listRevocations(connection.db, start)
  expect(first.entries).toHaveLength(1000)
  expect(first.more).toBe(true)
  const second = await listRevocations(connection.db, first.cursor)
  expect(second.entries).toHaveLength(500)
  expect(second.more).toBe(false)
  expect(second.entries.at(-1)?.subject).toBe('usr_1500')
  expect(await listRevocations(connection.db, second.cursor)).toEqual({
    entries: [],
    cursor: second.cursor,
    more: false,
  })
})

test('an entry that is written earlier but committed later is not skipped', async () => {
  const start = await latest()
  await using slow = { sql: postgres(database.url, { max: 1 }), [Symbol.asyncDispose]: () => slow.sql.end() }
  const { quick } = await slow.sql.begin(async (tx) => {
    await tx`insert into revocations (subject, issued_before, expires_at) values ('usr_slow', 0, ${Date.now() + 60_000})`
    const quick = revoke('usr_quick')
    await vi.waitFor(async () => {
      const waiting = await connection.sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      expect(waiting).toHaveLength(1)
    })
    // Nothing later becomes visible while an earlier number is still open.
    expect((await listRevocations(connection.db, start)).entries).toEqual([])
    return { quick }
  })
  await quick
  const { entries } = await listRevocations(connection.db, start)
  expect(entries.map(({ subject }) => subject)).toEqual(['usr_slow', 'usr_quick'])
})

test('a reader beside many writers sees every entry exactly once', async () => {
  const subjects = Array.from({ length: 200 }, () => newId('usr'))
  let cursor = await latest()
  const seen: string[] = []
  const read = async () => {
    const page = await listRevocations(connection.db, cursor)
    cursor = page.cursor
    seen.push(...page.entries.map(({ subject }) => subject))
  }
  let writing = true
  const writers = Promise.all(
    Array.from({ length: 10 }, async (_, writer) => {
      for (const subject of subjects.slice(writer * 20, writer * 20 + 20)) {
        await connection.db.transaction(async (tx) => {
          await revokeOlderTokens(tx, subject)
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 3))
        })
      }
    }),
  ).then(() => {
    writing = false
  })
  while (writing) await read()
  await writers
  await read()
  expect(seen.toSorted()).toEqual(subjects.toSorted())
})

test('expired entries are left out, passed over by the cursor, and deleted in steps', async () => {
  const start = await latest()
  await connection.sql`
    insert into revocations (subject, issued_before, expires_at)
    select 'usr_' || n, 0, ${Date.now()}::bigint + case when n <= 3 then -1 else 60000 end
    from generate_series(1, 4) n`
  const page = await listRevocations(connection.db, start)
  expect(page.entries.map(({ subject }) => subject)).toEqual(['usr_4'])
  expect(page.cursor).toBe(start + 4)
  expect(await deleteExpiredRevocations(connection.db, 2)).toBe(2)
  expect(await deleteExpiredRevocations(connection.db, 2)).toBe(1)
  expect(await deleteExpiredRevocations(connection.db, 2)).toBe(0)
})
