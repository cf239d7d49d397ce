import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { refuseDemoElsewhere } from './seed-once.ts'

const fresh = mkdtempSync(join(tmpdir(), 'fresh-'))
const seeded = mkdtempSync(join(tmpdir(), 'seeded-'))
writeFileSync(join(seeded, 'seeded'), '')
afterAll(() => {
  for (const folder of [fresh, seeded]) rmSync(folder, { recursive: true })
})

const here = {
  STATE_FOLDER: seeded,
  HOST: '127.0.0.1',
  NODE_ENV: 'development',
  USERS_DATABASE_URL: undefined,
} as const

test.each([
  ['the network', { HOST: '0.0.0.0' }],
  ['production', { NODE_ENV: 'production' as const }],
])('a shop with demo accounts is not served to %s', (_, change) => {
  expect(() => refuseDemoElsewhere({ ...here, ...change })).toThrow(
    `The shop in ${seeded} has demo accounts, whose password is public: it is served on 127.0.0.1 outside production only. Take another STATE_FOLDER.`,
  )
})

test.each([
  ['with demo accounts, to this machine', here],
  ['without them, to the network', { ...here, STATE_FOLDER: fresh, HOST: '0.0.0.0' }],
  [
    'whose accounts are in another database',
    { ...here, HOST: '0.0.0.0', USERS_DATABASE_URL: 'postgres://users@db/users' },
  ],
])('a shop %s is', (_, config) => {
  expect(() => refuseDemoElsewhere(config)).not.toThrow()
})
