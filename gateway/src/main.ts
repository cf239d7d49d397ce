// The gateway as a process of its own: in front of the shop's services, or of any supergraph (`--supergraph FILE`).
import { readFileSync } from 'node:fs'
import { fromUplink } from '@supermarket/engine/supergraph/from-uplink.ts'
import { shopMaxCost } from '@supermarket/schema/limits.ts'
import { loadSupergraphSdl } from '@supermarket/schema/load.ts'
import { accessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { createMetrics, serveMetrics } from '@supermarket/service-kit/metrics.ts'
import { followRevocations } from '@supermarket/service-kit/revocations.ts'
import { runService, StartupError } from '@supermarket/service-kit/run-service.ts'
import { scalars } from '@supermarket/service-kit/scalars.ts'
import { type KeyRing, parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import { usersAuthority } from '@supermarket/service-kit/users-authority.ts'
import type { Logger } from 'pino'
import { type GatewayConfig, readConfig } from './config.ts'
import { type Connections, httpConnections } from './connections.ts'
import { createExecutor, type Executor, type ExecutorOptions, engineExecutor } from './executor.ts'
import { loadOperationExamples } from './explorer/examples.ts'
import { explorerPages } from './explorer/pages.ts'
import { servingOf } from './gateway-variables.ts'
import { maxTokens, openGateway } from './server.ts'
import { studioOf } from './studio/studio-variables.ts'
import { trafficRecorder } from './traffic/traffic-recorder.ts'
import { trafficFolder } from './traffic/traffic-variables.ts'
import { knownDocuments, openTrusted } from './trusted/open-trusted.ts'

await runService(async () => {
  const config = readConfig(process.env, process.argv.slice(2))
  const log = createLog({ service: 'gateway', level: config.LOG_LEVEL })
  const keys = readKeys(config)
  const resources = new AsyncDisposableStack()
  const verifyToken =
    keys && config.supergraph === undefined
      ? await tokenVerifier({ config, keys, log, resources })
      : undefined
  const metrics = createMetrics()
  const metricsServer = await serveMetrics(metrics.registry, config.METRICS_PORT)
  resources.defer(() => metricsServer.close())
  const folder = trafficFolder(config.TRAFFIC_DIR)
  const trusted = await openTrusted({ variables: config, maxTokens, trafficFolder: folder, log })
  const shown = config.EXPLORER ?? config.NODE_ENV !== 'production'
  const executor = executorOf(config, {
    connections: resources.use(connectionsOf(config, keys, log)),
    log,
    metrics,
    maxCost: config.MAX_OPERATION_COST ?? (config.supergraph === undefined ? shopMaxCost : undefined),
    planView: shown,
    documents: trusted && knownDocuments(trusted),
  })
  const gateway = resources.use(
    await openGateway({
      executor,
      log,
      metrics,
      ...(verifyToken ? { verifyToken } : {}),
      ...(config.supergraph === undefined ? { scalars } : {}),
      introspection: shown,
      ...(shown
        ? {
            pages: explorerPages({
              examples: config.supergraph === undefined ? loadOperationExamples(executor) : [],
              executor,
              demoAccounts: config.EXPLORER_ACCOUNTS,
            }),
          }
        : {}),
      ...servingOf(config),
      sandbox: config.NODE_ENV !== 'production',
      studio: studioOf(config),
      traffic: folder === undefined ? undefined : resources.use(trafficRecorder({ folder, log })),
      trusted,
    }),
  )
  const { url } = await gateway.listen({ host: config.HOST, port: config.PORT })
  log.info({ url }, 'the gateway is ready')
  return resources
})

/** The shop's own services always ask for signatures; somebody else's graph may not. */
function readKeys(config: GatewayConfig): KeyRing | undefined {
  if (config.SIGNING_KEYS !== undefined) return parseSigningKeys(config.SIGNING_KEYS)
  if (config.supergraph !== undefined) return undefined
  throw new StartupError(
    'SIGNING_KEYS is required in front of the shop: pairs such as gateway>users=<32 random characters or more>.',
  )
}

function executorOf(config: GatewayConfig, options: Omit<ExecutorOptions, 'supergraphSdl'>): Executor {
  if (config.SUPERGRAPH === 'file')
    return createExecutor(config.executor, { ...options, supergraphSdl: readSupergraph(config.supergraph) })
  const endpoints = config.APOLLO_UPLINK_ENDPOINTS
  return engineExecutor({ ...options, supergraph: fromUplink(endpoints.length > 0 ? { endpoints } : {}) })
}

function readSupergraph(file: string | undefined): string {
  if (file === undefined) return loadSupergraphSdl()
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new StartupError(
      `The supergraph ${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    )
  }
}

async function tokenVerifier(options: {
  config: GatewayConfig
  keys: KeyRing
  log: Logger
  resources: AsyncDisposableStack
}) {
  const { config, keys, log, resources } = options
  const usersUrl = config.USERS_URL ?? 'http://127.0.0.1:4001'
  const authority = resources.use(usersAuthority({ caller: 'gateway', usersUrl, keys }))
  const revocations = resources.use(await followRevocations(authority.fetchRevocations, log))
  return accessTokenVerifier({ keys: authority.jwks, isRevoked: revocations.isRevoked })
}

/** Where the environment names a service, its URL wins over the one in the supergraph. */
function connectionsOf(config: GatewayConfig, keys: KeyRing | undefined, log: Logger): Connections {
  const bases: ReadonlyMap<string, string | undefined> = new Map([
    ['users', config.USERS_URL],
    ['products', config.PRODUCTS_URL],
    ['orders', config.ORDERS_URL],
  ])
  return httpConnections({
    urlOf({ name, url }) {
      const base = bases.get(name)
      return base === undefined ? url : new URL('/graphql', base).href
    },
    keyOf: (name) => keys?.signingKey('gateway', name),
    log,
  })
}
