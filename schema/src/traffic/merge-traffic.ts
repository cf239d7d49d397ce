// How recordings become one: counts are summed, the last day wins, and what exceeds a limit is folded instead of lost. So a
// part of the schema that was used is never missing from the result; only who used it may become vague.
import { cleanName } from './clean-name.ts'
import { fitOperations } from './fit-operations.ts'
import { mergeClients } from './merge-clients.ts'
import { finish, type Steps } from './steps.ts'
import {
  type OperationUse,
  type Traffic,
  type TrafficLimits,
  trafficFormat,
  trafficLimits,
} from './traffic.ts'
import { dayOf } from './utc-day.ts'

type Recordings = readonly [Traffic, ...Traffic[]]

/**
 * What lapsed is counted from the later `until`, and never from a day that is still to come: a gateway whose clock is
 * wrong must not make others' evidence old.
 */
export function mergeTraffic(recordings: Recordings, limits?: TrafficLimits, today?: string): Traffic {
  return finish(mergeTrafficInSteps(recordings, limits, today))
}

/** The same for who must not hold up others: 0.1 million uses by clients take about half a second. */
export function* mergeTrafficInSteps(
  recordings: Recordings,
  limits: TrafficLimits = trafficLimits,
  today: string = dayOf(Date.now()),
): Steps<Traffic> {
  const [first] = recordings
  const until = recordings.reduce((last, { until }) => (until > last ? until : last), first.until)
  const oldest = daysBefore(until < today ? until : today, limits.keepDays)
  const from = recordings.reduce((earliest, { from }) => (from < earliest ? from : earliest), first.from)
  const merged = yield* mergeOperations(recordings.flatMap((recording) => recording.operations))
  const operations: OperationUse[] = []
  for (const operation of merged) {
    const clients = operation.clients.filter((client) => client.lastSeen >= oldest)
    if (clients.length > 0) operations.push({ ...operation, clients })
  }
  yield
  return {
    format: trafficFormat,
    from: from < oldest ? oldest : from,
    until,
    operations: yield* fitOperations(operations, limits),
  }
}

function* mergeOperations(operations: readonly OperationUse[]): Steps<readonly OperationUse[]> {
  const merged = new Map<string, OperationUse>()
  for (const operation of operations) {
    const known = merged.get(operation.signature)
    merged.set(operation.signature, known === undefined ? clean(operation) : join(known, operation))
    yield
  }
  return [...merged.values()]
}

function clean(operation: OperationUse): OperationUse {
  return { ...operation, name: cleanName(operation.name), clients: mergeClients(operation.clients) }
}

function join(one: OperationUse, other: OperationUse): OperationUse {
  return {
    ...one,
    coordinates: union(one.coordinates, other.coordinates),
    clients: mergeClients([...one.clients, ...other.clients]),
    ...(one.trusted || other.trusted ? { trusted: true } : {}),
  }
}

/** Most recordings of an operation tell the same, and to look is cheaper than to sort. */
function union(one: readonly string[], other: readonly string[]): readonly string[] {
  const isSame = one.length === other.length && one.every((coordinate, at) => coordinate === other[at])
  return isSame ? one : [...new Set([...one, ...other])].sort()
}

function daysBefore(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000)
}
