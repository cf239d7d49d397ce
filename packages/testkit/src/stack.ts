// The whole shop for a test, over either topology, on databases of its own: in one process, or as four.
import { createServer } from 'node:net'
import { openMarket } from '@supermarket/market/market.ts'
import { newSecrets, type Secrets } from '@supermarket/market/secrets.ts'
import { serviceEnvironments } from '@supermarket/market/service-environments.ts'
import { type ServiceProcess, startProcess, waitUntilReady } from '@supermarket/market/service-process.ts'
import type { ServiceName } from '@supermarket/market/shop.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { testDatabase } from './test-database.ts'

export type Topology = 'one process' | 'services'

export const topologies: readonly Topology[] = ['one process', 'services']

export type Stack = AsyncDisposable & {
  readonly topology: Topology
  /** The gateway's origin. */
  readonly url: string
  readonly databases: Readonly<Record<ServiceName, string>>
  readonly secrets: Secrets
  /** The processes of the Services topology, by name; empty in one process. */
  readonly processes: ReadonlyMap<string, ServiceProcess>
}

export type StackOptions = {
  /** In one process: sees each SQL statement. */
  readonly onQuery?: (service: ServiceName, text: string) => void
  readonly explorer?: boolean
  readonly environment?: Readonly<Record<string, string>>
  /** Another stack, to serve the same databases with the same secrets beside it. */
  readonly beside?: Pick<Stack, 'databases' | 'secrets'>
}

/** Migrated and empty. Databases go with the test run's cluster. */
export async function openStack(topology: Topology, options: StackOptions = {}): Promise<Stack> {
  const state = options.beside ?? {
    databases: {
      users: (await testDatabase('users')).url,
      products: (await testDatabase('products')).url,
      orders: (await testDatabase('orders')).url,
    },
    secrets: newSecrets(),
  }
  return topology === 'one process' ? openInOne(state, options) : openAsServices(state, options)
}

type State = Pick<Stack, 'databases' | 'secrets'>

async function openInOne(
  { databases, secrets }: State,
  { onQuery, explorer = false }: StackOptions,
): Promise<Stack> {
  const market = await openMarket({
    databases,
    secrets,
    log: createLog({ service: 'market', level: 'fatal' }),
    host: '127.0.0.1',
    port: 0,
    production: false,
    sandbox: true,
    explorer,
    demo: explorer,
    ...(onQuery ? { onQuery } : {}),
  })
  return {
    topology: 'one process',
    url: market.url,
    databases,
    secrets,
    processes: new Map(),
    [Symbol.asyncDispose]: () => market[Symbol.asyncDispose](),
  }
}

async function openAsServices(
  { databases, secrets }: State,
  { environment = {} }: StackOptions,
): Promise<Stack> {
  const port = await freePorts(4)
  const environments = serviceEnvironments({
    config: {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'fatal',
      PORT: port,
      METRICS_PORT: 0,
      CORS_ORIGINS: [],
    },
    databases,
    secrets,
    demo: false,
  })
  await using opening = new AsyncDisposableStack()
  const processes = new Map<string, ServiceProcess>()
  for (const [name, own] of Object.entries(environments)) {
    processes.set(name, opening.use(startProcess(name, { ...own, ...environment })))
  }
  await Promise.all([...processes.values()].map(waitUntilReady))
  const resources = opening.move()
  return {
    topology: 'services',
    url: `http://127.0.0.1:${port}`,
    databases,
    secrets,
    processes,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

/** The first of `count` neighbouring ports that are free now, below the range that systems hand out by themselves. */
async function freePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const first = 20_000 + Math.floor(Math.random() * 10_000)
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)))
    if (free.every(Boolean)) return first
  }
  throw new Error('no free ports')
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const server = createServer()
  server.once('error', () => resolve(false))
  server.listen({ host: '127.0.0.1', port }, () => server.close(() => resolve(true)))
  return promise
}
