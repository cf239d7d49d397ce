// Captures of their own, in SQL: what is about to be taken is part of the payment's balance, whose CHECK constraints
// are what parallel captures run against.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { captures, payments } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Capture } from '../order/order.ts'
import type { ProviderTransaction } from './provider.ts'

type Database = Pick<Connection, 'db'>

/** Sets money aside for a capture, under the order's lock; false when less than that is to be had. */
export async function insertCapture(tx: Transaction, capture: Capture): Promise<boolean> {
  const { authorizedMinor, voidedMinor, capturedMinor, capturingMinor } = payments
  const taken = await tx
    .update(payments)
    .set({ capturingMinor: sql`${capturingMinor} + ${capture.amountMinor}` })
    .where(
      and(
        eq(payments.id, capture.paymentId),
        sql`${authorizedMinor} - ${voidedMinor} - ${capturedMinor} - ${capturingMinor} >= ${capture.amountMinor}`,
      ),
    )
    .returning({ id: payments.id })
  if (taken.length === 0) return false
  await tx.insert(captures).values(capture)
  return true
}

/** Ends those that are among the transactions; answers how much was set aside for them. */
export async function finishCaptures(
  tx: Transaction,
  paymentId: string,
  transactions: readonly ProviderTransaction[],
): Promise<number> {
  const keys = transactions.flatMap(({ captureKey }) => captureKey ?? [])
  // Of a checkout there are none: it is spared the statements.
  if (keys.length === 0) return 0
  const finish = (from: 'PENDING' | 'FAILED') =>
    tx
      .update(captures)
      .set({ status: 'SUCCEEDED' })
      .where(and(inArray(captures.id, keys), eq(captures.paymentId, paymentId), eq(captures.status, from)))
      .returning({ amountMinor: captures.amountMinor })
  const finished = await finish('PENDING')
  // Given up, and done by the provider all the same: nothing is set aside for it any more.
  await finish('FAILED')
  return finished.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

/** Gives back what was set aside; false when it is not pending any more. */
export async function failCapture(tx: Transaction, capture: Capture): Promise<boolean> {
  const failed = await tx
    .update(captures)
    .set({ status: 'FAILED' })
    .where(and(eq(captures.id, capture.id), eq(captures.status, 'PENDING')))
    .returning({ id: captures.id })
  if (failed.length === 0) return false
  await tx
    .update(payments)
    .set({ capturingMinor: sql`${payments.capturingMinor} - ${capture.amountMinor}` })
    .where(eq(payments.id, capture.paymentId))
  return true
}

export async function listPendingCaptures({ db }: Database, orderId: string): Promise<Capture[]> {
  return db
    .select()
    .from(captures)
    .where(and(eq(captures.orderId, orderId), eq(captures.status, 'PENDING')))
    .orderBy(asc(captures.createdAt), asc(captures.id))
}

/** Of an order whose lock is held. */
export function countCaptures(tx: Transaction, orderId: string): Promise<number> {
  return tx.$count(captures, eq(captures.orderId, orderId))
}
