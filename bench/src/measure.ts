// One measured window: load, then what it cost. What must stay true: work that a request leaves behind (events on
// their way to other services) is waited for and counted with it.
import type postgres from 'postgres'
import type { Cluster } from './cluster.ts'
import { cpuMsOf, cpuMsOfFamily } from './cpu.ts'
import { drive, until } from './drive.ts'
import type { Prepared } from './prepare.ts'
import type { Work } from './scenarios/scenario.ts'
import type { Statement, StatementCounter } from './statements.ts'
import { percentile } from './statistics.ts'
import type { Target } from './targets/target.ts'

export type Bench = {
  readonly cluster: Pick<Cluster, 'postmasterPid'>
  readonly target: Target
  readonly counter: StatementCounter
  /** As the superuser: what is asked here does not count. */
  readonly databases: Readonly<Record<keyof Prepared['names'], postgres.Sql>>
  readonly signal: AbortSignal
}

export type Speed = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number }

/** Per unit of work. */
export type Cost = {
  readonly units: number
  readonly nodeMs: number
  readonly postgresMs: number
  readonly statements: readonly Statement[]
}

export async function measureSpeed(
  bench: Pick<Bench, 'signal'> & { readonly target: Pick<Target, 'url'> },
  load: { work: Work; concurrency: number; durationMs: number },
): Promise<Speed & { units: number }> {
  const { target, signal } = bench
  const { latenciesMs, elapsedMs } = await drive({ url: target.url, signal, ...load })
  return {
    units: latenciesMs.length,
    perSecond: (latenciesMs.length / elapsedMs) * 1000,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
  }
}

export async function measureCost(
  bench: Bench,
  load: { work: Work; concurrency: number; durationMs: number },
): Promise<Speed & Cost> {
  const { counter } = bench
  await counter.reset()
  const before = cpuNow(bench)
  const speed = await measureSpeed(bench, load)
  await settle(bench)
  const after = cpuNow(bench)
  const perUnit = (value: number) => value / speed.units
  const statements = await counter.read()
  return {
    ...speed,
    nodeMs: perUnit(after.nodeMs - before.nodeMs),
    postgresMs: perUnit(after.postgresMs - before.postgresMs),
    statements: statements.map(({ text, calls, totalMs }) => ({
      text,
      calls: perUnit(calls),
      totalMs: perUnit(totalMs),
    })),
  }
}

function cpuNow({ target, cluster }: Bench): { nodeMs: number; postgresMs: number } {
  return { nodeMs: cpuMsOf(target.pids()), postgresMs: cpuMsOfFamily(cluster.postmasterPid) }
}

const settleTimeoutMs = 30_000

/** Until every event has had its effect. */
export async function settle({ databases, signal }: Pick<Bench, 'databases' | 'signal'>): Promise<void> {
  for (const [name, sql] of Object.entries(databases)) {
    await until(
      async () => {
        signal.throwIfAborted()
        const [pending] = await sql`
          select from outbox_delivery where delivered_at is null and dead_at is null limit 1`
        return pending === undefined
      },
      `the events of ${name} were not delivered`,
      settleTimeoutMs,
    )
  }
}
