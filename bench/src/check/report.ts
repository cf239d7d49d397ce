// The schema check's part of the results: how long it takes and whether the budget is held. Pure.
import { type Provenance, provenanceList } from '../provenance.ts'
import { median } from '../statistics.ts'
import { figure, table } from '../table.ts'
import type { Took } from './time-check.ts'

/** Whoever waits longer for a check runs it less often. */
export const budgetMs = 5_000

export type CheckCase = { readonly title: string; readonly took: readonly Took[] }

export type CheckRun = Provenance & { readonly runs: number; readonly cases: readonly CheckCase[] }

export function isHeld({ took }: CheckCase): boolean {
  return median(took.map(({ wallMs }) => wallMs)) < budgetMs
}

export function renderReport(run: CheckRun): string {
  const rows = run.cases.map((each) => {
    const wall = each.took.map(({ wallMs }) => wallMs / 1000)
    return [
      each.title,
      figure(median(wall)),
      figure(Math.min(...wall)),
      figure(Math.max(...wall)),
      figure(median(each.took.map(({ cpuMs }) => cpuMs / 1000))),
      `< ${figure(budgetMs / 1000)}`,
      isHeld(each) ? 'held' : 'missed',
    ]
  })
  return [
    '# What a schema check costs',
    provenanceList(run),
    table(['a check of the whole graph, seconds', 'median', 'least', 'most', 'CPU', 'budget', ''], rows),
    `A process each, from its start to its end: composition, lints, changes, plans of every stored operation before and
after, stale files, changelog. The cases take turns; ${run.runs} runs each after one that does not count. The command fails
when a median is over the budget. On a machine that does other things meanwhile (the load average tells) CPU is the figure
to compare.`,
  ].join('\n\n')
}
