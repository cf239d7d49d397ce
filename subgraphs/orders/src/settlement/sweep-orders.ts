// The safety net under every job: finds all orders that somebody has to look at, whoever forgot them, and settles them.
import type { Parts } from '../parts.ts'
import { settleOrder } from './settle-order.ts'
import { listDueOrders } from './store.ts'

const batch = 50
const atOnce = 4

/** How many were settled. One that fails is tried again when its lease ends, and keeps nobody else waiting. */
export async function sweepOrders(parts: Parts): Promise<number> {
  let settled = 0
  for (;;) {
    const due = await listDueOrders(parts.connection, parts.now(), batch)
    // The same ids would be found again when none of them could be leased.
    const before = settled
    settled += await settleAll(parts, due)
    if (due.length < batch || settled === before) return settled
  }
}

async function settleAll(parts: Parts, ids: readonly string[]): Promise<number> {
  const waiting = [...ids]
  let settled = 0
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        if (await settleOrder(parts, id)) settled += 1
      } catch (error) {
        parts.log.error({ error, orderId: id }, 'an order could not be settled yet')
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return settled
}
