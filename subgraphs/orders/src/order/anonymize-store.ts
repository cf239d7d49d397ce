// Takes a person out of what the shop must keep. Amounts, goods and the ledger stay; who bought goes.
import { idempotencyKeys } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { and, eq, isNotNull, sql } from 'drizzle-orm'

export async function anonymizeOrdersOf(tx: Transaction, userId: string, at: Date): Promise<void> {
  const anonymized = await tx.execute<{ id: string }>(sql`
    update orders set customer_id = null, email = null, shipping_address = null, billing_address = null,
      cancel_reason = null, anonymized_at = ${at}
    where customer_id = ${userId}
    returning id`)
  const events = anonymized.map(({ id }) => ({ id: newId('oev'), orderId: id }))
  // What a buyer wrote as the reason of a cancelation may say who it was.
  await tx.execute(sql`
    update order_events set message = null
    where type = 'CANCELED' and order_id in (select value from jsonb_array_elements_text(${JSON.stringify(
      anonymized.map(({ id }) => id),
    )}::text::jsonb))`)
  await tx.execute(sql`
    insert into order_events (id, order_id, type, at)
    select event.id, event."orderId", 'ANONYMIZED', ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(events)}::text::jsonb) as event(id text, "orderId" text)`)
  await tx
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.principal, userId), isNotNull(idempotencyKeys.answer)))
}
