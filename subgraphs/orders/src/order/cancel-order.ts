// Calls an order off: by its buyer while nothing was sent, or by staff, who call the rest off when some was sent. What
// was paid is paid back, what was only asked for is called off at the provider; products give the stock back.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { upstreamTimeout } from '@supermarket/service-kit/graph-error.ts'
import { isStaff } from '@supermarket/service-kit/viewer.ts'
import type { CallScope } from '../checkout/catalog.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { type RequestKey, requestKey } from '../idempotency/key.ts'
import type { Caller, Parts } from '../parts.ts'
import { type Ask, askProvider, providerBudgetMs } from '../payment/ask-provider.ts'
import { isOpenAttempt } from '../payment/attempt.ts'
import { recordPayment } from '../payment/record-payment.ts'
import { carryOutRefundsOf } from '../payment/refund-payment.ts'
import { listPayments } from '../payment/store.ts'
import { leaseOf } from '../settlement/next-look.ts'
import { refuse } from '../user-error.ts'
import type { OrderTokens } from './access-token.ts'
import { callOffPaid } from './call-off-paid.ts'
import { callerOf, getReadableOrder } from './find-order.ts'
import type { Order } from './order.ts'
import { parseReason } from './reason.ts'
import { findAnyOrder, lockOrder } from './store.ts'

export type CancelInput = {
  readonly id: string
  readonly accessToken?: string | null | undefined
  readonly reason?: string | null | undefined
  readonly idempotencyKey: string
}

export async function cancelOrder(
  parts: Parts & { readonly tokens: OrderTokens },
  request: Caller,
  input: CancelInput,
): Promise<Order> {
  const { viewer, scope } = request
  const reason = parseReason(input.reason)
  const order = await getReadableOrder(parts.connection, parts.tokens, { ...input, viewer })
  const key = requestKey({ viewer, cartId: order.cartId, operation: 'orderCancel', input })
  const by = callerOf(order, viewer)
  await answerOnce(parts, { key, orderId: order.id }, async () => {
    const current = await findAnyOrder(parts.connection, order.id)
    if (current === undefined) throw new Error(`order ${order.id} is gone`)
    const canceling = { order: current, key, reason, by, request } as const
    if (current.status === 'PENDING_PAYMENT' && (await cancelUnpaid(parts, canceling))) return
    await cancelPaid(parts, canceling)
    await parts.onStep('cancel:recorded', order.id)
    await letGo(parts, order.id, scope)
  })
  const canceled = await findAnyOrder(parts.connection, order.id)
  if (canceled === undefined) throw new Error(`order ${order.id} is gone`)
  return canceled
}

/** As far as the provider answers now; the reconciler does the rest. */
async function letGo(parts: Parts, orderId: string, { deadlineAt, requestId }: CallScope): Promise<void> {
  const budgetMs = () => providerBudgetMs(parts.timings, deadlineAt)
  const [payment] = (await listPayments(parts.connection, [orderId])).slice(-1)
  if (payment && isOpenAttempt(payment.status)) {
    const ask: Ask = (provider, signal) => provider.void(payment.id, signal)
    const snapshot = await askProvider(parts, { payment, budgetMs: budgetMs(), ask })
    if (snapshot) await recordPayment(parts, { orderId, snapshot, correlationId: requestId })
  }
  await carryOutRefundsOf(parts, orderId, { budgetMs, correlationId: requestId })
}

type Canceling = {
  readonly order: Order
  readonly key: RequestKey
  readonly reason: string | null
  readonly by: 'BUYER' | 'STAFF'
  readonly request: Caller
}

/** False when somebody was faster: the money has arrived after all, or the order was called off already. */
async function cancelUnpaid(parts: Parts, { order, key, reason, by, request }: Canceling): Promise<boolean> {
  const [payment] = (await listPayments(parts.connection, [order.id])).slice(-1)
  if (payment === undefined) throw new Error(`order ${order.id} has no payment`)
  const snapshot = await askProvider(parts, {
    payment,
    budgetMs: providerBudgetMs(parts.timings, request.scope.deadlineAt),
    ask: (provider, signal) => provider.void(payment.id, signal),
  })
  // Money may be on its way: without a word of the provider's nothing may be called off.
  if (snapshot === undefined) throw upstreamTimeout(payment.provider)
  if (snapshot.state === 'pending') throw stillWorking()
  await parts.onStep('cancel:voided', order.id)
  const recorded = await recordPayment(parts, {
    orderId: order.id,
    snapshot,
    correlationId: request.scope.requestId,
    cause: by,
    cancelReason: reason,
    request: key,
  })
  return recorded?.isCanceled === true
}

function stillWorking() {
  return refuse('ILLEGAL_STATE', 'The provider is still working on the payment: try again later.', [
    'input',
    'id',
  ])
}

async function cancelPaid(parts: Parts, canceling: Canceling): Promise<void> {
  const { order, request } = canceling
  await withTransaction(parts.connection, async (tx) => {
    const locked = await lockOrder(tx, order.id)
    if (locked === undefined) throw new Error(`order ${order.id} is gone`)
    const at = parts.now()
    const obstacle = await callOffPaid(tx, parts, {
      ...locked,
      by: canceling.by,
      reason: canceling.reason,
      // Staff may do as staff what they do with an order of their own.
      isByStaff: isStaff(request.viewer),
      at,
      settleAfter: leaseOf(parts.timings, request.scope, at),
      correlationId: request.scope.requestId,
      request: canceling.key,
    })
    if (obstacle !== undefined) throw refuse('ILLEGAL_STATE', obstacle, ['input', 'id'])
  })
}
