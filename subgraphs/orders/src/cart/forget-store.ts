// Carts that go: those that nobody misses, and those of deleted accounts. Their lines go with them.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { carts } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, eq, isNull, sql } from 'drizzle-orm'

/** Deletes up to `limit` carts that nobody misses and nobody has changed since `before`; answers how many. */
export async function purgeCarts(
  { db }: Pick<Connection, 'db'>,
  before: Date,
  limit: number,
): Promise<number> {
  const deleted = await db.execute(sql`
    delete from carts where id = any (array(
      select id from carts
      where (user_id is null or completed_at is not null) and created_at < ${before} and updated_at < ${before}
      order by created_at limit ${limit} for update skip locked))
    returning 1`)
  return deleted.length
}

/** What a deleted account leaves: no open cart, and completed ones that name nobody. */
export async function forgetCartsOf(tx: Transaction, userId: string): Promise<void> {
  await tx.delete(carts).where(and(eq(carts.userId, userId), isNull(carts.completedAt)))
  await tx
    .update(carts)
    .set({ userId: null, email: null, shippingAddress: null, billingAddress: null })
    .where(eq(carts.userId, userId))
}
