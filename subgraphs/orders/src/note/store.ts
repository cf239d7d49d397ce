// Notes in SQL.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { orderNotes } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { asc, eq, inArray } from 'drizzle-orm'
import type { OrderNote } from './note.ts'

type Database = Pick<Connection, 'db'>

export async function insertNote(tx: Transaction, note: OrderNote): Promise<void> {
  await tx.insert(orderNotes).values(note)
}

export async function findNote({ db }: Database, id: string): Promise<OrderNote | undefined> {
  const [note] = await db.select().from(orderNotes).where(eq(orderNotes.id, id))
  return note
}

/** Of an order whose lock is held. */
export function countNotes(tx: Transaction, orderId: string): Promise<number> {
  return tx.$count(orderNotes, eq(orderNotes.orderId, orderId))
}

export async function listNotes({ db }: Database, orderIds: readonly string[]): Promise<OrderNote[]> {
  return db
    .select()
    .from(orderNotes)
    .where(inArray(orderNotes.orderId, [...orderIds]))
    .orderBy(asc(orderNotes.createdAt), asc(orderNotes.id))
}
