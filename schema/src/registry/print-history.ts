// The stories of elements for people at a terminal and for programs.
import { type ElementChange, pathOf, type RecordedEntry } from './entry.ts'
import { summarizeEntry } from './summarize-entry.ts'
import { comesWithOwner, tellChange } from './tell-change.ts'
import type { Step, Story } from './trace-elements.ts'

const marks = { breaking: '✗', dangerous: '!', safe: ' ' } as const

export function printStories(stories: readonly Story[]): string {
  return stories
    .map(({ at, now, steps }) => [headOf(at, now), ...steps.flatMap(printStep)].join('\n'))
    .join('\n\n')
}

function headOf(at: string, now: Story['now']): string {
  if (now === undefined) return `${at} is gone.`
  const sdl = now.sdl === '' ? '' : `: ${now.sdl}`
  const policy = now.policy === undefined ? '' : ` ${now.policy}`
  const served = now.subgraphs === undefined ? '' : `  (${now.subgraphs})`
  return `${at}${sdl}${policy}${served}${now.deprecated === undefined ? '' : '  deprecated'}`
}

function printStep({ entry, change }: Step): readonly string[] {
  const mark = change.level === 'safe' ? '' : `${marks[change.level]} ${change.level}  `
  const lines = tellChange(change).map(({ words }) => `${mark}${oneLine(words)}`)
  const description = change.change === 'changed' ? change.after?.description : undefined
  const [first = mark, ...more] = lines
  return [
    `  ${entry.date} ${first}  · ${titleOf(entry)}`,
    ...more.map((line) => `              ${line}`),
    ...(description === undefined ? [] : [`              “${oneLine(description)}”`]),
  ]
}

/** Each entry that the stories tell of, newest first, with its changes: a type that came as a whole is one line. */
export function printEntries(stories: readonly Story[], order: readonly RecordedEntry[]): string {
  const byEntry = Map.groupBy(
    stories.flatMap(({ steps }) => steps),
    ({ entry }) => entry.id,
  )
  const told = order.toReversed().filter(({ id }) => byEntry.has(id))
  return told
    .map((entry) =>
      printEntry(
        entry,
        (byEntry.get(entry.id) ?? []).map(({ change }) => change),
      ),
    )
    .join('\n')
}

const maxShown = 20

function printEntry(entry: RecordedEntry, changes: readonly ElementChange[]): string {
  const lines = changes
    .filter((change) => !comesWithOwner(change, changes))
    .flatMap((change) =>
      tellChange(change).map(({ words }) => `  ${marks[change.level]} ${change.at} ${oneLine(words)}`),
    )
  const more = lines.length - maxShown
  return [
    `${entry.date}  ${titleOf(entry)}: ${summarizeEntry({ ...entry, changes })}`,
    ...lines.slice(0, maxShown),
    ...(more > 0 ? [`    and ${more} more, in ${pathOf(entry.id)}`] : []),
  ].join('\n')
}

function titleOf({ id, note, commit }: RecordedEntry): string {
  const source = commit === undefined ? id : commit.slice(0, 9)
  return note === undefined ? source : `${oneLine(note)} (${source})`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
