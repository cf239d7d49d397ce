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

  function operationFor({ signature, name, coordinates }: RecordedOperation): Operation {
    const known = operations.get(signature)
    if (known !== undefined) return known
    // One place is kept for what is folded.
    const fits = operations.size < maxOperations - (operations.has(folded) ? 0 : 1)
    return fits
      ? add(signature, name, coordinates)
      : (operations.get(folded) ?? add(folded, folded, coordinates))
  }

  function add(signature: string, name: string, first: readonly string[]): Operation {
    const added: Operation = {
      signature,
      name,
      coordinates: new Set(),
      first,
      clients: new Map(),
      counted: new WeakSet(),
    }
    operations.set(signature, added)
    return added
  }

  function clientFor({ clients }: Operation, app: ClientApp): Client {
    const [name, version] = [cleanName(app.name), cleanName(app.version)]
    const known = clients.get(keyOf(name, version))
    if (known !== undefined) return known
    const fits = clients.size < maxClients - (clients.has(foldedKey) ? 0 : 1)
    const client = fits
      ? { name, version, count: 0, lastSeen: '' }
      : (clients.get(foldedKey) ?? { name: folded, version: folded, count: 0, lastSeen: '' })
    clients.set(keyOf(client.name, client.version), client)
    return client
  }

  return {
    count({ operation: recorded, client: app, variables, day }) {
      const operation = operationFor(recorded)
      if (!operation.counted.has(recorded)) {
        operation.counted.add(recorded)
        for (const coordinate of recorded.coordinates) operation.coordinates.add(coordinate)
      }
      if (recorded.inputs.length > 0) givenInput(recorded.inputs, variables, operation.coordinates)
      const client = clientFor(operation, app)
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

/** Clean names hold no line breaks, so two clients never share a key. */
function keyOf(name: string, version: string): string {
  return `${name}\n${version}`
}

const foldedKey = keyOf(folded, folded)
