// Admission to a pool: at most `concurrency` tasks at once, at most `maxQueue` waiting, none longer than
// `queueTimeoutMs`. What is over a bound fails at once, so overload is refused instead of piling up.

/** Translated to 503 `OVERLOADED` at the edge. Nothing was sent to the database: retrying is safe. */
export class PoolOverloadedError extends Error {
  override readonly name = 'PoolOverloadedError'
}

export type Gate = {
  /** Runs `task` when a place is free; rejects with PoolOverloadedError when none comes free in time. */
  run<T>(task: () => PromiseLike<T>): Promise<T>
  /** Resolves when nothing runs or waits any more, at the latest after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>
  readonly active: number
  readonly waiting: number
}

export type GateOptions = { concurrency: number; maxQueue: number; queueTimeoutMs: number }

type Waiter = { admit: () => void }

export function createGate({ concurrency, maxQueue, queueTimeoutMs }: GateOptions): Gate {
  // A Set is a first-in first-out queue from which a waiter that gave up leaves in constant time.
  const waiters = new Set<Waiter>()
  const drained = new Set<() => void>()
  let active = 0

  function wait(): Promise<void> {
    if (waiters.size >= maxQueue) {
      return Promise.reject(
        new PoolOverloadedError(`${waiters.size} statements already wait for a connection`),
      )
    }
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        admit: () => {
          clearTimeout(timer)
          resolve()
        },
      }
      const timer = setTimeout(() => {
        waiters.delete(waiter)
        reject(new PoolOverloadedError(`no connection came free within ${queueTimeoutMs} ms`))
      }, queueTimeoutMs)
      waiters.add(waiter)
    })
  }

  // A place is handed over, not freed and taken again: a newcomer can never overtake a waiter.
  function leave(): void {
    const [next] = waiters
    if (next === undefined) {
      active -= 1
      if (active === 0) for (const resolve of drained) resolve()
      return
    }
    waiters.delete(next)
    next.admit()
  }

  return {
    async run(task) {
      if (active < concurrency) active += 1
      else await wait()
      try {
        return await task()
      } finally {
        leave()
      }
    },
    async drain(timeoutMs) {
      if (active === 0) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, timeoutMs)
      drained.add(resolve)
      await promise
      drained.delete(resolve)
      clearTimeout(timer)
    },
    get active() {
      return active
    },
    get waiting() {
      return waiters.size
    },
  }
}
