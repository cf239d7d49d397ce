// `npm run start:services`: the same shop as four processes on loopback, each with its own database and port.
import { createLog } from '@supermarket/service-kit/log.ts'
import { runService } from '@supermarket/service-kit/run-service.ts'
import { ignoredVariables, isDemo, type MarketConfig, mailOf, readConfig, trafficFolderOf } from './config.ts'
import { type Databases, openDatabases } from './databases.ts'
import { requireFreePort } from './free-port.ts'
import { progress, tellIgnored } from './progress.ts'
import { openSecrets, type Secrets } from './secrets.ts'
import { isSeeded, refuseDemoElsewhere, seedOnce } from './seed/seed-once.ts'
import { serviceEnvironments, servicePorts } from './service-environments.ts'
import { type ServiceProcess, startProcess, waitUntilReady } from './service-process.ts'
import { openShop } from './shop.ts'
import { claimStateFolder } from './state-folder.ts'
import { summaryText } from './summary.ts'

await runService(async () => {
  const startedAt = performance.now()
  const config = readConfig(process.env)
  tellIgnored(ignoredVariables(process.env))
  await using starting = new AsyncDisposableStack()
  const claim = starting.use(claimStateFolder(config.STATE_FOLDER))
  refuseDemoElsewhere(config)
  for (const port of Object.values(servicePorts(config.PORT))) await requireFreePort(config.HOST, port)

  const databases = starting.use(
    await openDatabases(config, { folder: config.STATE_FOLDER, onProgress: progress }),
  )
  const secrets = openSecrets(config.STATE_FOLDER)
  const demo = isDemo(config) && databases.embedded !== undefined
  if (demo) await seedInThisProcess(config, databases.urls, secrets)
  const environments = serviceEnvironments({
    config,
    databases: databases.urls,
    secrets,
    demo,
    trafficFolder: trafficFolderOf(config),
    mailFolder: mailOf(config).folder,
  })
  const processes: ServiceProcess[] = []
  for (const [name, environment] of Object.entries(environments)) {
    progress(`starting ${name}`)
    // The gateway comes last here and so ends first: it drains while the subgraphs still answer.
    processes.push(starting.use(startProcess(name, environment)))
  }
  await Promise.all(processes.map((service) => waitUntilReady(service)))
  const url = `http://${config.HOST}:${config.PORT}`
  claim.announce(url)
  console.log(
    summaryText({
      url: url.replace('127.0.0.1', 'localhost'),
      explorer: config.EXPLORER ?? config.NODE_ENV !== 'production',
      data: databases.embedded?.folder,
      mail: mailOf(config).folder,
      demo,
      readyMs: performance.now() - startedAt,
    }),
  )
  for (const service of processes) service.failed.catch(endAll)
  return starting.move()
})

/** A service that ended by itself takes the others along, in order. */
function endAll(error: Error): void {
  console.error(error.message)
  process.kill(process.pid, 'SIGTERM')
}

/** Seeding goes through the services' own handlers; nobody listens while it does. */
async function seedInThisProcess(
  config: MarketConfig,
  databases: Databases['urls'],
  secrets: Secrets,
): Promise<void> {
  const { STATE_FOLDER: folder, LOG_LEVEL: level } = config
  if (isSeeded(folder)) return
  const log = createLog({ service: 'seed', level })
  await using shop = await openShop({
    databases,
    secrets,
    log,
    production: false,
    sandbox: { publicUrl: `http://${config.HOST}:${config.PORT}` },
  })
  await seedOnce({ folder, shop, onProgress: progress })
}
