// Who wants to know what became of one fetch hears of the requests that it goes out in: mostly one, which it may share
// with other fetches.
import type { SubgraphRequest } from '../transport/subgraph-transport.ts'
import type { TransportEvents } from '../transport/transport-events.ts'

export type FetchWatch = TransportEvents & {
  /** A request goes out; the same object for every fetch in it. */
  readonly onRequest?: (request: SubgraphRequest) => void
}

/** Undefined when nobody watches. */
export function watchedByAll(watches: readonly (FetchWatch | undefined)[]): FetchWatch | undefined {
  const watching = watches.filter((watch) => watch !== undefined)
  const [first, ...others] = watching
  if (first === undefined || others.length === 0) return first
  return {
    onRequest: (request) => watching.forEach(({ onRequest }) => onRequest?.(request)),
    onFetch: (event) => watching.forEach(({ onFetch }) => onFetch?.(event)),
    onRetry: (event) => watching.forEach(({ onRetry }) => onRetry?.(event)),
    onShared: (event) => watching.forEach(({ onShared }) => onShared?.(event)),
  }
}
