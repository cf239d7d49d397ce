// `node scripts/vitest.ts unit|pg|e2e|deep`: that kind of test of the workspace one stands in, with a JSON report in its
// `.reports/` for whoever sums up. A workspace without tests of the kind passes.
import { join, sep } from 'node:path'
import { startVitest } from 'vitest/node'

const [kind] = process.argv.slice(2)
if (kind === undefined || !['unit', 'pg', 'e2e', 'deep'].includes(kind)) {
  console.error('usage: node scripts/vitest.ts unit|pg|e2e|deep')
  process.exit(2)
}

const workspace = process.cwd()
const vitest = await startVitest([workspace + sep], {
  root: join(import.meta.dirname, '..'),
  project: [kind],
  run: true,
  passWithNoTests: true,
  reporters: ['default', ['json', { outputFile: join(workspace, '.reports', `${kind}.json`) }]],
})
await vitest.exit()
