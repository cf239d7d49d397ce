// Stops asking a subgraph that does not answer: calls fail at once instead of waiting for it, and it gets time to rise.
// What a client can cause alone (an error in an answer, a huge answer, leaving, a short deadline) never counts.
import { EngineError, upstreamUnavailable } from '../errors.ts'
import { around } from './around.ts'
import {
  admit,
  type BreakerState,
  type CircuitOptions,
  closedCircuit,
  failed,
  succeeded,
  withdrew,
} from './circuit.ts'
import { FetchFailure, type FetchFailureReason } from './fetch-failure.ts'
import type { SubgraphRequest, SubgraphTransport } from './subgraph-transport.ts'
import type { TransportEvents } from './transport-events.ts'

export type CircuitBreakerOptions = CircuitOptions & {
  /** The name under which changes are told. */
  readonly subgraph: string
  /** A call that timed out counts when it had at least this long; default 1,000. */
  readonly patienceMs?: number
  /** Steady milliseconds; default `performance.now`. */
  readonly now?: () => number
  readonly observe?: TransportEvents
}

export type BreakingTransport = SubgraphTransport & { readonly breakerState: () => BreakerState }

/** One per subgraph. While its circuit is open calls reject with UPSTREAM_UNAVAILABLE, and nothing is sent. */
export function circuitBreaker(inner: SubgraphTransport, options: CircuitBreakerOptions): BreakingTransport {
  const { subgraph, patienceMs = 1_000, now = () => performance.now(), observe, ...limits } = options
  const onBreaker = observe?.onBreaker
  const circuit = closedCircuit(limits, now, onBreaker && ((from, to) => onBreaker({ subgraph, from, to })))
  const transport = around(inner, async (request) => {
    const admission = admit(circuit)
    if (admission === undefined) {
      throw upstreamUnavailable(subgraph, new FetchFailure('circuit-open', 'It did not answer lately.'))
    }
    const startedAt = now()
    try {
      const answer = await inner.execute(request)
      succeeded(circuit, admission)
      return answer
    } catch (error) {
      if (isFailure(error, request, now() - startedAt >= patienceMs)) failed(circuit, admission)
      else withdrew(circuit, admission)
      throw error
    }
  })
  return { ...transport, breakerState: () => circuit.state }
}

const failures: ReadonlySet<FetchFailureReason> = new Set(['unanswered', 'cut-off', 'not-graphql'])

function isFailure(error: unknown, { signal }: SubgraphRequest, wasPatient: boolean): boolean {
  if (signal?.aborted || !(error instanceof EngineError)) return false
  if (error.code === 'UPSTREAM_TIMEOUT') return wasPatient
  return error.cause instanceof FetchFailure && failures.has(error.cause.reason)
}
