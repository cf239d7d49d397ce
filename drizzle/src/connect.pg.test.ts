import { emptyDatabase, type TestDatabase } from '@supermarket/testkit/test-database.ts'
import { eq, sql } from 'drizzle-orm'
import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Connection, type ConnectOptions, connect } from './connect.ts'
import { sqlState, violatedConstraint } from './driver-error.ts'
import { PoolOverloadedError } from './gate.ts'
import { withTransaction } from './with-transaction.ts'

const accounts = pgTable('accounts', {
  id: text().primaryKey(),
  balanceMinor: bigint('balance_minor', { mode: 'number' }).notNull(),
  openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
})

const openedAt = new Date('2026-11-22T10:20:30.123Z')
let database: TestDatabase

function open(options: Partial<ConnectOptions> = {}): Connection {
  return connect({ url: database.url, applicationName: 'connect test', ...options })
}

beforeAll(async () => {
  database = await emptyDatabase()
  await using connection = open()
  await connection.sql`
    create table accounts (id text primary key, balance_minor bigint not null, opened_at timestamptz not null,
      constraint accounts_balance_minor_check check (balance_minor >= 0))`
})
afterAll(() => database[Symbol.asyncDispose]())

async function balances(connection: Connection): Promise<Record<string, number>> {
  const rows = await connection.db.select().from(accounts).orderBy(accounts.id)
  return Object.fromEntries(rows.map((row) => [row.id, row.balanceMinor]))
}

describe('values', () => {
  test('amounts are numbers, instants are Dates, also as parameters of raw SQL', async () => {
    await using connection = open()
    const row = { id: 'values', balanceMinor: Number.MAX_SAFE_INTEGER, openedAt }
    await connection.db.insert(accounts).values(row)
    expect(await connection.db.select().from(accounts).where(eq(accounts.openedAt, openedAt))).toEqual([row])
    expect(
      await connection.db.execute(
        sql`select id, balance_minor as n from accounts where opened_at = ${openedAt}`,
      ),
    ).toEqual([{ id: 'values', n: Number.MAX_SAFE_INTEGER }])
    await connection.db.delete(accounts)
  })

  test('a bigint beyond 2^53 fails its query, not the next one', async () => {
    await using connection = open({ max: 1 })
    const beyond = connection.db.execute(sql`select 9007199254740992::bigint as n where ${1}::int = 1`)
    await expect(beyond).rejects.toMatchObject({
      cause: { message: expect.stringContaining('beyond 2^53 - 1') },
    })
    expect(await connection.db.execute(sql`select ${7}::bigint as n`)).toEqual([{ n: 7 }])
  })

  test('an array is one parameter', async () => {
    await using connection = open()
    const list = sql.param(['a', 'b'])
    expect(await connection.db.execute(sql`select 'b' = any(${list}::text[]) as found`)).toEqual([
      { found: true },
    ])
  })
})

describe('time limits', () => {
  test('a statement that takes too long is ended', async () => {
    await using connection = open({ statementTimeoutMs: 50 })
    const slow = connection.db.execute(sql`select pg_sleep(5)`).catch((error: unknown) => error)
    expect(sqlState(await slow)).toBe('57014')
  })

  test('a lock is waited for no longer than allowed', async () => {
    await using holder = open()
    await using waiter = open({ lockTimeoutMs: 50 })
    await holder.db.transaction(async (tx) => {
      await tx.execute(sql`lock table accounts in access exclusive mode`)
      expect(
        sqlState(
          await waiter.db
            .select()
            .from(accounts)
            .catch((error: unknown) => error),
        ),
      ).toBe('55P03')
    })
  })

  test('the defaults are those of the contract', async () => {
    await using connection = open()
    const [row] = await connection.sql`
      select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
             current_setting('idle_in_transaction_session_timeout') as idle, current_setting('timezone') as zone,
             current_setting('application_name') as name`
    expect(row).toEqual({ statement: '2s', lock: '1s', idle: '10s', zone: 'UTC', name: 'connect test' })
  })
})

describe('overload', () => {
  test('past the queue a query, and a transaction, fail at once; the others finish', async () => {
    await using connection = open({ max: 2, maxQueue: 2 })
    const admitted = Promise.all(
      [1, 2, 3, 4].map((n) => connection.db.execute(sql`select ${n}::int as n, pg_sleep(0.1)::text`)),
    )
    await new Promise((resolve) => setImmediate(resolve))
    expect(connection.load).toEqual({ active: 2, waiting: 2 })
    const refused = await connection.db
      .select()
      .from(accounts)
      .catch((error: unknown) => error)
    expect(refused).toMatchObject({ cause: expect.any(PoolOverloadedError) })
    await expect(connection.db.transaction(async (tx) => tx.delete(accounts))).rejects.toThrow(
      PoolOverloadedError,
    )
    const results = await admitted
    expect(results.map(([row]) => row?.n)).toEqual([1, 2, 3, 4])
    expect(connection.load).toEqual({ active: 0, waiting: 0 })
  })

  test('twenty statements run on twenty connections when there are as many', async () => {
    await using connection = open({ max: 20 })
    const rows = await Promise.all(
      Array.from({ length: 20 }, () =>
        connection.db.execute(sql`select pg_backend_pid() as pid, pg_sleep(0.3)::text`),
      ),
    )
    expect(new Set(rows.map(([row]) => row?.pid)).size).toBe(20)
  })
})

