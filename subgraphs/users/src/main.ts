// The users service as a process of its own, and the commands by which it is administered.
import { migrate } from '@supermarket/drizzle/migrate.ts'
import { eventLinks } from '@supermarket/service-kit/events/event-links.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { createMetrics, serveMetrics } from '@supermarket/service-kit/metrics.ts'
import { runService, startupMessage } from '@supermarket/service-kit/run-service.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import { administer } from './administer.ts'
import { type Command, readAdministrationConfig, readCommand, readConfig } from './config.ts'
import { openUsers } from './server.ts'

await run()

async function run(): Promise<void> {
  let command: Command
  try {
    command = readCommand(process.argv.slice(2))
    if (command.name !== 'serve') {
      const { USERS_DATABASE_URL: databaseUrl, USERS_SECRET: secret } = readAdministrationConfig(process.env)
      await migrate({ url: databaseUrl, service: 'users' })
      console.log(await administer(command, { databaseUrl, secret }))
      return
    }
  } catch (error) {
    console.error(startupMessage(error))
    process.exit(1)
  }
  await runService(serve)
}

async function serve(): Promise<AsyncDisposable> {
  const config = readConfig(process.env)
  const keys = parseSigningKeys(config.SIGNING_KEYS)
  const log = createLog({ service: 'users', level: config.LOG_LEVEL })
  await using opening = new AsyncDisposableStack()
  const metrics = createMetrics()
  const metricsServer = await serveMetrics(metrics.registry, config.METRICS_PORT)
  opening.defer(() => metricsServer.close())
  await migrate({ url: config.USERS_DATABASE_URL, service: 'users' })
  const events = opening.use(
    eventLinks({
      url: config.EVENTS_URL,
      service: 'users',
      subscribers: { orders: config.ORDERS_URL },
      keys,
      log,
      metrics: metrics.events,
    }),
  )
  const service = opening.use(
    await openUsers({
      databaseUrl: config.USERS_DATABASE_URL,
      secret: config.USERS_SECRET,
      log,
      links: { events: events.transport },
      production: config.NODE_ENV === 'production',
      metrics,
    }),
  )
  const app = await service.httpApp(keys)
  opening.defer(() => app.close())
  await app.listen({ host: config.HOST, port: config.PORT })
  log.info({ host: config.HOST, port: config.PORT }, 'the users service is ready')
  return opening.move()
}
