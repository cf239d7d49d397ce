// The whole shop for a test, over either topology, on databases of its own: in one process, or as four.
import type { ExecutorKind } from '@supermarket/gateway/executor.ts'
import { readConfig } from '@supermarket/market/config.ts'
import { frontOptions } from '@supermarket/market/front-options.ts'
import { type MarketOptions, openMarket } from '@supermarket/market/market.ts'
import { newSecrets, type Secrets } from '@supermarket/market/secrets.ts'
import { serviceEnvironments } from '@supermarket/market/service-environments.ts'
import { type ServiceProcess, startProcess, waitUntilReady } from '@supermarket/market/service-process.ts'
import type { ServiceName } from '@supermarket/market/shop.ts'
import { parseEventsUrl } from '@supermarket/service-kit/events/events-url.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import { findServicePorts } from './service-ports.ts'
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
  /** Of the gateway, as an operator sets it; in Services every process gets it. */
  readonly environment?: Readonly<Record<string, string>>
  /** EVENTS_URL; events are pushed without it. */
  readonly events?: string
  /** Where the gateway reports. */
  readonly studio?: Reporting
  /** Stripe, as a further provider. */
  readonly stripe?: NonNullable<MarketOptions['stripe']>
  /** What executes query plans; the engine unless a test wants the reference beside it. */
  readonly executor?: ExecutorKind
  /** Another stack, to serve the same databases with the same secrets beside it. */
  readonly beside?: Pick<Stack, 'databases' | 'secrets'>
}

type Reporting = { readonly key: string; readonly graphRef: string; readonly url: string }

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
  { onQuery, explorer = false, executor = 'engine', studio, stripe, environment = {}, events }: StackOptions,
): Promise<Stack> {
  const log = createLog({ service: 'market', level: 'fatal' })
  // Nothing is recorded unless a test says where: the default is the folder of whoever develops here.
  const config = readConfig({
    NODE_ENV: 'test',
    TRAFFIC_DIR: 'off',
    EXPLORER: String(explorer),
    ...environment,
  })
  const market = await openMarket({
    databases,
    secrets,
    log,
    ...(await frontOptions(config, { demo: explorer, log })),
    port: 0,
    production: false,
    sandbox: true,
    executor,
    stripe,
    ...(events
      ? { events: { url: parseEventsUrl(events), keys: parseSigningKeys(secrets.signingKeys) } }
      : {}),
    ...(onQuery ? { onQuery } : {}),
    ...(studio ? { studio: { ...studio, traceRatio: 1, reportsSchema: false, usageUrl: studio.url } } : {}),
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
  { environment = {}, executor = 'engine', studio, stripe, events }: StackOptions,
): Promise<Stack> {
  const port = await findServicePorts()
  const environments = serviceEnvironments({
    config: {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'fatal',
      PORT: port,
      METRICS_PORT: 0,
      ...(stripe ? stripeVariablesOf(stripe) : {}),
      EVENTS_URL: events === undefined ? undefined : parseEventsUrl(events),
    },
    databases,
    secrets,
    demo: false,
  })
  await using opening = new AsyncDisposableStack()
  const processes = new Map<string, ServiceProcess>()
  const reporting = studio && {
    APOLLO_KEY: studio.key,
    APOLLO_GRAPH_REF: studio.graphRef,
    APOLLO_USAGE_REPORTING_URL: studio.url,
    APOLLO_SCHEMA_REPORTING_URL: `${studio.url}/api/graphql`,
  }
  for (const [name, own] of Object.entries(environments)) {
    const args = name === 'gateway' ? ['--executor', executor] : []
    processes.set(name, opening.use(startProcess(name, { ...own, ...reporting, ...environment }, args)))
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

function stripeVariablesOf(stripe: NonNullable<StackOptions['stripe']>) {
  return {
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: [...stripe.webhookSecrets],
    STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
    STRIPE_API_URL: stripe.apiUrl,
  }
}
