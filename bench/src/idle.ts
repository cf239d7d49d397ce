// What the shop costs while nobody asks for anything: relays, sweepers, feeds. It is in every other figure too.
import { setTimeout as delay } from 'node:timers/promises'
import { cpuMsOf, cpuMsOfFamily } from './cpu.ts'
import type { Bench } from './measure.ts'

/** Per second. */
export type Idle = { readonly nodeMs: number; readonly postgresMs: number; readonly statements: number }

export async function measureIdle(bench: Bench, durationMs: number): Promise<Idle> {
  const { target, cluster, counter, signal } = bench
  await counter.reset()
  const cpu = () => [cpuMsOf(target.pids()), cpuMsOfFamily(cluster.postmasterPid)] as const
  const [node, postgres] = cpu()
  await delay(durationMs, undefined, { signal })
  const [nodeAfter, postgresAfter] = cpu()
  const calls = (await counter.read()).reduce((sum, statement) => sum + statement.calls, 0)
  const perSecond = (value: number) => (value / durationMs) * 1000
  return {
    nodeMs: perSecond(nodeAfter - node),
    postgresMs: perSecond(postgresAfter - postgres),
    statements: perSecond(calls),
  }
}
