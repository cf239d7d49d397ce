// How long a fetch may take of the time that the client's request has.
import { around } from './around.ts'
import type { SubgraphTransport } from './subgraph-transport.ts'

export type TimeoutOptions = {
  /** For one query, within the request's own deadline; default 3,000. */
  readonly fetchTimeoutMs?: number
  /** What a mutation leaves of the request's time to the rest of the plan and the answer; default 500. */
  readonly mutationReserveMs?: number
}

/** A mutation has no limit of its own, and does not end when the client leaves: it may have begun. */
export function timeouts(inner: SubgraphTransport, options: TimeoutOptions = {}): SubgraphTransport {
  const { fetchTimeoutMs = 3_000, mutationReserveMs = 500 } = options
  return around(inner, (request) =>
    inner.execute(
      request.kind === 'mutation'
        ? { ...request, deadlineAt: request.deadlineAt - mutationReserveMs, signal: undefined }
        : { ...request, deadlineAt: Math.min(request.deadlineAt, Date.now() + fetchTimeoutMs) },
    ),
  )
}
