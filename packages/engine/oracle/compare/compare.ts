// The engine's outcome of a case held against the stock executor's.
import type { Case } from '../case.ts'
import type { Outcome } from '../run/outcome.ts'
import { compareCompletion } from './compare-completion.ts'
import { compareData } from './compare-data.ts'
import { compareErrors } from './compare-errors.ts'
import { compareRequests } from './compare-requests.ts'
import { mergesNestedLists } from './nested-lists.ts'
import { type Comparison, departs } from './normalise.ts'

/** `stock` is undefined when it threw. */
export async function compare(given: Case, stock: Outcome | undefined, engine: Outcome): Promise<Comparison> {
  if (!stock) return departs('stock throws')
  if (mergesNestedLists(given)) return departs('nested lists')
  const found = [
    await compareData(given, stock, engine),
    compareRequests(stock, engine),
    await compareErrors(given, stock, engine),
    await compareCompletion(given, stock, engine),
  ]
  return {
    problems: found.flatMap(({ problems }) => problems),
    departures: found.flatMap(({ departures }) => departures),
  }
}
