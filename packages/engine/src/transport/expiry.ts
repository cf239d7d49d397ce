// Until when somebody waits for a call: its deadline or the client's departure, whichever is first.
// Both end a call with UPSTREAM_TIMEOUT; whoever must tell them apart looks at the request's signal.
import { type EngineError, upstreamTimeout } from '../errors.ts'
import type { SubgraphRequest } from './subgraph-transport.ts'

export type Expiring = Pick<SubgraphRequest, 'subgraph' | 'deadlineAt' | 'signal'>

/** What setTimeout takes; a longer wait is waited in parts. */
const longestTimerMs = 2 ** 31 - 1

/** The error of a request that nobody waits for any more, undefined while somebody does. */
export function expired({ subgraph, deadlineAt, signal }: Expiring): EngineError | undefined {
  if (signal?.aborted) return upstreamTimeout(subgraph, signal.reason)
  return deadlineAt <= Date.now() ? upstreamTimeout(subgraph) : undefined
}

/**
 * Calls `expire` once, unless released before. The request must not have expired yet.
 *
 * A timer and a listener of its own for each call: on Node 24.21 they cost 0.21 and 0.22 µs, set and cleared; a timer
 * wheel costs 0.11 and one listener per signal 0.15, which is not worth their code (2026-11-22).
 */
export function onExpiry(request: Expiring, expire: (error: EngineError) => void): () => void {
  const { subgraph, deadlineAt, signal } = request
  let timer: NodeJS.Timeout | undefined
  const release = () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
  }
  const end = () => {
    release()
    expire(upstreamTimeout(subgraph, signal?.aborted ? signal.reason : undefined))
  }
  const wait = () => {
    const leftMs = deadlineAt - Date.now()
    // A timer may fire a fraction early.
    if (leftMs <= 0) end()
    else timer = setTimeout(wait, Math.min(leftMs, longestTimerMs))
  }
  if (deadlineAt !== Number.POSITIVE_INFINITY)
    timer = setTimeout(wait, Math.min(deadlineAt - Date.now(), longestTimerMs))
  signal?.addEventListener('abort', end)
  return release
}
