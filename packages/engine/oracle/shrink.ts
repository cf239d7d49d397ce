// Makes a case that differs as small as fast-check can, and tells it with everything that is needed to look at it.
import fc from 'fast-check'
import { createCase, describeCase } from './case.ts'
import type { DrawnCase } from './draw-cases.ts'
import { type GraphChoices, graphChoices } from './graph/choices.ts'
import { judge } from './judge.ts'
import { type OperationChoices, operationChoices } from './operation/choices.ts'
import type { Outcome } from './run/outcome.ts'
import { engine } from './run/run-engine.ts'
import { runStock } from './run/run-stock.ts'
import { createWorld, type World } from './world.ts'

/** Composing takes its time, and so does a supergraph with all that can be left out of it. */
const shrinkForMs = 90_000

export async function shrink(seed: number, { choices, place }: DrawnCase): Promise<string> {
  const endAt = performance.now() + shrinkForMs
  const worldOf = rememberWorlds()
  const property = fc.asyncProperty(operationChoices, graphChoices, async (operation, graph) => {
    const isTooLate = performance.now() > endAt
    const problem = isTooLate ? undefined : await problemOf(worldOf(graph), operation)
    if (problem !== undefined) throw new Error(problem)
  })
  const examples: [OperationChoices, GraphChoices][] = [[choices.operation, choices.graph]]
  const { errorInstance, counterexamplePath } = await fc.check(property, { seed, examples, numRuns: 1 })
  return [
    `The engine's answer differs. Seed ${seed}, supergraph ${place.supergraph}, operation ${place.operation},`,
    `made smaller by path ${counterexamplePath}.`,
    errorInstance instanceof Error ? errorInstance.message : 'It did not differ when it was run again.',
  ].join('\n')
}

/** Most steps change the operation only. */
function rememberWorlds(): (graph: GraphChoices) => World | undefined {
  const worlds = new Map<string, World | undefined>()
  return (graph) => {
    const key = JSON.stringify(graph)
    if (!worlds.has(key)) {
      if (worlds.size > 20) worlds.clear()
      worlds.set(
        key,
        attempt(() => createWorld(graph)),
      )
    }
    return worlds.get(key)
  }
}

/** Only a difference is a problem: what cannot be composed or planned any more is not the case that was found. */
async function problemOf(world: World | undefined, operation: OperationChoices): Promise<string | undefined> {
  const given = world && attempt(() => createCase(world, operation))
  if (!given) return undefined
  const stock = await runStock(given)
  const { problems, engine: ours } = await judge(given, stock, engine)
  if (problems.length === 0) return undefined
  const told = [`# stock\n${stock ? tell(stock) : 'throws'}`, `# engine\n${tell(ours)}`]
  return [problems.join('\n'), describeCase(given), ...told].join('\n\n')
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

function tell({ dataJson, errors, valueCompletion, requests, journal }: Outcome): string {
  return [
    dataJson,
    ...errors.map((error) => `error ${JSON.stringify(error)}`),
    ...valueCompletion.map((path) => `valueCompletion ${path}`),
    ...requests.map((request) => `request ${JSON.stringify(request)}`),
    ...journal.map((line) => `mutation ${line}`),
  ].join('\n')
}
