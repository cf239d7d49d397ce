// What transports tell of themselves, for counters and logs. Hooks must not throw; an absent one costs nothing.
import type { BreakerState } from './circuit.ts'
import type { SubgraphRequest } from './subgraph-transport.ts'

export type TransportEvents = {
  /** The end of one call to a subgraph, repetition included, whatever came of it. */
  readonly onFetch?: (event: FetchEvent) => void
  /** A query goes out a second time because its connection broke before the answer began. */
  readonly onRetry?: (event: { readonly request: SubgraphRequest; readonly cause: unknown }) => void
  /** A query joined an identical one in flight instead of going out. */
  readonly onShared?: (event: { readonly request: SubgraphRequest }) => void
  readonly onBreaker?: (event: BreakerEvent) => void
}

/** `unavailable` is every failure that is neither a deadline nor a client that went away. */
export type FetchOutcome = 'answer' | 'timeout' | 'aborted' | 'unavailable'

export type FetchEvent = {
  readonly request: SubgraphRequest
  readonly outcome: FetchOutcome
  readonly ms: number
  /** HTTP status of the last answer; undefined without one and in memory. */
  readonly status: number | undefined
  /** Bodies as they crossed the wire, of both attempts; 0 in memory. */
  readonly bytesOut: number
  readonly bytesIn: number
}

export type BreakerEvent = {
  readonly subgraph: string
  readonly from: BreakerState
  readonly to: BreakerState
}
