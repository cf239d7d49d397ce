// Tells an observer how a call to a subgraph ended.
import { EngineError } from '../errors.ts'
import type { SubgraphRequest, SubgraphResponse } from './subgraph-transport.ts'
import type { FetchEvent, FetchOutcome } from './transport-events.ts'

/** What a call costs; filled in while it runs. */
export type FetchTally = { status: number | undefined; bytesOut: number; bytesIn: number }

/** Makes the call, and settles as it does after those who watch the transport or the request have heard of it. */
export async function reportFetch(
  request: SubgraphRequest,
  onFetch: ((event: FetchEvent) => void) | undefined,
  call: (request: SubgraphRequest, tally: FetchTally) => Promise<SubgraphResponse>,
): Promise<SubgraphResponse> {
  const startedAt = performance.now()
  const tally: FetchTally = { status: undefined, bytesOut: 0, bytesIn: 0 }
  let outcome: FetchOutcome = 'answer'
  try {
    return await call(request, tally)
  } catch (error) {
    outcome = outcomeOf(error, request)
    throw error
  } finally {
    const event: FetchEvent = { request, outcome, ms: performance.now() - startedAt, ...tally }
    onFetch?.(event)
    request.watch?.onFetch?.(event)
  }
}

function outcomeOf(error: unknown, { signal }: SubgraphRequest): FetchOutcome {
  if (!(error instanceof EngineError) || error.code !== 'UPSTREAM_TIMEOUT') return 'unavailable'
  return signal?.aborted ? 'aborted' : 'timeout'
}
