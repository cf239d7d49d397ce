import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyDatabase, testDatabase } from '@supermarket/testkit/test-database.ts'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MigrationError, migrate } from './migrate.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supermarket-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function writeMigrations(...statements: string[]): void {
  mkdirSync(join(folder, 'meta'), { recursive: true })
  const entries = statements.map((_, idx) => ({
    idx,
    version: '7',
    when: 1000 + idx,
    tag: `000${idx}_step`,
    breakpoints: true,
  }))
  writeFileSync(
    join(folder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  )
  for (const [index, statement] of statements.entries())
    writeFileSync(join(folder, `000${index}_step.sql`), statement)
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1 })
  try {
    return [...(await sql.unsafe(statement))]
  } finally {
    await sql.end()
  }
}

const createTable =
  'create table products (id text primary key);\n--> statement-breakpoint\ninsert into products values (1)'
const addStock = 'alter table products add column stock integer not null default 0'

test('applies what is missing, once', async () => {
  await using database = await emptyDatabase('products')
  const run = () => migrate({ url: database.url, service: 'products', folder })
  writeMigrations(createTable)
  expect(await run()).toBe(1)
  writeMigrations(createTable, addStock)
  expect(await run()).toBe(1)
  expect(await run()).toBe(0)
  expect(await query(database.url, 'select * from products')).toEqual([{ id: '1', stock: 0 }])
})

test('of five replicas that start at once, one migrates and the others find it done', async () => {
  await using database = await emptyDatabase('products')
  writeMigrations(`${createTable};\n--> statement-breakpoint\nselect pg_sleep(0.2)`, addStock)
  const runs = Array.from({ length: 5 }, () => migrate({ url: database.url, service: 'products', folder }))
  expect((await Promise.all(runs)).sort()).toEqual([0, 0, 0, 0, 2])
  expect(await query(database.url, 'select count(*)::int as n from drizzle.__drizzle_migrations')).toEqual([
    { n: 2 },
  ])
})

test('one that fails is named in one sentence, and none of the run stays', async () => {
  await using database = await emptyDatabase('products')
  writeMigrations(createTable, 'alter table produkts add column stock integer')
  const failed = await migrate({ url: database.url, service: 'products', folder }).catch(
    (error: unknown) => error,
  )
  expect(failed).toBeInstanceOf(MigrationError)
  expect(failed).toMatchObject({
    message: 'migration 0001_step of products failed: relation "produkts" does not exist',
  })
  expect(await query(database.url, `select to_regclass('products') as name`)).toEqual([{ name: null }])
})

test('one that was edited after it had been applied is refused', async () => {
  await using database = await emptyDatabase('products')
  writeMigrations(createTable)
  await migrate({ url: database.url, service: 'products', folder })
  writeMigrations(`${createTable}, (2)`, addStock)
  await expect(migrate({ url: database.url, service: 'products', folder })).rejects.toThrow(
    new MigrationError('migration 0000_step of products was changed after this database had applied it'),
  )
  expect(await query(database.url, 'select * from products')).toEqual([{ id: '1' }])
})

test('a missing folder is named', async () => {
  await using database = await emptyDatabase('products')
  const missing = join(folder, 'nowhere')
  await expect(migrate({ url: database.url, service: 'products', folder: missing })).rejects.toThrow(
    new MigrationError(`products has no migrations: ${missing}/meta/_journal.json is missing`),
  )
})

test('test databases come migrated, apart from each other, and closed to other services', async () => {
  writeMigrations(createTable)
  const clones = await Promise.all(Array.from({ length: 4 }, () => testDatabase('products', folder)))
  const [first, second] = clones
  if (!first || !second) throw new Error('four were asked for')
  await query(first.url, 'insert into products values (2)')
  expect(await query(first.url, 'select * from products order by id')).toEqual([{ id: '1' }, { id: '2' }])
  expect(await query(second.url, 'select * from products')).toEqual([{ id: '1' }])

  await using foreign = await emptyDatabase('orders')
  const intruder = Object.assign(new URL(foreign.url), { pathname: new URL(first.url).pathname }).href
  await expect(query(intruder, 'select * from products')).rejects.toMatchObject({ code: '42501' })

  for (const clone of clones) await clone[Symbol.asyncDispose]()
  await expect(query(first.url, 'select 1')).rejects.toMatchObject({ code: '3D000' })
})
