// The command behind `npm run schema:record`: writes the entry that tells of what changed, and the page that people read.
import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { artefactUrl } from '../artefacts.ts'
import { composeOrThrow } from '../compose.ts'
import { loadAllSubgraphSdl, schemaRoom } from '../load.ts'
import type { Outcome } from '../run-check.ts'
import { tellFailure } from '../tell-failure.ts'
import { writeArtefacts } from '../write-artefacts.ts'
import { changelogArtefact } from './changelog-page.ts'
import { splitDrafts } from './drafts.ts'
import type { Elements } from './element.ts'
import { pathOf, printEntry, type RecordedEntry } from './entry.ts'
import { listElements } from './list-elements.ts'
import { readEntries } from './read-entries.ts'
import { makeEntry } from './record.ts'
import { recordFromGit } from './record-git.ts'
import { type Changelog, replay } from './replay.ts'
import { summarizeEntry } from './summarize-entry.ts'

const usage = `npm run schema:record -- [options]
  --note TEXT   why the contract changed, for people
  --from-git    begin a changelog: one entry for each commit that changed the contract
Exit code 0: the changelog tells of the contract. 2: it could not be written.`

/** `today` as YYYY-MM-DD. Never rejects. */
export async function runRecord(args: readonly string[], today: string): Promise<Outcome> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { note: { type: 'string' }, 'from-git': { type: 'boolean' }, help: { type: 'boolean' } },
    })
    if (values.help) return { exitCode: 0, stdout: usage, stderr: '' }
    const lines = values['from-git'] ? await beginFromGit() : await record(values.note, today)
    return { exitCode: 0, stdout: lines.join('\n'), stderr: '' }
  } catch (error) {
    return { exitCode: 2, stdout: '', stderr: `Nothing was recorded: ${tellFailure(error)}` }
  }
}

async function record(note: string | undefined, date: string): Promise<readonly string[]> {
  const { entries, drafts } = await readTrusted()
  const before = replay({ entries, problems: [] })
  const words =
    note?.trim() ||
    drafts
      .map((draft) => draft.note ?? '')
      .filter(Boolean)
      .join(' ')
  const entry = await makeEntry(before, composeElements(), { date, note: words })
  const after = entry === undefined ? before : replay({ entries: [...entries, entry], problems: [] })
  for (const draft of drafts.filter(({ id }) => id !== entry?.id))
    await rm(artefactUrl({ path: pathOf(draft.id), content: '' }))
  await writeChangelog(after, entry === undefined ? [] : [entry])
  if (entry === undefined) return ['The changelog tells of the contract as it is.']
  return [`wrote ${pathOf(entry.id)}: ${summarizeEntry(entry)}`, 'wrote schema/CHANGELOG.md']
}

/** The changelog without drafts; throws when it cannot be believed. */
async function readTrusted() {
  const read = await readEntries()
  const { problems } = replay(read)
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  const { kept, drafts } = await splitDrafts(read.entries)
  return { entries: kept, drafts }
}

function composeElements(): Elements {
  const documents = loadAllSubgraphSdl()
  return listElements(composeOrThrow(documents), documents)
}

async function beginFromGit(): Promise<readonly string[]> {
  const { entries: old } = await readEntries()
  if (old.length > 0) throw new Error('schema/changelog has entries already; --from-git begins a changelog.')
  const { entries, skipped } = await recordFromGit(schemaRoom)
  await writeChangelog(replay({ entries, problems: [] }), entries)
  return [
    ...entries.map((entry) => `wrote ${pathOf(entry.id)}: ${summarizeEntry(entry)}`),
    ...skipped.map((commit) => `skipped ${commit}: its subgraphs do not compose`),
  ]
}

async function writeChangelog(changelog: Changelog, added: readonly RecordedEntry[]): Promise<void> {
  const files = added.map((entry) => ({ path: pathOf(entry.id), content: printEntry(entry) }))
  await writeArtefacts([...files, changelogArtefact(changelog)])
}
