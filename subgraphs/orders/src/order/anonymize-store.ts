// Takes a person out of what the shop must keep. Amounts, goods and the ledger stay; who bought goes.
import { idempotencyKeys } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { eventsWithWords } from './timeline.ts'

export async function anonymizeOrdersOf(tx: Transaction, userId: string, at: Date): Promise<void> {
  const anonymized = await tx.execute<{ id: string }>(sql`
    update orders set customer_id = null, email = null, shipping_address = null, billing_address = null,
      cancel_reason = null, anonymized_at = ${at}
    where customer_id = ${userId}
    returning id`)
  const events = anonymized.map(({ id }) => ({ id: newId('oev'), orderId: id }))
  // What people wrote may say who it was.
  const ids = sql`select value from jsonb_array_elements_text(${JSON.stringify(
    anonymized.map(({ id }) => id),
  )}::text::jsonb)`
  await tx.execute(sql`
    update order_events set message = null where type in ${[...eventsWithWords]} and order_id in (${ids})`)
  await tx.execute(sql`update refunds set reason = null where order_id in (${ids})`)
  await tx.execute(sql`update returns set reject_reason = null where order_id in (${ids})`)
  await tx.execute(sql`
    update return_lines set comment = null where return_id in (select id from returns where order_id in (${ids}))`)
  await tx.execute(sql`update order_notes set text = null where order_id in (${ids})`)
  await tx.execute(sql`update order_notes set author_id = null where author_id = ${userId}`)
  await tx.execute(sql`
    insert into order_events (id, order_id, type, actor, message, at)
    select event.id, event."orderId", 'ANONYMIZED', 'SYSTEM', 'The buyer''s personal data were removed.', ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(events)}::text::jsonb) as event(id text, "orderId" text)`)
  await tx
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.principal, userId), isNotNull(idempotencyKeys.answer)))
}
