// Tells those of this process who follow all new orders which were placed, in the order in which they were committed.
// What must stay true: what waits for one watch is bounded; whoever is too slow is told to look into the database.

export type PlacementWatch = Disposable & {
  /** The next that was placed; undefined when nothing waits. */
  take(): string | undefined
  /** Whether some may have been missed since the last call. */
  takeGap(): boolean
  /** Resolves when something waits, at once if it does, or after `timeoutMs`; false as soon as the watch is disposed. */
  next(timeoutMs?: number): Promise<boolean>
}

export type Placements = {
  watch(): PlacementWatch
  /** The order was placed. */
  tell(orderId: string): void
  /** Any orders may have been placed. */
  tellAll(): void
  /** Watches that are not disposed yet. */
  readonly watching: number
}

type Waiting = { readonly hear: (orderId: string) => void; readonly miss: () => void }

export function placements({ mostWaiting = 1_000 }: { readonly mostWaiting?: number } = {}): Placements {
  const all = new Set<Waiting>()
  return {
    watch() {
      const { watch, waiting } = createWatch(mostWaiting, () => all.delete(waiting))
      all.add(waiting)
      return watch
    },
    tell(orderId) {
      for (const { hear } of all) hear(orderId)
    },
    tellAll() {
      for (const { miss } of all) miss()
    },
    get watching() {
      return all.size
    },
  }
}

function createWatch(
  mostWaiting: number,
  onEnd: () => void,
): { readonly watch: PlacementWatch; readonly waiting: Waiting } {
  let ids: string[] = []
  let hasGap = false
  let isOver = false
  let resume = () => {}

  function miss(): void {
    ids = []
    hasGap = true
    resume()
  }

  async function next(timeoutMs?: number): Promise<boolean> {
    if (ids.length === 0 && !hasGap && !isOver) {
      const { promise, resolve } = Promise.withResolvers<void>()
      resume = resolve
      const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs)
      await promise
      clearTimeout(timer)
    }
    return !isOver
  }

  const waiting: Waiting = {
    hear(orderId) {
      if (ids.length >= mostWaiting) return miss()
      ids.push(orderId)
      resume()
    },
    miss,
  }
  const watch: PlacementWatch = {
    take: () => ids.shift(),
    takeGap() {
      const had = hasGap
      hasGap = false
      return had
    },
    next,
    [Symbol.dispose]() {
      isOver = true
      onEnd()
      resume()
    },
  }
  return { watch, waiting }
}
