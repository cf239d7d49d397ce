// Forgets what is over: events that every subscriber has, and old inbox rows. What must stay true: nothing that is
// undelivered or dead goes, and the inbox remembers far longer than an event may take to be delivered again.
import type { Sql } from 'postgres'
import { encodeTime } from 'ulid'

export type Retention = { readonly deliveredMs: number; readonly inboxMs: number }

const dayMs = 24 * 60 * 60_000

export const defaultRetention: Retention = { deliveredMs: 7 * dayMs, inboxMs: 90 * dayMs }

const batch = 1000

/** In short statements, each of at most 1,000 rows; several at once share the work. Answers how many rows went. */
export async function purgeEvents(
  sql: Sql,
  { deliveredMs, inboxMs }: Retention = defaultRetention,
  now = Date.now(),
): Promise<{ events: number; inbox: number }> {
  // An event's id begins with its time: the primary key finds the old ones.
  const youngest = `evt_${encodeTime(now - deliveredMs, 10)}`
  const events = await untilDone(
    () => sql`
      delete from outbox where id in (
        select id from outbox
        where id < ${youngest} and not exists (
          select from outbox_delivery where event_id = outbox.id and delivered_at is null)
        order by id limit ${batch} for update skip locked)`,
  )
  const receivedBefore = new Date(now - inboxMs).toISOString()
  const inbox = await untilDone(
    () => sql`
      delete from inbox where ctid = any (array(
        select ctid from inbox where received_at < ${receivedBefore}::text::timestamptz
        limit ${batch} for update skip locked))`,
  )
  return { events, inbox }
}

async function untilDone(purge: () => PromiseLike<{ count: number }>): Promise<number> {
  let total = 0
  for (;;) {
    const { count } = await purge()
    total += count
    if (count < batch) return total
  }
}
