// Hears of every change of an order, whichever process made it: triggers of the database notify when it commits, and
// each process listens on one connection. A notification that was missed is made good by looking at every order that
// is followed: after the connection was made anew, and for as long as our own notifications do not come back.
import { randomUUID } from 'node:crypto'
import { repeat } from '@supermarket/service-kit/repeat.ts'
import type { Logger } from 'pino'
import type { Sql } from 'postgres'
import { type ChangeWatches, changeWatches } from './change-watches.ts'

export type OrderChanges = AsyncDisposable &
  Pick<ChangeWatches, 'watch' | 'watching'> & {
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

/** Needs a session of its own: a pooler between us and the database must not share it between clients. */
export function listenForOrderChanges({ sql, log, checkMs }: OrderChangesOptions): OrderChanges {
  const watches = changeWatches()
  // No order has such an id, so that whoever else hears it wakes nobody.
  const probe = randomUUID()
  let isProbeAwaited = false
  const hear = (payload: string) => {
    if (payload === probe) isProbeAwaited = false
    else watches.tell(payload)
  }
  // postgres.js listens again after a lost connection and calls back.
  const subscription = sql.listen(channel, hear, watches.tellAll)
  const listening = subscription.then(() => {})
  listening.catch((error: unknown) => log.warn({ error }, 'changes of orders are not heard of yet'))

  // A connection may be lost without a word to either side, and then nothing would ever come.
  const checking = repeat(checkMs, async () => {
    if (isProbeAwaited) {
      log.warn('changes of orders are not heard of: looking at all that are followed')
      watches.tellAll()
    }
    // Before it is sent: it may be heard before its sender is answered.
    isProbeAwaited = watches.watching > 0
    if (isProbeAwaited && !(await send(sql, probe))) isProbeAwaited = false
  })

  return {
    watch: watches.watch,
    get watching() {
      return watches.watching
    },
    listening,
    async [Symbol.asyncDispose]() {
      await checking.stop()
      // Without a database nobody notifies either.
      await subscription.then((it) => it.unlisten()).catch(() => {})
    },
  }
}

/** False when the database cannot be reached: then nothing changes either, and whoever listens will connect anew. */
async function send(sql: Sql, payload: string): Promise<boolean> {
  return sql`select pg_notify(${channel}, ${payload})`.then(
    () => true,
    () => false,
  )
}
