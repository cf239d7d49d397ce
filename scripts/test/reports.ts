// Sums the JSON reports that vitest left in every room's `.reports/`.
import { globSync, readFileSync } from 'node:fs'

export type Totals = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly skippedNames: readonly string[]
}

type Assertion = { readonly fullName: string; readonly status: string }
type Report = {
  readonly numFailedTestSuites: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly Assertion[]
  }[]
}

export function readReports(root: string): Totals {
  const reports = globSync('**/.reports/*.json', { cwd: root, exclude: ['**/node_modules/**'] }).map(
    (path): Report => JSON.parse(readFileSync(`${root}/${path}`, 'utf8')),
  )
  return sumReports(reports)
}

/** A file that failed before its tests could run counts as one failure. */
export function sumReports(reports: readonly Report[]): Totals {
  const files = reports.flatMap((report) => report.testResults)
  const tests = files.flatMap((file) => file.assertionResults)
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed')
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter((test) => test.status === 'failed').length + broken.length,
    skipped: skipped.length,
    skippedNames: skipped.map((test) => test.fullName),
  }
}

export function summaryLine({
  passed,
  failed,
  skipped,
}: Pick<Totals, 'passed' | 'failed' | 'skipped'>): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
