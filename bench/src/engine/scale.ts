// How the engine's cost grows: with the entities of an answer, and with the number of operations it has cached.
// Each case has a process of its own, since what an engine has seen changes how fast it is.
import type { MeasuringOptions } from './compare.ts'
import { openBenchmarkGraph } from './graph/benchmark-graph.ts'
import { distinctQueries } from './graph/operations.ts'
import { openEngine } from './peers/peers.ts'
import { type Figures, runRounds } from './rounds.ts'
import { type Bench, warmUp } from './windows.ts'
import { type Question, workOf } from './work.ts'

export const manyGroups = 10
export const manyOperations = 1_000

export const scaleCases = ['one group', 'ten groups', 'one operation', 'many operations'] as const
export type ScaleCase = (typeof scaleCases)[number]
export type ScaleResult = { readonly scale: ScaleCase; readonly figures: Figures }

export async function scaleEngine(bench: Bench, options: MeasuringOptions): Promise<ScaleResult[]> {
  const { concurrency, warmUpMs, onProgress } = options
  await using opened = new AsyncDisposableStack()
  const one = await openBenchmarkGraph(bench.subgraphs)
  const ten = await openBenchmarkGraph(bench.subgraphs, manyGroups)
  const many = await Promise.all(distinctQueries(manyOperations).map(one.ask))
  const questionsOf: Readonly<Record<ScaleCase, readonly Question[]>> = {
    'one group': [one.benchmark],
    'ten groups': [ten.benchmark],
    'one operation': many.slice(0, 1),
    'many operations': many,
  }
  const cases = []
  for (const scale of scaleCases) {
    onProgress(`starting an engine: ${scale}`)
    const { supergraphSdl } = scale === 'ten groups' ? ten : one
    const target = opened.use(await openEngine({ supergraphSdl, answers: {} }))
    const work = workOf(questionsOf[scale])
    // Twice: once to plan it, once to have it cached.
    const units = 2 * questionsOf[scale].length
    await warmUp(bench, { target, work }, { concurrency, durationMs: warmUpMs, units })
    cases.push({ name: `engine, ${scale}`, scale, target, work })
  }
  return await runRounds(bench, cases, options)
}
