// Rounds in turn: every scenario once, then every scenario again, so that a slow minute of the machine meets all of
// them alike; of each figure the median is kept.
import { type Bench, type Cost, measureCost, measureSpeed, type Speed, settle } from './measure.ts'
import { seededRandom } from './random.ts'
import type { Scenario, Work } from './scenarios/scenario.ts'
import { signInDesk } from './sign-in.ts'
import type { Statement } from './statements.ts'
import { median } from './statistics.ts'
import type { World } from './world.ts'

export type Durations = {
  readonly rounds: number
  readonly warmUpMs: number
  /** Of the window in which throughput and cost are measured, with `concurrency` clients. */
  readonly loadMs: number
  /** Of the window in which one client alone measures latency. */
  readonly aloneMs: number
  readonly concurrency: number
}

export type Result = {
  readonly scenario: Scenario
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly loadedP99Ms: number
  readonly nodeMs: number
  readonly postgresMs: number
  readonly statementCount: number
  /** Of the round with the median cost, the costliest first. */
  readonly statements: readonly Statement[]
}

/** Work with tokens that are good for minutes to come. */
export type Workshop = (scenario: Scenario) => Promise<Work>

export type RoundsOptions = {
  readonly bench: Bench
  readonly prepareWork: Workshop
  readonly scenarios: readonly Scenario[]
  readonly durations: Durations
  readonly onProgress: (line: string) => void
}

type Round = { readonly loaded: Speed & Cost; readonly alone: Speed }

export async function runRounds(options: RoundsOptions): Promise<Result[]> {
  const { bench, prepareWork, scenarios, durations, onProgress } = options
  for (const scenario of scenarios) {
    onProgress(`warming up ${scenario.name}`)
    await warmUp(bench, await prepareWork(scenario), durations)
  }
  const rounds = new Map<Scenario, Round[]>(scenarios.map((scenario) => [scenario, []]))
  for (let round = 1; round <= durations.rounds; round++) {
    for (const [scenario, measured] of rounds) {
      onProgress(`round ${round} of ${durations.rounds}: ${scenario.name}`)
      measured.push(await runRound(bench, await prepareWork(scenario), durations))
    }
  }
  return [...rounds].map(([scenario, measured]) => summarize(scenario, measured))
}

/** Draws go on from one window to the next: no round repeats another. */
export function workshop(url: string, world: World, seed: number): Workshop {
  const desk = signInDesk(url)
  const random = seededRandom(seed)
  return async (scenario) => scenario.prepare({ world, signedIn: await desk(), random })
}

export async function warmUp(
  bench: Bench,
  work: Work,
  { warmUpMs, concurrency }: Pick<Durations, 'warmUpMs' | 'concurrency'>,
): Promise<void> {
  await measureSpeed(bench, { work, concurrency, durationMs: warmUpMs })
  await settle(bench)
}

async function runRound(
  bench: Bench,
  work: Work,
  { loadMs, aloneMs, concurrency }: Durations,
): Promise<Round> {
  await warmUp(bench, work, { warmUpMs: loadMs / 10, concurrency })
  const loaded = await measureCost(bench, { work, concurrency, durationMs: loadMs })
  const alone = await measureSpeed(bench, { work, concurrency: 1, durationMs: aloneMs })
  await settle(bench)
  return { loaded, alone }
}

function summarize(scenario: Scenario, rounds: readonly Round[]): Result {
  const of = (figure: (round: Round) => number) => median(rounds.map(figure))
  const byCost = rounds.toSorted((left, right) => left.loaded.postgresMs - right.loaded.postgresMs)
  const typical = byCost[Math.floor((byCost.length - 1) / 2)]
  return {
    scenario,
    perSecond: of(({ loaded }) => loaded.perSecond),
    p50Ms: of(({ alone }) => alone.p50Ms),
    p99Ms: of(({ alone }) => alone.p99Ms),
    loadedP99Ms: of(({ loaded }) => loaded.p99Ms),
    nodeMs: of(({ loaded }) => loaded.nodeMs),
    postgresMs: of(({ loaded }) => loaded.postgresMs),
    statementCount: of(({ loaded }) => loaded.statements.reduce((sum, { calls }) => sum + calls, 0)),
    statements: typical?.loaded.statements ?? [],
  }
}
