// Where the engine's time goes: a CPU profile of its process under each of the two queries. Whole profiles are kept in
// the bench's folder, for a profiler's own view.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stateFolder } from '@supermarket/market/state-folder.ts'
import { cpuMsOf } from '../cpu.ts'
import { drive } from '../drive.ts'
import { type ProfileSummary, type Share, summarizeProfile } from '../profile.ts'
import { figure, table } from '../table.ts'
import type { MeasuringOptions } from './compare.ts'
import { openBenchmarkGraph } from './graph/benchmark-graph.ts'
import { openEngine } from './peers/peers.ts'
import { type Bench, warmUp } from './windows.ts'
import { workOf } from './work.ts'

const shownFunctions = 30
const folder = join(stateFolder, 'bench', 'profiles')

/**
 * Prints as it goes. Samples are taken by the clock: with several clients, waiting for a core counts for whoever waits.
 */
export async function profileEngine(bench: Bench, options: MeasuringOptions): Promise<void> {
  const { concurrency, warmUpMs, loadMs, onProgress } = options
  const graph = await openBenchmarkGraph(bench.subgraphs)
  await using engine = await openEngine({ supergraphSdl: graph.supergraphSdl, answers: {} })
  mkdirSync(folder, { recursive: true })
  for (const query of ['benchmark', 'small'] as const) {
    const work = workOf([graph[query]])
    onProgress(`warming up the ${query} query`)
    await warmUp(bench, { target: engine, work }, { concurrency, durationMs: warmUpMs })
    onProgress(`profiling the ${query} query`)
    let units = 0
    let cpuMs = 0
    const profile = await engine.profile(async () => {
      cpuMs = -cpuMsOf(engine.pids())
      const load = { url: engine.url, concurrency, durationMs: loadMs }
      units = (await drive({ ...load, signal: bench.signal, work })).latenciesMs.length
      cpuMs += cpuMsOf(engine.pids())
    })
    const file = join(folder, `engine-${query}.cpuprofile`)
    writeFileSync(file, JSON.stringify(profile))
    console.log(
      `\n## ${query}\n\n${render(summarizeProfile(profile, units, cpuMs), concurrency)}\n\nThe whole profile: ${file}`,
    )
  }
}

function render({ cpuMs, packages, functions }: ProfileSummary, concurrency: number): string {
  const shares = (what: string, rows: readonly Share[]) =>
    table(
      [what, 'ms', 'share'],
      rows.map(({ name, ms }) => [name, ms.toFixed(4), `${((ms / cpuMs) * 100).toFixed(1)} %`]),
    )
  return [
    `${figure(cpuMs)} ms of CPU per request, clients: ${concurrency}`,
    shares('package', packages),
    shares('function', functions.slice(0, shownFunctions)),
  ].join('\n\n')
}