describe('statements', () => {
  test('are prepared: a repeated one is planned and described once', async () => {
    await using connection = open({ max: 1 })
    for (const id of ['x', 'y', 'z']) await connection.db.select().from(accounts).where(eq(accounts.id, id))
    await connection.db.transaction((tx) => tx.select().from(accounts).where(eq(accounts.id, 'x')))
    const prepared = await connection.sql`
      select generic_plans + custom_plans as uses from pg_prepared_statements where statement like '%"accounts"."id" = $1'`
    expect([...prepared]).toEqual([{ uses: 4 }])
  })

  test('are seen by onQuery, inside transactions too', async () => {
    const texts: string[] = []
    await using connection = open({ onQuery: (text) => texts.push(text) })
    await connection.db.delete(accounts).where(eq(accounts.id, 'nobody'))
    await connection.db.transaction(async (tx) => {
      await tx.execute(sql`select 1`)
      await tx.transaction((nested) => nested.execute(sql`select 2`))
    })
    expect(texts).toEqual(['delete from "accounts" where "accounts"."id" = $1', 'select 1', 'select 2'])
  })
})

describe('transactions', () => {
  test('roll back whole, and name the constraint that refused', async () => {
    await using connection = open()
    const refused = await withTransaction(connection, async (tx) => {
      await tx.insert(accounts).values({ id: 'good', balanceMinor: 1, openedAt })
      await tx.insert(accounts).values({ id: 'bad', balanceMinor: -1, openedAt })
    }).catch((error: unknown) => error)
    expect(violatedConstraint(refused)).toBe('accounts_balance_minor_check')
    expect(await balances(connection)).toEqual({})
  })

  test('a nested one rolls back alone', async () => {
    await using connection = open()
    await withTransaction(connection, async (tx) => {
      await tx.insert(accounts).values({ id: 'kept', balanceMinor: 1, openedAt })
      const nested = tx.transaction((inner) =>
        inner.insert(accounts).values({ id: 'kept', balanceMinor: 2, openedAt }),
      )
      expect(violatedConstraint(await nested.catch((error: unknown) => error))).toBe('accounts_pkey')
    }).catch((error: unknown) => error)
    await connection.db.delete(accounts)
  })

  test('a deadlock is repeated until both have committed', async () => {
    await using connection = open({ statementTimeoutMs: 10_000, lockTimeoutMs: 10_000 })
    await connection.db.insert(accounts).values(['a', 'b'].map((id) => ({ id, balanceMinor: 0, openedAt })))
    const bothLocked = Promise.withResolvers<void>()
    let locked = 0
    let runs = 0
    const credit = (first: string, second: string) =>
      withTransaction(connection, async (tx) => {
        runs += 1
        for (const id of [first, second]) {
          const balanceMinor = sql`${accounts.balanceMinor} + 1`
          await tx.update(accounts).set({ balanceMinor }).where(eq(accounts.id, id))
          locked += 1
          if (locked === 2) bothLocked.resolve()
          await bothLocked.promise
        }
      })
    await Promise.all([credit('a', 'b'), credit('b', 'a')])
    expect(runs).toBe(3)
    expect(await balances(connection)).toEqual({ a: 2, b: 2 })
    await connection.db.delete(accounts)
  })

  test('a serialization failure is repeated three times, then reaches the caller', async () => {
    await using connection = open()
    let runs = 0
    const failing = withTransaction(connection, async (tx) => {
      runs += 1
      await tx.insert(accounts).values({ id: 'lost', balanceMinor: runs, openedAt })
      await tx.execute(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`)
    })
    expect(sqlState(await failing.catch((error: unknown) => error))).toBe('40001')
    expect(runs).toBe(4)
    expect(await balances(connection)).toEqual({})
  })
})

test('the pool works again after its connections were cut, and still closes at once', async () => {
  const connection = open({ max: 2 })
  await using other = open()
  const [row] = await connection.db.execute(sql`select pg_backend_pid() as pid`)
  await other.sql`select pg_terminate_backend(${Number(row?.pid)})`
  // Fails when it is sent before the pool has noticed; the next one finds a fresh connection either way.
  await connection.db.execute(sql`select 1 as one`).catch(() => {})
  expect([...(await connection.db.execute(sql`select 1 as one`))]).toEqual([{ one: 1 }])
  const start = performance.now()
  await connection[Symbol.asyncDispose]()
  expect(performance.now() - start).toBeLessThan(1000)
})

test('disposing waits for what runs', async () => {
  const connection = open()
  const running = connection.db.execute(sql`select 1 as one, pg_sleep(0.2)::text`).then(([row]) => row?.one)
  await new Promise((resolve) => setImmediate(resolve))
  await connection[Symbol.asyncDispose]()
  expect(await running).toBe(1)
  await expect(connection.db.execute(sql`select 1`)).rejects.toMatchObject({
    cause: { code: 'CONNECTION_ENDED' },
  })
})
