// The cases of a run, from its seed: supergraphs that compose, operations that can be planned, and what the stock
// executor makes of them.
import fc from 'fast-check'
import { type Case, createCase } from './case.ts'
import { type GraphChoices, graphChoices } from './graph/choices.ts'
import { type OperationChoices, operationChoices } from './operation/choices.ts'
import type { Outcome } from './run/outcome.ts'
import { runStock } from './run/run-stock.ts'
import { createWorld } from './world.ts'

export type RunOptions = {
  readonly seed: number
  readonly supergraphs: number
  /** Operations per supergraph. */
  readonly operations: number
}

export type DrawnCase = {
  readonly given: Case
  /** Undefined when it threw. */
  readonly stock: Outcome | undefined
  readonly choices: { readonly graph: GraphChoices; readonly operation: OperationChoices }
  /** Which supergraph of the run, and which operation over it. */
  readonly place: { readonly supergraph: number; readonly operation: number }
}

export type Waste = {
  /** Supergraphs that do not compose. */
  discarded: number
  /** Operations that Apollo's planner refuses. */
  unplanned: number
}

export function noWaste(): Waste {
  return { discarded: 0, unplanned: 0 }
}

export async function* drawCases(
  { seed, supergraphs, operations }: RunOptions,
  waste: Waste,
): AsyncGenerator<DrawnCase> {
  let composed = 0
  // Twice as many as are wanted: hardly one in a hundred does not compose.
  const graphs = fc.sample(fc.noBias(graphChoices), { seed, numRuns: supergraphs * 2 })
  for (const [supergraph, graph] of graphs.entries()) {
    if (composed === supergraphs) return
    const world = createWorld(graph)
    if (!world) {
      waste.discarded++
      continue
    }
    composed++
    const drawn = fc.sample(fc.noBias(operationChoices), { seed: seed + supergraph, numRuns: operations })
    for (const [index, operation] of drawn.entries()) {
      const given = createCase(world, operation)
      if (!given) waste.unplanned++
      else {
        const place = { supergraph, operation: index }
        yield { given, stock: await runStock(given), choices: { graph, operation }, place }
      }
    }
  }
}
