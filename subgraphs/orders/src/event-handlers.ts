// What orders does when others tell of something. Each runs in the inbox's transaction, once in effect.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { type EventPayloads, eventVersions } from '@supermarket/schema/events.ts'
import type { EventHandlers } from '@supermarket/service-kit/events/receiver.ts'
import { addJob } from '@supermarket/service-kit/jobs.ts'
import { forgetTask, forgetUser } from './forget-user.ts'
import { callOffPaid } from './order/call-off-paid.ts'
import { lockOrder } from './order/store.ts'
import type { Parts } from './parts.ts'
import { addSettleJob } from './settlement/plan-work.ts'
import { expireOrder } from './settlement/store.ts'

export function eventHandlers({
  now,
  timings,
  publish,
  addMail,
  log,
}: Pick<Parts, 'now' | 'timings' | 'publish' | 'addMail' | 'log'>): EventHandlers<
  Transaction,
  EventPayloads
> {
  return {
    'user.deleted': {
      version: eventVersions['user.deleted'],
      async handle(tx, { data }) {
        const { userId } = data
        const at = now()
        await forgetUser(tx, userId, at)
        // Who was let in just before may still open a cart or place an order.
        const runAt = new Date(at.getTime() + timings.forgetAgainMs)
        await addJob(tx, { task: forgetTask, payload: { userId }, runAt })
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
    // Its money came when its goods were somebody else's already.
    'reservation.failed': {
      version: eventVersions['reservation.failed'],
      async handle(tx, { data, correlationid: correlationId }) {
        const locked = await lockOrder(tx, data.orderId)
        // Whoever called it off in the meantime has seen to its money.
        if (locked === undefined || locked.order.status === 'CANCELED') return
        const at = now()
        const why = { by: 'EXPIRED', reason: 'The goods were sold out before the payment arrived.' } as const
        const calling = { ...locked, ...why, at, settleAfter: at, correlationId }
        const obstacle = await callOffPaid(tx, { publish, addMail }, calling)
        // Somebody has sent goods that the books do not have: that is for people to settle.
        if (obstacle !== undefined)
          log.error({ orderId: data.orderId, obstacle }, 'a sent order has no stock')
      },
    },
  }
}
