// The command line of the engine's bench.
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { parseOptions } from '../parse-options.ts'
import { type PeerName, peerNames } from './peers/peers.ts'
import type { Durations } from './rounds.ts'

export type EngineOptions = {
  readonly peers: readonly PeerName[]
  readonly durations: Durations
  readonly profile: boolean
  readonly help: boolean
  /** Where the report goes instead of where it goes by default. */
  readonly output: string | undefined
  /** Everything, at full length: what bench/RESULTS.md is about. */
  readonly isWhole: boolean
}

export const usage = `usage: npm run bench:engine -- [options]

Measures gateways side by side on the graph and the query of the public federation benchmark: CPU, throughput, latency,
memory. A whole run takes about a quarter of an hour; the first one installs Hive Gateway in bench/peers before.

  --quick            short windows, one round: does it work?
  --peers NAME,…     ${peerNames.join(', ')} (all)
  --rounds N         rounds of which the median is quoted (3)
  --seconds N        length of a loaded window (10); the one for latency takes half of it, the load before memory is
                     read six times as long
  --concurrency N    clients in a loaded window (10)
  --profile          profile the engine instead, and print where its time goes
  --output FILE      where the report goes: bench/RESULTS.md for a whole run, otherwise .supermarket/bench/ENGINE.md
  --help
`

/** Throws a StartupError with one sentence. */
export function readOptions(args: readonly string[]): EngineOptions {
  const given = parse(args)
  const quick = given.quick ?? false
  const count = (name: 'rounds' | 'seconds' | 'concurrency', fallback: number) =>
    given[name] === undefined ? fallback : positive(given[name], name)
  const loadMs = count('seconds', quick ? 2 : 10) * 1_000
  const narrowing = ['quick', 'peers', 'rounds', 'seconds', 'concurrency'] as const
  return {
    peers: given.peers === undefined ? peerNames : chosen(given.peers),
    durations: {
      rounds: count('rounds', quick ? 1 : 3),
      soakMs: loadMs * 6,
      warmUpMs: loadMs,
      loadMs,
      pacedMs: loadMs / 2,
      concurrency: count('concurrency', 10),
    },
    profile: given.profile ?? false,
    help: given.help ?? false,
    output: given.output,
    isWhole: narrowing.every((name) => given[name] === undefined),
  }
}

function parse(args: readonly string[]) {
  return parseOptions(args, {
    quick: { type: 'boolean' },
    peers: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    concurrency: { type: 'string' },
    profile: { type: 'boolean' },
    output: { type: 'string' },
    help: { type: 'boolean' },
  })
}

function positive(text: string, name: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new StartupError(`--${name} takes a whole number above 0, not ${text}.`)
}

/** In the order of `peerNames`; the floor is always among them: no figure without it. */
function chosen(text: string): readonly PeerName[] {
  const names = text.split(',').map((part) => part.trim())
  const unknown = names.find((name) => peerNames.every((known) => known !== name))
  if (unknown !== undefined) {
    throw new StartupError(`--peers knows ${peerNames.join(', ')}, not ${unknown}.`)
  }
  return peerNames.filter((name) => name === 'floor' || names.includes(name))
}
