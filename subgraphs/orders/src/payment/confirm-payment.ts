// Takes a payment up again after its buyer has acted: asks the provider what became of it, and writes that. The same
// happens when the reconciler asks, by itself or because the provider told us; whoever comes first, once.
import { answerOnce } from '../idempotency/answer-once.ts'
import { requestKey } from '../idempotency/key.ts'
import { keepAnswer } from '../idempotency/store.ts'
import type { OrderTokens } from '../order/access-token.ts'
import { findReadableOrder, noSuchOrder } from '../order/find-order.ts'
import type { Order } from '../order/order.ts'
import { findAnyOrder } from '../order/store.ts'
import type { Caller, Parts } from '../parts.ts'
import { refuse } from '../user-error.ts'
import { askProvider, providerBudgetMs } from './ask-provider.ts'
import { recordPayment } from './record-payment.ts'
import { listPayments } from './store.ts'

export type ConfirmInput = {
  readonly orderId: string
  readonly accessToken?: string | null | undefined
  readonly idempotencyKey: string
}

export async function confirmPayment(
  parts: Parts & { readonly tokens: OrderTokens },
  { viewer, scope }: Caller,
  input: ConfirmInput,
): Promise<Order> {
  const { connection, tokens } = parts
  const { orderId, accessToken } = input
  const order = await findReadableOrder(connection, tokens, { id: orderId, viewer, accessToken })
  if (order === undefined) throw noSuchOrder('orderId')
  const key = requestKey({ viewer, cartId: order.cartId, operation: 'paymentConfirm', input: { ...input } })
  await answerOnce(parts, { key, orderId: order.id }, async () => {
    requireWanted(order)
    const budgetMs = providerBudgetMs(parts.timings, scope.deadlineAt)
    const status = await takeUp(parts, { orderId, budgetMs, correlationId: scope.requestId })
    if (status === 'CANCELED') throw declined()
    // Somebody with the same key has found out the same: the answer is the order as it is.
    await keepAnswer(connection, key, { orderId, answer: { kind: 'done', orderId }, at: parts.now() })
  })
  const changed = await findAnyOrder(connection, orderId)
  if (changed === undefined) throw new Error(`order ${orderId} is gone`)
  return changed
}

function declined() {
  return refuse('PAYMENT_DECLINED', 'The payment was declined. The order is canceled.', ['input', 'orderId'])
}

function requireWanted({ status, paymentStatus }: Order): void {
  if (status !== 'CANCELED') return
  if (paymentStatus === 'FAILED') throw declined()
  throw refuse('ILLEGAL_STATE', 'The order is canceled.', ['input', 'orderId'])
}

async function takeUp(
  parts: Parts,
  { orderId, budgetMs, correlationId }: { orderId: string; budgetMs: number; correlationId: string },
): Promise<Order['status']> {
  const order = await findAnyOrder(parts.connection, orderId)
  const [payment] = (await listPayments(parts.connection, [orderId])).slice(-1)
  if (order === undefined || payment === undefined) throw new Error(`order ${orderId} is gone`)
  // A checkout that is still under way hears from the provider itself.
  if (order.placedAt === null && order.status === 'PENDING_PAYMENT') return order.status
  if (order.status !== 'PENDING_PAYMENT') return order.status
  const snapshot = await askProvider(parts, {
    payment,
    budgetMs,
    ask: (provider, signal) => provider.lookUp(payment.id, signal),
  })
  // A provider that does not know the payment yet may be about to: only the reconciler calls it off.
  if (snapshot === undefined || snapshot.state === 'none') return order.status
  const recorded = await recordPayment(parts, { orderId, snapshot, correlationId })
  return recorded?.order.status ?? order.status
}
