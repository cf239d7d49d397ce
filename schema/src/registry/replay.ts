// Replays the changelog: from nothing to the contract that it tells of. The order follows from what each entry names as its
// parents, never from names or dates alone, so that a merge of two branches replays the same everywhere.
import { compareWords, type Element, type Elements, properties } from './element.ts'
import type { ElementChange, RecordedEntry } from './entry.ts'
import { type EntriesRead, type Problem, problemOf } from './read-entries.ts'

export type Changelog = {
  /** In the order of the replay. */
  readonly entries: readonly RecordedEntry[]
  readonly elements: Elements
  /** What keeps the changelog from being believed. */
  readonly problems: readonly Problem[]
}

export function replay({ entries, problems }: EntriesRead): Changelog {
  const known = new Map(entries.map((entry) => [entry.id, entry]))
  const missing = entries.flatMap(({ id, parents }) =>
    parents
      .filter((parent) => !known.has(parent))
      .map((parent) =>
        problemOf(id, `follows ${parent}, which is not there or not readable: restore it with git`),
      ),
  )
  const ordered = orderEntries(entries, known)
  const state = new Map<string, Written>()
  const unfit = ordered.flatMap((entry) => applyEntry(state, entry, known))
  const elements = [...state].flatMap(([at, { element }]) =>
    element === undefined ? [] : [[at, element] as const],
  )
  return { entries: ordered, elements: new Map(elements), problems: [...problems, ...missing, ...unfit] }
}

/** Entries that no other one follows. */
export function headsOf(entries: readonly RecordedEntry[]): readonly string[] {
  const followed = new Set(entries.flatMap(({ parents }) => parents))
  return entries
    .map(({ id }) => id)
    .filter((id) => !followed.has(id))
    .sort(compareWords)
}

type Known = ReadonlyMap<string, RecordedEntry>

/** Parents first; of those that do not follow one another the earlier by name, which begins with the day. */
function orderEntries(entries: readonly RecordedEntry[], known: Known): readonly RecordedEntry[] {
  const waiting = [...entries].sort((a, b) => compareWords(a.id, b.id))
  const done = new Set<string>()
  const ordered: RecordedEntry[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ parents }) => parents.every((id) => done.has(id) || !known.has(id)))
    const [entry] = waiting.splice(Math.max(next, 0), 1)
    if (entry === undefined) break
    done.add(entry.id)
    ordered.push(entry)
  }
  return ordered
}

/** `element` is undefined once it was removed; `by` is the entry that wrote it last. */
type Written = { readonly element: Element | undefined; readonly by: string }

/**
 * An entry that knew of the last word on an element must have found what it says it found. Of two that did not know of
 * each other, which is what a merge brings together, the later one in order stands.
 */
function applyEntry(state: Map<string, Written>, entry: RecordedEntry, known: Known): readonly Problem[] {
  return entry.changes.flatMap((change) => {
    const old = state.get(change.at)
    state.set(change.at, { element: applyChange(old?.element, change), by: entry.id })
    if (fits(old?.element, change) || (old !== undefined && !follows(entry, old.by, known))) return []
    const before = old === undefined ? 'nothing told of it' : `it was otherwise after ${old.by}`
    return [problemOf(entry.id, `does not fit what went before: at ${change.at} ${before}`)]
  })
}

function applyChange(
  old: Element | undefined,
  { change, before, after }: ElementChange,
): Element | undefined {
  if (change === 'added') return { sdl: '', ...after }
  // What one branch removed stays so, whatever another one changed of it.
  if (change === 'removed' || old === undefined) return undefined
  return { sdl: '', ...withoutKeys(old, Object.keys(before ?? {})), ...after }
}

function withoutKeys(element: Element, names: readonly string[]): Partial<Element> {
  return Object.fromEntries(Object.entries(element).filter(([name]) => !names.includes(name)))
}

function fits(old: Element | undefined, { change, before = {}, after = {} }: ElementChange): boolean {
  if (change === 'added' || old === undefined) return change === 'added' && old === undefined
  const named =
    change === 'removed' ? properties : properties.filter((name) => name in before || name in after)
  return named.every((name) => old[name] === before[name])
}

function follows(entry: RecordedEntry, ancestor: string, known: Known): boolean {
  const seen = new Set<string>()
  const open = [...entry.parents]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === ancestor) return true
    if (!seen.has(id)) open.push(...(known.get(id)?.parents ?? []))
    seen.add(id)
  }
  return false
}
