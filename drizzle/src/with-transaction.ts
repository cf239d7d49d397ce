// Transactions that survive what PostgreSQL asks to be repeated: serialization failures and deadlocks.
import { setTimeout as delay } from 'node:timers/promises'
import type { PgTransactionConfig } from 'drizzle-orm/pg-core'
import type { Connection } from './connect.ts'
import { sqlState } from './driver-error.ts'

export type Transaction = Parameters<Parameters<Connection['db']['transaction']>[0]>[0]

const repeatable = new Set(['40001', '40P01'])
const maxRetries = 3

/**
 * Commits what `work` did, or nothing. `work` may run up to four times: it must touch nothing but `tx`.
 * Any other error, and the fourth failure, reach the caller as they are.
 */
export function withTransaction<T>(
  connection: Pick<Connection, 'db'>,
  work: (tx: Transaction) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> {
  return withRetries(() => connection.db.transaction(work, config))
}

/** The same for a single statement, which is a transaction by itself. */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await work()
    } catch (error) {
      if (retry === maxRetries || !repeatable.has(sqlState(error) ?? '')) throw error
      // Jitter parts the two that collided: 5–15, 10–30, 20–60 ms.
      await delay(5 * 2 ** retry * (1 + 2 * Math.random()))
    }
  }
}
