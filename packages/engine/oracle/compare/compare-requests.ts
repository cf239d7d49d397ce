// What two executors asked of the subgraphs.
import type { Outcome } from '../run/outcome.ts'
import { isSameBag } from './bags.ts'
import { type Comparison, differs } from './normalise.ts'

/** The same questions, each at most as often as stock asks it. Mutations in the same order. */
export function compareRequests(stock: Outcome, engine: Outcome): Comparison {
  const [ofStock, ofEngine] = [questions(stock), questions(engine)]
  const problems: string[] = []
  if (!isSameBag([...ofStock.keys()], [...ofEngine.keys()])) problems.push('other requests')
  const isTooOften = [...ofEngine].some(([question, count]) => count > (ofStock.get(question) ?? 0))
  if (isTooOften) problems.push('asked too often')
  // Where a subgraph knows an interface as an object, one representation may stand for several types.
  const repeats = engine.requests.some(
    ({ representations = [] }) =>
      new Set(representations).size < representations.length &&
      !representations.some((each) => each.includes('"__typename":"J')),
  )
  if (repeats) problems.push('one representation twice in a request')
  if (stock.journal.join('\n') !== engine.journal.join('\n')) problems.push('other mutations')
  return differs(...problems)
}

/** How often what was asked of whom. */
function questions({ requests }: Outcome): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { subgraph, question: asked, variables, representations = [''] } of requests) {
    for (const representation of representations) {
      const question = `${subgraph} ${asked} ${variables} ${representation}`
      counts.set(question, (counts.get(question) ?? 0) + 1)
    }
  }
  return counts
}
