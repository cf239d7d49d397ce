// What keeps a recording within its limits: rarely used operations become one for each client, which uses what any of them
// uses. So no part of the schema that was used gets lost, nor who used it, as long as clients are not too many.
import { foldClients, mergeClients } from './merge-clients.ts'
import type { Steps } from './steps.ts'
import { type ClientUse, folded, type OperationUse, type TrafficLimits } from './traffic.ts'

/** How many of the places for operations are kept for what is folded. */
export function foldedPlaces(maxOperations: number): number {
  return Math.max(1, Math.min(100, Math.floor(maxOperations / 4)))
}

/** Of what is folded of one client: no hash looks like it. */
export function foldedSignature(client: string): string {
  return `${folded} ${client}`
}

/** Trusted operations are kept before others, much used ones before rare ones. */
export function* foldOperations(
  operations: readonly OperationUse[],
  { maxOperations, maxClients }: Pick<TrafficLimits, 'maxOperations' | 'maxClients'>,
): Steps<readonly OperationUse[]> {
  const few = operations.length <= maxOperations ? operations : yield* foldRare(operations, maxOperations)
  const result: OperationUse[] = []
  for (const operation of few) {
    result.push({ ...operation, clients: foldClients(operation.clients, maxClients) })
    yield
  }
  return result
}

function* foldRare(operations: readonly OperationUse[], max: number): Steps<readonly OperationUse[]> {
  const places = foldedPlaces(max)
  const ranked = operations
    .filter((operation) => !isFolded(operation))
    .map((operation) => ({ operation, count: countOf(operation.clients) }))
    .sort(
      (a, b) =>
        Number(b.operation.trusted ?? false) - Number(a.operation.trusted ?? false) || b.count - a.count,
    )
    .map(({ operation }) => operation)
  yield
  const rest = [...operations.filter(isFolded), ...ranked.slice(max - places)]
  return [...ranked.slice(0, max - places), ...(yield* foldByClient(rest, places))]
}

type Whole = { readonly coordinates: Set<string>; readonly clients: ClientUse[] }

function* foldByClient(operations: readonly OperationUse[], places: number): Steps<readonly OperationUse[]> {
  const owners = mostActive(operations, places - 1)
  const wholes = new Map<string, Whole>()
  for (const { signature, coordinates, clients } of operations) {
    for (const client of clients) {
      // Who used what of the one that is nobody's is not known any more.
      const isOwner = signature !== folded && owners.has(client.name)
      const key = isOwner ? foldedSignature(client.name) : folded
      const whole = wholes.get(key) ?? { coordinates: new Set(), clients: [] }
      wholes.set(key, whole)
      for (const coordinate of coordinates) whole.coordinates.add(coordinate)
      whole.clients.push(client)
    }
    yield
  }
  return [...wholes].map(([signature, whole]) => ({
    signature,
    name: folded,
    coordinates: [...whole.coordinates].sort(),
    clients: mergeClients(whole.clients),
  }))
}

function mostActive(operations: readonly OperationUse[], max: number): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const { clients } of operations)
    for (const { name, count } of clients) counts.set(name, (counts.get(name) ?? 0) + count)
  counts.delete(folded)
  const ranked = [...counts].sort(([, a], [, b]) => b - a)
  return new Set(ranked.slice(0, max).map(([name]) => name))
}

function isFolded({ signature }: OperationUse): boolean {
  return signature.startsWith(folded)
}

function countOf(clients: readonly ClientUse[]): number {
  return clients.reduce((sum, client) => sum + client.count, 0)
}
