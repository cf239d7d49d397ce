// When somebody who follows an order looks at it: at once, and after every change. It goes on when the order is done,
// which may still be refunded, and ends when there is nothing to be seen, or nothing more.
import type { ChangeWatch } from './change-watches.ts'

/** Says what came of it, because that decides when the next one follows. */
export type Look = { outcome: 'failed' | 'found' | 'last' | 'missing' }

export type OrderLooks = AsyncIterableIterator<Look, void>

const firstRetryMs = 1_000
const longestRetryMs = 30_000

/** The watch is disposed when it ends or is returned. The look is taken before the next is asked for. */
export function followOrder(watch: ChangeWatch): OrderLooks {
  const over = { done: true, value: undefined } as const
  let last: Look | undefined
  let failures = 0

  async function isDueAgain(look: Look): Promise<boolean> {
    if (look.outcome === 'missing' || look.outcome === 'last') return false
    if (look.outcome === 'found') {
      failures = 0
      return watch.next()
    }
    // Its change was told of, and will not be told of again.
    failures += 1
    return watch.next(Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1)))
  }

  async function end() {
    watch[Symbol.dispose]()
    return over
  }

  return {
    async next() {
      if (last && !(await isDueAgain(last))) return end()
      last = { outcome: 'failed' }
      return { done: false, value: last }
    },
    return: end,
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
