// What orders does when others tell of something. Each runs in the inbox's transaction, once in effect.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { type EventPayloads, eventVersions } from '@supermarket/schema/events.ts'
import type { EventHandlers } from '@supermarket/service-kit/events/receiver.ts'
import { forgetCartsOf } from './cart/store.ts'
import { anonymizeOrdersOf } from './order/anonymize-store.ts'
import { addSettleJob } from './settlement/plan-work.ts'
import { expireOrder } from './settlement/store.ts'

export function eventHandlers(now: () => Date): EventHandlers<Transaction, EventPayloads> {
  return {
    'user.deleted': {
      version: eventVersions['user.deleted'],
      async handle(tx, { data }) {
        await anonymizeOrdersOf(tx, data.userId, now())
        await forgetCartsOf(tx, data.userId)
      },
    },
    // An order that still waits for its money must not get it any more: its goods may be sold to others.
    'reservation.expired': {
      version: eventVersions['reservation.expired'],
      async handle(tx, { data }) {
        const at = now()
        if (await expireOrder(tx, data.orderId, at)) await addSettleJob(tx, data.orderId, at)
      },
    },
  }
}
