// What this service does by itself, as graphile-worker jobs. Settling is punctual by its own jobs and safe by the
// sweep, which goes by the orders themselves; it adds itself again, and cron adds it when a kill has caught it running.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { addJob, type JobTask, runJobs } from '@supermarket/service-kit/jobs.ts'
import { purgeKeys } from './idempotency/store.ts'
import type { Parts } from './parts.ts'
import { settleTask } from './settlement/plan-work.ts'
import { settleOrder } from './settlement/settle-order.ts'
import { sweepOrders } from './settlement/sweep-orders.ts'

const sweepTask = 'sweep-orders'
const purgeTask = 'purge-idempotency-keys'

const crontab = [
  `* * * * * ${sweepTask} ?jobKey=${sweepTask}&max=3`,
  `23 * * * * ${purgeTask} ?jobKey=${purgeTask}&max=3`,
].join('\n')

const purgeBatch = 1000

/** The first sweep is due at once: what a kill has left is taken up as soon as we are back. */
export async function startJobs(parts: Parts, databaseUrl: string): Promise<AsyncDisposable> {
  const { connection, timings, now, log } = parts
  const sweepAt = (runAt: Date) =>
    withTransaction(connection, (tx) =>
      addJob(tx, { task: sweepTask, jobKey: sweepTask, runAt, maxAttempts: 3 }),
    )
  const tasks: Record<string, JobTask> = {
    [settleTask]: async (payload) => {
      await settleOrder(parts, orderIdOf(payload))
    },
    [sweepTask]: async () => {
      try {
        const settled = await sweepOrders(parts)
        if (settled > 0) log.info({ settled }, 'orders settled by the sweep')
      } finally {
        await sweepAt(new Date(now().getTime() + timings.sweepMs))
      }
    },
    [purgeTask]: async () => {
      const before = new Date(now().getTime() - timings.keysMs)
      while ((await purgeKeys(connection, before, purgeBatch)) === purgeBatch);
    },
  }
  const jobs = await runJobs({ connectionString: databaseUrl, tasks, crontab, concurrency: 2, log })
  await sweepAt(now())
  return jobs
}

function orderIdOf(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'orderId' in payload) return String(payload.orderId)
  throw new TypeError('a job to settle an order names it')
}
