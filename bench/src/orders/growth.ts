// How long lists of orders take in tables of every size, with nothing else different: same shop, same readers.
import type { Secrets } from '@supermarket/market/secrets.ts'
import { password } from '../accounts.ts'
import { openAsker } from '../ask.ts'
import { openDatabases } from '../databases.ts'
import { measureSpeed, type Speed, settle } from '../measure.ts'
import { seededRandom } from '../random.ts'
import { logIn } from '../scenarios/login.ts'
import { median } from '../statistics.ts'
import { openOneProcess } from '../targets/one-process.ts'
import { clerk, readers } from './accounts.ts'
import { type Books, ensureOrders } from './ledgers.ts'
import { type List, type Lists, lists, sampleOrders } from './lists.ts'

export type GrowthOptions = Books & {
  readonly sizes: readonly number[]
  readonly rounds: number
  readonly windowMs: number
  readonly secrets: Secrets
  readonly signal: AbortSignal
}

export type Grown = {
  readonly size: number
  readonly figures: readonly { readonly list: List; readonly p50Ms: number; readonly p99Ms: number }[]
}

export async function measureGrowth(options: GrowthOptions): Promise<Grown[]> {
  const grown: Grown[] = []
  for (const size of options.sizes) grown.push(await measureSize(options, size))
  return grown
}

/** One client alone: what is compared is latency. */
async function measureSize(options: GrowthOptions, size: number): Promise<Grown> {
  const { cluster, prepared, rounds, windowMs, secrets, signal, onProgress } = options
  const name = await ensureOrders(options, size)
  const names = { ...prepared.names, orders: name }
  const urls = { ...prepared.urls, orders: cluster.database.url(name) }
  await using opened = new AsyncDisposableStack()
  const databases = openDatabases(cluster, { names }, opened)
  await databases.users`update users set roles = array['CUSTOMER', 'STAFF'] where email = ${clerk}`
  const target = opened.use(await openOneProcess({ databases: urls, secrets }))
  const drawn = await openLists(target.url, databases)
  const measured = new Map<List, Speed[]>(lists.map((list) => [list, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [list, speeds] of measured) {
      onProgress(
        `${size.toLocaleString('en')} orders, ${round === 0 ? 'warm-up' : `round ${round}`}: ${list.name}`,
      )
      const load = { work: list.prepare(drawn), concurrency: 1, durationMs: windowMs / 2 }
      const speed = await measureSpeed({ target, signal }, load)
      if (round > 0) speeds.push(speed)
    }
  }
  await settle({ databases, signal })
  const figures = [...measured].map(([list, speeds]) => ({
    list,
    p50Ms: median(speeds.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(speeds.map(({ p99Ms }) => p99Ms)),
  }))
  return { size, figures }
}

async function openLists(url: string, databases: ReturnType<typeof openDatabases>): Promise<Lists> {
  await using client = openAsker(url, 0)
  const users = await databases.users<{ id: string; email: string }[]>`
    select id, email from users where email = any(${[...readers]}) order by email`
  const sample = await sampleOrders(
    databases.orders,
    users.map(({ id }) => id),
  )
  const tokens: string[] = []
  for (const { email } of users) tokens.push(await logIn(client.ask, { email, password }))
  return {
    readers: sample.readers.map((reader, at) => ({ ...reader, token: tokens[at] ?? '' })),
    clerk: await logIn(client.ask, { email: clerk, password }),
    cursors: sample.cursors,
    random: seededRandom(1),
  }
}
