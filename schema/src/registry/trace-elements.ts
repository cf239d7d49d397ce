// The story of each element that is asked for: what each entry did to it, oldest first, and what it is now.
import type { ChangeLevel } from '../changes/compare-apis.ts'
import { compareWords, type Element } from './element.ts'
import type { ElementChange, RecordedEntry } from './entry.ts'
import type { HistoryOptions } from './history-options.ts'
import type { Changelog } from './replay.ts'

export type Step = { readonly entry: RecordedEntry; readonly change: ElementChange }

export type Story = {
  readonly at: string
  /** Undefined when it is gone. */
  readonly now: Element | undefined
  readonly steps: readonly Step[]
}

type Filters = Pick<HistoryOptions, 'patterns' | 'since' | 'subgraph' | 'level' | 'deprecated'>

/** By coordinate. An element of whose steps the filters leave none is not among them. */
export function traceElements({ entries, elements }: Changelog, filters: Filters): readonly Story[] {
  const wanted = filters.patterns.map(matcherOf)
  const stories = new Map<string, Step[]>()
  for (const entry of entries) {
    for (const change of entry.changes) {
      if (wanted.length > 0 && !wanted.some((matches) => matches.test(change.at))) continue
      const steps = stories.get(change.at) ?? []
      stories.set(change.at, [...steps, { entry, change }])
    }
  }
  return [...stories]
    .sort(([a], [b]) => compareWords(a, b))
    .map(([at, steps]): Story => ({ at, now: elements.get(at), steps }))
    .filter((story) => isServedBy(story, filters.subgraph))
    .filter(({ now }) => !filters.deprecated || now?.deprecated !== undefined)
    .map((story) => ({ ...story, steps: story.steps.filter((step) => isWanted(step, filters)) }))
    .filter(({ steps }) => steps.length > 0)
}

/** A coordinate stands for itself and for what stands inside it. */
function matcherOf(pattern: string): RegExp {
  const named = pattern.replace(/:?\)$/, ':)')
  const escaped = named.replace(/[.()@]/g, (sign) => `\\${sign}`).replaceAll('*', '[^.(]*')
  return new RegExp(`^${escaped}(?=$|[.(])`)
}

const badness: readonly ChangeLevel[] = ['safe', 'dangerous', 'breaking']

function isWanted({ entry, change }: Step, { since, level }: Filters): boolean {
  if (since !== undefined && entry.date < since) return false
  return badness.indexOf(change.level) >= badness.indexOf(level ?? 'safe')
}

function isServedBy({ now, steps }: Story, subgraph: string | undefined): boolean {
  if (subgraph === undefined) return true
  const told = [now?.subgraphs, ...steps.map(({ change }) => change.subgraphs)]
  return told.some((names) => names?.split(', ').includes(subgraph))
}
