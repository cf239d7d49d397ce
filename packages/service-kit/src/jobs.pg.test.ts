import { type Connection, connect } from '@supermarket/drizzle/connect.ts'
import { emptyDatabase, type TestDatabase } from '@supermarket/testkit/test-database.ts'
import { DrizzleQueryError } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { addJob, type JobTask, runJobs } from './jobs.ts'

let database: TestDatabase
let connection: Connection
let jobs: AsyncDisposable
const lines: string[] = []
const log = pino(
  { level: 'trace', serializers: { error: pino.stdSerializers.err } },
  { write: (line: string) => void lines.push(line) },
)
let work: JobTask = async () => {}

beforeAll(async () => {
  database = await emptyDatabase()
  connection = connect({ url: database.url, applicationName: 'jobs test' })
  jobs = await start()
})
afterAll(async () => {
  await jobs[Symbol.asyncDispose]()
  await connection[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})
beforeEach(() => {
  lines.length = 0
})

const start = () =>
  runJobs({ connectionString: database.url, log, tasks: { work: (payload, job) => work(payload, job) } })
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 10 })
const listJobs = () =>
  connection.sql`select key, attempts, last_error, run_at::text from graphile_worker.jobs order by id`

test('a job runs when its transaction has committed, with its payload', async () => {
  const payloads: unknown[] = []
  work = async (payload) => void payloads.push(payload)
  await connection.db.transaction((tx) => addJob(tx, { task: 'work', payload: { orderId: "o'1" } }))
  await until(() => expect(payloads).toEqual([{ orderId: "o'1" }]))
})

test('a job of a rolled back transaction does not exist', async () => {
  const failing = connection.db.transaction(async (tx) => {
    await addJob(tx, { task: 'work' })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await listJobs()).toEqual([])
})

test('a later job of the same key replaces the one that waits', async () => {
  await connection.db.transaction((tx) =>
    addJob(tx, { task: 'work', jobKey: 'sweep', runAt: new Date('2100-01-01T00:00:00Z') }),
  )
  await connection.db.transaction((tx) =>
    addJob(tx, { task: 'work', jobKey: 'sweep', runAt: new Date('2101-01-01T00:00:00Z') }),
  )
  expect(await listJobs()).toMatchObject([{ key: 'sweep', run_at: '2101-01-01 00:00:00+00' }])
  await connection.sql`select graphile_worker.remove_job('sweep')`
})

test('what a failed job keeps and logs names the error and neither SQL nor parameters', async () => {
  work = () =>
    Promise.reject(
      new DrizzleQueryError('select secret', ['ann@example.test'], new Error('relation is gone')),
    )
  await connection.db.transaction((tx) => addJob(tx, { task: 'work', maxAttempts: 1 }))
  await until(async () =>
    expect(await listJobs()).toMatchObject([{ attempts: 1, last_error: 'relation is gone' }]),
  )
  await until(() => expect(lines.filter((line) => line.includes('Failed task'))).toHaveLength(1))
  expect(JSON.parse(lines.find((line) => line.includes('Failed task')) ?? '')).toMatchObject({
    level: 50,
    task: 'work',
    error: { message: 'relation is gone' },
  })
  expect(lines.join()).not.toMatch(/ann@example|select secret/)
  await connection.sql`delete from graphile_worker._private_jobs`
})

test('disposing waits for the running job', async () => {
  const started = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  let isDone = false
  work = async () => {
    started.resolve()
    await released.promise
    isDone = true
  }
  await connection.db.transaction((tx) => addJob(tx, { task: 'work' }))
  await started.promise
  const disposing = jobs[Symbol.asyncDispose]()
  released.resolve()
  await disposing
  expect(isDone).toBe(true)
  expect(await listJobs()).toEqual([])
  jobs = await start()
})

test('the runner is there again after the database ended its connections in the middle of a job', async () => {
  const started = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  work = async () => {
    started.resolve()
    await released.promise
  }
  await connection.db.transaction((tx) => addJob(tx, { task: 'work' }))
  await started.promise
  await connection.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'jobs test'`
  released.resolve()
  const done: unknown[] = []
  work = async (payload) => void done.push(payload)
  await connection.db.transaction((tx) => addJob(tx, { task: 'work', payload: { after: true } }))
  await until(() => expect(done).toContainEqual({ after: true }))
  // Whatever has to run again after the cut does so in this test.
  await until(async () => expect(await listJobs()).toEqual([]))
})

test('the runner is started again after it could not record the outcome of a job', async () => {
  await connection.sql.unsafe(`
    create sequence recording;
    create function refuse_recording() returns trigger language plpgsql as $$
      begin
        if nextval('recording') = 1 then raise exception 'the outcome was not recorded'; end if;
        return old;
      end $$;
    create trigger refuse_recording before delete on graphile_worker._private_jobs
      for each row execute function refuse_recording()`)
  const done: unknown[] = []
  work = async (payload) => void done.push(payload)
  await connection.db.transaction((tx) => addJob(tx, { task: 'work', payload: 1 }))
  await until(() => expect(lines.filter((line) => line.includes('Failed to complete jobs'))).toHaveLength(1))
  await connection.db.transaction((tx) => addJob(tx, { task: 'work', payload: 2 }))
  await until(async () => expect(await listJobs()).toEqual([]))
  expect([...done].sort()).toEqual([1, 1, 2])
})
