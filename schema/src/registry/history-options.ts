// What `schema:history` takes. Everything is said at once when it is wrong.
import { parseArgs } from 'node:util'
import { oneOf } from '../check-options.ts'
import { type SubgraphName, subgraphNames } from '../subgraphs.ts'

export type HistoryOptions = {
  readonly patterns: readonly string[]
  readonly since: string | undefined
  readonly subgraph: SubgraphName | undefined
  readonly level: 'dangerous' | 'breaking' | undefined
  /** Only what is deprecated now. */
  readonly deprecated: boolean
  readonly format: 'terminal' | 'json'
  readonly help: boolean
}

export const usage = `npm run schema:history -- [options] [coordinate …]
  coordinate         Order, Order.status, 'Order.events(first:)', OrderStatus.PAID; with what stands inside it.
                     * stands for any letters: '*.email', 'Order*'. Without one: every entry, newest first.
  --since DAY        YYYY-MM-DD: changes of that day and later
  --level LEVEL      dangerous (and worse) or breaking
  --subgraph NAME    ${subgraphNames.join(', ')}: what it served
  --deprecated       what is deprecated now
  --format FORMAT    terminal or json
Exit code 0: something was found. 1: nothing was. 2: the history could not be read.`

/** Throws for what it does not know. */
export function parseHistoryOptions(args: readonly string[]): HistoryOptions {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { since: text, subgraph: text, level: text, format: text, deprecated: flag, help: flag },
  })
  const { since, subgraph, level, format = 'terminal', deprecated = false, help = false } = values
  const wrong = positionals.find((pattern) => !/^@?[\w*]+(\.[\w*]+)?(\([\w*]+:?\))?$/.test(pattern))
  if (wrong !== undefined)
    throw new Error(`${wrong} is no coordinate: write Type, Type.field or 'Type.field(argument:)'.`)
  if (since !== undefined && !isDay(since))
    throw new Error(`--since must be a day, YYYY-MM-DD, not ${since}.`)
  return {
    patterns: positionals,
    since,
    subgraph: subgraph === undefined ? undefined : oneOf('subgraph', subgraph, subgraphNames),
    level: level === undefined ? undefined : oneOf('level', level, ['dangerous', 'breaking'] as const),
    deprecated,
    format: oneOf('format', format, ['terminal', 'json'] as const),
    help,
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
}
