// Several observers of one execution as one: the first stands outermost. None at all is undefined, which costs nothing.
import type { ExecutionObserver, StartedFetch } from '../execute/run.ts'
import type { SubgraphResponse } from '../transport/subgraph-transport.ts'

export function combineObservers(
  observers: readonly (ExecutionObserver | undefined)[],
): ExecutionObserver | undefined {
  const present = observers.filter((observer) => observer !== undefined)
  const [first, ...rest] = present
  if (first === undefined) return undefined
  const inner = combineObservers(rest)
  if (inner === undefined) return first
  return {
    capturesTraces: first.capturesTraces || inner.capturesTraces,
    fetch: (fetch: StartedFetch, send: () => Promise<SubgraphResponse>) =>
      first.fetch(fetch, () => inner.fetch(fetch, send)),
    write: (write) => first.write(() => inner.write(write)),
  }
}
