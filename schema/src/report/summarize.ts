// The sentences that every output shares: what was compared with what, how many of each, and whether the contract holds.
import type { Verdict } from '../changes/judge-changes.ts'
import type { Finding, Severity } from '../findings.ts'
import type { CheckReport } from './report.ts'

export type Summary = {
  /** What was judged and by which evidence. */
  readonly subject: string
  readonly changes: Readonly<Partial<Record<Verdict, number>>>
  readonly findings: Readonly<Record<Severity, number>>
  readonly costlier: number
  readonly verdict: string
}

export function summarize(
  report: CheckReport,
  findings: readonly Finding[],
  failing: readonly Severity[],
): Summary {
  const changes: Partial<Record<Verdict, number>> = {}
  for (const { verdict } of report.changes) changes[verdict] = (changes[verdict] ?? 0) + 1
  const counts = { error: 0, warning: 0, notice: 0 }
  for (const { severity } of findings) counts[severity] += 1
  const failed = failing.reduce((sum, severity) => sum + counts[severity], 0)
  return {
    subject: subjectOf(report),
    changes,
    findings: counts,
    costlier: report.plans.filter(({ verdict }) => verdict === 'costlier').length,
    verdict: failed === 0 ? 'The contract holds.' : `The schema check failed: ${failed} ${plural(failed)}.`,
  }
}

function plural(count: number): string {
  return count === 1 ? 'finding' : 'findings'
}

function subjectOf({ base, subgraph, traffic }: CheckReport): string {
  const what = subgraph === undefined ? 'The whole graph' : `Subgraph ${subgraph} alone`
  const against = base.kind === 'absent' ? 'without a base' : `against ${base.from}`
  if (traffic === undefined) return `${what} ${against}, without recorded traffic.`
  const { from, until, operations } = traffic
  return `${what} ${against}, with traffic from ${from} to ${until} (${operations.length} operations).`
}

/** `2 breaking, 1 safe`; empty when nothing changed. */
export function tellCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')
}
