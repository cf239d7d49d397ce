// What the schema check says of the catalogue of events: that it can be read, and what its changes mean for readers.
import type { Base } from '../base/base.ts'
import type { Exception } from '../exceptions.ts'
import { errorFinding, type Finding, type Severity } from '../findings.ts'
import type { SubgraphName } from '../subgraphs.ts'
import { compareEvents, type EventChange } from './compare-events.ts'
import type { EventCatalog } from './event-schema.ts'
import { type EventFiles, parseEvents } from './load-events.ts'

export type EventCheck = {
  readonly files: EventFiles
  readonly base: Base
  /** Paths of breaking changes that are let pass. */
  readonly exceptions: readonly Exception[]
  /** Judges what this service publishes, and nothing else. */
  readonly subgraph?: SubgraphName | undefined
}

const severities: Readonly<Record<EventChange['kind'], Severity>> = {
  breaking: 'error',
  dangerous: 'warning',
  safe: 'notice',
}

/** A base without a catalogue, such as a file or an endpoint, has nothing to compare with. */
export function checkEvents({ files, base, exceptions, subgraph }: EventCheck): readonly Finding[] {
  const now = parseEvents(files)
  if (now.kind === 'broken') {
    return now.problems.map(({ file, text }) => errorFinding('event/broken', text, { file, line: 1 }))
  }
  const then = base.kind === 'supergraph' && base.events ? parseEvents(base.events) : undefined
  if (then?.kind !== 'parsed') return []
  const excepted = new Set(exceptions.map(({ finding }) => finding))
  return compareEvents(then.catalog, now.catalog)
    .filter(
      ({ path }) => subgraph === undefined || isPublishedBy(path, subgraph, [then.catalog, now.catalog]),
    )
    .map((change) => findingOf(change, excepted.has(change.path)))
}

function isPublishedBy(path: string, service: SubgraphName, catalogs: readonly EventCatalog[]): boolean {
  return catalogs
    .flatMap(({ events }) => events)
    .some((event) => event['x-publisher'] === service && isIn(path, event.$id))
}

function isIn(path: string, type: string): boolean {
  return path === type || path.startsWith(`${type}.`)
}

function findingOf({ kind, path, message }: EventChange, isExcepted: boolean): Finding {
  const type = path.split('.').slice(0, 2).join('.')
  return {
    severity: isExcepted ? 'notice' : severities[kind],
    rule: isExcepted ? 'event/excepted' : `event/${kind}`,
    message: `${path}: ${message}`,
    place: { file: `schema/events/${type}.json`, line: 1 },
  }
}
