// `npm test`: everything that must hold, in one go, then one line of numbers from vitest's own reports.
// `--no-skips` (CI) counts a skipped test as a failure.
import { spawnSync } from 'node:child_process'
import { globSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readReports, summaryLine } from './test/reports.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const noSkips = process.argv.includes('--no-skips')

// A report that an earlier run left would be counted as one of this run; turbo restores those of cached tasks.
for (const report of globSync('**/.reports/*.json', { cwd: root, exclude: ['**/node_modules/**'] })) {
  rmSync(`${root}/${report}`)
}

const checks = [
  '//#lint',
  '//#boundaries',
  '//#typecheck:scripts',
  '//#test:scripts',
  'typecheck',
  'schema:check',
  'tables:check',
]
const stages = [[...checks, 'test:unit', 'test:pg'], ['test:e2e']]

const passed = stages.map((tasks) => turbo(tasks)).every(Boolean)

const total = readReports(root)
const bad = total.failed + (noSkips ? total.skipped : 0)
for (const name of total.skippedNames) console.log(`skipped: ${name}`)
if (!passed) console.log('A check or a test failed; the first error above says which.')
console.log(summaryLine({ ...total, failed: passed ? bad : Math.max(bad, 1) }))
process.exit(passed && bad === 0 ? 0 : 1)

function turbo(tasks: readonly string[]): boolean {
  const { status } = spawnSync(
    'turbo',
    [
      'run',
      ...tasks,
      '--concurrency=2',
      '--continue=always',
      '--output-logs=new-only',
      '--log-order=grouped',
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        TURBO_TELEMETRY_DISABLED: '1',
        TURBO_NO_UPDATE_NOTIFIER: '1',
        APOLLO_TELEMETRY_DISABLED: '1',
      },
    },
  )
  return status === 0
}
