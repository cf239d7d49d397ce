// Hears of every change of an order, and of every order that is placed, whichever process made it: triggers of the database notify when it commits, and
// each process listens on one connection. A notification that was missed is made good by looking at every order that
// is followed: after the connection was made anew, and for as long as our own notifications do not come back.
import { randomUUID } from 'node:crypto'
import { repeat } from '@supermarket/service-kit/repeat.ts'
import type { Logger } from 'pino'
import type { Sql } from 'postgres'
import { type ChangeWatches, changeWatches } from './change-watches.ts'
import { type PlacementWatch, placements } from './placements.ts'

export type OrderChanges = AsyncDisposable &
  Pick<ChangeWatches, 'watch' | 'watching'> & {
    /** Of all orders that are placed. */
    watchPlaced(): PlacementWatch
    /**
     * Tells every process of an order that was placed here and is committed. Not in its transaction, as it is with
     * changes: commits that notify take turns (docs/adr/0007), and checkouts must not. What a crash keeps from being
     * told is found at the next check.
     */
    tellPlaced(orderId: string): void
    /** Resolves when changes are heard of for the first time. */
    readonly listening: Promise<void>
  }

export type OrderChangesOptions = {
  readonly sql: Sql
  readonly log: Logger
  /** How often it is looked whether notifications still come. */
  readonly checkMs: number
}

/** Where the triggers of drizzle/orders/migrations notify, with the id of the order. */
const channel = 'order_changes'
/** Where the process that has placed orders notifies, after they were committed, with their ids. */
const placedChannel = 'orders_placed'

/** Needs a session of its own: a pooler between us and the database must not share it between clients. */
export function listenForOrderChanges({ sql, log, checkMs }: OrderChangesOptions): OrderChanges {
  const watches = changeWatches()
  const placed = placements()
  const watching = () => watches.watching + placed.watching
  const tellAll = () => {
    watches.tellAll()
    placed.tellAll()
  }
  // No order has such an id, so that whoever else hears it wakes nobody.
  const probe = randomUUID()
  let isProbeAwaited = false
  const hear = (payload: string) => {
    if (payload === probe) isProbeAwaited = false
    else watches.tell(payload)
  }
  const hearPlaced = (payload: string) => {
    for (const id of payload.split(' ')) placed.tell(id)
  }
  const telling = batches(tellAfterMs, mostTold, (ids) => send(sql, placedChannel, ids.join(' ')))
  // postgres.js listens again after a lost connection and calls back.
  const subscriptions = [sql.listen(channel, hear, tellAll), sql.listen(placedChannel, hearPlaced, tellAll)]
  const listening = Promise.all(subscriptions).then(() => {})
  listening.catch((error: unknown) => log.warn({ error }, 'changes of orders are not heard of yet'))

  // A connection may be lost without a word to either side, and then nothing would ever come.
  const checking = repeat(checkMs, async () => {
    if (placed.watching > 0) placed.tellAll()
    if (isProbeAwaited) {
      log.warn('changes of orders are not heard of: looking at all that are followed')
      tellAll()
    }
    // Before it is sent: it may be heard before its sender is answered.
    isProbeAwaited = watching() > 0
    if (isProbeAwaited && !(await send(sql, channel, probe))) isProbeAwaited = false
  })

  return {
    watch: watches.watch,
    watchPlaced: placed.watch,
    tellPlaced: telling.add,
    get watching() {
      return watching()
    },
    listening,
    async [Symbol.asyncDispose]() {
      await checking.stop()
      await telling.flush()
      // Without a database nobody notifies either.
      await Promise.all(subscriptions.map((it) => it.then(({ unlisten }) => unlisten()).catch(() => {})))
    },
  }
}

/** Of a notification: an id has 30 characters, and a payload at most 7,999. */
const mostTold = 200
const tellAfterMs = 25

/** Sends what was added within `afterMs` in one go, at most `most` at a time. */
function batches(afterMs: number, most: number, send: (ids: readonly string[]) => Promise<unknown>) {
  let waiting: string[] = []
  let timer: NodeJS.Timeout | undefined
  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const ids = waiting
    waiting = []
    for (let from = 0; from < ids.length; from += most) await send(ids.slice(from, from + most))
  }
  return {
    add(id: string): void {
      waiting.push(id)
      timer ??= setTimeout(() => void flush(), afterMs)
    },
    flush,
  }
}

/** False when the database cannot be reached: then nothing changes either, and whoever listens will connect anew. */
async function send(sql: Sql, channel: string, payload: string): Promise<boolean> {
  return sql`select pg_notify(${channel}, ${payload})`.then(
    () => true,
    () => false,
  )
}
