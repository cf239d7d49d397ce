// Records what arrived of a return. What it pays back is set aside in the same transaction, and the provider is asked
// afterwards; products hear of what can be sold again. Whatever a crash leaves, the reconciler finishes.
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import type { RequestKey } from '../idempotency/key.ts'
import { takeKey } from '../idempotency/store.ts'
import type { Order, OrderLine } from '../order/order.ts'
import { isAllBack } from '../order/reduction.ts'
import { decideOrder } from '../order/state.ts'
import { insertOrderEvents, listLockedLines, updateOrder } from '../order/store.ts'
import { refundRequestedEntry, returnReceivedEntry } from '../order/timeline.ts'
import type { Caller, Parts } from '../parts.ts'
import { providerBudgetMs } from '../payment/ask-provider.ts'
import { refundableMinor } from '../payment/balance.ts'
import { carryOutRefundsOf } from '../payment/refund-payment.ts'
import { requestRefund } from '../payment/request-refund.ts'
import { leaseOf } from '../settlement/next-look.ts'
import { addSettleJob } from '../settlement/plan-work.ts'
import { refuse } from '../user-error.ts'
import {
  type ChangeInput,
  getReturn,
  type LockedReturn,
  lockReturn,
  type ReturnParts,
} from './change-return.ts'
import {
  planReceipt,
  planReturnRefund,
  type Receipt,
  type ReceivedLine,
  type RefundOfReturn,
  type ReturnRefundPlan,
} from './plan.ts'
import { type ChangedReturn, findChanged } from './request-return.ts'
import { receiveLines, updateReturn } from './store.ts'

export type ReceiveInput = ChangeInput & {
  readonly lines?: readonly ReceivedLine[] | null | undefined
  readonly refund: RefundOfReturn['kind']
  readonly amount?: RefundOfReturn['amount']
}

export async function receiveReturn(
  parts: ReturnParts,
  caller: Caller,
  input: ReceiveInput,
): Promise<ChangedReturn> {
  const { scope } = caller
  const { order, key } = await getReturn(parts, caller, { input, operation: 'returnReceive' })
  await answerOnce(parts, { key, orderId: order.id }, async () => {
    await withTransaction(parts.connection, (tx) => receive(tx, parts, caller, { order, key, input }))
    await parts.onStep('return:received', order.id)
    await carryOutRefundsOf(parts, order.id, {
      budgetMs: () => providerBudgetMs(parts.timings, scope.deadlineAt),
      correlationId: scope.requestId,
    })
  })
  return findChanged(parts, order.id, input.id)
}

type Receiving = { readonly order: Order; readonly key: RequestKey; readonly input: ReceiveInput }

async function receive(
  tx: Transaction,
  parts: Parts,
  { scope }: Caller,
  { order, key, input }: Receiving,
): Promise<void> {
  const locked = await lockReturn(tx, { order, returnId: input.id, change: 'receive' })
  const lines = await listLockedLines(tx, order.id)
  const plan = planReceiving(input, locked, lines)
  const at = parts.now()
  const orderId = order.id
  const { amountMinor } = plan.refund
  const refund =
    amountMinor > 0 ? await requestRefund(tx, { ...plan.refund, payment: locked.payment, at }) : undefined
  const settleAfter = refund && leaseOf(parts.timings, scope, at)
  await receiveLines(tx, input.id, plan.receipt)
  // One statement each: see record-payment.ts.
  await Promise.all([
    updateReturn(tx, input.id, { status: locked.status, refundId: refund?.id ?? null, closedAt: at }),
    updateOrder(tx, orderId, { ...plan.state, ...(settleAfter ? { settleAfter } : {}) }),
    insertOrderEvents(tx, { orderId, events: entriesOf(plan, order.currency), at }),
    parts.addMail(tx, { kind: 'return-received', orderId, subjectId: input.id }),
    takeKey(tx, key, { orderId, answer: { kind: 'done', orderId, madeId: input.id }, at }),
    parts.publish(tx, {
      type: 'order.returned',
      aggregate: { type: 'order', id: orderId },
      data: { orderId, returnId: input.id, lines: sellableOf(plan.receipt, lines) },
      correlationId: scope.requestId,
    }),
    ...(settleAfter ? [addSettleJob(tx, orderId, settleAfter)] : []),
  ])
}

type Plan = {
  readonly receipt: readonly Receipt[]
  readonly refund: ReturnRefundPlan
  readonly state: Pick<Order, 'status' | 'fulfillmentStatus'>
}

function planReceiving(input: ReceiveInput, locked: LockedReturn, lines: readonly OrderLine[]): Plan {
  const receipt = planReceipt(input.lines, locked.lines)
  const arrived = new Map(
    receipt.map(({ orderLineId, quantitySellable, quantityDamaged }) => [
      orderLineId,
      quantitySellable + quantityDamaged,
    ]),
  )
  const after = lines.map((line) => ({
    ...line,
    quantityReturned: line.quantityReturned + (arrived.get(line.id) ?? 0),
  }))
  const decision = decideOrder(locked.order, { kind: 'returned', isAllBack: isAllBack(after) })
  if (!decision.ok) throw refuse('ILLEGAL_STATE', decision.reason, ['input', 'id'])
  const { status, fulfillmentStatus } = decision
  const wish = { kind: input.refund, amount: input.amount }
  const leftMinor = refundableMinor(locked.payment)
  const refund = planReturnRefund(wish, receipt, { lines, leftMinor, order: locked.order })
  return { receipt, refund, state: { status, fulfillmentStatus } }
}

function entriesOf({ receipt, refund }: Plan, currency: string) {
  const sum = (field: 'quantitySellable' | 'quantityDamaged') =>
    receipt.reduce((total, line) => total + line[field], 0)
  const arrived = { sellable: sum('quantitySellable'), damaged: sum('quantityDamaged') }
  const money = { minor: refund.amountMinor, currency }
  return [
    returnReceivedEntry(arrived),
    ...(refund.amountMinor > 0 ? [refundRequestedEntry('STAFF', money, null)] : []),
  ]
}

function sellableOf(receipt: readonly Receipt[], lines: readonly OrderLine[]) {
  const variantOf = new Map(lines.map(({ id, variantId }) => [id, variantId]))
  return receipt.flatMap(({ orderLineId, quantitySellable: quantity }) => {
    const variantId = variantOf.get(orderLineId)
    return variantId !== undefined && quantity > 0 ? [{ variantId, quantity }] : []
  })
}
