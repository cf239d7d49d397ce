// The command line of the orders' bench.
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { parseOptions } from '../parse-options.ts'

export type OrdersOptions = {
  /** Orders in the table, ascending. */
  readonly sizes: readonly number[]
  /** Clients at once on the one variant. */
  readonly crowds: readonly number[]
  readonly rounds: number
  readonly windowMs: number
  readonly fresh: boolean
  readonly help: boolean
  /** Where the report goes instead of where it goes by default. */
  readonly output: string | undefined
  /** Everything, at full length: what bench/RESULTS.md is about. */
  readonly isWhole: boolean
}

export const usage = `usage: npm run bench:orders -- [options]

Measures how order lists answer while the table grows, and how many reservations and checkouts one hot variant bears.
A whole run takes about a quarter of an hour, the first one some minutes more to make five million orders, which are
kept in .supermarket/bench (about 6 GB).

  --quick          short windows, one round, a thousand and ten thousand orders: does it work?
  --orders 1000,…  sizes of the table (1000,100000,5000000); none of it: 0
  --crowds 8,…     clients at once on the hot variant (8,32,128); none of it: 0
  --rounds N       rounds of which the median is quoted (3)
  --seconds N      length of a window (4)
  --fresh          make the orders afresh
  --output FILE    where the report goes: bench/RESULTS.md for a whole run, otherwise .supermarket/bench/ORDERS.md
  --help
`

/** Below it the readers' own histories do not fit in. */
export const leastOrders = 1_000
const mostOrders = 20_000_000

/** Throws a StartupError with one sentence. */
export function readOptions(args: readonly string[]): OrdersOptions {
  const given = parse(args)
  const quick = given.quick ?? false
  const narrowing = ['quick', 'orders', 'crowds', 'rounds', 'seconds'] as const
  return {
    sizes: list(given.orders ?? (quick ? '1000,10000' : '1000,100000,5000000'), 'orders', [
      leastOrders,
      mostOrders,
    ]),
    crowds: list(given.crowds ?? (quick ? '8' : '8,32,128'), 'crowds', [1, 200]),
    rounds: within(given.rounds ?? (quick ? '1' : '3'), 'rounds', [1, 100]),
    windowMs: within(given.seconds ?? (quick ? '1' : '4'), 'seconds', [1, 600]) * 1_000,
    fresh: given.fresh ?? false,
    help: given.help ?? false,
    output: given.output,
    isWhole: narrowing.every((name) => given[name] === undefined),
  }
}

function parse(args: readonly string[]) {
  return parseOptions(args, {
    quick: { type: 'boolean' },
    orders: { type: 'string' },
    crowds: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    fresh: { type: 'boolean' },
    output: { type: 'string' },
    help: { type: 'boolean' },
  })
}

type Span = readonly [least: number, most: number]

function list(text: string, name: string, span: Span): number[] {
  if (text.trim() === '0') return []
  return text
    .split(',')
    .map((part) => within(part.trim(), name, span))
    .toSorted((left, right) => left - right)
}

function within(text: string, name: string, [least, most]: Span): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new StartupError(`--${name} takes whole numbers from ${least} to ${most}, not ${text}.`)
}
