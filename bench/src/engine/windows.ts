// What is measured of one gateway at a time: what it costs under load, how long one waits at a low rate, what it keeps.
// What must stay true: its subgraphs repeat canned answers meanwhile, and see every client's own authorization.
import { cpuMsOf } from '../cpu.ts'
import { drive, drivePaced } from '../drive.ts'
import type { Work } from '../scenarios/scenario.ts'
import { percentile } from '../statistics.ts'
import type { Target } from '../targets/target.ts'
import type { Subgraphs } from './subgraphs/subgraphs.ts'

export type Bench = { readonly subgraphs: Subgraphs; readonly signal: AbortSignal }

/** A gateway and what is asked of it. */
export type Subject = { readonly target: Target; readonly work: Work }

export type Load = { readonly concurrency: number; readonly durationMs: number }
export type Pace = { readonly perSecond: number; readonly durationMs: number }

export type Cost = {
  readonly perSecond: number
  readonly p99Ms: number
  /** Per request, as are all that follow: user and system time of the gateway, all threads. */
  readonly cpuMs: number
  readonly fetches: number
  readonly sentKb: number
  readonly receivedKb: number
}

/** Hive's JavaScript engine now and then words a request as never before. Computing costs the subgraphs, not the gateway. */
const mostMisses = 0.01

/** Rejects when the subgraphs had to compute too many answers, or saw fewer authorization headers than there were requests. */
export async function measureCost(bench: Bench, { target, work }: Subject, load: Load): Promise<Cost> {
  await bench.subgraphs.traffic()
  const cpuBefore = cpuMsOf(target.pids())
  const { latenciesMs, elapsedMs } = await drive({ url: target.url, signal: bench.signal, work, ...load })
  const cpuMs = cpuMsOf(target.pids()) - cpuBefore
  const { fetches, misses, authorizations, requestBytes, responseBytes } = await bench.subgraphs.traffic()
  const units = latenciesMs.length
  if (misses > fetches * mostMisses) throw new Error(`${misses} of ${fetches} answers were not canned yet`)
  if (fetches > 0 && authorizations !== units) {
    throw new Error(`${units} clients were ${authorizations} to the subgraphs`)
  }
  return {
    perSecond: (units / elapsedMs) * 1000,
    p99Ms: percentile(latenciesMs, 0.99),
    cpuMs: cpuMs / units,
    fetches: fetches / units,
    sentKb: requestBytes / units / 1000,
    receivedKb: responseBytes / units / 1000,
  }
}

export type Latency = { readonly p50Ms: number; readonly p99Ms: number }

export async function measureLatency(
  { signal }: Bench,
  { target, work }: Subject,
  pace: Pace,
): Promise<Latency> {
  const { latenciesMs } = await drivePaced({ url: target.url, signal, work, ...pace })
  return { p50Ms: percentile(latenciesMs, 0.5), p99Ms: percentile(latenciesMs, 0.99) }
}

/** Load for as long as that, and at least `units` of work. */
export async function warmUp(
  { signal }: Bench,
  { target, work }: Subject,
  { units = 1, ...load }: Load & { readonly units?: number },
): Promise<void> {
  const whole = { url: target.url, signal, work, ...load }
  for (let done = 0; done < units; ) done += (await drive(whole)).latenciesMs.length
}
