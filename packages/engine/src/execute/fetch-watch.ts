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
  const tellEach = (tell: (watch: FetchWatch) => void) => {
    for (const watch of watching) tell(watch)
  }
  return {
    onRequest: (request) => tellEach((watch) => watch.onRequest?.(request)),
    onFetch: (event) => tellEach((watch) => watch.onFetch?.(event)),
    onRetry: (event) => tellEach((watch) => watch.onRetry?.(event)),
    onShared: (event) => tellEach((watch) => watch.onShared?.(event)),
  }
}
