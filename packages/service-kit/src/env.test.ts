import { expect, test } from 'vitest'
import { z } from 'zod'
import { ConfigError, flag, httpUrl, milliseconds, port, postgresUrl, readEnv } from './env.ts'
import { portVariables, serviceVariables } from './service-config.ts'

const schema = z.object({
  ...serviceVariables,
  ...portVariables({ http: 4000, metrics: 9464 }),
  DATABASE_URL: postgresUrl,
  USERS_URL: httpUrl.optional(),
  TIMEOUT_MS: milliseconds.default(1_000),
  EXPLORER: flag.default(false),
})

test('what is unset or blank takes its default', () => {
  expect(
    readEnv(schema, { DATABASE_URL: 'postgres://db/shop', PORT: '', HOST: '  ', EXPLORER: undefined }),
  ).toEqual({
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    PORT: 4000,
    METRICS_PORT: 9464,
    DATABASE_URL: 'postgres://db/shop',
    TIMEOUT_MS: 1_000,
    EXPLORER: false,
  })
})

test('what is set is typed', () => {
  const env = {
    DATABASE_URL: 'postgresql://db/shop',
    PORT: '0',
    TIMEOUT_MS: '250',
    EXPLORER: 'yes',
    USERS_URL: 'http://users:4001',
  }
  expect(readEnv(schema, env)).toMatchObject({
    PORT: 0,
    TIMEOUT_MS: 250,
    EXPLORER: true,
    USERS_URL: 'http://users:4001',
  })
})

test('every problem is told at once, by its variable, and no value is repeated', () => {
  const secret = 'hunter2'
  const env = {
    NODE_ENV: secret,
    LOG_LEVEL: secret,
    PORT: '70000',
    METRICS_PORT: '80.5',
    DATABASE_URL: `mysql://root:${secret}@db`,
    USERS_URL: `ftp://${secret}`,
    TIMEOUT_MS: '0.5',
    EXPLORER: secret,
  }
  let caught: unknown
  try {
    readEnv(schema, env)
  } catch (error) {
    caught = error
  }
  expect(caught).toBeInstanceOf(ConfigError)
  const { problems, message } = caught as ConfigError
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(
    Object.keys(env).toSorted((a, b) => order(a) - order(b)),
  )
  expect(message).toContain('8 problems')
  for (const value of Object.values(env)) expect(message).not.toContain(value)
})

function order(name: string): number {
  return Object.keys(schema.shape).indexOf(name)
}

test('one problem is one problem', () => {
  expect(() => readEnv(schema, {})).toThrow('The configuration has 1 problem:\n  DATABASE_URL: ')
})

test.each([
  ['-1', false],
  ['65536', false],
  ['http', false],
  ['65535', true],
])('the port %s is accepted: %s', (value, accepted) => {
  expect(port.safeParse(value).success).toBe(accepted)
})
