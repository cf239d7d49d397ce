// What products does when orders tells of an order: a paid one's reservation becomes a sale, a canceled one's is given
// back. A paid one whose stock has lapsed gets its pieces anew; when they are gone, orders is told. Each runs in the
// inbox's transaction, once in effect; the commands are idempotent beside it.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { type EventPayloads, eventVersions, subscribers } from '@supermarket/schema/events.ts'
import { publisherOf } from '@supermarket/service-kit/events/publish.ts'
import type { EventHandlers } from '@supermarket/service-kit/events/receiver.ts'
import { EventRejectedError } from '@supermarket/service-kit/events/transport.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { Logger } from 'pino'
import { commitStock, releaseStock } from './store.ts'

const publish = publisherOf<EventPayloads>({ versions: eventVersions, subscribers })

export function orderEventHandlers(log: Logger): EventHandlers<Transaction, EventPayloads> {
  return {
    'order.paid': {
      version: eventVersions['order.paid'],
      async handle(tx, { id, data, correlationid }) {
        const orderId = requireOrderId(data)
        const { outcome } = await commitStock({ db: tx }, orderId)
        if (outcome === 'DONE') return
        // The money is taken: orders pays it back, in a transaction of its own.
        log.warn({ orderId, outcome }, 'a paid order has no stock')
        const aggregate = { type: 'reservation', id: orderId }
        const event = { type: 'reservation.failed', aggregate, data: { orderId } } as const
        await publish(tx, { ...event, correlationId: correlationid, causationId: id })
      },
    },
    'order.canceled': {
      version: eventVersions['order.canceled'],
      async handle(tx, { data }) {
        await releaseStock({ db: tx }, requireOrderId(data))
      },
    },
  }
}

function requireOrderId({ orderId }: { readonly orderId: string }): string {
  if (isId('ord', orderId)) return orderId
  throw new EventRejectedError('orderId is not the id of an order')
}
