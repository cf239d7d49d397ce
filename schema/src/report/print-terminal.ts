// For people at a terminal: findings worst first, then what changed and what it costs in one line each, then the verdict.
import type { Finding, Severity } from '../findings.ts'
import type { CheckReport } from './report.ts'
import { type Summary, tellCounts } from './summarize.ts'

const maxDetails = 10

const marks: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', notice: '·' }
const colours: Readonly<Record<Severity, number>> = { error: 31, warning: 33, notice: 2 }

/** `colour` adds ANSI escapes. */
export function printTerminal(
  report: CheckReport,
  findings: readonly Finding[],
  { summary, colour }: { readonly summary: Summary; readonly colour: boolean },
): string {
  const changed = tellCounts(summary.changes)
  return [
    summary.subject,
    ...findings.flatMap((finding) => tellFinding(finding, colour)),
    ...(changed === '' ? [] : [`Changes: ${changed}.`]),
    ...(report.plans.length === 0 ? [] : [tellPlans(report, summary)]),
    summary.verdict,
  ].join('\n')
}

function tellPlans({ plans }: CheckReport, { costlier }: Summary): string {
  const compared = plans.some(({ before }) => before !== undefined)
  return `Plans: ${plans.length} operations, ${compared ? `${costlier} costlier than before` : 'not compared with before'}.`
}

function tellFinding(
  { severity, rule, message, details = [], place }: Finding,
  colour: boolean,
): readonly string[] {
  const mark = `${marks[severity]} ${rule}`
  const head = colour ? `\u001b[${colours[severity]}m${mark}\u001b[0m` : mark
  const at = place === undefined ? '' : ` (${place.file}:${place.line})`
  return [`${head}  ${message}${at}`, ...cutDetails(details).map((detail) => `    ${detail}`)]
}

export function cutDetails(details: readonly string[]): readonly string[] {
  if (details.length <= maxDetails) return details
  return [...details.slice(0, maxDetails), `and ${details.length - maxDetails} more`]
}
