// Gives back the stock of reservations that lapsed, and tells orders of each. Any number of sweepers may run: what one
// has locked the others skip.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { type EventPayloads, eventVersions, subscribers } from '@supermarket/schema/events.ts'
import { publisherOf } from '@supermarket/service-kit/events/publish.ts'
import { newRequestId } from '@supermarket/service-kit/request-context.ts'
import { expireStock } from './store.ts'

const publish = publisherOf<EventPayloads>({ versions: eventVersions, subscribers })

// Few at a time: a transaction holds the rows of all its variants.
const batch = 20

/** Answers how many lapsed. */
export async function expireReservations(connection: Pick<Connection, 'db'>): Promise<number> {
  const correlationId = newRequestId()
  for (let total = 0; ; ) {
    const orders = await withTransaction(connection, async (tx) => {
      const lapsed = await expireStock({ db: tx }, batch)
      for (const orderId of lapsed) {
        const aggregate = { type: 'reservation', id: orderId }
        await publish(tx, { type: 'reservation.expired', aggregate, data: { orderId }, correlationId })
      }
      return lapsed
    })
    total += orders.length
    if (orders.length < batch) return total
  }
}
