// How recordings become one: counts are summed, the last day wins, and what exceeds a limit is folded instead of lost. So a
// part of the schema that was used is never missing from the result; only who used it may become vague.
import { cleanName } from './clean-name.ts'
import {
  type ClientUse,
  folded,
  type OperationUse,
  type Traffic,
  type TrafficLimits,
  trafficFormat,
  trafficLimits,
} from './traffic.ts'
import { dayOf } from './utc-day.ts'

/**
 * What lapsed is counted from the later `until`, and never from a day that is still to come: a gateway whose clock is
 * wrong must not make others' evidence old.
 */
export function mergeTraffic(
  recordings: readonly [Traffic, ...Traffic[]],
  limits: TrafficLimits = trafficLimits,
  today: string = dayOf(Date.now()),
): Traffic {
  const [first] = recordings
  const until = recordings.reduce((last, { until }) => (until > last ? until : last), first.until)
  const oldest = daysBefore(until < today ? until : today, limits.keepDays)
  const from = recordings.reduce((earliest, { from }) => (from < earliest ? from : earliest), first.from)
  const operations = mergeOperations(recordings.flatMap((recording) => recording.operations))
    .map((operation) => withoutLapsed(operation, oldest))
    .filter((operation) => operation.clients.length > 0)
  return {
    format: trafficFormat,
    from: from < oldest ? oldest : from,
    until,
    operations: foldOperations(operations, limits.maxOperations).map((operation) => ({
      ...operation,
      clients: foldClients(operation.clients, limits.maxClients),
    })),
  }
}

function mergeOperations(operations: readonly OperationUse[]): readonly OperationUse[] {
  const merged = new Map<string, OperationUse>()
  for (const operation of operations) {
    const known = merged.get(operation.signature)
    merged.set(operation.signature, known === undefined ? clean(operation) : join(known, operation))
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
  }
}

/** Most recordings of an operation tell the same, and to look is cheaper than to sort. */
function union(one: readonly string[], other: readonly string[]): readonly string[] {
  const isSame = one.length === other.length && one.every((coordinate, at) => coordinate === other[at])
  return isSame ? one : [...new Set([...one, ...other])].sort()
}

function mergeClients(clients: readonly ClientUse[]): readonly ClientUse[] {
  const merged = new Map<string, ClientUse>()
  for (const client of clients) {
    const [name, version] = [cleanName(client.name), cleanName(client.version)]
    // Clean names hold no line breaks.
    const key = `${name}\n${version}`
    const known = merged.get(key)
    merged.set(key, {
      name,
      version,
      count: Math.min((known?.count ?? 0) + client.count, Number.MAX_SAFE_INTEGER),
      lastSeen: known !== undefined && known.lastSeen > client.lastSeen ? known.lastSeen : client.lastSeen,
    })
  }
  return [...merged.values()]
}

function withoutLapsed(operation: OperationUse, oldest: string): OperationUse {
  return { ...operation, clients: operation.clients.filter((client) => client.lastSeen >= oldest) }
}

/** Keeps the most used ones; the rest becomes one that uses everything that any of them uses. */
function foldOperations(operations: readonly OperationUse[], max: number): readonly OperationUse[] {
  if (operations.length <= max) return operations
  const rest = operations.filter((operation) => operation.signature === folded)
  const ranked = operations
    .filter((operation) => operation.signature !== folded)
    .sort((a, b) => countOf(b.clients) - countOf(a.clients))
  const [first, ...others] = [...rest, ...ranked.slice(max - 1)]
  if (first === undefined) return ranked
  const whole = others.reduce(join, { ...first, signature: folded, name: folded })
  return [...ranked.slice(0, max - 1), whole]
}

function foldClients(clients: readonly ClientUse[], max: number): readonly ClientUse[] {
  if (clients.length <= max) return clients
  const ranked = [...clients].sort(
    (a, b) => Number(a.name === folded) - Number(b.name === folded) || b.count - a.count,
  )
  const rest = ranked.slice(max - 1).map((client) => ({ ...client, name: folded, version: folded }))
  return [...ranked.slice(0, max - 1), ...mergeClients(rest)]
}

function countOf(clients: readonly ClientUse[]): number {
  return clients.reduce((sum, client) => sum + client.count, 0)
}

function daysBefore(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000)
}
