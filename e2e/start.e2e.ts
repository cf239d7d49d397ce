// `npm start` as a newcomer meets it: what it prints, the README's tour as pasted, kill -9, and what goes wrong.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { removeDatabase } from '@supermarket/market/database.ts'
import { findFreePort } from '@supermarket/market/free-port.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const main = join(root, 'packages/market/src/main.ts')

type Start = {
  readonly child: ChildProcess
  readonly output: () => string
  readonly exited: Promise<number | null>
}

function start(environment: Record<string, string>): Start {
  const child = spawn(process.execPath, [main], {
    cwd: root,
    env: { PATH: process.env.PATH, METRICS_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk
  })
  return { child, output: () => output, exited: once(child, 'exit').then(([code]) => code as number | null) }
}

/** Resolves when the text is there, by default the summary; rejects when the process ends before. */
async function opened({ child, output, exited }: Start, text = 'Supermarket is open'): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  child.stdout?.on('data', () => output().includes(text) && resolve())
  await Promise.race([
    promise,
    exited.then((code) => {
      throw new Error(`ended with ${code}: ${output()}`)
    }),
  ])
}

async function stop({ child, exited }: Start): Promise<void> {
  child.kill('SIGTERM')
  await exited
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'supermarket-start-'))
}

/** The shell blocks of the README's tour, in order. */
function tour(): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const section = readme.slice(
    readme.indexOf('## A tour in seven operations'),
    readme.indexOf('## Configuration'),
  )
  return [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block).join('\n')
}

/** What each line of JSON said, whether an answer or an event of a stream. */
async function pasteTour(url: string): Promise<unknown[]> {
  // With a socket for its input, bash takes itself for remote and reads the user's own start files.
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-c', tour()], {
    env: { PATH: process.env.PATH, GRAPH: `${url}/graphql` },
  })
  expect(stderr).toBe('')
  return stdout
    .split('\n')
    .map((line) => line.replace(/^data: /, ''))
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
}

describe('a new shop', () => {
  const folder = newFolder()
  let url = ''
  let port = ''
  let shop: Start
  let readyWhileFilling = 0

  beforeAll(async () => {
    port = String(await findFreePort('127.0.0.1'))
    url = `http://127.0.0.1:${port}`
    shop = start({ STATE_FOLDER: folder, PORT: port })
    await opened(shop, 'filling the shelves')
    readyWhileFilling = (await fetch(`${url}/health/ready`)).status
    await opened(shop)
  })

  afterAll(async () => {
    await stop(shop)
    await removeDatabase(folder)
  })

  it('says where everything is, who can sign in, how to stop and how to start afresh', () => {
    const text = shop.output()
    expect(text).toContain(`graph     http://localhost:${port}/graphql`)
    expect(text).toContain(`explorer  http://localhost:${port}/`)
    expect(text).toContain(
      'admin@supermarket.test (admin), ann@supermarket.test (customer), bob@supermarket.test (customer)',
    )
    expect(text).toContain('password supermarket')
    expect(text).toContain('npm run reset')
    expect(text).toContain('Ctrl+C')
  })

  it('is not ready before its shelves are filled', async () => {
    expect(readyWhileFilling).toBe(503)
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  })

  it('keeps its secrets to its owner', () => {
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o600)
  })

  it('has 60 products in 6 categories and customers with a past', async () => {
    const answer = await ask(url, '{ products(first: 1) { totalCount } categories { totalCount } }')
    expect(answer).toEqual({ data: { products: { totalCount: 60 }, categories: { totalCount: 6 } } })
  })

  it("answers the README's tour as pasted", async () => {
    const [browsed, bought, history, followed] = await pasteTour(url)
    expect(browsed).toMatchObject({ data: { products: { totalCount: 60, nodes: [{}, {}, {}] } } })
    expect(bought).toMatchObject({
      data: { checkoutComplete: { order: { status: 'CONFIRMED', paymentStatus: 'PAID' }, userErrors: [] } },
    })
    expect(history).toMatchObject({
      data: {
        me: {
          name: 'Ann',
          orders: {
            nodes: [
              {
                lines: [{ productName: 'Sourdough Loaf', variant: { product: { name: 'Sourdough Loaf' } } }],
              },
              {},
              {},
            ],
          },
        },
      },
    })
    expect(followed).toMatchObject({
      data: { orderUpdated: { status: 'CONFIRMED', customer: { name: 'Ann' } } },
    })
  })

  it('refuses a second start in the same folder', async () => {
    const second = start({ STATE_FOLDER: folder, PORT: '0' })
    expect(await second.exited).toBe(1)
    expect(second.output().trim()).toMatch(
      /^Supermarket is already running \(process \d+, http:\/\/[\d.:]+\); stop it first\.$/,
    )
  })

  it('serves again after kill -9, with nothing lost', async () => {
    const before = await annsOrders(url)
    shop.child.kill('SIGKILL')
    await shop.exited
    shop = start({ STATE_FOLDER: folder, PORT: port })
    await opened(shop)
    expect(await annsOrders(url)).toEqual(before)
  })

  it('ends in order on SIGTERM and can be started again', async () => {
    shop.child.kill('SIGTERM')
    expect(await shop.exited).toBe(0)
    shop = start({ STATE_FOLDER: folder, PORT: port })
    await opened(shop)
    expect(await ask(url, '{ __typename }')).toEqual({ data: { __typename: 'Query' } })
  })
})

