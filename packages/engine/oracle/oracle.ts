// The oracle: the engine's answer to generated operations over generated supergraphs must be the stock executor's.
import type { Departure } from './compare/normalise.ts'
import type { DrawnCase } from './draw-cases.ts'
import { type Feature, featuresOf } from './features.ts'
import { judge } from './judge.ts'
import { engine } from './run/run-engine.ts'
import { shrink } from './shrink.ts'

export type OracleReport = {
  readonly cases: number
  readonly features: ReadonlyMap<Feature, number>
  readonly departures: ReadonlyMap<Departure, number>
  /** Cases in which nothing went wrong: graphql-js over the whole truth gave the same answer. */
  readonly confirmed: number
}

/** Throws with the smallest case that it finds when an answer differs; `seed` is told then. */
export async function runOracle(
  seed: number,
  drawn: AsyncIterable<DrawnCase> | Iterable<DrawnCase>,
): Promise<OracleReport> {
  const features = new Map<Feature, number>()
  const departures = new Map<Departure, number>()
  let [cases, confirmed] = [0, 0]
  for await (const each of drawn) {
    const { given, stock } = each
    const verdict = await judge(given, stock, engine)
    if (verdict.problems.length > 0) throw new Error(await shrink(seed, each))
    cases++
    if (verdict.isConfirmed) confirmed++
    for (const feature of featuresOf(given, stock ?? verdict.engine)) count(features, feature)
    for (const departure of verdict.departures) count(departures, departure)
  }
  return { cases, features, departures, confirmed }
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
