// What this service does by itself, as graphile-worker jobs. Settling is punctual by its own jobs and safe by the
// sweep, which goes by the orders themselves; it adds itself again, and cron adds it when a kill has caught it running.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { addJob, type JobTask, runJobs } from '@supermarket/service-kit/jobs.ts'
import { purgeCarts } from './cart/forget-store.ts'
import { purgeCheckouts } from './checkout/submission-store.ts'
import { forgetTask, forgetUser } from './forget-user.ts'
import { purgeKeys } from './idempotency/store.ts'
import { mailTask, parseMail } from './mail/plan-mail.ts'
import { type MailParts, sendMail } from './mail/send-mail.ts'
import { purgeWebhooks } from './merchant-webhook/purge-store.ts'
import { purgeAccessRequests } from './order/access-store.ts'
import { accessTask, requestOrderAccess } from './order/request-order-access.ts'
import type { Parts } from './parts.ts'
import { settleTask } from './settlement/plan-work.ts'
import { settleOrder } from './settlement/settle-order.ts'
import { completeOrders } from './settlement/store.ts'
import { sweepOrders } from './settlement/sweep-orders.ts'
import { hearMissed } from './webhook/hear-missed.ts'

const sweepTask = 'sweep-orders'
const completeTask = 'complete-orders'
const missedTask = 'hear-missed-webhooks'
const purgeKeysTask = 'purge-idempotency-keys'
const purgeCheckoutsTask = 'purge-checkouts'
const purgeAccessTask = 'purge-order-access-requests'
const purgeCartsTask = 'purge-carts'
const purgeWebhooksTask = 'purge-webhooks'

const crontab = [
  `* * * * * ${sweepTask} ?jobKey=${sweepTask}&max=3`,
  `*/5 * * * * ${missedTask} ?jobKey=${missedTask}&max=1`,
  ...[
    completeTask,
    purgeKeysTask,
    purgeCheckoutsTask,
    purgeAccessTask,
    purgeCartsTask,
    purgeWebhooksTask,
  ].map((task) => `23 * * * * ${task} ?jobKey=${task}&max=3`),
].join('\n')

/** The first sweep is due at once: what a kill has left is taken up as soon as we are back. */
export async function startJobs(
  parts: Parts,
  { databaseUrl, mail }: { readonly databaseUrl: string; readonly mail: MailParts | undefined },
): Promise<AsyncDisposable> {
  const { connection, timings, now, log } = parts
  const sweepAt = (runAt: Date) =>
    withTransaction(connection, (tx) =>
      addJob(tx, { task: sweepTask, jobKey: sweepTask, runAt, maxAttempts: 3 }),
    )
  const ago = (ms: number) => new Date(now().getTime() - ms)
  const tasks: Record<string, JobTask> = {
    [settleTask]: async (payload) => {
      await settleOrder(parts, named(payload, 'orderId'))
    },
    [forgetTask]: (payload) =>
      withTransaction(connection, (tx) => forgetUser(tx, named(payload, 'userId'), now())),
    [accessTask]: (payload) =>
      requestOrderAccess(parts, { number: named(payload, 'number'), email: named(payload, 'email') }),
    [sweepTask]: async () => {
      try {
        const settled = await sweepOrders(parts)
        if (settled > 0) log.info({ settled }, 'orders settled by the sweep')
      } finally {
        await sweepAt(new Date(now().getTime() + timings.sweepMs))
      }
    },
    [missedTask]: async () => {
      const heard = await hearMissed(parts)
      if (heard > 0) log.info({ heard }, 'orders looked at because of messages that may never have arrived')
    },
    [completeTask]: () =>
      inBatches(100, (limit) =>
        withTransaction(connection, (tx) =>
          completeOrders(tx, { before: ago(timings.returnWindowMs), limit, at: now() }),
        ),
      ),
    // A job from when mails were sent ends when they no longer are.
    [mailTask]: async (payload, job) => {
      if (mail) await sendMail(mail, parseMail(payload), job)
    },
    [purgeKeysTask]: () => inBatches(1000, (limit) => purgeKeys(connection, ago(timings.keysMs), limit)),
    [purgeCheckoutsTask]: () =>
      inBatches(1000, (limit) => purgeCheckouts(connection, ago(timings.keysMs), limit)),
    [purgeAccessTask]: () => inBatches(1000, (limit) => purgeAccessRequests(connection, now(), limit)),
    [purgeCartsTask]: () => inBatches(1000, (limit) => purgeCarts(connection, ago(timings.cartsMs), limit)),
    [purgeWebhooksTask]: () => purgeWebhooks(connection, ago(timings.webhookLogMs)),
  }
  const jobs = await runJobs({ connectionString: databaseUrl, tasks, crontab, concurrency: 2, log })
  await sweepAt(now())
  return jobs
}

/** In short statements, so that nobody waits long for what they lock. */
async function inBatches(limit: number, work: (limit: number) => Promise<number>): Promise<void> {
  while ((await work(limit)) === limit);
}

function named(payload: unknown, field: 'orderId' | 'userId' | 'number' | 'email'): string {
  const id = typeof payload === 'object' && payload !== null && Reflect.get(payload, field)
  if (typeof id === 'string') return id
  throw new TypeError(`a job has no ${field}`)
}
