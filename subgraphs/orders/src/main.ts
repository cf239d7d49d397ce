// The orders service as a process of its own.
import { migrate } from '@supermarket/drizzle/migrate.ts'
import { eventLinks } from '@supermarket/service-kit/events/event-links.ts'
import { httpTransport } from '@supermarket/service-kit/http-transport.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { createMetrics, serveMetrics } from '@supermarket/service-kit/metrics.ts'
import { runService } from '@supermarket/service-kit/run-service.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import { usersAuthority } from '@supermarket/service-kit/users-authority.ts'
import { readConfig } from './config.ts'
import { openOrders } from './server.ts'

await runService(serve)

async function serve(): Promise<AsyncDisposable> {
  const config = readConfig(process.env)
  const keys = parseSigningKeys(config.SIGNING_KEYS)
  const log = createLog({ service: 'orders', level: config.LOG_LEVEL })
  await using opening = new AsyncDisposableStack()
  const metrics = createMetrics()
  const metricsServer = await serveMetrics(metrics.registry, config.METRICS_PORT)
  opening.defer(() => metricsServer.close())
  await migrate({ url: config.ORDERS_DATABASE_URL, service: 'orders' })
  const authority = opening.use(usersAuthority({ caller: 'orders', usersUrl: config.USERS_URL, keys }))
  const key = keys.signingKey('orders', 'products')
  const url = new URL('/graphql', config.PRODUCTS_URL).href
  const products = httpTransport({ caller: 'orders', audience: 'products', url, key })
  opening.use(products)
  const events = opening.use(
    eventLinks({
      url: config.EVENTS_URL,
      service: 'orders',
      subscribers: { products: config.PRODUCTS_URL },
      keys,
      log,
      metrics: metrics.events,
    }),
  )
  const service = opening.use(
    await openOrders({
      databaseUrl: config.ORDERS_DATABASE_URL,
      secret: config.ORDERS_SECRET,
      log,
      links: {
        jwks: authority.jwks,
        fetchRevocations: authority.fetchRevocations,
        products,
        events: events.transport,
        consume: events.consume,
      },
      pricesIncludeTax: config.PRICES_INCLUDE_TAX,
      sandbox: config.sandbox ? { publicUrl: config.publicUrl } : false,
      stripe: config.stripe,
      captureAt: config.captureAt,
      webhooks: { allowsPrivate: config.allowsPrivateWebhooks },
      mail: config.mail,
      streams: { perProcess: config.MAX_SUBSCRIPTIONS, perViewer: config.MAX_SUBSCRIPTIONS_PER_VIEWER },
      metrics,
    }),
  )
  const app = await service.httpApp(keys)
  opening.defer(() => app.close())
  await app.listen({ host: config.HOST, port: config.PORT })
  log.info({ host: config.HOST, port: config.PORT }, 'the orders service is ready')
  return opening.move()
}
