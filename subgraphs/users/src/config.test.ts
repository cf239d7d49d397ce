import { ConfigError } from '@supermarket/service-kit/env.ts'
import { expect, test } from 'vitest'
import { readCommand, readConfig } from './config.ts'

test('the environment must name a database, a long secret and signing keys; every problem is told at once', () => {
  let problems: readonly string[] = []
  try {
    readConfig({ USERS_SECRET: 'short', USERS_DATABASE_URL: 'mysql://x' })
  } catch (error) {
    if (error instanceof ConfigError) problems = error.problems
  }
  expect(problems).toEqual([
    'SIGNING_KEYS: is required: pairs such as gateway>users=<32 random characters or more>',
    'USERS_DATABASE_URL: must be a postgres:// URL',
    'USERS_SECRET: must have 32 random characters or more',
  ])
})

test('what is left out has the fixed names of the shop', () => {
  const config = readConfig({
    USERS_SECRET: 'x'.repeat(32),
    USERS_DATABASE_URL: 'postgres://users@127.0.0.1/users',
    SIGNING_KEYS: 'gateway>users=…',
  })
  expect(config).toMatchObject({
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: 4001,
    METRICS_PORT: 9465,
    ORDERS_URL: 'http://127.0.0.1:4003',
  })
})

test('one command at a time, and nothing else, is understood', () => {
  expect(readCommand([])).toEqual({ name: 'serve' })
  expect(readCommand(['--remove-seeded-accounts'])).toEqual({ name: 'remove-seeded-accounts' })
  expect(readCommand(['--make-admin', 'a@b.test'])).toEqual({ name: 'make-admin', email: 'a@b.test' })
  expect(readCommand(['--rotate-signing-keys'])).toEqual({ name: 'rotate-signing-keys' })
  expect(() => readCommand(['--remove-seeded-accounts', '--rotate-signing-keys'])).toThrow(/usage/)
  expect(() => readCommand(['--make-admin'])).toThrow(/usage/)
  expect(() => readCommand(['--drop-everything'])).toThrow(/usage/)
})
