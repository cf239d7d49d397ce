// Everybody wants the same variant. First only reserved, over the way that orders goes: its catalog seam, signed HTTP,
// products' own process. Then bought, from an empty cart to a paid order through the gateway.
import { randomUUID } from 'node:crypto'
import type { Secrets } from '@supermarket/market/secrets.ts'
import { type Catalog, catalogOf } from '@supermarket/orders/checkout/catalog.ts'
import { httpTransport } from '@supermarket/service-kit/http-transport.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import type postgres from 'postgres'
import type { Cluster } from '../cluster.ts'
import { openDatabases } from '../databases.ts'
import { drive } from '../drive.ts'
import { settle } from '../measure.ts'
import type { Prepared } from '../prepare.ts'
import { buyOnce } from '../scenarios/checkout.ts'
import { percentile } from '../statistics.ts'
import { openOneProcess } from '../targets/one-process.ts'
import { openServices } from '../targets/services.ts'

export type HotOptions = {
  readonly cluster: Cluster
  readonly shop: Prepared
  readonly crowds: readonly number[]
  readonly windowMs: number
  readonly secrets: Secrets
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

export type Rush = {
  readonly what: 'reservations' | 'checkouts'
  readonly clients: number
  readonly done: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** By message, with how often. */
  readonly failures: ReadonlyMap<string, number>
}

type Hot = { readonly id: string; readonly priceMinor: number }

export async function measureHotVariant(options: HotOptions): Promise<Rush[]> {
  await using opened = new AsyncDisposableStack()
  const databases = openDatabases(options.cluster, { names: options.shop.names }, opened)
  const hot = await stockUp(databases.products)
  const reservations = await rushForStock(options, hot)
  const checkouts = await rushForOrders(options, { hot, databases })
  await requireStock(databases.products, hot, [...reservations, ...checkouts])
  // The first of each was to warm up.
  return [...reservations.slice(1), ...checkouts.slice(1)]
}

async function rushForStock(options: HotOptions, hot: Hot): Promise<Rush[]> {
  const { shop, crowds, windowMs, secrets, signal, onProgress } = options
  await using opened = new AsyncDisposableStack()
  const services = opened.use(await openServices({ databases: shop.urls, secrets }))
  const { PRODUCTS_URL, SIGNING_KEYS } = services.environments.orders
  const key = parseSigningKeys(SIGNING_KEYS ?? '').signingKey('orders', 'products')
  const url = new URL('/graphql', PRODUCTS_URL).href
  const catalog = catalogOf(
    opened.use(httpTransport({ caller: 'orders', audience: 'products', url, key })),
    // What orders gives a call to products.
    3_000,
  )
  const rushes: Rush[] = []
  for (const clients of [...crowds.slice(0, 1), ...crowds]) {
    onProgress(`${clients} clients reserve one variant`)
    const load = { url: services.url, concurrency: clients, durationMs: windowMs, signal }
    rushes.push(await rush('reservations', load, () => reserveOne(catalog, hot)))
  }
  return rushes
}

async function reserveOne(catalog: Catalog, { id }: Hot): Promise<void> {
  const scope = { requestId: randomUUID(), deadlineAt: Date.now() + 10_000 }
  const expiresAt = new Date(Date.now() + 2 * 60 * 60_000)
  const lines = [{ variantId: id, quantity: 1 }]
  const { kind } = await catalog.reserve({ orderId: newId('ord'), lines, expiresAt }, scope)
  if (kind !== 'reserved') throw new Error(`products answered ${kind}`)
}

async function rushForOrders(
  { shop, crowds, windowMs, secrets, signal, onProgress }: HotOptions,
  { hot, databases }: { hot: Hot; databases: ReturnType<typeof openDatabases> },
): Promise<Rush[]> {
  await using target = await openOneProcess({ databases: shop.urls, secrets })
  const rushes: Rush[] = []
  for (const clients of [...crowds.slice(0, 1), ...crowds]) {
    onProgress(`${clients} clients buy one variant`)
    const load = { url: target.url, concurrency: clients, durationMs: windowMs, signal }
    // As guests: a customer has one cart, and would queue at home.
    rushes.push(await rush('checkouts', load, (ask) => buyOnce(ask, [hot])))
    await settle({ databases, signal })
  }
  return rushes
}

type Load = Omit<Parameters<typeof drive>[0], 'work'>

/** What fails is counted by its message, and counts for nothing else. */
async function rush(
  what: Rush['what'],
  load: Load,
  work: Parameters<typeof drive>[0]['work'],
): Promise<Rush> {
  const failures = new Map<string, number>()
  const doneMs: number[] = []
  const { elapsedMs } = await drive({
    ...load,
    work: async (ask) => {
      const begunAt = performance.now()
      try {
        await work(ask)
        doneMs.push(performance.now() - begunAt)
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        failures.set(message, (failures.get(message) ?? 0) + 1)
      }
    },
  })
  const sorted = doneMs.toSorted((left, right) => left - right)
  return {
    what,
    clients: load.concurrency,
    done: sorted.length,
    perSecond: (sorted.length / elapsedMs) * 1000,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    failures,
  }
}

const received = 100_000_000

/** A variant on sale with more pieces than anybody buys in a run. */
async function stockUp(products: postgres.Sql): Promise<Hot> {
  const [hot] = await products<Hot[]>`
    select v.id, price.minor::float8 as "priceMinor"
    from variants as v join products as p on p.id = v.product_id and p.status = 'ACTIVE'
    join variant_prices as price on price.variant_id = v.id and price.currency = 'EUR'
    order by v.id limit 1`
  if (hot === undefined) throw new Error('nothing is on sale')
  await products`select stock_adjust(${hot.id}, ${received}, 'RECEIVED', null, 'usr_bench')`
  return hot
}

/** Each that was told of its reservation has one, and nobody else. */
async function requireStock(products: postgres.Sql, { id }: Hot, rushes: readonly Rush[]): Promise<void> {
  const told = rushes.reduce((sum, { done }) => sum + done, 0)
  const failed = rushes.reduce((sum, { failures }) => sum + sumOf(failures), 0)
  const [kept] = await products<{ pieces: number }[]>`
    select coalesce(sum(quantity), 0)::float8 as pieces
    from stock_reservation_lines join stock_reservations using (order_id)
    where variant_id = ${id} and status in ('RESERVED', 'COMMITTED')`
  const pieces = kept?.pieces ?? 0
  if (pieces < told || pieces > told + failed)
    throw new Error(`${told} pieces were promised, ${failed} attempts failed, and ${pieces} are set aside`)
}

export function sumOf(failures: Rush['failures']): number {
  return [...failures.values()].reduce((sum, count) => sum + count, 0)
}
