// What an executor's outcome of a case is worth: held against the stock executor's, and against the truth itself where
// nothing went wrong.
import type { Case } from './case.ts'
import { compare } from './compare/compare.ts'
import type { Departure } from './compare/normalise.ts'
import { requiringName } from './graph/model.ts'
import { isEmpty } from './is-empty.ts'
import type { Outcome } from './run/outcome.ts'
import { type Executor, runEngine } from './run/run-engine.ts'
import { runMonolith } from './run/run-monolith.ts'

export type Verdict = {
  readonly engine: Outcome
  /** None when the outcome is right. */
  readonly problems: readonly string[]
  readonly departures: readonly Departure[]
  /** graphql-js over the whole truth gives the same answer. */
  readonly isConfirmed: boolean
}

/** `stock` is undefined when it threw. */
export async function judge(given: Case, stock: Outcome | undefined, executor: Executor): Promise<Verdict> {
  const engine = await runEngine(given, executor)
  const { problems, departures } = await compare(given, stock, engine)
  const truth = problems.length === 0 && canBeTrue(given, engine) ? await runMonolith(given) : undefined
  if (truth === undefined) return { engine, problems, departures, isConfirmed: false }
  const isConfirmed = isTrue(JSON.parse(engine.dataJson), JSON.parse(truth))
  return { engine, problems: isConfirmed ? [] : [`the truth is ${truth}`], departures, isConfirmed }
}

function canBeTrue({ text }: Case, { errors, valueCompletion, hasMissing, requests }: Outcome): boolean {
  // What is required for a field that a condition leaves out, the planner may require for others too.
  const isPlannedRight = !requiringName.test(text) || !/@(skip|include)/.test(text)
  const isHealthy = errors.length === 0 && valueCompletion.length === 0 && !hasMissing
  return isPlannedRight && isHealthy && requests.every(({ outage }) => outage === undefined)
}

/** But for objects of which conditions leave nothing, which may be null. */
function isTrue(value: unknown, truth: unknown): boolean {
  if (typeof value !== 'object' || typeof truth !== 'object' || truth === null) return value === truth
  if (value === null) return isEmpty(truth)
  const keys = Object.keys(truth)
  return (
    keys.join() === Object.keys(value).join() &&
    keys.every((key) => isTrue(Reflect.get(value, key), Reflect.get(truth, key)))
  )
}
