// The command behind `npm run schema:check`: options in, text and an exit code out.
import { appendFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readBase } from './base/base.ts'
import { checkContract } from './check.ts'
import { type CheckOptions, parseOptions, usage } from './check-options.ts'
import { loadContract } from './contract.ts'
import { readEventFiles } from './events/load-events.ts'
import { exceptions } from './exceptions.ts'
import type { Finding } from './findings.ts'
import { placeOfError } from './place.ts'
import { listFindings } from './report/list-findings.ts'
import { printAnnotations, printFailure, printMarkdown } from './report/print-github.ts'
import { printJson } from './report/print-json.ts'
import { printTerminal } from './report/print-terminal.ts'
import type { CheckReport } from './report/report.ts'
import { type Summary, summarize } from './report/summarize.ts'
import { tellFailure } from './tell-failure.ts'
import { findTraffic } from './traffic/find-traffic.ts'

export type Outcome = { readonly exitCode: 0 | 1 | 2; readonly stdout: string; readonly stderr: string }

export type Surroundings = {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly colour: boolean
  /** `2026-01-31`, in UTC. */
  readonly today: string
}

/** Never rejects: what keeps the check from being made is exit code 2, never taken for "the contract holds". */
export async function runCheck(args: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  try {
    const options = parseOptions(args, surroundings.environment)
    if (options.help) return { exitCode: 0, stdout: usage, stderr: '' }
    return await check(options, surroundings)
  } catch (error) {
    const reason = `The schema check could not be made: ${tellFailure(error)}`
    const onGithub = surroundings.environment.GITHUB_ACTIONS === 'true' && !args.includes('--format')
    return { exitCode: 2, stdout: onGithub ? printFailure(reason, placeOfError(error)) : '', stderr: reason }
  }
}

async function check(options: CheckOptions, { colour, environment, today }: Surroundings): Promise<Outcome> {
  // npm runs a room's script inside the room; paths are meant from where npm was called.
  const folder = environment.INIT_CWD ?? '.'
  const [base, traffic] = await Promise.all([
    readBase(options.base, { folder }),
    options.traffic === undefined ? undefined : findTraffic(options.traffic, folder),
  ])
  // A base that somebody asked for must be there; the default one may be missing.
  if (base.kind === 'absent' && options.base !== undefined) throw new Error(`${base.reason}.`)
  const { subgraph } = options
  const report = await checkContract({
    contract: loadContract(),
    base,
    exceptions,
    traffic,
    events: readEventFiles(),
    minDays: options.minDays,
    today,
    maxCost: options.maxCost,
    subgraph,
    stale: true,
  })
  const findings = listFindings(report)
  const summary = summarize(report, findings, options.failing)
  const holds = !findings.some(({ severity }) => options.failing.includes(severity))
  const stdout = print(report, findings, { summary, holds, colour, format: options.format })
  if (options.summary !== undefined) {
    const path = resolve(folder, options.summary)
    try {
      await appendFile(path, printMarkdown(report, findings, summary))
    } catch (error) {
      return { exitCode: 2, stdout, stderr: `The summary could not be written: ${tellFailure(error)}` }
    }
  }
  return { exitCode: holds ? 0 : 1, stdout, stderr: '' }
}

type Printing = Pick<CheckOptions, 'format'> & {
  readonly summary: Summary
  readonly holds: boolean
  readonly colour: boolean
}

function print(report: CheckReport, findings: readonly Finding[], printing: Printing): string {
  switch (printing.format) {
    case 'json':
      return printJson(report, findings, printing)
    case 'github':
      return printAnnotations(findings, printing.summary)
    case 'terminal':
      return printTerminal(report, findings, printing)
  }
}
