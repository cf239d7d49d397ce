// One topology over one size of catalogue, from start to end: open, sample, measure, profile, close.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newSecrets } from '@supermarket/market/secrets.ts'
import { benchFolder, type Cluster } from './cluster.ts'
import { cpuMsOf } from './cpu.ts'
import { openDatabases } from './databases.ts'
import { type Idle, measureIdle } from './idle.ts'
import { type Bench, measureSpeed, settle } from './measure.ts'
import { type Prepared, type PrepareOptions, prepareDatabases } from './prepare.ts'
import { type ProfileSummary, summarizeProfile } from './profile.ts'
import { type Durations, type Result, type RoundsOptions, runRounds, warmUp, workshop } from './rounds.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { openStatementCounter } from './statements.ts'
import { openOneProcess } from './targets/one-process.ts'
import { openServices } from './targets/services.ts'
import { StockExhausted, sampleWorld, type World } from './world.ts'

export const topologies = ['one process', 'services'] as const
export type Topology = (typeof topologies)[number]

export type SessionOptions = {
  readonly cluster: Cluster
  readonly topology: Topology
  readonly products: number
  readonly scenarios: readonly Scenario[]
  readonly durations: Durations
  readonly seed: number
  readonly fresh: boolean
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

export type Session = {
  readonly topology: Topology
  readonly products: number
  readonly idle: Idle
  readonly results: readonly Result[]
  /** By scenario; only of the one-process topology. */
  readonly profiles: readonly { readonly scenario: Scenario; readonly profile: ProfileSummary }[]
}

export async function runSession(options: SessionOptions): Promise<Session> {
  const { cluster, topology, products, durations, signal, onProgress } = options
  // Signing keys in the database are sealed with a secret: the one that the databases were filled with.
  const secrets = { ...newSecrets(), usersSecret: fixedSecret, ordersSecret: fixedSecret }
  await using opened = new AsyncDisposableStack()
  const { prepared, world } = await prepareWorld({ ...options, secrets })
  const databases = openDatabases(cluster, prepared, opened)
  onProgress(`starting the shop (${topology})`)
  const open = topology === 'services' ? openServices : openOneProcess
  const target = opened.use(await open({ databases: prepared.urls, secrets }))
  const counter = await openStatementCounter(cluster.admin, Object.values(prepared.names))
  const bench: Bench = { cluster, target, counter, databases, signal }
  await settle(bench)
  const prepareWork = workshop(target.url, world, options.seed)
  const rounds: RoundsOptions = { ...options, bench, prepareWork }
  const results = await runRounds(rounds)
  const idle = await measureIdle(bench, durations.loadMs)
  return { topology, products, idle, results, profiles: await profileAll(rounds, products) }
}

// Of databases that hold nobody's data and listen on loopback only.
export const fixedSecret = 'a secret of the bench, known to all'

/** Fills the databases afresh when earlier runs have sold what there was. */
async function prepareWorld(
  options: SessionOptions & Pick<PrepareOptions, 'secrets'>,
): Promise<{ prepared: Prepared; world: World }> {
  const sample = async (prepared: Prepared) => {
    const catalogue = options.cluster.open(prepared.names.products)
    try {
      return await sampleWorld(catalogue, options.products, options.seed)
    } finally {
      await catalogue.end({ timeout: 5 })
    }
  }
  const prepared = await prepareDatabases(options)
  try {
    return { prepared, world: await sample(prepared) }
  } catch (error) {
    if (!(error instanceof StockExhausted)) throw error
    options.onProgress(`${error.message}: filling the shelves again`)
    const again = await prepareDatabases({ ...options, fresh: true })
    return { prepared: again, world: await sample(again) }
  }
}

/** After the measuring, since a profiled process is slower. Whole profiles are kept beside the databases. */
async function profileAll(rounds: RoundsOptions, products: number): Promise<Session['profiles']> {
  const { bench, prepareWork, scenarios, durations, onProgress } = rounds
  const { target } = bench
  if (target.profile === undefined) return []
  const folder = join(benchFolder, 'profiles')
  mkdirSync(folder, { recursive: true })
  const profiles: { scenario: Scenario; profile: ProfileSummary }[] = []
  for (const scenario of scenarios) {
    onProgress(`profiling ${scenario.name}`)
    const work = await prepareWork(scenario)
    await warmUp(bench, work, { warmUpMs: durations.loadMs / 10, concurrency: 1 })
    let units = 0
    let cpuMs = 0
    const profile = await target.profile(async () => {
      cpuMs = -cpuMsOf(target.pids())
      // One client: nobody waits for a core then, and waiting would look like work.
      units = (await measureSpeed(bench, { work, concurrency: 1, durationMs: durations.loadMs })).units
      await settle(bench)
      cpuMs += cpuMsOf(target.pids())
    })
    writeFileSync(join(folder, `${products}-${scenario.name}.cpuprofile`), JSON.stringify(profile))
    profiles.push({ scenario, profile: summarizeProfile(profile, units, cpuMs) })
  }
  return profiles
}
