// Marks an order as one to look at again: its own column is what the sweep goes by, the job makes it punctual. Both
// commit with the change that makes it necessary, so nothing is forgotten.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { addJob, type NewJob } from '@supermarket/service-kit/jobs.ts'

export const settleTask = 'settle-order'

/** `runAt` is what the caller writes to `settle_after` in the same transaction. */
export function addSettleJob(tx: Transaction, orderId: string, runAt: Date): Promise<void> {
  return addJob(tx, settleJob(orderId, runAt))
}

export function settleJob(orderId: string, runAt: Date): NewJob {
  return { task: settleTask, payload: { orderId }, runAt, jobKey: `${settleTask}:${orderId}` }
}
