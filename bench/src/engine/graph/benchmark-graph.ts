// The benchmark's graph of one size, as a gateway gets it, with the questions to it and their right answers.

import type { Subgraphs } from '../subgraphs/subgraphs.ts'
import type { Question } from '../work.ts'
import { benchmarkQuery, smallQuery } from './operations.ts'
import { apiSchemaOf, composeSupergraph, expectedData } from './supergraph.ts'
import { createWorld, topPerGroup } from './world.ts'

export type BenchmarkGraph = {
  readonly supergraphSdl: string
  readonly benchmark: Question
  readonly small: Question
  ask(query: string): Promise<Question>
}

export async function openBenchmarkGraph(
  subgraphs: Pick<Subgraphs, 'url'>,
  groups = 1,
): Promise<BenchmarkGraph> {
  const world = createWorld(groups)
  const supergraphSdl = composeSupergraph((name) => subgraphs.url(groups, name))
  const schema = apiSchemaOf(supergraphSdl)
  const ask = async (query: string) => ({ query, data: await expectedData(schema, world, query) })
  return {
    supergraphSdl,
    benchmark: await ask(benchmarkQuery(groups === 1 ? undefined : groups * topPerGroup)),
    small: await ask(smallQuery),
    ask,
  }
}
