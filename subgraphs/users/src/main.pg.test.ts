// The service as a process: what it says when it cannot start, that it serves, and how it ends.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { emptyDatabase, type TestDatabase } from '@supermarket/testkit/test-database.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

// A process takes a second to start, and many on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

let database: TestDatabase
beforeAll(async () => {
  database = await emptyDatabase('users')
})
afterAll(() => database[Symbol.asyncDispose]())

const environment = () => ({
  NODE_ENV: 'production',
  LOG_LEVEL: 'info',
  METRICS_PORT: '0',
  USERS_DATABASE_URL: database.url,
  USERS_SECRET: 's'.repeat(32),
  SIGNING_KEYS: `gateway>users=${'g'.repeat(32)} users>orders=${'u'.repeat(32)}`,
})

function start(env: Readonly<Record<string, string>>, ...args: string[]) {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const ended = once(child, 'close').then(([code]) => code as number)
  return { child, said, ended }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

test('without its variables it names each of them and ends with 1', async () => {
  const { said, ended } = start({})
  expect(await ended).toBe(1)
  expect(said.err).toBe(
    [
      'The configuration has 3 problems:',
      '  SIGNING_KEYS: is required: pairs such as gateway>users=<32 random characters or more>',
      '  USERS_DATABASE_URL: is required: postgres://role:password@host:port/database',
      '  USERS_SECRET: is required: 32 random characters or more',
      '',
    ].join('\n'),
  )
})

test('on an empty database it migrates, serves, and ends in order on SIGTERM', async () => {
  const port = await freePort()
  const { child, said, ended } = start({ ...environment(), PORT: String(port) })
  await vi.waitFor(
    async () => expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200),
    { timeout: 60_000, interval: 100 },
  )
  const { keys } = (await (await fetch(`http://127.0.0.1:${port}/.well-known/jwks.json`)).json()) as {
    keys: unknown[]
  }
  expect(keys).toHaveLength(2)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(said.err).toBe('')
})

test('a command does its work, says one sentence and ends with 0', async () => {
  const { said, ended } = start(environment(), '--remove-seeded-accounts')
  expect(await ended).toBe(0)
  expect(said).toEqual({ out: 'There were no demo accounts.\n', err: '' })
})

test('a command that it does not know, or that fails, is one sentence and 1', async () => {
  const unknown = start(environment(), '--drop-everything')
  const nobody = start(environment(), '--make-admin', 'nobody@shop.test')
  expect(await Promise.all([unknown.ended, nobody.ended])).toEqual([1, 1])
  expect(unknown.said.err).toContain('usage: npm run users')
  expect(nobody.said.err).toBe('No account uses nobody@shop.test: register it first.\n')
})
