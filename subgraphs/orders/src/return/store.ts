// Returns in SQL. Pieces on their way back, and those that came, count on the order's lines, whose CHECK holds them to
// what was sent. Whoever changes a return holds the lock on its order.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { orderLines, returnLines, returns } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { NewReturnLine, Receipt } from './plan.ts'
import type { Return, ReturnLine } from './return.ts'

type Database = Pick<Connection, 'db'> | { readonly db: Transaction }

export async function insertReturn(
  tx: Transaction,
  made: Return,
  lines: readonly NewReturnLine[],
): Promise<void> {
  await tx.insert(returns).values(made)
  await tx.insert(returnLines).values(lines.map((line) => ({ ...line, returnId: made.id })))
  await tx.execute(sql`
    update order_lines set quantity_returning = quantity_returning + return_lines.quantity
    from return_lines
    where return_lines.return_id = ${made.id} and order_lines.id = return_lines.order_line_id`)
}

export async function findReturn({ db }: Database, id: string): Promise<Return | undefined> {
  const [found] = await db.select().from(returns).where(eq(returns.id, id))
  return found
}

/** Of an order whose lock is held. */
export function countReturns(tx: Transaction, orderId: string): Promise<number> {
  return tx.$count(returns, eq(returns.orderId, orderId))
}

export async function updateReturn(
  tx: Transaction,
  id: string,
  change: Partial<Omit<Return, 'id' | 'orderId' | 'createdAt'>>,
): Promise<void> {
  await tx.update(returns).set(change).where(eq(returns.id, id))
}

/** Its pieces are not on their way back any more. */
export async function endReturning(tx: Transaction, returnId: string): Promise<void> {
  await tx.execute(sql`
    update order_lines set quantity_returning = quantity_returning - return_lines.quantity
    from return_lines
    where return_lines.return_id = ${returnId} and order_lines.id = return_lines.order_line_id`)
}

/** What arrived has come back; what did not stays with the buyer. */
export async function receiveLines(
  tx: Transaction,
  returnId: string,
  receipt: readonly Receipt[],
): Promise<void> {
  await tx.execute(sql`
    with arrived as (
      select * from jsonb_to_recordset(${JSON.stringify(receipt)}::text::jsonb)
        as arrived("orderLineId" text, quantity integer, "quantitySellable" integer, "quantityDamaged" integer)
    ), told as (
      update return_lines set quantity_sellable = arrived."quantitySellable", quantity_damaged = arrived."quantityDamaged"
      from arrived where return_id = ${returnId} and order_line_id = arrived."orderLineId"
    )
    update order_lines set quantity_returning = quantity_returning - arrived.quantity,
      quantity_returned = quantity_returned + arrived."quantitySellable" + arrived."quantityDamaged"
    from arrived where order_lines.id = arrived."orderLineId"`)
}

export async function listReturns({ db }: Database, orderIds: readonly string[]): Promise<Return[]> {
  return db
    .select()
    .from(returns)
    .where(inArray(returns.orderId, [...orderIds]))
    .orderBy(asc(returns.createdAt), asc(returns.id))
}

/** In the order of the order's lines. */
export async function listReturnLines({ db }: Database, returnIds: readonly string[]): Promise<ReturnLine[]> {
  return db
    .select(getTableColumns(returnLines))
    .from(returnLines)
    .innerJoin(orderLines, eq(orderLines.id, returnLines.orderLineId))
    .where(inArray(returnLines.returnId, [...returnIds]))
    .orderBy(asc(orderLines.position))
}
