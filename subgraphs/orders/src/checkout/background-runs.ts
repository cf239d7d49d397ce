// Work on orders that goes on after its request was answered. Nothing depends on it being done here: an order under
// way is leased, and whoever finds the lease at its end goes on with it.
import type { Logger } from 'pino'

export type BackgroundRun = {
  readonly orderId: string
  /** The end of its lease: it is not begun any more then. */
  readonly until: Date
  readonly work: () => Promise<unknown>
}

export type BackgroundRuns = AsyncDisposable & {
  /** At once, unless there are many already. */
  start(run: BackgroundRun): void
}

const atOnce = 16

/** Disposing begins nothing any more and waits for what runs. */
export function backgroundRuns({ log, now }: { log: Logger; now: () => Date }): BackgroundRuns {
  const waiting: BackgroundRun[] = []
  const workers = new Set<Promise<void>>()

  async function carryOut({ orderId, until, work }: BackgroundRun): Promise<void> {
    if (now() >= until) return
    try {
      await work()
    } catch (error) {
      log.error(
        { error, orderId },
        'a checkout in the background was cut short: the reconciler goes on with it',
      )
    }
  }

  async function carryOutAll(): Promise<void> {
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) await carryOut(run)
  }

  return {
    start(run) {
      waiting.push(run)
      if (workers.size >= atOnce) return
      const worker = carryOutAll().finally(() => workers.delete(worker))
      workers.add(worker)
    },
    async [Symbol.asyncDispose]() {
      waiting.length = 0
      await Promise.all(workers)
    },
  }
}
