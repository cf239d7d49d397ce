// Counts of requests in memory, within bounds: what exceeds them is folded, so that a part of the schema that was used is
// never missing, only who used it may become vague. The recording folds once more, by what is used least.
import { cleanName } from '@supermarket/schema/traffic/clean-name.ts'
import { foldedPlaces, foldedSignature } from '@supermarket/schema/traffic/fold-operations.ts'
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
  readonly trusted: boolean
}

export function createTally({
  maxOperations,
  maxClients,
}: Pick<TrafficLimits, 'maxOperations' | 'maxClients'>): Tally {
  let operations = noOperations()
  return {
    count({ operation: recorded, client: app, variables, day }) {
      const operation = operationFor({ recorded, client: app, max: maxOperations }, operations)
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
      operations = noOperations()
      return [...taken.own.values(), ...taken.folded.values()].map(
        ({ signature, name, coordinates, first, clients, trusted }) => ({
          signature,
          name,
          coordinates: coordinates.size === first.length ? first : [...coordinates].sort(),
          clients: [...clients.values()],
          ...(trusted ? { trusted } : {}),
        }),
      )
    },
  }
}

type Operations = {
  readonly own: Map<string, Operation>
  readonly folded: Map<string, Operation>
}

function noOperations(): Operations {
  return { own: new Map(), folded: new Map() }
}

/** What is trusted always has a place of its own: its list has an end. */
function operationFor(
  {
    recorded,
    client,
    max,
  }: { readonly recorded: RecordedOperation; readonly client: ClientApp; readonly max: number },
  { own, folded: foldedOnes }: Operations,
): Operation {
  const { signature, name, trusted = false } = recorded
  const known = own.get(signature)
  if (known !== undefined) return known
  const places = foldedPlaces(max)
  if (trusted || own.size < max - places) {
    const operation = newOperation(recorded, signature, name)
    own.set(signature, operation)
    return operation
  }
  const wanted = foldedSignature(cleanName(client.name))
  const key = foldedOnes.has(wanted) || foldedOnes.size < places - 1 ? wanted : folded
  const operation = foldedOnes.get(key) ?? newOperation({ ...recorded, trusted: false }, key, folded)
  foldedOnes.set(key, operation)
  return operation
}

function newOperation(
  { coordinates: first, trusted = false }: RecordedOperation,
  signature: string,
  name: string,
): Operation {
  const coordinates = new Set<string>()
  return { signature, name, coordinates, first, clients: new Map(), counted: new WeakSet(), trusted }
}

/** Past the limit versions of a client become one, past twice the limit its name is given up too. */
function clientFor(app: ClientApp, clients: Map<string, Client>, max: number): Client {
  const [name, version] = [cleanName(app.name), cleanName(app.version)]
  const choices = [
    { name, version, fits: clients.size < max - 1 },
    { name, version: folded, fits: clients.size < 2 * max - 1 },
  ]
  for (const choice of choices) {
    const key = keyOf(choice.name, choice.version)
    const known = clients.get(key)
    if (known !== undefined) return known
    if (choice.fits) return added(clients, key, choice)
  }
  const key = keyOf(folded, folded)
  return clients.get(key) ?? added(clients, key, { name: folded, version: folded })
}

function added(
  clients: Map<string, Client>,
  key: string,
  { name, version }: Pick<Client, 'name' | 'version'>,
) {
  const client: Client = { name, version, count: 0, lastSeen: '' }
  clients.set(key, client)
  return client
}

/** Clean names hold no line breaks, so two clients never share a key. */
function keyOf(name: string, version: string): string {
  return `${name}\n${version}`
}
