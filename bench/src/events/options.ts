// The command line of the bench of events.
import { parseArgs } from 'node:util'
import { StartupError } from '@supermarket/service-kit/run-service.ts'

export const carriers = ['push', 'rabbitmq', 'kafka'] as const
export type Carrier = (typeof carriers)[number]
export const parts = ['lag', 'drain', 'publishing'] as const
export type Part = (typeof parts)[number]

export type EventsOptions = {
  readonly parts: readonly Part[]
  readonly carriers: readonly Carrier[]
  readonly perSecond: number
  readonly seconds: number
  readonly rows: number
  readonly help: boolean
  /** Where the report goes instead of where it goes by default. */
  readonly output: string | undefined
  /** At full length: what bench/RESULTS.md is about. */
  readonly isWhole: boolean
}

export const usage = `usage: npm run bench:events -- [options]

Measures what carries events: how late they take effect over push, RabbitMQ (127.0.0.1:5672) and Kafka (kcat's cluster
in memory), whether the relay slows down before a full outbox, and what publishing adds to a checkout.

  --part NAME,…           ${parts.join(', ')} (all)
  --carrier NAME,…        ${carriers.join(', ')} (all)
  --rate N                events a second (500)
  --seconds N             of that load, after a quarter of it to warm up (30)
  --rows N                in the outbox that is drained (1000000)
  --output FILE           where the report goes: bench/RESULTS.md for a whole run, otherwise .supermarket/bench/RESULTS.md
  --help
`

/** Throws a StartupError with one sentence. */
export function readEventsOptions(args: readonly string[]): EventsOptions {
  const given = parse(args)
  const narrowing = ['part', 'carrier', 'rate', 'seconds', 'rows'] as const
  return {
    parts: chosen('part', parts, given.part),
    carriers: chosen('carrier', carriers, given.carrier),
    perSecond: positive('rate', given.rate ?? '500'),
    seconds: positive('seconds', given.seconds ?? '30'),
    rows: positive('rows', given.rows ?? '1000000'),
    help: given.help ?? false,
    output: given.output,
    isWhole: narrowing.every((name) => given[name] === undefined),
  }
}

function parse(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const
    return parseArgs({
      args: [...args],
      options: {
        part: text,
        carrier: text,
        rate: text,
        seconds: text,
        rows: text,
        output: text,
        help: { type: 'boolean' },
      },
    }).values
  } catch (cause) {
    throw new StartupError(`${cause instanceof Error ? cause.message : cause}; see --help.`)
  }
}

function chosen<Name extends string>(
  what: string,
  all: readonly Name[],
  given: string | undefined,
): readonly Name[] {
  if (given === undefined) return all
  return given.split(',').map((text) => {
    const found = all.find((name) => name === text)
    if (found === undefined) throw new StartupError(`--${what} "${text}" is none of ${all.join(', ')}.`)
    return found
  })
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new StartupError(`--${name} must be a whole number above 0.`)
  return value
}
