import { expect, it } from 'vitest'
import { summaryLine, sumReports } from './reports.ts'

const file = (status: string, ...statuses: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: statuses.map((each, index) => ({ fullName: `test ${index}`, status: each })),
})
const report = (...testResults: ReturnType<typeof file>[]) => ({
  numFailedTestSuites: 0,
  numFailedTests: 0,
  testResults,
})

it('adds passed, failed and skipped tests of all reports', () => {
  const total = sumReports([
    report(file('passed', 'passed', 'skipped')),
    report(file('failed', 'failed', 'passed', 'todo')),
  ])
  expect(total).toEqual({ passed: 2, failed: 1, skipped: 2, skippedNames: ['test 1', 'test 2'] })
  expect(summaryLine(total)).toBe('2 passed, 1 failed, 2 skipped')
})

it('counts a file that broke before its tests as a failure', () => {
  expect(sumReports([report(file('failed'))]).failed).toBe(1)
})
