// What the sandbox has to tell the merchant, in SQL: written by the statement that makes it true, then delivered until
// the merchant has answered, by whichever process finds it due.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { sandboxWebhooks } from '@supermarket/drizzle/orders/tables.ts'
import { eq, type SQL, sql } from 'drizzle-orm'

type Database = Pick<Connection, 'db'>

export type Webhook = typeof sandboxWebhooks.$inferSelect

export type WebhookType = 'payment.authorized' | 'payment.captured' | 'payment.declined'

export type NewWebhook = {
  readonly id: string
  readonly eventId: string
  readonly type: WebhookType
  readonly fault: Webhook['fault']
  readonly createdAt: Date
  readonly sendAt: Date
}

/** More of a `with` clause that has `charge`, one row or none: written when there is one. */
export function webhooksIn(webhooks: readonly NewWebhook[]): SQL {
  if (webhooks.length === 0) return sql``
  return sql`, told as (
      insert into sandbox_webhooks (id, event_id, charge_key, type, fault, created_at, next_at)
      select given.id, given."eventId", charge.key, given.type, given.fault, given."createdAt", given."sendAt"
      from charge, jsonb_to_recordset(${JSON.stringify(webhooks)}::text::jsonb)
        as given(id text, "eventId" text, type text, fault text, "createdAt" timestamptz, "sendAt" timestamptz)
    )`
}

/** Those that are due, and nobody else's until `until`. */
export async function claimWebhooks(
  { db }: Database,
  { now, until, limit }: { now: Date; until: Date; limit: number },
): Promise<Webhook[]> {
  const claimed = await db
    .update(sandboxWebhooks)
    .set({ nextAt: until, attempts: sql`${sandboxWebhooks.attempts} + 1` })
    .where(
      sql`${sandboxWebhooks.id} in (select id from sandbox_webhooks
        where next_at <= ${now.toISOString()}::timestamptz order by next_at limit ${limit} for update skip locked)`,
    )
    .returning()
  return claimed.toSorted((left, right) => (left.id < right.id ? -1 : 1))
}

/** `nextAt` null: delivered, or given up. */
export async function endWebhook(
  { db }: Database,
  { id, deliveredAt, nextAt }: Pick<Webhook, 'id' | 'deliveredAt' | 'nextAt'>,
): Promise<void> {
  await db.update(sandboxWebhooks).set({ deliveredAt, nextAt }).where(eq(sandboxWebhooks.id, id))
}

export async function findNextWebhookAt({ db }: Database): Promise<Date | undefined> {
  const [next] = await db.execute<{ at: string | Date | null }>(
    sql`select min(next_at) as at from sandbox_webhooks where next_at is not null`,
  )
  return next?.at ? new Date(next.at) : undefined
}
