// What this service does by itself, as graphile-worker jobs: each finds its own work, so a lost run is the next one's.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { type JobTask, runJobs } from '@supermarket/service-kit/jobs.ts'
import type { Logger } from 'pino'
import { purgeKeys } from './idempotency/store.ts'
import { expireReservations } from './stock/sweep.ts'

const crontab = [
  '* * * * * expireReservations ?jobKey=expireReservations&max=3',
  '17 * * * * purgeIdempotencyKeys ?jobKey=purgeIdempotencyKeys&max=3',
].join('\n')

export function startJobs(tools: {
  connection: Connection
  databaseUrl: string
  log: Logger
}): Promise<AsyncDisposable> {
  const { connection, databaseUrl, log } = tools
  const tasks: Record<string, JobTask> = {
    expireReservations: async () => {
      const lapsed = await expireReservations(connection)
      if (lapsed > 0) log.info({ lapsed }, 'reservations lapsed')
    },
    purgeIdempotencyKeys: async () => void (await purgeKeys(connection)),
  }
  return runJobs({ connectionString: databaseUrl, tasks, crontab, concurrency: 1, log })
}
