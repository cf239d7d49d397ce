import { ConfigError } from '@supermarket/service-kit/env.ts'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('without a word the gateway listens on loopback, sends no CORS headers and limits no rate', () => {
  expect(readConfig({}, [])).toMatchObject({
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: 4000,
    METRICS_PORT: 9464,
    CORS_ORIGINS: [],
    REQUESTS_PER_MINUTE: 0,
    STREAMS_PER_CLIENT: 100,
    REQUEST_TIMEOUT_MS: 10_000,
    DRAIN_DELAY_MS: 0,
    TRUST_PROXY: false,
    EXPLORER_ACCOUNTS: [],
    supergraph: undefined,
    SUPERGRAPH: 'file',
  })
})

test('arguments win over the environment', () => {
  expect(readConfig({ PORT: '4100' }, ['--supergraph', 'graph.graphql', '--port', '5000'])).toMatchObject({
    PORT: 5000,
    supergraph: 'graph.graphql',
  })
})

test('origins are a list', () => {
  const { CORS_ORIGINS } = readConfig({ CORS_ORIGINS: 'https://a.example, https://b.example,' }, [])
  expect(CORS_ORIGINS).toEqual(['https://a.example', 'https://b.example'])
})

test('every problem is told at once', () => {
  const problems = () =>
    readConfig({ PORT: 'x', USERS_URL: 'users', EXPLORER_ACCOUNTS: '[7]', DRAIN_DELAY_MS: '-1' }, [])
  expect(problems).toThrow(ConfigError)
  for (const name of ['PORT', 'USERS_URL', 'EXPLORER_ACCOUNTS', 'DRAIN_DELAY_MS'])
    expect(problems).toThrow(name)
})

test('an argument that nobody knows is a problem of the configuration', () => {
  expect(() => readConfig({}, ['--nonsense'])).toThrow(ConfigError)
})
