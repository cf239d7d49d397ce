// Hearing of changes over a connection that fails in every way: cut, refused for a while, dead without a word.
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'
import { type Connection, connect } from '@supermarket/drizzle/connect.ts'
import { testDatabase } from '@supermarket/testkit/test-database.ts'
import { pino } from 'pino'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { listenForOrderChanges, type OrderChanges } from './order-changes.ts'

type Way = {
  readonly url: string
  /** Attempts to connect since it was refused. */
  readonly refused: number
  /** Cuts every connection and lets none be made. */
  refuse(): void
  /** From now on nothing that the database says reaches whoever listens over this connection. */
  deafen(): void
  restore(): void
  close(): void
}

/** A way to the database that a test can break. */
async function wayTo(databaseUrl: string): Promise<Way> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const listening = new Set<Socket>()
  let refused = 0
  let isRefusing = false
  let isDeaf = false
  const server = createServer((near) => {
    near.on('error', () => {})
    if (isRefusing) {
      refused += 1
      near.destroy()
      return
    }
    const far = dial(Number(target.port), target.hostname)
    far.on('error', () => {})
    sockets.add(near).add(far)
    near.on('data', (said) => {
      if (said.includes('listen "')) listening.add(near)
      far.write(said)
    })
    far.on('data', (said) => {
      if (!(isDeaf && listening.has(near))) near.write(said)
    })
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    get refused() {
      return refused
    },
    refuse() {
      isRefusing = true
      cut()
    },
    deafen() {
      isDeaf = true
    },
    restore() {
      isRefusing = false
      isDeaf = false
    },
    close() {
      cut()
      server.close()
    },
  }
}

const id = 'ord_01'
const warnings: string[] = []
const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(JSON.parse(line).msg) })

let sql: postgres.Sql
let url: string
let way: Way
let connection: Connection
let changes: OrderChanges
beforeAll(async () => {
  url = (await testDatabase('orders')).url
  sql = postgres(url, { max: 2, onnotice: () => {} })
})
afterAll(() => sql.end({ timeout: 5 }))
beforeEach(async () => {
  warnings.length = 0
  way = await wayTo(url)
  connection = connect({ url: way.url, applicationName: 'orders' })
})
afterEach(async () => {
  await changes[Symbol.asyncDispose]()
  await connection[Symbol.asyncDispose]()
  way.close()
})

async function listen(checkMs: number): Promise<void> {
  changes = listenForOrderChanges({ sql: connection.sql, log, checkMs })
  await changes.listening
}

const tell = (payload: string) => sql`select pg_notify('order_changes', ${payload})`
const hour = 60 * 60_000

test('whoever watches is woken by a notification, and by no other', async () => {
  await listen(hour)
  using watch = changes.watch(id)
  using other = changes.watch('ord_02')
  const [mine, others] = [watch.next(), vi.fn()]
  void other.next().then(others)
  await tell(id)
  expect(await mine).toBe(true)
  expect(others).not.toHaveBeenCalled()
})

test('every watch is woken when the database can be reached again', async () => {
  await listen(hour)
  using watch = changes.watch(id)
  way.refuse()
  await tell(id)
  await vi.waitFor(() => expect(way.refused).toBeGreaterThanOrEqual(3), { timeout: 10_000 })
  const woken = watch.next()
  way.restore()
  expect(await woken).toBe(true)
  const again = watch.next()
  await tell(id)
  expect(await again).toBe(true)
})

test('a connection that died without a word is noticed, and everybody woken again and again', async () => {
  await listen(50)
  using watch = changes.watch(id)
  way.deafen()
  await tell(id)
  expect(await watch.next()).toBe(true)
  expect(await watch.next()).toBe(true)
  expect(new Set(warnings)).toEqual(
    new Set(['changes of orders are not heard of: looking at all that are followed']),
  )
  way.restore()
})

test('while all is well nobody is woken for nothing', async () => {
  const probes = vi.fn()
  const { unlisten } = await sql.listen('order_changes', probes)
  await listen(250)
  using watch = changes.watch(id)
  const woken = vi.fn()
  void watch.next().then(woken)
  await vi.waitFor(() => expect(probes.mock.calls.length).toBeGreaterThanOrEqual(4), { timeout: 10_000 })
  await unlisten()
  expect(new Set(probes.mock.calls.flat()).size).toBe(1)
  expect(woken).not.toHaveBeenCalled()
  expect(warnings).toEqual([])
})

test('while nobody watches nothing is sent', async () => {
  const seen: string[] = []
  const { unlisten } = await sql.listen('order_changes', (payload) => void seen.push(payload))
  await listen(5)
  const watch = changes.watch(id)
  await vi.waitFor(() => expect(seen).not.toEqual([]))
  const [probe] = seen
  watch[Symbol.dispose]()
  // Long enough for many a look.
  for (let nth = 0; nth < 20; nth += 1) {
    await tell(`mark ${nth}`)
    await vi.waitFor(() => expect(seen).toContain(`mark ${nth}`), { interval: 5 })
  }
  await unlisten()
  // One may have been under way.
  expect(
    seen.slice(seen.indexOf('mark 0')).filter((payload) => payload === probe).length,
  ).toBeLessThanOrEqual(1)
})

test('it is disposed although the database is away', async () => {
  await listen(hour)
  way.refuse()
  await vi.waitFor(() => expect(way.refused).toBeGreaterThanOrEqual(1), { timeout: 10_000 })
  await changes[Symbol.asyncDispose]()
})
