// Takes money that is set aside for an order: as much as staff say, or all of it. What is taken is set aside under the
// order's lock and the balance's constraint before the provider is asked, so that captures at once never exceed it.
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import type { Money } from '@supermarket/service-kit/money.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { type RequestKey, requestKey } from '../idempotency/key.ts'
import { takeKey } from '../idempotency/store.ts'
import type { Caller, Parts } from '../parts.ts'
import { getProvider, providerBudgetMs } from '../payment/ask-provider.ts'
import { capturableMinor } from '../payment/balance.ts'
import { carryOutCapture } from '../payment/capture-payment.ts'
import { countCaptures } from '../payment/capture-store.ts'
import { requestCapture } from '../payment/request-capture.ts'
import { leaseOf } from '../settlement/next-look.ts'
import { addSettleJob } from '../settlement/plan-work.ts'
import { refuse } from '../user-error.ts'
import { getOwnOrder } from './find-order.ts'
import type { Capture, Order, Payment } from './order.ts'
import { findAnyOrder, type LockedOrder, lockOrder, updateOrder } from './store.ts'

export type CaptureInput = {
  readonly orderId: string
  readonly amount?: Money | null | undefined
  readonly idempotencyKey: string
}

/** The capture is under way when the provider has not answered in time; the order tells when it is done. */
export async function captureOrder(parts: Parts, caller: Caller, input: CaptureInput): Promise<Order> {
  const { viewer, scope } = caller
  const order = await getOwnOrder(parts.connection, { id: input.orderId, viewer, field: 'orderId' })
  const key = requestKey({ viewer, cartId: order.cartId, operation: 'paymentCapture', input: { ...input } })
  await answerOnce(parts, { key, orderId: order.id }, async () => {
    const pending = await prepareCapture(parts, caller, { orderId: order.id, key, amount: input.amount })
    await parts.onStep('capture:prepared', order.id)
    const budgetMs = providerBudgetMs(parts.timings, scope.deadlineAt)
    await carryOutCapture(parts, { ...pending, budgetMs, correlationId: scope.requestId })
  })
  const changed = await findAnyOrder(parts.connection, order.id)
  if (changed === undefined) throw new Error(`order ${order.id} is gone`)
  return changed
}

const maxCaptures = 100

type Wanted = {
  readonly orderId: string
  readonly key: RequestKey
  readonly amount: CaptureInput['amount']
}

function prepareCapture(
  parts: Parts,
  { scope }: Caller,
  { orderId, key, amount }: Wanted,
): Promise<{ capture: Capture; payment: Payment }> {
  return withTransaction(parts.connection, async (tx) => {
    const locked = await lockOrder(tx, orderId)
    if (locked === undefined) throw new Error(`order ${orderId} is gone`)
    await requireCapturable(tx, locked)
    const { payment } = locked
    const at = parts.now()
    const amountMinor = parseAmount(amount, payment)
    const provider = getProvider(parts.providers, payment.provider)
    const capture = await requestCapture(tx, { payment, provider, amountMinor, isLast: false, at })
    const settleAfter = leaseOf(parts.timings, scope, at)
    const answer = { kind: 'done', orderId, madeId: capture.id } as const
    // One statement each: see record-payment.ts.
    await Promise.all([
      updateOrder(tx, orderId, { settleAfter }),
      takeKey(tx, key, { orderId, answer, at }),
      addSettleJob(tx, orderId, settleAfter),
    ])
    return { capture, payment }
  })
}

/** An order that waits for its payment is captured by itself; of one that is canceled nothing is. */
async function requireCapturable(tx: Transaction, { order, payment }: LockedOrder): Promise<void> {
  if (order.status === 'PENDING_PAYMENT' || order.status === 'CANCELED') {
    throw refuse('ILLEGAL_STATE', `Nothing is captured of an order that is ${order.status}.`, [
      'input',
      'orderId',
    ])
  }
  if (capturableMinor(payment) === 0) {
    throw refuse('ILLEGAL_STATE', 'Nothing is set aside that could be captured.', ['input', 'orderId'])
  }
  if ((await countCaptures(tx, order.id)) >= maxCaptures) {
    throw refuse('LIMIT_REACHED', `An order has at most ${maxCaptures} captures.`, ['input', 'orderId'])
  }
}

function parseAmount(amount: CaptureInput['amount'], payment: Payment): number {
  const most = capturableMinor(payment)
  if (!amount) return most
  if (amount.currency !== payment.currency) {
    throw refuse('INVALID', `The order is in ${payment.currency}.`, ['input', 'amount', 'currency'])
  }
  if (amount.minor < 1 || amount.minor > most) {
    throw refuse('INVALID', `The amount must be 1 to ${most} minor units.`, ['input', 'amount', 'minor'])
  }
  return amount.minor
}
