// The products service as a process of its own.
import { migrate } from '@supermarket/drizzle/migrate.ts'
import { eventLinks } from '@supermarket/service-kit/events/event-links.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { createMetrics, serveMetrics } from '@supermarket/service-kit/metrics.ts'
import { runService } from '@supermarket/service-kit/run-service.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import { usersAuthority } from '@supermarket/service-kit/users-authority.ts'
import { readConfig } from './config.ts'
import { openProducts } from './server.ts'

await runService(serve)

async function serve(): Promise<AsyncDisposable> {
  const config = readConfig(process.env)
  const keys = parseSigningKeys(config.SIGNING_KEYS)
  const log = createLog({ service: 'products', level: config.LOG_LEVEL })
  await using opening = new AsyncDisposableStack()
  const metrics = createMetrics()
  const metricsServer = await serveMetrics(metrics.registry, config.METRICS_PORT)
  opening.defer(() => metricsServer.close())
  await migrate({ url: config.PRODUCTS_DATABASE_URL, service: 'products' })
  const authority = opening.use(usersAuthority({ caller: 'products', usersUrl: config.USERS_URL, keys }))
  const events = opening.use(
    eventLinks({
      url: config.EVENTS_URL,
      service: 'products',
      subscribers: { orders: config.ORDERS_URL },
      keys,
      log,
      metrics: metrics.events,
    }),
  )
  const service = opening.use(
    await openProducts({
      databaseUrl: config.PRODUCTS_DATABASE_URL,
      log,
      links: {
        jwks: authority.jwks,
        fetchRevocations: authority.fetchRevocations,
        events: events.transport,
        consume: events.consume,
      },
      lowStockThreshold: config.LOW_STOCK_THRESHOLD,
      metrics,
    }),
  )
  const app = await service.httpApp(keys)
  opening.defer(() => app.close())
  await app.listen({ host: config.HOST, port: config.PORT })
  log.info({ host: config.HOST, port: config.PORT }, 'the products service is ready')
  return opening.move()
}
