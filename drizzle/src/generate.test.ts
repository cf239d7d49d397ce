import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkMigrations, generateMigration } from './generate.ts'

// Inside the project, so that tables resolve drizzle-orm as the real ones do.
const scratch = join(import.meta.dirname, '..', '..', 'node_modules', '.generate-test')
let room = ''

beforeEach(() => {
  mkdirSync(scratch, { recursive: true })
  room = mkdtempSync(join(scratch, 'room-'))
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

function write(...columns: string[]) {
  const tables = join(room, 'tables.ts')
  writeFileSync(
    tables,
    `import { integer, pgTable, text } from 'drizzle-orm/pg-core'
     export const products = pgTable('products', { ${columns.join(', ')} })`,
  )
  return { tables, folder: join(room, 'migrations') }
}

test('a changed table gives one migration, an unchanged one none', () => {
  const options = write('id: text().primaryKey()')
  expect(checkMigrations(options).outcome).toBe('written')
  expect(existsSync(options.folder)).toBe(false)

  expect(generateMigration({ ...options, name: 'initial' }).outcome).toBe('written')
  expect(readFileSync(join(options.folder, '0000_initial.sql'), 'utf8')).toBe(
    'CREATE TABLE "products" (\n\t"id" text PRIMARY KEY NOT NULL\n);\n',
  )
  expect(generateMigration(options).outcome).toBe('unchanged')
  expect(checkMigrations(options).outcome).toBe('unchanged')
  expect(readdirSync(options.folder).sort()).toEqual(['0000_initial.sql', 'meta'])
}, 30_000)

test('a check notices a new column and leaves the migrations as they are', () => {
  const options = write('id: text().primaryKey()')
  generateMigration({ ...options, name: 'initial' })
  write('id: text().primaryKey()', 'stock: integer()')
  expect(checkMigrations(options).outcome).toBe('written')
  expect(readdirSync(options.folder).sort()).toEqual(['0000_initial.sql', 'meta'])
}, 30_000)

test('what drizzle-kit cannot decide or read is a failure, although it ends with 0', () => {
  const options = write('id: text().primaryKey()', 'stock: integer()')
  generateMigration({ ...options, name: 'initial' })
  write('id: text().primaryKey()', 'onHand: integer()')
  expect(checkMigrations(options).outcome).toBe('failed')
  write('id: nonsense()')
  expect(checkMigrations(options).outcome).toBe('failed')
  expect(readdirSync(options.folder).sort()).toEqual(['0000_initial.sql', 'meta'])
}, 30_000)
