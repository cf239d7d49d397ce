// The command behind `npm run schema:history`: reads the changelog, and nothing else, so that it works in any clone.
import { schemaRoom } from '../load.ts'
import type { Outcome } from '../run-check.ts'
import { lastNameOf } from './element.ts'
import { type HistoryOptions, parseHistoryOptions, usage } from './history-options.ts'
import { printEntries, printStories } from './print-history.ts'
import { readEntries } from './read-entries.ts'
import { type Changelog, replay } from './replay.ts'
import { tellChange } from './tell-change.ts'
import { type Story, traceElements } from './trace-elements.ts'

/** Never rejects: a history that cannot be read is exit code 2, never taken for "nothing was found". */
export async function runHistory(args: readonly string[], room: URL = schemaRoom): Promise<Outcome> {
  try {
    const options = parseHistoryOptions(args)
    if (options.help) return { exitCode: 0, stdout: usage, stderr: '' }
    const changelog = replay(await readEntries(room))
    if (changelog.problems.length > 0)
      throw new Error(changelog.problems.map(({ message }) => message).join('\n'))
    return answer(changelog, options)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { exitCode: 2, stdout: '', stderr: `The history could not be read: ${reason}` }
  }
}

function answer(changelog: Changelog, options: HistoryOptions): Outcome {
  const stories = traceElements(changelog, options)
  const exitCode = stories.length > 0 ? 0 : 1
  if (options.format === 'json') return { exitCode, stdout: printJson(stories), stderr: '' }
  if (stories.length === 0) return { exitCode, stdout: '', stderr: tellNothing(changelog, options) }
  const whole = options.patterns.length === 0 && !options.deprecated
  return {
    exitCode,
    stdout: whole ? printEntries(stories, changelog.entries) : printStories(stories),
    stderr: '',
  }
}

/** Fields are added, never renamed or removed, within one version. */
function printJson(stories: readonly Story[]): string {
  const elements = stories.map(({ at, now, steps }) => ({
    at,
    now: now ?? null,
    history: steps.map(
      ({ entry: { id, date, commit = null, note = null }, change: { at: _, ...change } }) => ({
        date,
        entry: id,
        commit,
        note,
        ...change,
        told: tellChange(change).map(({ words }) => words),
      }),
    ),
  }))
  return JSON.stringify({ version: 1, elements }, null, 2)
}

function tellNothing({ entries }: Changelog, { patterns, ...filters }: HistoryOptions): string {
  if (entries.length === 0) return 'There is no changelog yet: npm run schema:record begins one.'
  const everything = traceElements({ entries, elements: new Map(), problems: [] }, { ...none, patterns })
  if (everything.length > 0 || patterns.length === 0) return `Nothing matches ${tellFilters(filters)}.`
  const similar = findSimilar(
    entries.flatMap(({ changes }) => changes.map(({ at }) => at)),
    patterns,
  )
  const hint = similar.length === 0 ? '' : ` Near it: ${similar.join(', ')}.`
  return `Nothing that clients could see was ever called ${patterns.join(' or ')}.${hint}`
}

const none = { since: undefined, subgraph: undefined, level: undefined, deprecated: false }

function tellFilters({ since, subgraph, level, deprecated }: Omit<HistoryOptions, 'patterns'>): string {
  const told = [
    since && `--since ${since}`,
    level && `--level ${level}`,
    subgraph && `--subgraph ${subgraph}`,
  ]
  return [...told, deprecated && '--deprecated'].filter(Boolean).join(' ')
}

/** Whose last name has the same letters, whatever their case, or begins alike. */
function findSimilar(all: readonly string[], patterns: readonly string[]): readonly string[] {
  const words = patterns
    .map((pattern) => lastNameOf(pattern).replaceAll('*', '').toLowerCase())
    .filter(Boolean)
  const near = (at: string) => {
    const name = lastNameOf(at).toLowerCase()
    return words.some(
      (word) => name.includes(word) || name.startsWith(word.slice(0, Math.ceil(word.length / 2))),
    )
  }
  return [...new Set(all)].filter(near).slice(0, 5)
}
