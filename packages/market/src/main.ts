// `npm start`: the whole shop in one process, on an embedded database unless the environment names a server.
import { captureAtOf, stripeOf } from '@supermarket/orders/payment-variables.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { createMetrics, serveMetrics } from '@supermarket/service-kit/metrics.ts'
import { runService } from '@supermarket/service-kit/run-service.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import { hasSandbox, ignoredVariables, isDemo, mailOf, readConfig, requireOwnSupergraph } from './config.ts'
import { openDatabases } from './databases.ts'
import { requireFreePort } from './free-port.ts'
import { frontOptions } from './front-options.ts'
import { openMarket } from './market.ts'
import { progress, tellIgnored } from './progress.ts'
import { openSecrets } from './secrets.ts'
import { refuseDemoElsewhere, seedOnce } from './seed/seed-once.ts'
import { claimStateFolder } from './state-folder.ts'
import { summaryText } from './summary.ts'

await runService(async () => {
  const startedAt = performance.now()
  const config = readConfig(process.env)
  requireOwnSupergraph(config)
  tellIgnored(ignoredVariables(process.env))
  const demo = isDemo(config)
  await using starting = new AsyncDisposableStack()
  const claim = starting.use(claimStateFolder(config.STATE_FOLDER))
  refuseDemoElsewhere(config)
  await requireFreePort(config.HOST, config.PORT)
  await requireFreePort('127.0.0.1', config.METRICS_PORT, 'METRICS_PORT')

  const databases = starting.use(
    await openDatabases(config, { folder: config.STATE_FOLDER, onProgress: progress }),
  )
  const secrets = openSecrets(config.STATE_FOLDER)
  const metrics = createMetrics()
  const metricsServer = await serveMetrics(metrics.registry, config.METRICS_PORT)
  starting.defer(() => metricsServer.close())
  const log = createLog({ service: 'market', level: config.LOG_LEVEL })
  const front = await frontOptions(config, { demo: demo && databases.embedded !== undefined, log })
  let filled = false
  progress('opening the shop')
  const market = starting.use(
    await openMarket({
      databases: databases.urls,
      secrets: {
        usersSecret: config.USERS_SECRET ?? secrets.usersSecret,
        ordersSecret: config.ORDERS_SECRET ?? secrets.ordersSecret,
      },
      log,
      metrics,
      ...front,
      production: config.NODE_ENV === 'production',
      allowsPrivateWebhooks: config.WEBHOOK_PRIVATE_ADDRESSES,
      sandbox: hasSandbox(config),
      mail: mailOf(config),
      stripe: stripeOf(config),
      captureAt: captureAtOf(config),
      pricesIncludeTax: config.PRICES_INCLUDE_TAX ?? true,
      isReady: () => filled,
      events: config.EVENTS_URL && {
        url: config.EVENTS_URL,
        keys: parseSigningKeys(secrets.signingKeys),
      },
    }),
  )
  if (demo && databases.embedded)
    await seedOnce({ folder: config.STATE_FOLDER, shop: market.shop, onProgress: progress })
  filled = true
  claim.announce(market.url)
  console.log(
    summaryText({
      url: market.url.replace('127.0.0.1', 'localhost'),
      explorer: front.explorer,
      data: databases.embedded?.folder,
      mail: mailOf(config).folder,
      demo: demo && databases.embedded !== undefined,
      readyMs: performance.now() - startedAt,
    }),
  )
  return starting.move()
})
