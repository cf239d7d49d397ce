// Reads the changelog's folder. What is no entry, or was edited, is told by its file and never replayed.
import { readdir, readFile } from 'node:fs/promises'
import { schemaRoom } from '../load.ts'
import { type Property, properties } from './element.ts'
import {
  type ElementChange,
  type Entry,
  entryFormat,
  identify,
  type Patch,
  pathOf,
  type RecordedEntry,
} from './entry.ts'

export type Problem = { readonly file: string; readonly message: string }

export type EntriesRead = {
  readonly entries: readonly RecordedEntry[]
  readonly problems: readonly Problem[]
}

/** A folder that is not there holds no entries. */
export async function readEntries(room: URL = schemaRoom): Promise<EntriesRead> {
  const entries: RecordedEntry[] = []
  const problems: Problem[] = []
  for (const name of (await listNames(room)).toSorted()) {
    const id = name.replace(/\.json$/, '')
    try {
      if (!name.endsWith('.json')) throw new Error('is no entry: remove it')
      entries.push(parseEntry(await readFile(new URL(`changelog/${name}`, room), 'utf8'), id))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      problems.push({ file: `schema/changelog/${name}`, message: `schema/changelog/${name} ${reason}.` })
    }
  }
  return { entries, problems }
}

async function listNames(room: URL): Promise<readonly string[]> {
  try {
    return await readdir(new URL('changelog/', room))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Throws what is wrong with it. */
export function parseEntry(text: string, id: string): RecordedEntry {
  const json = parseJson(text)
  if (!isRecord(json) || json.format !== entryFormat)
    throw new Error(`is no entry: format must be ${entryFormat}`)
  const { date, parents, commit, note, changes } = json
  if (typeof date !== 'string' || identify(json, date) !== id) {
    throw new Error(
      `was edited or renamed: its name says that it held something else. Entries stay as they were
      written; restore it with git, and let npm run schema:record tell of what changed since`.replace(
        /\s+/g,
        ' ',
      ),
    )
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new Error('has a date that is none')
  if (!isList(parents, isText)) throw new Error('has parents that are none')
  if (!isList(changes, isChange)) throw new Error('has changes that are none')
  const entry: Entry = {
    format: entryFormat,
    date,
    parents,
    ...(isText(commit) ? { commit } : {}),
    ...(isText(note) ? { note } : {}),
    changes,
  }
  return { id, ...entry }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('is no JSON: restore it with git')
  }
}

function isChange(value: unknown): value is ElementChange {
  if (!isRecord(value)) return false
  const { at, change, level, subgraphs = '', before = {}, after = {} } = value
  if (!isText(at) || at === '' || !isText(subgraphs) || !isPatch(before) || !isPatch(after)) return false
  return isOneOf(change, ['added', 'changed', 'removed']) && isOneOf(level, ['safe', 'dangerous', 'breaking'])
}

function isPatch(value: unknown): value is Patch {
  if (!isRecord(value)) return false
  return Object.entries(value).every(([name, text]) => properties.includes(name as Property) && isText(text))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isOneOf(value: unknown, allowed: readonly string[]): boolean {
  return isText(value) && allowed.includes(value)
}

export function problemOf(id: string, message: string): Problem {
  return { file: pathOf(id), message: `${pathOf(id)} ${message}.` }
}
