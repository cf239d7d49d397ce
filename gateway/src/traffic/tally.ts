// Counts of requests in memory, within the limits of a recording: what exceeds them is folded, so that a part of the schema
// that was used is never missing, only who used it may become vague.
import { cleanName } from '@supermarket/schema/traffic/clean-name.ts'
import { givenInput } from '@supermarket/schema/traffic/input-coordinates.ts'
import { folded, type OperationUse, type TrafficLimits } from '@supermarket/schema/traffic/traffic.ts'
import type { ClientApp } from '../context.ts'
import type { RecordedOperation } from './recorded-operation.ts'

export type CountedRequest = {
  readonly operation: RecordedOperation
  readonly client: ClientApp
  readonly variables: Readonly<Record<string, unknown>>
  /** The UTC day, `2026-01-31`. */
  readonly day: string
}

export type Tally = {
  /** Quick: it runs on the request path. */
  count(request: CountedRequest): void
  /** Everything since it was last taken. */
  take(): readonly OperationUse[]
}

type Client = { readonly name: string; readonly version: string; count: number; lastSeen: string }

type Operation = {
  readonly signature: string
  readonly name: string
  readonly coordinates: Set<string>
  /** Those of the request that came first, sorted: mostly all that there are. */
  readonly first: readonly string[]
  readonly clients: Map<string, Client>
  /** Those whose coordinates are in already: operations that differ in literals share a signature. */
  readonly counted: WeakSet<RecordedOperation>
}

export function createTally({ maxOperations, maxClients }: TrafficLimits): Tally {
  let operations = new Map<string, Operation>()
  return {
    count({ operation: recorded, client: app, variables, day }) {
      const operation = operationFor(recorded, operations, maxOperations)
      if (!operation.counted.has(recorded)) {
        operation.counted.add(recorded)
        for (const coordinate of recorded.coordinates) operation.coordinates.add(coordinate)
      }
      if (recorded.inputs.length > 0) givenInput(recorded.inputs, variables, operation.coordinates)
      const client = clientFor(app, operation.clients, maxClients)
      client.count += 1
      client.lastSeen = day
    },
    take() {
      const taken = operations
      operations = new Map()
      return [...taken.values()].map(({ signature, name, coordinates, first, clients }) => ({
        signature,
        name,
        coordinates: coordinates.size === first.length ? first : [...coordinates].sort(),
        clients: [...clients.values()],
      }))
    },
  }
}

function operationFor(
  { signature, name, coordinates: first }: RecordedOperation,
  operations: Map<string, Operation>,
  max: number,
): Operation {
  const known = operations.get(signature)
  if (known !== undefined) return known
  const fits = hasPlace(operations, folded, max)
  const key = fits ? signature : folded
  const operation = operations.get(key) ?? {
    signature: key,
    name: fits ? name : folded,
    coordinates: new Set(),
    first,
    clients: new Map(),
    counted: new WeakSet(),
  }
  operations.set(key, operation)
  return operation
}

function clientFor(app: ClientApp, clients: Map<string, Client>, max: number): Client {
  const [name, version] = [cleanName(app.name), cleanName(app.version)]
  const own = keyOf(name, version)
  const known = clients.get(own)
  if (known !== undefined) return known
  const fits = hasPlace(clients, foldedKey, max)
  const key = fits ? own : foldedKey
  const client = clients.get(key) ?? {
    name: fits ? name : folded,
    version: fits ? version : folded,
    count: 0,
    lastSeen: '',
  }
  clients.set(key, client)
  return client
}

/** One place is kept for what is folded. */
function hasPlace(map: ReadonlyMap<string, unknown>, foldedKey: string, max: number): boolean {
  return map.size < max - (map.has(foldedKey) ? 0 : 1)
}

/** Clean names hold no line breaks, so two clients never share a key. */
function keyOf(name: string, version: string): string {
  return `${name}\n${version}`
}

const foldedKey = keyOf(folded, folded)
