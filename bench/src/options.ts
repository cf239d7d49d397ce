// The command line of the bench.
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { parseOptions } from './parse-options.ts'
import type { Durations } from './rounds.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { scenarios } from './scenarios/scenarios.ts'
import { type Topology, topologies } from './session.ts'

export type Options = {
  readonly products: readonly number[]
  readonly topologies: readonly Topology[]
  readonly scenarios: readonly Scenario[]
  readonly durations: Durations
  readonly seed: number
  readonly fresh: boolean
  readonly clean: boolean
  readonly help: boolean
  /** Where the report goes instead of where it goes by default. */
  readonly output: string | undefined
  /** Everything, at full length: what bench/RESULTS.md is about. */
  readonly isWhole: boolean
}

export const usage = `usage: npm run bench -- [options]

Measures the shop over both topologies with a thousand and a million products: requests per second, latency, CPU of
Node and of PostgreSQL, SQL statements per request. A whole run takes about half an hour, the first one some minutes
more to make the databases, which are kept in .supermarket/bench.

  --quick                 short windows, one round, a thousand products: does it work?
  --products 1000,…       sizes of the catalogue (1000,1000000)
  --topology NAME,…       "one process", "services" (both)
  --scenario NAME,…       ${scenarios.map(({ name }) => name).join(', ')} (all)
  --rounds N              rounds of which the median is quoted (3)
  --seconds N             length of a loaded window (5); the one for latency takes half of it
  --concurrency N         clients in a loaded window (8)
  --seed N                of what is drawn (1)
  --fresh                 make the databases afresh
  --clean                 delete the bench's databases, and nothing else
  --output FILE           where the report goes: bench/RESULTS.md for a whole run, otherwise .supermarket/bench/RESULTS.md
  --help
`

/** Throws a StartupError with one sentence. */
export function readOptions(args: readonly string[]): Options {
  const given = parse(args)
  const quick = given.quick ?? false
  const count = (name: 'rounds' | 'seconds' | 'concurrency' | 'seed', fallback: number) =>
    given[name] === undefined ? fallback : positive(given[name], name)
  const seconds = count('seconds', quick ? 1 : 5)
  const narrowing = ['quick', 'products', 'topology', 'scenario', 'rounds', 'seconds', 'concurrency'] as const
  return {
    products: list(given.products ?? (quick ? '1000' : '1000,1000000')).map((text) => size(text)),
    topologies: given.topology === undefined ? topologies : list(given.topology).map(topology),
    scenarios: chosen(given.scenario),
    durations: {
      rounds: count('rounds', quick ? 1 : 3),
      warmUpMs: seconds * 1000,
      loadMs: seconds * 1000,
      aloneMs: seconds * 500,
      concurrency: count('concurrency', 8),
    },
    seed: count('seed', 1),
    fresh: given.fresh ?? false,
    clean: given.clean ?? false,
    help: given.help ?? false,
    output: given.output,
    isWhole: narrowing.every((name) => given[name] === undefined),
  }
}

function parse(args: readonly string[]) {
  return parseOptions(args, {
    quick: { type: 'boolean' },
    products: { type: 'string' },
    topology: { type: 'string' },
    scenario: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    concurrency: { type: 'string' },
    seed: { type: 'string' },
    fresh: { type: 'boolean' },
    clean: { type: 'boolean' },
    output: { type: 'string' },
    help: { type: 'boolean' },
  })
}

function list(text: string): string[] {
  return text.split(',').map((part) => part.trim())
}

function positive(text: string, name: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new StartupError(`--${name} takes a whole number above 0, not ${text}.`)
}

/** Below a thousand there are too few products to draw from; above ten million nobody has waited. */
function size(text: string): number {
  const value = positive(text, 'products')
  if (value >= 1_000 && value <= 10_000_000) return value
  throw new StartupError('--products takes sizes between 1000 and 10000000.')
}

function topology(text: string): Topology {
  const found = topologies.find((name) => name === text)
  if (found !== undefined) return found
  throw new StartupError(`--topology knows ${topologies.join(' and ')}, not ${text}.`)
}

/** The floor is always among them: no figure without it. */
function chosen(text: string | undefined): readonly Scenario[] {
  if (text === undefined) return scenarios
  const names = list(text)
  const unknown = names.find((name) => scenarios.every((scenario) => scenario.name !== name))
  if (unknown !== undefined) {
    throw new StartupError(
      `--scenario knows ${scenarios.map(({ name }) => name).join(', ')}, not ${unknown}.`,
    )
  }
  return scenarios.filter(({ name }) => name === 'floor' || names.includes(name))
}
