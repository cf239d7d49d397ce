// The command line of the bench of the schema check.
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { parseOptions } from '../parse-options.ts'

export type CheckBenchOptions = {
  readonly runs: number
  /** Where the report goes instead of bench/RESULTS.md. */
  readonly output: string | undefined
  readonly help: boolean
}

export const usage = `usage: npm run bench:check -- [options]

Measures how long npm run schema:check takes for the whole graph, and fails when it takes longer than its budget.

  --runs N       of which the median is held against the budget (5)
  --output FILE  where the report goes: bench/RESULTS.md
  --help
`

/** Throws a StartupError with one sentence. */
export function readOptions(args: readonly string[]): CheckBenchOptions {
  const { runs, output, help = false } = parse(args)
  const count = Number(runs ?? 5)
  if (!Number.isSafeInteger(count) || count < 1)
    throw new StartupError(`--runs must be a whole number from 1, not ${runs}.`)
  return { runs: count, output, help }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  return parseOptions(args, { runs: text, output: text, help: { type: 'boolean' } })
}
