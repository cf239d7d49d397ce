// `npm run boundaries`: fails when a file breaks an arrow of ARCHITECTURE.md or a rule of the house that a program
// can see. Prints every violation with its place.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findCycles } from './boundaries/cycles.ts'
import { findViolations } from './boundaries/rules.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], {
  cwd: root,
  encoding: 'utf8',
})
const files = listed
  .split('\n')
  .filter((path) => path !== '' && existsSync(`${root}/${path}`))
  .map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }))

const violations = [...files.flatMap(findViolations), ...findCycles(files)]
for (const violation of violations) console.error(violation)
console.log(`boundaries: ${files.length} files, ${violations.length} violations`)
process.exit(violations.length === 0 ? 0 : 1)
