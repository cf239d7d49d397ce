// Which mails were sent, and what they tell of, in SQL.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { orderMails } from '@supermarket/drizzle/orders/tables.ts'
import { and, eq } from 'drizzle-orm'
import type { OrderMail } from './mail.ts'

type Database = Pick<Connection, 'db'>

export async function isSent({ db }: Database, { orderId, kind, subjectId }: OrderMail): Promise<boolean> {
  const [sent] = await db
    .select({ at: orderMails.sentAt })
    .from(orderMails)
    .where(
      and(eq(orderMails.orderId, orderId), eq(orderMails.kind, kind), eq(orderMails.subjectId, subjectId)),
    )
  return sent !== undefined
}

export async function markSent({ db }: Database, mail: OrderMail, sentAt: Date): Promise<void> {
  await db
    .insert(orderMails)
    .values({ ...mail, sentAt })
    .onConflictDoNothing()
}
