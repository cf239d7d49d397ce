// Draws supergraphs and operations with deferred fragments, and holds their answers against those in one piece.
import fc from 'fast-check'
import { createCase } from '../case.ts'
import type { RunOptions } from '../draw-cases.ts'
import { graphChoices } from '../graph/choices.ts'
import { operationChoices } from '../operation/choices.ts'
import { createWorld, type World } from '../world.ts'
import { compareDeferred, plannerFor } from './compare-deferred.ts'

export type DeferredReport = {
  readonly cases: number
  /** Of those, with at least one part, and with all parts in health. */
  readonly deferred: number
  readonly whole: number
  readonly parts: number
  /** Operations that the planner refuses, deferred or not. */
  readonly refused: number
  /** The first few that differ, with what is needed to look at them. */
  readonly wrong: readonly string[]
}

/** Nothing goes wrong, but that things are null that may be. */
const healthy = { error: 0, null: 1, violation: 0, missing: 0, corrupt: 0 }
const maxWrong = 3

export async function runDeferred({ seed, supergraphs, operations }: RunOptions): Promise<DeferredReport> {
  const report = { cases: 0, deferred: 0, whole: 0, parts: 0, refused: 0, wrong: [] as string[] }
  const graphs = fc.sample(fc.noBias(graphChoices), { seed, numRuns: supergraphs })
  for (const [index, graph] of graphs.entries()) {
    // In every other supergraph, so that there is a whole to make up.
    const world = createWorld(index % 2 === 0 ? { ...graph, rates: healthy } : graph)
    if (world) await runWorld(world, { seed: seed + index, operations, report })
    if (report.wrong.length >= maxWrong) break
  }
  return report
}

type WorldRun = {
  readonly seed: number
  readonly operations: number
  readonly report: { -readonly [Key in keyof DeferredReport]: DeferredReport[Key] } & { wrong: string[] }
}

async function runWorld(world: World, { seed, operations, report }: WorldRun): Promise<void> {
  const planner = plannerFor(world)
  for (const [at, choices] of fc
    .sample(fc.noBias(operationChoices), { seed, numRuns: operations })
    .entries()) {
    const given = createCase(world, choices)
    if (!given) continue
    const verdict = await compareDeferred(given, planner, `${seed} ${at}`)
    if (!verdict) {
      report.refused++
      continue
    }
    const { parts, isWhole, problems, text } = verdict
    report.cases++
    report.parts += parts
    if (parts > 0) report.deferred++
    if (parts > 0 && isWhole) report.whole++
    if (problems.length === 0) continue
    const told = [`seed ${seed}, operation ${at}`, ...problems, text, JSON.stringify(given.variables)]
    report.wrong.push([...told, world.supergraphSdl].join('\n'))
  }
}
