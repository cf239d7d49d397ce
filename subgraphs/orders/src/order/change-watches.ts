// Wakes those of this process who follow an order. What must stay true: however many changes come, one watch has one
// wake-up pending at most, and a watch that was disposed is held by nobody.

export type ChangeWatch = Disposable & {
  /**
   * Resolves at the next change, at once when there was one since the last call, or after `timeoutMs`; false as soon as
   * the watch is disposed. One call at a time.
   */
  next(timeoutMs?: number): Promise<boolean>
}

export type ChangeWatches = {
  watch(orderId: string): ChangeWatch
  /** The order has changed. */
  tell(orderId: string): void
  /** Any order may have changed. */
  tellAll(): void
  /** Watches that are not disposed yet. */
  readonly watching: number
}

export function changeWatches(): ChangeWatches {
  const byOrder = new Map<string, Set<Waker>>()
  let watching = 0

  function leave(orderId: string, waker: Waker): void {
    const wakers = byOrder.get(orderId)
    if (!wakers?.delete(waker)) return
    watching -= 1
    if (wakers.size === 0) byOrder.delete(orderId)
    waker.end()
  }

  return {
    watch(orderId) {
      const waker = createWaker()
      const wakers = byOrder.get(orderId) ?? new Set()
      byOrder.set(orderId, wakers.add(waker))
      watching += 1
      return { next: waker.next, [Symbol.dispose]: () => leave(orderId, waker) }
    },
    tell(orderId) {
      for (const { wake } of byOrder.get(orderId) ?? []) wake()
    },
    tellAll() {
      for (const wakers of byOrder.values()) for (const { wake } of wakers) wake()
    },
    get watching() {
      return watching
    },
  }
}

type Waker = {
  readonly next: ChangeWatch['next']
  readonly wake: () => void
  readonly end: () => void
}

function createWaker(): Waker {
  let isPending = false
  let isOver = false
  let resume = () => {}

  async function next(timeoutMs?: number): Promise<boolean> {
    if (!isPending && !isOver) {
      const { promise, resolve } = Promise.withResolvers<void>()
      resume = resolve
      const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs)
      await promise
      clearTimeout(timer)
    }
    isPending = false
    return !isOver
  }

  return {
    next,
    wake() {
      isPending = true
      resume()
    },
    end() {
      isOver = true
      resume()
    },
  }
}
