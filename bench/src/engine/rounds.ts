// Rounds in turn: every case once, then every case again, so that a slow minute of the machine meets all of them alike;
// of each figure the median is kept, and how far the rounds lie apart.
import { median } from '../statistics.ts'
import {
  type Bench,
  type Cost,
  type Latency,
  measureCost,
  measureLatency,
  type Subject,
  warmUp,
} from './windows.ts'

export type Durations = {
  readonly rounds: number
  /** Of the load after which memory is read. */
  readonly soakMs: number
  readonly warmUpMs: number
  /** Of the window in which throughput and cost are measured, with `concurrency` clients. */
  readonly loadMs: number
  /** Of the window in which latency is measured at a fixed rate. */
  readonly pacedMs: number
  readonly concurrency: number
}

/** One gateway under one kind of work. */
export type Case = Subject & {
  readonly name: string
  /** Of the window for latency; without it there is none. */
  readonly perSecond?: number
}

/** The median of the rounds, between the least and the most of them. */
export type Figure = { readonly median: number; readonly least: number; readonly most: number }

export type Figures = Readonly<Record<keyof Cost, Figure>> & {
  /** At the fixed rate. */
  readonly paced: Readonly<Record<keyof Latency, Figure>> | undefined
}

type Round = { readonly cost: Cost; readonly latency: Latency | undefined }

/** Every case has been warmed up before. */
export async function runRounds<Each extends Case>(
  bench: Bench,
  cases: readonly Each[],
  options: Durations & { readonly onProgress: (line: string) => void },
): Promise<(Each & { readonly figures: Figures })[]> {
  const measured = cases.map((each) => ({ each, rounds: [] as Round[] }))
  for (let round = 1; round <= options.rounds; round++) {
    for (const { each, rounds } of measured) {
      options.onProgress(`round ${round} of ${options.rounds}: ${each.name}`)
      rounds.push(await runRound(bench, each, options))
    }
  }
  return measured.map(({ each, rounds }) => ({ ...each, figures: summarize(rounds) }))
}

async function runRound(bench: Bench, subject: Case, durations: Durations): Promise<Round> {
  const { perSecond } = subject
  const { loadMs, pacedMs, concurrency } = durations
  await warmUp(bench, subject, { concurrency, durationMs: loadMs / 10 })
  return {
    cost: await measureCost(bench, subject, { concurrency, durationMs: loadMs }),
    latency:
      perSecond === undefined
        ? undefined
        : await measureLatency(bench, subject, { perSecond, durationMs: pacedMs }),
  }
}

export function summarize(rounds: readonly Round[]): Figures {
  const cost = (name: keyof Cost) => figureOf(rounds.map((round) => round.cost[name]))
  const latencies = rounds.flatMap(({ latency }) => latency ?? [])
  const paced = (name: keyof Latency) => figureOf(latencies.map((latency) => latency[name]))
  return {
    perSecond: cost('perSecond'),
    p99Ms: cost('p99Ms'),
    cpuMs: cost('cpuMs'),
    fetches: cost('fetches'),
    sentKb: cost('sentKb'),
    receivedKb: cost('receivedKb'),
    paced: latencies.length === 0 ? undefined : { p50Ms: paced('p50Ms'), p99Ms: paced('p99Ms') },
  }
}

function figureOf(values: readonly number[]): Figure {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) }
}
