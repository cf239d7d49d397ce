// What the command takes. Everything is said at once when it is wrong.
import { parseArgs } from 'node:util'
import type { Severity } from './findings.ts'
import { type SubgraphName, subgraphNames } from './subgraphs.ts'

export type Format = 'terminal' | 'github' | 'json'

export type CheckOptions = {
  readonly base: string | undefined
  readonly traffic: string | undefined
  readonly subgraph: SubgraphName | undefined
  readonly format: Format
  /** Where the Markdown summary is appended. */
  readonly summary: string | undefined
  readonly failing: readonly Severity[]
  readonly help: boolean
}

export const usage = `npm run schema:check -- [options]
  --base REF|FILE|URL    what to compare with: a commit, a supergraph or an API schema in a file, a running endpoint
  --traffic FILE|FOLDER  traffic that gateways recorded
  --subgraph NAME        ${subgraphNames.join(', ')}: this one alone, with the others as the base has them
  --format FORMAT        terminal, github or json
  --summary FILE         append a summary in Markdown
  --fail-on SEVERITY     error (default) or warning
Exit code 0: the contract holds. 1: it does not. 2: the check could not be made.`

const formats: readonly Format[] = ['terminal', 'github', 'json']

/** Throws for what it does not know. `environment` chooses the defaults inside GitHub Actions. */
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
    base: values.base,
    traffic: values.traffic,
    subgraph: values.subgraph === undefined ? undefined : oneOf('subgraph', values.subgraph, subgraphNames),
    format: oneOf('format', values.format ?? (onGithub ? 'github' : 'terminal'), formats),
    summary: values.summary ?? (onGithub ? environment.GITHUB_STEP_SUMMARY : undefined),
    failing: failOn === 'warning' ? ['error', 'warning'] : ['error'],
    help: values.help ?? false,
  }
}

/** Throws when it is none of them. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw new Error(`--${option} must be one of ${allowed.join(', ')}, not ${value}.`)
  return found
}
