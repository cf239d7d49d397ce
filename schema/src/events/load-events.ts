// Reads the catalogue of events from schema/events/: a file per event, and what they share.
import { readdirSync, readFileSync } from 'node:fs'
import { schemaRoom } from '../load.ts'
import {
  type EventCatalog,
  type EventSchema,
  problemsOfEvent,
  problemsOfValue,
  type SharedSchemas,
} from './event-schema.ts'

/** Text by name of file. */
export type EventFiles = Readonly<Record<string, string>>

const sharedFile = 'shared.json'

/** The catalogue of the working copy. Throws, naming every problem and its file, when it holds none. */
export function loadEvents(): EventCatalog {
  const read = parseEvents(readEventFiles())
  if (read.kind === 'broken') throw new Error(read.problems.map(({ text }) => text).join('\n'))
  return read.catalog
}

export function readEventFiles(): EventFiles {
  const folder = new URL('events/', schemaRoom)
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]))
}

export type EventProblem = { readonly file: string; readonly text: string }

export type ParsedEvents =
  | { readonly kind: 'parsed'; readonly catalog: EventCatalog }
  | { readonly kind: 'broken'; readonly problems: readonly EventProblem[] }

export function parseEvents(files: EventFiles): ParsedEvents {
  const read = Object.entries(files).map(([name, text]) => ({ name, ...parseFile(text) }))
  const unread = read.flatMap(({ name, problem }) => (problem === undefined ? [] : [tell(name, problem)]))
  if (unread.length > 0) return { kind: 'broken', problems: unread }
  const parsed = Object.fromEntries(read.map(({ name, value }) => [name, value]))
  const { [sharedFile]: sharing = {}, ...events } = parsed
  const shared = (Reflect.get(Object(sharing), '$defs') ?? {}) as SharedSchemas
  const problems = [
    ...Object.entries(shared).flatMap(([name, value]) =>
      problemsOfValue(value, `$defs.${name}`, shared).map((problem) => tell(sharedFile, problem)),
    ),
    ...Object.entries(events).flatMap(([name, value]) =>
      problemsOfEvent(name.replace(/\.json$/, ''), value, shared).map((problem) => tell(name, problem)),
    ),
  ]
  if (problems.length > 0) return { kind: 'broken', problems }
  const sorted = Object.keys(events).sort()
  return { kind: 'parsed', catalog: { events: sorted.map((name) => events[name] as EventSchema), shared } }
}

function parseFile(text: string): { readonly value?: unknown; readonly problem?: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { problem: `is no JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function tell(file: string, problem: string): EventProblem {
  return { file: `schema/events/${file}`, text: `schema/events/${file}: ${problem}` }
}
