// `npm run schema:check`: judges the contract of the working copy. Options and exit codes: docs/schema-checks.md.
import { runCheck } from './run-check.ts'
import { dayOf } from './traffic/utc-day.ts'

const { exitCode, stdout, stderr } = await runCheck(process.argv.slice(2), {
  environment: process.env,
  today: dayOf(Date.now()),
  colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
})
if (stdout !== '') process.stdout.write(`${stdout}\n`)
if (stderr !== '') process.stderr.write(`${stderr}\n`)
process.exitCode = exitCode
