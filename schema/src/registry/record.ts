// Makes the entry that tells how the contract differs from what the changelog knows. Pure: writes nothing.
import { compareElements } from './compare-elements.ts'
import type { Elements } from './element.ts'
import { type Entry, entryFormat, identify, type RecordedEntry } from './entry.ts'
import { type Changelog, headsOf } from './replay.ts'

export type Circumstances = {
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly note?: string | undefined
  readonly commit?: string | undefined
}

/** Undefined when nothing differs. An entry is never older than those that it follows. */
export async function makeEntry(
  { entries, elements: before }: Changelog,
  after: Elements,
  { date, note, commit }: Circumstances,
): Promise<RecordedEntry | undefined> {
  const changes = await compareElements(before, after)
  if (changes.length === 0) return undefined
  const newest = entries.reduce((latest, entry) => (entry.date > latest ? entry.date : latest), date)
  const entry: Entry = {
    format: entryFormat,
    date: newest,
    parents: headsOf(entries),
    ...(commit ? { commit } : {}),
    ...(note ? { note } : {}),
    changes,
  }
  return { id: identify(entry, newest), ...entry }
}
