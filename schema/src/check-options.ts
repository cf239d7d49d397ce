// What the command takes. Everything is said at once when it is wrong.
import { parseArgs } from 'node:util'
import type { Severity } from './findings.ts'
import { shopMaxCost } from './limits.ts'
import { type SubgraphName, subgraphNames } from './subgraphs.ts'
import { defaultMinDays } from './traffic/weigh-traffic.ts'

export type Format = 'terminal' | 'github' | 'json'

export type CheckOptions = {
  readonly base: string | undefined
  readonly traffic: string | undefined
  /** How many days of traffic make a removal that nobody uses pass. */
  readonly minDays: number
  /** The estimated cost past which the gateway refuses an operation. */
  readonly maxCost: number
  readonly subgraph: SubgraphName | undefined
  readonly format: Format
  /** Where the Markdown summary is appended. */
  readonly summary: string | undefined
  readonly failing: readonly Severity[]
  readonly help: boolean
}

/** Recordings keep no more. */
const maxMinDays = 90

export const usage = `npm run schema:check -- [options]
  --base REF|FILE|URL    what to compare with: a commit, a supergraph or an API schema in a file, a running endpoint
                         (SCHEMA_BASE)
  --traffic FILE|FOLDER|URL  traffic that gateways recorded (SCHEMA_TRAFFIC)
  --min-days DAYS        how many days it must cover before what nobody used may go; ${defaultMinDays} (SCHEMA_MIN_DAYS)
  --max-cost COST        past which the gateway refuses an operation; ${shopMaxCost} (SCHEMA_MAX_COST)
  --subgraph NAME        ${subgraphNames.join(', ')}: this one alone, with the others as the base has them
  --format FORMAT        terminal, github or json
  --summary FILE         append a summary in Markdown
  --fail-on SEVERITY     error (default) or warning
Exit code 0: the contract holds. 1: it does not. 2: the check could not be made.`

const formats: readonly Format[] = ['terminal', 'github', 'json']

/** Throws for what it does not know. `environment` gives what CI knows and a step's command should not have to repeat. */
export function parseOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CheckOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      base: text,
      traffic: text,
      'min-days': text,
      'max-cost': text,
      subgraph: text,
      format: text,
      summary: text,
      'fail-on': text,
      help: { type: 'boolean' },
    },
  })
  const onGithub = environment.GITHUB_ACTIONS === 'true'
  const failOn = oneOf('fail-on', values['fail-on'] ?? 'error', ['error', 'warning'])
  return {
    base: values.base ?? (environment.SCHEMA_BASE || undefined),
    traffic: values.traffic ?? (environment.SCHEMA_TRAFFIC || undefined),
    minDays: daysOf(values['min-days'] ?? (environment.SCHEMA_MIN_DAYS || String(defaultMinDays))),
    maxCost: costOf(values['max-cost'] ?? (environment.SCHEMA_MAX_COST || String(shopMaxCost))),
    subgraph: values.subgraph === undefined ? undefined : oneOf('subgraph', values.subgraph, subgraphNames),
    format: oneOf('format', values.format ?? (onGithub ? 'github' : 'terminal'), formats),
    summary: values.summary ?? (onGithub ? environment.GITHUB_STEP_SUMMARY : undefined),
    failing: failOn === 'warning' ? ['error', 'warning'] : ['error'],
    help: values.help ?? false,
  }
}

function daysOf(value: string): number {
  const days = Number(value)
  if (!/^\d+$/.test(value) || days < 1 || days > maxMinDays)
    throw new Error(`--min-days must be a number from 1 to ${maxMinDays}, not ${value}.`)
  return days
}

function costOf(value: string): number {
  const cost = Number(value)
  if (!/^\d+$/.test(value) || cost < 1)
    throw new Error(`--max-cost must be a whole number from 1, not ${value}.`)
  return cost
}

/** Throws when it is none of them. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw new Error(`--${option} must be one of ${allowed.join(', ')}, not ${value}.`)
  return found
}
