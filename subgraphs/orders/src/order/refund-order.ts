// Pays money back. What is paid back is set aside under the order's lock and the balance's constraint before the
// provider is asked, so that any number of refunds at once never exceed what was captured.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { type RequestKey, requestKey } from '../idempotency/key.ts'
import { takeKey } from '../idempotency/store.ts'
import type { Caller, Parts } from '../parts.ts'
import { providerBudgetMs } from '../payment/ask-provider.ts'
import { carryOutRefund } from '../payment/refund-payment.ts'
import { countRefunds, findRefund, sumDeliveryRefunds } from '../payment/refund-store.ts'
import { requestRefund } from '../payment/request-refund.ts'
import { leaseOf } from '../settlement/next-look.ts'
import { addSettleJob } from '../settlement/plan-work.ts'
import { refuse } from '../user-error.ts'
import { getOwnOrder } from './find-order.ts'
import type { Order, Payment, Refund } from './order.ts'
import { parseReason } from './reason.ts'
import { planRefund, type RefundWish } from './refund-amount.ts'
import { findAnyOrder, insertOrderEvents, listLockedLines, lockOrder, updateOrder } from './store.ts'
import { refundRequestedEntry } from './timeline.ts'

export type RefundInput = RefundWish & {
  readonly id: string
  readonly reason?: string | null | undefined
  readonly idempotencyKey: string
}

export type RefundedOrder = { readonly order: Order; readonly refund: Refund }

/** The refund is pending when the provider has not answered in time, and failed when it refused. */
export async function refundOrder(parts: Parts, caller: Caller, input: RefundInput): Promise<RefundedOrder> {
  const { viewer, scope } = caller
  const reason = parseReason(input.reason)
  const order = await getOwnOrder(parts.connection, { id: input.id, viewer })
  const key = requestKey({ viewer, cartId: order.cartId, operation: 'orderRefund', input: { ...input } })
  let refundId = ''
  const before = await answerOnce(parts, { key, orderId: order.id }, async () => {
    const { refund, payment } = await prepareRefund(parts, caller, { order, key, reason, wish: input })
    refundId = refund.id
    await parts.onStep('refund:prepared', order.id)
    const budgetMs = providerBudgetMs(parts.timings, scope.deadlineAt)
    await carryOutRefund(parts, { refund, payment, budgetMs, correlationId: scope.requestId })
  })
  const [changed, refund] = await Promise.all([
    findAnyOrder(parts.connection, order.id),
    findRefund(parts.connection, before?.madeId ?? refundId),
  ])
  if (changed === undefined || refund === undefined) throw new Error(`a refund of order ${order.id} is gone`)
  return { order: changed, refund }
}

const maxRefunds = 100

type Wanted = {
  readonly order: Order
  readonly key: RequestKey
  readonly reason: string | null
  readonly wish: RefundWish
}

function prepareRefund(
  parts: Parts,
  caller: Caller,
  { order, key, reason, wish }: Wanted,
): Promise<{ refund: Refund; payment: Payment }> {
  return withTransaction(parts.connection, async (tx) => {
    const locked = await lockOrder(tx, order.id)
    if (locked === undefined) throw new Error(`order ${order.id} is gone`)
    const { payment } = locked
    if ((await countRefunds(tx, order.id)) >= maxRefunds) {
      throw refuse('LIMIT_REACHED', `An order has at most ${maxRefunds} refunds.`, ['input', 'id'])
    }
    const lines = wish.lines ? await listLockedLines(tx, order.id) : []
    const deliveryRefundedMinor = wish.delivery ? await sumDeliveryRefunds(tx, order.id) : 0
    const plan = planRefund(wish, order, { lines, payment, deliveryRefundedMinor })
    const at = parts.now()
    const refund = await requestRefund(tx, { ...plan, payment, reason, at })
    const settleAfter = leaseOf(parts.timings, caller.scope, at)
    const answer = { kind: 'done', orderId: order.id, madeId: refund.id } as const
    // One statement each: see record-payment.ts.
    await Promise.all([
      updateOrder(tx, order.id, { settleAfter }),
      insertOrderEvents(tx, {
        orderId: order.id,
        events: [
          refundRequestedEntry('STAFF', { minor: plan.amountMinor, currency: order.currency }, reason),
        ],
        at,
      }),
      takeKey(tx, key, { orderId: order.id, answer, at }),
      addSettleJob(tx, order.id, settleAfter),
    ])
    return { refund, payment }
  })
}
