// For programs. Fields are added, never renamed or removed, within one version.
import type { Finding } from '../findings.ts'
import type { CheckReport } from './report.ts'
import type { Summary } from './summarize.ts'

export function printJson(
  { base, subgraph, traffic, evidence, changes, plans, costs, maxCost }: CheckReport,
  findings: readonly Finding[],
  { summary, holds }: { readonly summary: Summary; readonly holds: boolean },
): string {
  const report = {
    version: 1,
    holds,
    base: base.kind === 'absent' ? base : { kind: base.kind, from: base.from },
    subgraph: subgraph ?? null,
    traffic:
      traffic === undefined
        ? null
        : { from: traffic.from, until: traffic.until, operations: traffic.operations.length },
    evidence,
    counts: { findings: summary.findings, changes: summary.changes, costlier: summary.costlier },
    findings,
    changes,
    plans,
    // JSON knows no Infinity.
    costs: costs.map(({ after, before, ...cost }) => ({
      ...cost,
      ...(before === undefined ? {} : { before: finite(before) }),
      after: finite(after),
    })),
    maxCost,
  }
  return JSON.stringify(report, null, 2)
}

/** Null for what cannot be bounded. */
function finite(cost: number): number | null {
  return Number.isFinite(cost) ? cost : null
}
