// Admission to a pool: at most `concurrency` tasks at once, at most `maxQueue` waiting, none longer than
// `queueTimeoutMs`. What is over a bound fails at once, so overload is refused instead of piling up.

/** Translated to 503 `OVERLOADED` at the edge. Nothing was sent to the database: retrying is safe. */
export class PoolOverloadedError extends Error {
  override readonly name = 'PoolOverloadedError'
}

export type Gate = {
  /** Runs `task` when a place is free; rejects with PoolOverloadedError when none comes free in time. */
  run<T>(task: () => PromiseLike<T>): Promise<T>
  readonly active: number
  readonly waiting: number
}

export type GateOptions = { concurrency: number; maxQueue: number; queueTimeoutMs: number }

type Waiter = { admit: () => void }

export function createGate({ concurrency, maxQueue, queueTimeoutMs }: GateOptions): Gate {
  // A Set is a first-in first-out queue from which a waiter that gave up leaves in constant time.
  const waiters = new Set<Waiter>()
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
    get active() {
      return active
    },
    get waiting() {
      return waiters.size
    },
  }
}
