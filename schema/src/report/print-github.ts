// For GitHub: annotations as workflow commands, and a summary in Markdown. Names that clients chose end up in both, so
// everything is escaped.

import type { Finding } from '../findings.ts'
import type { Place } from '../place.ts'
import { escapeMarkdown } from './escape-markdown.ts'
import { tellAffected, tellCost } from './list-findings.ts'
import { cutDetails } from './print-terminal.ts'
import type { CheckReport } from './report.ts'
import { type Summary, tellCounts } from './summarize.ts'

/** One command a line, and the verdict as the last line. */
export function printAnnotations(findings: readonly Finding[], { verdict }: Summary): string {
  return [...findings.map(annotate), verdict].join('\n')
}

/** What kept the check from being made, where it is known. */
export function printFailure(message: string, place: Place | undefined): string {
  return annotate({ severity: 'error', rule: 'not made', message, place })
}

function annotate({ severity, rule, message, details = [], place }: Finding): string {
  const where = place === undefined ? [] : [`file=${property(place.file)}`, `line=${place.line}`]
  const properties = [...where, `title=${property(`schema:check ${rule}`)}`].join(',')
  return `::${severity} ${properties}::${data([message, ...cutDetails(details)].join('\n'))}`
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}

export function printMarkdown(report: CheckReport, findings: readonly Finding[], summary: Summary): string {
  const changed = tellCounts(summary.changes)
  const costs = report.plans.filter(({ verdict }) => verdict !== 'same')
  const known = new Set(['breaking', 'unproven', 'dangerous', 'unused', 'excepted', 'costlier', 'cheaper'])
  const others = findings.filter(({ rule }) => !known.has(rule))
  const sections = [
    `## Schema check\n\n**${summary.verdict}** ${escapeMarkdown(summary.subject)}${changed === '' ? '' : ` Changes: ${changed}.`}`,
    table(
      ['', 'Finding'],
      others.map(({ severity, rule, message }) => [`${severity} ${rule}`, message]),
    ),
    table(
      ['Verdict', 'Where', 'Change', 'Used by'],
      report.changes
        .filter(({ verdict }) => verdict !== 'safe')
        .map(({ verdict, at, message, usedBy }) => [
          verdict,
          at,
          message,
          cutDetails(usedBy.map(tellAffected)).join('\n'),
        ]),
    ),
    table(
      ['Operation', 'Verdict', 'Before', 'Now'],
      costs.map(({ operation, verdict, before, after }) => [
        operation,
        verdict,
        tellCost(before),
        tellCost(after),
      ]),
    ),
    report.plans.length === 0
      ? ''
      : `${report.plans.length} operations planned, ${summary.costlier} costlier.`,
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}
