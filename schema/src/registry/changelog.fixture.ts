// Changelogs made of edits of the real contract, and folders that hold them.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { composeSubgraphs } from '../compose.ts'
import { type Contract, documentsOf } from '../contract.ts'
import { type CoordinateEdit, edited } from '../edit.fixture.ts'
import type { Elements } from './element.ts'
import { printEntry, type RecordedEntry } from './entry.ts'
import { listElements } from './list-elements.ts'
import { makeEntry } from './record.ts'
import { replay } from './replay.ts'

export function elementsOf(contract: Contract): Elements {
  const documents = documentsOf(contract)
  const composition = composeSubgraphs(documents)
  if (composition.kind === 'failed')
    throw new Error(composition.errors.map(({ message }) => message).join('\n'))
  return listElements(composition, documents)
}

export function elementsWith(...edits: readonly CoordinateEdit[]): Elements {
  return elementsOf(edited(...edits))
}

/** The entries and one more, which tells of the contract with these edits. */
export async function withEntry(
  entries: readonly RecordedEntry[],
  date: string,
  ...edits: readonly CoordinateEdit[]
): Promise<readonly RecordedEntry[]> {
  const entry = await makeEntry(replay({ entries, problems: [] }), elementsWith(...edits), { date })
  if (entry === undefined) throw new Error('The edits change nothing.')
  return [...entries, entry]
}

export async function aRoom(entries: readonly RecordedEntry[]) {
  const path = await mkdtemp(join(tmpdir(), 'schema-registry-'))
  await mkdir(join(path, 'changelog'))
  const write = (name: string, text: string) => writeFile(join(path, 'changelog', name), text)
  for (const entry of entries) await write(`${entry.id}.json`, printEntry(entry))
  return {
    room: pathToFileURL(`${path}/`),
    write,
    remove: (name: string) => rm(join(path, 'changelog', name)),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  }
}
