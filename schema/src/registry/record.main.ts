// `npm run schema:record`: keeps the changelog in step with the contract. docs/schema-registry.md says how.
import { dayOf } from '../traffic/utc-day.ts'
import { runRecord } from './run-record.ts'

const { exitCode, stdout, stderr } = await runRecord(process.argv.slice(2), dayOf(Date.now()))
if (stdout !== '') process.stdout.write(`${stdout}\n`)
if (stderr !== '') process.stderr.write(`${stderr}\n`)
process.exitCode = exitCode
