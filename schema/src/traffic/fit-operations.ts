// Operations within the limits of a recording, its bytes among them. Folds until they fit: versions of clients first, as
// long as some are left of each operation, then the rarest operations.
import { foldOperations } from './fold-operations.ts'
import type { Steps } from './steps.ts'
import type { OperationUse, TrafficLimits } from './traffic.ts'

/** Whoever has that many clients left may be cut no further before operations are. */
const enoughClients = 4

export function* fitOperations(
  operations: readonly OperationUse[],
  limits: TrafficLimits,
): Steps<readonly OperationUse[]> {
  let { maxOperations, maxClients } = limits
  let fitting = yield* foldOperations(operations, limits)
  while ((yield* bytesOf(fitting)) > limits.maxBytes && maxOperations > 1) {
    if (maxClients > enoughClients) maxClients = Math.ceil(maxClients / 2)
    else maxOperations = Math.ceil(maxOperations / 2)
    fitting = yield* foldOperations(fitting, { maxOperations, maxClients })
  }
  return fitting
}

/** As JSON, and never less: so that what fits here fits on disk, without writing it twice. */
function* bytesOf(operations: readonly OperationUse[]): Steps<number> {
  let sum = 0
  for (const { signature, name, coordinates, clients } of operations) {
    sum += operationBytes + textBytes(signature) + textBytes(name)
    for (const coordinate of coordinates) sum += 3 + textBytes(coordinate)
    for (const client of clients) sum += clientBytes + textBytes(client.name) + textBytes(client.version)
    yield
  }
  return sum
}

const widest = { name: '', version: '', count: Number.MAX_SAFE_INTEGER, lastSeen: '2026-01-31' }
const clientBytes = JSON.stringify(widest).length + 1
const operationBytes =
  JSON.stringify({ signature: '', name: '', coordinates: [], clients: [], trusted: true }).length + 2

/** A name holds no control characters, so at most quotes and backslashes are escaped. */
function textBytes(text: string): number {
  const bytes = Buffer.byteLength(text)
  return /["\\]/.test(text) ? 2 * bytes : bytes
}
