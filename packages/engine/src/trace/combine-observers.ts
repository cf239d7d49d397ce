// Several observers of one execution as one: the first stands outermost. None at all is undefined, which costs nothing.
import { watchedByAll } from '../execute/fetch-watch.ts'
import type { ExecutionObserver } from '../execute/run.ts'

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
    fetch: (fetch, send) =>
      first.fetch(fetch, (outerWatch) =>
        inner.fetch(fetch, (innerWatch) => send(watchedByAll([outerWatch, innerWatch]))),
      ),
    reuse(fetch) {
      first.reuse?.(fetch)
      inner.reuse?.(fetch)
    },
    write: (write) => first.write(() => inner.write(write)),
  }
}
