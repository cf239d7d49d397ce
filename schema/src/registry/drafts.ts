// Entries that no commit holds yet are drafts: recording again replaces them, so that a branch tells of what it changed and
// not of how it got there. Without git nothing is a draft.
import { listEntriesAt } from '../base/git-base.ts'
import { schemaRoom } from '../load.ts'
import type { RecordedEntry } from './entry.ts'

export async function splitDrafts(
  entries: readonly RecordedEntry[],
  room: URL = schemaRoom,
): Promise<{ readonly kept: readonly RecordedEntry[]; readonly drafts: readonly RecordedEntry[] }> {
  const [committed, merged] = await Promise.all([
    listEntriesAt('HEAD', room),
    listEntriesAt('MERGE_HEAD', room),
  ])
  if (committed === undefined) return { kept: entries, drafts: [] }
  const held = new Set([...committed, ...(merged ?? [])])
  return { kept: entries.filter(({ id }) => held.has(id)), drafts: entries.filter(({ id }) => !held.has(id)) }
}
