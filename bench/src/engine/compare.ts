// Every peer under the same two queries: all of them run, one of them works at a time.
import { residentMibOf } from '../memory.ts'
import type { Target } from '../targets/target.ts'
import { openBenchmarkGraph } from './graph/benchmark-graph.ts'
import { type PeerName, peers } from './peers/peers.ts'
import { type Durations, type Figures, runRounds } from './rounds.ts'
import { type Bench, warmUp } from './windows.ts'
import { workOf } from './work.ts'

export type QueryName = 'benchmark' | 'small'

export type PeerResult = {
  readonly peer: PeerName
  readonly query: QueryName
  readonly figures: Figures
  /** Of the peer, once it has answered the benchmark's query for as long as `soakMs`. */
  readonly residentMib: number
}

export type MeasuringOptions = Durations & { readonly onProgress: (line: string) => void }

/** Requests per second at which latency is measured; the slowest peer can do three times as many. */
export const pacedRates: Readonly<Record<QueryName, number>> = { benchmark: 20, small: 100 }

export async function comparePeers(
  bench: Bench,
  names: readonly PeerName[],
  options: MeasuringOptions,
): Promise<PeerResult[]> {
  const { concurrency, soakMs, warmUpMs, onProgress } = options
  await using opened = new AsyncDisposableStack()
  const graph = await openBenchmarkGraph(bench.subgraphs)
  const answers = { Benchmark: graph.benchmark.data, '': graph.small.data }
  const running: { peer: PeerName; target: Target; residentMib: number }[] = []
  for (const peer of names) {
    onProgress(`starting ${peer}: ${soakMs / 1000} s of load`)
    const target = opened.use(await peers[peer].open({ supergraphSdl: graph.supergraphSdl, answers }))
    await warmUp(bench, { target, work: workOf([graph.benchmark]) }, { concurrency, durationMs: soakMs })
    running.push({ peer, target, residentMib: residentMibOf(target.pids()) })
    await warmUp(bench, { target, work: workOf([graph.small]) }, { concurrency, durationMs: warmUpMs })
  }
  const cases = (['benchmark', 'small'] as const).flatMap((query) =>
    running.map(({ peer, target, residentMib }) => ({
      name: `${peer}, ${query} query`,
      peer,
      query,
      residentMib,
      target,
      work: workOf([graph[query]]),
      perSecond: pacedRates[query],
    })),
  )
  return await runRounds(bench, cases, options)
}
