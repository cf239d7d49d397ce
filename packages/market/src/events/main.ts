// `npm run events`: the dead letters of the shop, looked at and dealt with. Beside a shop that runs or without one.
import { migrate } from '@supermarket/drizzle/migrate.ts'
import { publishers, subscribers } from '@supermarket/schema/events.ts'
import { openBroker } from '@supermarket/service-kit/events/broker/open-broker.ts'
import { type DeadLetterDesk, deadLetterDesk } from '@supermarket/service-kit/events/dead-letter-desk.ts'
import { SubscriberUnreachableError } from '@supermarket/service-kit/events/transport.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { startupMessage } from '@supermarket/service-kit/run-service.ts'
import postgres from 'postgres'
import { readConfig } from '../config.ts'
import { openDatabases } from '../databases.ts'
import { progress } from '../progress.ts'
import { claimStateFolder, findRunning } from '../state-folder.ts'
import { answerEventsCommand, type EventsCommand, readEventsCommand } from './events-command.ts'

const everySubscriber = [...new Set(Object.values(subscribers).flat())]

try {
  const command = readEventsCommand(process.argv.slice(2), everySubscriber)
  console.log(await withDesk(command, (desk) => answerEventsCommand(command, desk)))
} catch (error) {
  const isAway = error instanceof SubscriberUnreachableError
  console.error(
    isAway ? `${error.message}: EVENTS_URL names a broker that does not answer.` : startupMessage(error),
  )
  process.exitCode = 1
}

async function withDesk(
  { service }: EventsCommand,
  work: (desk: DeadLetterDesk) => Promise<string>,
): Promise<string> {
  const config = readConfig(process.env)
  await using opened = new AsyncDisposableStack()
  const isRunning = findRunning(config.STATE_FOLDER) !== undefined
  if (!isRunning) opened.use(claimStateFolder(config.STATE_FOLDER))
  const databases = await openDatabases(config, { folder: config.STATE_FOLDER, onProgress: progress })
  // The database of a shop that runs is not ours to stop.
  if (!isRunning) opened.use(databases)
  const publishing = [...new Set(Object.values(publishers))]
  for (const service of publishing) await migrate({ url: databases.urls[service], service })
  const sqls = new Map(
    publishing.map((name) => {
      const sql = postgres(databases.urls[name], { max: 1, onnotice: () => {} })
      opened.defer(() => sql.end({ timeout: 5 }))
      return [name as string, sql]
    }),
  )
  const audiences = service === undefined ? everySubscriber : [service]
  // What it says goes to a person, in its own words.
  const log = createLog({ service: 'events', level: 'fatal' })
  const broker =
    config.EVENTS_URL &&
    opened.use(openBroker({ url: config.EVENTS_URL, name: 'supermarket dead letters', audiences, log }))
  return await work(deadLetterDesk({ databases: sqls, broker, subscribers: audiences }))
}
