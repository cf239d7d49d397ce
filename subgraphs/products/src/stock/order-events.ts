// What products does when orders tells of an order: a paid one's reservation becomes a sale, a canceled one's is given
// back. Each runs in the inbox's transaction, once in effect; the commands are idempotent beside it.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { type EventPayloads, eventVersions } from '@supermarket/schema/events.ts'
import type { EventHandlers } from '@supermarket/service-kit/events/receiver.ts'
import { EventRejectedError } from '@supermarket/service-kit/events/transport.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { Logger } from 'pino'
import { commitStock, releaseStock } from './store.ts'

export function orderEventHandlers(log: Logger): EventHandlers<Transaction, EventPayloads> {
  return {
    'order.paid': {
      version: eventVersions['order.paid'],
      async handle(tx, { data }) {
        const orderId = requireOrderId(data)
        const { outcome } = await commitStock({ db: tx }, orderId)
        // The money is taken, so nothing here can undo the order: what is missing is for people to settle.
        if (outcome !== 'DONE') log.error({ orderId, outcome }, 'a paid order has no stock')
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
