// Which new orders somebody who follows all of them looks at: each that is told of, and after a gap each that the
// database has since. What must stay true: none is passed over, and what one waits for is bounded.
import type { PlacementWatch } from './placements.ts'

/** Says what came of it, because one that failed is looked at again. */
export type PlacementLook = {
  readonly id: string
  outcome: 'failed' | 'found' | 'missing'
  placedAt?: Date | null
}

export type PlacementLooks = AsyncIterableIterator<PlacementLook, void>

export type Placed = { readonly id: string; readonly placedAt: Date }

export type FollowPlacements = {
  readonly watch: PlacementWatch
  /** Orders that were placed at or after `from`, behind `after`; in the order of their placing, at most `limit`. */
  readonly listPlaced: (from: Date, after: Placed | undefined, limit: number) => Promise<readonly Placed[]>
  readonly now: () => Date
}

/** Clocks differ, and whoever placed earlier may commit later. */
const overlapMs = 60_000
const mostSeen = 10_000
const pageLength = 500
const firstRetryMs = 1_000
const longestRetryMs = 30_000

/** The watch is disposed when it is returned. The look is taken before the next is asked for. */
export function followPlacements({ watch, listPlaced, now }: FollowPlacements): PlacementLooks {
  const started = now()
  const seen = new Set<string>()
  const ready: string[] = []
  let isOver = false
  let wakeUp = () => {}
  let newest = started
  let page: { readonly from: Date; readonly after: Placed | undefined } | undefined
  let last: PlacementLook | undefined
  let failures = 0

  /** What failed will not be told of again. */
  async function rest(): Promise<void> {
    failures += 1
    const ms = Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1))
    const { promise, resolve } = Promise.withResolvers<void>()
    wakeUp = resolve
    const timer = setTimeout(resolve, ms)
    if (!isOver) await promise
    clearTimeout(timer)
  }

  function remember({ id, placedAt }: PlacementLook): void {
    failures = 0
    seen.add(id)
    if (placedAt && placedAt > newest) newest = placedAt
    const [oldest] = seen
    if (seen.size > mostSeen && oldest !== undefined) seen.delete(oldest)
  }

  async function catchUp(): Promise<void> {
    if (page === undefined) {
      const from = new Date(Math.max(started.getTime(), newest.getTime() - overlapMs))
      page = { from, after: undefined }
    }
    try {
      const placed = await listPlaced(page.from, page.after, pageLength)
      ready.push(...placed.map(({ id }) => id))
      page = placed.length === pageLength ? { from: page.from, after: placed.at(-1) } : undefined
    } catch {
      await rest()
    }
  }

  async function nextId(): Promise<string | undefined> {
    while (!isOver) {
      // What was missed comes before what is told of afterwards.
      if (ready.length === 0 && (page !== undefined || watch.takeGap())) await catchUp()
      const id = ready.shift() ?? (page === undefined ? watch.take() : undefined)
      if (id !== undefined) {
        if (!seen.has(id)) return id
      } else if (page === undefined && !(await watch.next())) return undefined
    }
    return undefined
  }

  const over = { done: true, value: undefined } as const
  async function end() {
    isOver = true
    wakeUp()
    watch[Symbol.dispose]()
    return over
  }

  return {
    async next() {
      if (last?.outcome === 'failed') await rest()
      else if (last) remember(last)
      const id = last?.outcome === 'failed' ? last.id : await nextId()
      if (id === undefined || isOver) return end()
      last = { id, outcome: 'failed' }
      return { done: false, value: last }
    },
    return: end,
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
