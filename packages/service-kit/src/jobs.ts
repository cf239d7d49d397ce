// Background work of one service: graphile-worker on the service's own database. A job is added in the transaction
// that needs it, so it exists exactly when that committed, and runs at least once: tasks must bear being repeated.
import { EventEmitter, once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type SQL, sql } from 'drizzle-orm'
import type { Job, LogFunctionFactory, Runner, WorkerEvents } from 'graphile-worker'
import type { Logger } from 'pino'
import { withoutQuery } from './events/describe-failure.ts'
import type { SqlExecutor } from './events/publish.ts'

/** What it throws is kept and the job is tried again, 25 times within about three days unless added otherwise. */
export type JobTask = (payload: unknown, job: JobContext) => Promise<void>

export type JobContext = {
  readonly log: Logger
  /** Aborts when the service has been stopping for 5 s. */
  readonly signal: AbortSignal
  /** When this one fails, there is no other. */
  readonly isLastAttempt: boolean
}

export type RunJobsOptions = {
  readonly connectionString: string
  readonly tasks: Readonly<Record<string, JobTask>>
  /**
   * graphile-worker's crontab: `* * * * * task ?jobKey=task`. A killed process keeps its running jobs locked for
   * four hours, so whatever must be finished sooner is found by such a sweep, never by the job alone.
   */
  readonly crontab?: string
  /** Jobs at once. */
  readonly concurrency?: number
  readonly log: Logger
}

const restartMs = 1000

/** Brings graphile-worker's own schema up to date, then runs until disposed, which lets running jobs end. */
export async function runJobs(options: RunJobsOptions): Promise<AsyncDisposable> {
  const stopping = new AbortController()
  let running: Running | undefined = await start(options)

  // A worker that cannot record a job's outcome, as when the database restarts, ends with its whole pool.
  async function keepRunning(): Promise<void> {
    while (running !== undefined) {
      await running.runner.promise.catch((error: unknown) =>
        options.log.error({ error }, 'the job runner ended'),
      )
      running = await restart(options, running, stopping.signal)
    }
  }

  const finished = keepRunning()
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      if (running !== undefined) await stop(running)
      await finished
    },
  }
}

type Running = {
  readonly runner: Runner
  /** By which its jobs are locked. */
  readonly poolId: string
}

async function restart(
  options: RunJobsOptions,
  ended: Running,
  stopping: AbortSignal,
): Promise<Running | undefined> {
  while (!stopping.aborted) {
    await delay(restartMs, undefined, { signal: stopping }).catch(() => {})
    if (stopping.aborted) break
    try {
      await unlockJobs(options, ended)
      const running = await start(options)
      if (!stopping.aborted) return running
      await stop(running)
    } catch (error) {
      options.log.warn({ error }, 'the job runner cannot start: trying again')
    }
  }
  return undefined
}

/** Rejected as "already stopped" when it ended by itself at the same moment. */
async function stop({ runner }: Running): Promise<void> {
  await runner.stop().catch(() => {})
}

async function unlockJobs({ connectionString, log }: RunJobsOptions, { poolId }: Running): Promise<void> {
  const { makeWorkerUtils, Logger: WorkerLogger } = await import('graphile-worker')
  const utils = await makeWorkerUtils({
    connectionString,
    maxPoolSize: 1,
    logger: new WorkerLogger(toLog(log)),
  })
  try {
    await utils.forceUnlockWorkers([poolId])
  } finally {
    await utils.release()
  }
}

async function start(options: RunJobsOptions): Promise<Running> {
  const { connectionString, tasks, crontab = '', concurrency = 2, log } = options
  // Loaded on use: services without jobs do without graphile-worker and its driver.
  const { run, Logger: WorkerLogger } = await import('graphile-worker')
  const events: WorkerEvents = new EventEmitter()
  const created = once(events, 'pool:create')
  const runner = await run({
    connectionString,
    crontab,
    concurrency,
    // One connection listens.
    maxPoolSize: concurrency + 1,
    noHandleSignals: true,
    events,
    logger: new WorkerLogger(toLog(log)),
    // Outcomes that are written one by one are not awaited: a database that goes away in that moment would be an
    // unhandled rejection and end the process. Written as a batch, even of one, their failure is handled.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        (payload, { abortSignal, job }) =>
          runTask(task, payload, {
            log: log.child({ task: name, jobId: job.id }),
            signal: abortSignal,
            isLastAttempt: job.attempts >= job.max_attempts,
          }),
      ]),
    ),
  })
  const [{ workerPool }] = await created
  return { runner, poolId: workerPool.id }
}

// graphile-worker stores and logs the message of what a task throws, and drizzle's holds SQL and parameters.
async function runTask(task: JobTask, payload: unknown, job: JobContext): Promise<void> {
  try {
    await task(payload, job)
  } catch (error) {
    throw withoutQuery(error)
  }
}

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

/** Only the first line, which names the job and the error: the stack is in `error`. Payloads are left out. */
function toLog(log: Logger): LogFunctionFactory {
  return () => (level, message, meta) => {
    const { task_identifier: task, id: jobId } = (meta?.job ?? {}) as Partial<Job>
    log[levels[level]]({ task, jobId, error: meta?.error }, message.split('\n', 1)[0])
  }
}

export type NewJob = {
  readonly task: string
  /** A JSON value. */
  readonly payload?: unknown
  /** As soon as the transaction has committed unless given. */
  readonly runAt?: Date | undefined
  /** A job of this key that has not started is replaced. */
  readonly jobKey?: string | undefined
  readonly maxAttempts?: number | undefined
}

/** In the caller's transaction. The schema must be there: runJobs creates it before the service is ready. */
export async function addJob(tx: SqlExecutor, job: NewJob): Promise<void> {
  await tx.execute(addJobQuery(job))
}

/** For a statement that writes more than the job; it gives one row. */
export function addJobQuery({ task, payload = {}, runAt, jobKey, maxAttempts }: NewJob): SQL {
  return sql`
    select graphile_worker.add_job(
      identifier => ${task}::text,
      payload => ${JSON.stringify(payload)}::text::json,
      run_at => ${runAt?.toISOString() ?? null}::text::timestamptz,
      job_key => ${jobKey ?? null}::text,
      max_attempts => ${maxAttempts ?? null}::integer)`
}
