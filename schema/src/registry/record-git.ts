// The changelog of a repository that had none: an entry for each commit that changed the contract, as git has it.

import { git, showSubgraphs } from '../base/git-base.ts'
import type { Composed, SubgraphDocuments } from '../compose.ts'
import { composeSubgraphs } from '../compose.ts'
import type { RecordedEntry } from './entry.ts'
import { listElements } from './list-elements.ts'
import { makeEntry } from './record.ts'
import { replay } from './replay.ts'

export type Recorded = { readonly entries: readonly RecordedEntry[]; readonly skipped: readonly string[] }

/**
 * Along first parents, from the first commit whose subgraphs compose to HEAD. A commit that does not compose is skipped: its
 * changes are told by the next one that does. Rejects in a shallow clone, which would make HEAD's oldest known commit the
 * first of all.
 */
export async function recordFromGit(room: URL): Promise<Recorded> {
  const shallow = await git(['rev-parse', '--is-shallow-repository'], room)
  if (shallow === undefined) throw new Error('This is no git repository: there is no history to record.')
  if (shallow.trim() === 'true') throw new Error('This clone is shallow: run git fetch --unshallow first.')
  const format = ['--first-parent', '--reverse', '--format=%H %cd %s', '--date=format-local:%Y-%m-%d']
  const log = (await git(['log', ...format, '--', '*.graphql'], room)) ?? ''
  const entries: RecordedEntry[] = []
  const skipped: string[] = []
  for (const line of log.split('\n').filter(Boolean)) {
    const [, commit = '', date = '', note = ''] = /^(\S+) (\S+) (.*)$/.exec(line) ?? []
    const made = await composeAt(commit, room)
    if (made === undefined) {
      skipped.push(`${commit.slice(0, 9)} ${note}`)
      continue
    }
    const elements = listElements(made.composed, made.documents)
    const entry = await makeEntry(replay({ entries, problems: [] }), elements, { date, note, commit })
    if (entry !== undefined) entries.push(entry)
  }
  return { entries, skipped }
}

async function composeAt(
  commit: string,
  room: URL,
): Promise<{ readonly composed: Composed; readonly documents: SubgraphDocuments } | undefined> {
  const documents = await showSubgraphs(commit, room)
  if (documents === undefined) return undefined
  const composed = composeSubgraphs(documents)
  return composed.kind === 'failed' ? undefined : { composed, documents }
}
