// `npm run schema:history`: when a part of the contract came, changed, was deprecated or went. docs/schema-registry.md.
import { runHistory } from './run-history.ts'

const { exitCode, stdout, stderr } = await runHistory(process.argv.slice(2))
if (stdout !== '') process.stdout.write(`${stdout}\n`)
if (stderr !== '') process.stderr.write(`${stderr}\n`)
process.exitCode = exitCode