describe('a start that cannot work says why in one sentence and ends with 1', () => {
  it('a taken port', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const folder = newFolder()
    const { exited, output } = start({ STATE_FOLDER: folder, PORT: port })
    expect(await exited).toBe(1)
    expect(output().trim()).toBe(
      `Port ${port} is taken by another program; stop it, or choose another port with PORT.`,
    )
    server.close()
    rmSync(folder, { recursive: true })
  })

  it('a broken data folder', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'data'), 'not a cluster')
    const { exited, output } = start({ STATE_FOLDER: folder, PORT: '0' })
    expect(await exited).toBe(1)
    expect(output().trim().split('\n').at(-1)).toContain(folder)
    expect(output()).not.toMatch(/\n\s+at /)
    rmSync(folder, { recursive: true })
  })

  it('a folder that nobody can make', async () => {
    const parent = newFolder()
    const file = join(parent, 'file')
    writeFileSync(file, '')
    const { exited, output } = start({ STATE_FOLDER: join(file, 'state'), PORT: '0' })
    expect(await exited).toBe(1)
    expect(output().trim()).toBe(
      `The folder ${join(file, 'state')} cannot be made: check who owns its parent.`,
    )
    rmSync(parent, { recursive: true })
  })

  it('damaged secrets', async () => {
    const folder = newFolder()
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'keys'), '{', { mode: 0o600 })
    const { exited, output } = start({ STATE_FOLDER: folder, PORT: '0' })
    expect(await exited).toBe(1)
    expect(output()).toContain(`The secrets in ${join(folder, 'keys')} cannot be read`)
    expect(output()).not.toMatch(/\n\s+at /)
    await removeDatabase(folder)
  })

  it('several wrong variables, all at once', async () => {
    const { exited, output } = start({ PORT: 'http', LOG_LEVEL: 'loud', USERS_DATABASE_URL: 'mysql://x' })
    expect(await exited).toBe(1)
    expect(output()).toContain('The configuration has 3 problems:')
    for (const name of ['PORT', 'LOG_LEVEL', 'USERS_DATABASE_URL']) expect(output()).toContain(name)
  })

  it('production without its secrets', async () => {
    const { exited, output } = start({ NODE_ENV: 'production', PORT: '0' })
    expect(await exited).toBe(1)
    expect(output()).toContain('USERS_SECRET: is required in production')
  })
})

async function ask(url: string, query: string, token?: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query }),
  })
  return response.json()
}

async function annsOrders(url: string): Promise<unknown> {
  const signedIn = await ask(
    url,
    'mutation { userLogin(input: { email: "ann@supermarket.test", password: "supermarket" }) { tokens { accessToken } } }',
  )
  const { data } = signedIn as { data: { userLogin: { tokens: { accessToken: string } } } }
  return ask(
    url,
    '{ me { orders(first: 100) { totalCount nodes { id number status paymentStatus total { minor } } } } }',
    data.userLogin.tokens.accessToken,
  )
}
