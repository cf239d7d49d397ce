// Asks to send goods back: by the buyer within the return window, by staff at any time. The pieces are set aside under
// the order's lock and its lines' constraint, so that any number of requests never returns more than was sent.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { isStaff } from '@supermarket/service-kit/viewer.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { type RequestKey, requestKey } from '../idempotency/key.ts'
import { takeKey } from '../idempotency/store.ts'
import type { OrderTokens } from '../order/access-token.ts'
import { callerOf, getReadableOrder } from '../order/find-order.ts'
import type { Order } from '../order/order.ts'
import { findAnyOrder, insertOrderEvents, listLockedLines, lockOrder } from '../order/store.ts'
import { returnRequestedEntry } from '../order/timeline.ts'
import type { Caller, Parts } from '../parts.ts'
import { refuse } from '../user-error.ts'
import { planReturn, type WantedLine } from './plan.ts'
import type { Return } from './return.ts'
import { decideReturnRequest } from './state.ts'
import { countReturns, findReturn, insertReturn } from './store.ts'

export type ReturnRequestInput = {
  readonly orderId: string
  readonly accessToken?: string | null | undefined
  readonly lines: readonly WantedLine[]
  readonly idempotencyKey: string
}

export type ChangedReturn = { readonly order: Order; readonly made: Return }

export async function requestReturn(
  parts: Parts & { readonly tokens: OrderTokens },
  caller: Caller,
  input: ReturnRequestInput,
): Promise<ChangedReturn> {
  const { viewer } = caller
  const { orderId: id, accessToken } = input
  const order = await getReadableOrder(parts.connection, parts.tokens, {
    ...{ id, accessToken, viewer },
    field: 'orderId',
  })
  const key = requestKey({ viewer, cartId: order.cartId, operation: 'returnRequest', input: { ...input } })
  const made: Return = {
    id: newId('ret'),
    orderId: order.id,
    status: 'REQUESTED',
    ...{ rejectReason: null, refundId: null, approvedAt: null, closedAt: null },
    createdAt: parts.now(),
  }
  const before = await answerOnce(parts, { key, orderId: order.id }, () =>
    open(parts, caller, { order, key, made, wanted: input.lines }),
  )
  return findChanged(parts, order.id, before?.madeId ?? made.id)
}

export async function findChanged(
  { connection }: Pick<Parts, 'connection'>,
  orderId: string,
  returnId: string,
): Promise<ChangedReturn> {
  const [order, made] = await Promise.all([
    findAnyOrder(connection, orderId),
    findReturn(connection, returnId),
  ])
  if (order === undefined || made === undefined) throw new Error(`a return of order ${orderId} is gone`)
  return { order, made }
}

const maxReturns = 100

type Opening = {
  readonly order: Order
  readonly key: RequestKey
  readonly made: Return
  readonly wanted: readonly WantedLine[]
}

function open(parts: Parts, { viewer }: Caller, { order, key, made, wanted }: Opening): Promise<void> {
  return withTransaction(parts.connection, async (tx) => {
    const locked = await lockOrder(tx, order.id)
    if (locked === undefined) throw new Error(`order ${order.id} is gone`)
    const lines = await listLockedLines(tx, order.id)
    const decision = decideReturnRequest({
      order: locked.order,
      lines,
      by: isStaff(viewer) ? 'STAFF' : 'BUYER',
      at: made.createdAt,
      returnWindowMs: parts.timings.returnWindowMs,
    })
    if (!decision.ok) throw refuse('ILLEGAL_STATE', decision.reason, ['input', 'orderId'])
    if ((await countReturns(tx, order.id)) >= maxReturns) {
      throw refuse('LIMIT_REACHED', `An order has at most ${maxReturns} returns.`, ['input', 'orderId'])
    }
    const planned = planReturn(wanted, lines)
    const pieces = planned.reduce((sum, { quantity }) => sum + quantity, 0)
    const words = [...new Set(planned.flatMap(({ comment }) => comment ?? []))].join(' ') || null
    const [orderId, at] = [order.id, made.createdAt]
    await insertReturn(tx, made, planned)
    // One statement each: see record-payment.ts.
    await Promise.all([
      insertOrderEvents(tx, {
        orderId,
        events: [returnRequestedEntry(callerOf(order, viewer), pieces, words)],
        at,
      }),
      takeKey(tx, key, { orderId, answer: { kind: 'done', orderId, madeId: made.id }, at }),
    ])
  })
}
