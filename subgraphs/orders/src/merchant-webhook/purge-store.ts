// Forgets the log of webhooks when it is old, and deleted endpoints with the last of theirs.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { sql } from 'drizzle-orm'
import { encodeTime } from 'ulid'

const batch = 1000

/** In short statements, so that nobody waits long for what they lock. */
export async function purgeWebhooks({ db }: Pick<Connection, 'db'>, before: Date): Promise<void> {
  // A delivery's id begins with the time of its event: the primary key finds the old ones.
  const youngest = `whd_${encodeTime(before.getTime(), 10)}`
  for (;;) {
    const deleted = await db.execute(sql`
      delete from webhook_deliveries where id in (
        select id from webhook_deliveries where id < ${youngest} order by id
        limit ${batch} for update skip locked)
      returning 1`)
    if (deleted.length < batch) break
  }
  await db.execute(sql`
    delete from webhook_endpoints as e
    where deleted_at < ${before}
      and not exists (select from webhook_deliveries as d where d.endpoint_id = e.id)`)
}
