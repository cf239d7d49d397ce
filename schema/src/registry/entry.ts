// One entry of the changelog: what changed at once, and after which other entries. A file in schema/changelog, named by its
// day and a digest of what it holds, so that two branches never write the same file and an edited one is found.
import { createHash } from 'node:crypto'
import type { ChangeLevel } from '../changes/compare-apis.ts'
import type { Property } from './element.ts'

export const entryFormat = 'supermarket-changelog/1'

export type Patch = Readonly<Partial<Record<Property, string>>>

export type ElementChange = {
  readonly at: string
  readonly change: 'added' | 'changed' | 'removed'
  readonly level: ChangeLevel
  /** Who serves it, or did: whom to ask. */
  readonly subgraphs?: string
  /** The whole element when it was removed; of a changed one the properties that differ. */
  readonly before?: Patch
  readonly after?: Patch
}

export type Entry = {
  readonly format: typeof entryFormat
  /** `YYYY-MM-DD`, UTC. */
  readonly date: string
  /** Ids of the newest entries that were there when this one was written: several after a merge, none in the first. */
  readonly parents: readonly string[]
  /** Of entries that were read from git. */
  readonly commit?: string
  /** Why, in a sentence. */
  readonly note?: string
  readonly changes: readonly ElementChange[]
}

/** `id` is the file's name without `.json`. */
export type RecordedEntry = Entry & { readonly id: string }

/** The same for the same words, however the file is laid out. */
export function identify(entry: unknown, date: string): string {
  const digest = createHash('sha256').update(JSON.stringify(entry)).digest('hex')
  return `${date}-${digest.slice(0, 12)}`
}

/** A change a line, so that a person can read it in a review. */
export function printEntry({ id: _, changes, ...head }: RecordedEntry): string {
  const lines = changes.map((change) => `    ${JSON.stringify(change)}`)
  return `${JSON.stringify(head, null, 2).replace(/\n\}$/, '')},\n  "changes": [\n${lines.join(',\n')}\n  ]\n}\n`
}

export function pathOf(id: string): string {
  return `schema/changelog/${id}.json`
}
