// Approves, rejects or calls off a return: one transaction, under the lock on its order.
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { type Operation, type RequestKey, requestKey } from '../idempotency/key.ts'
import { takeKey } from '../idempotency/store.ts'
import type { MailKind } from '../mail/mail.ts'
import type { OrderTokens } from '../order/access-token.ts'
import { callerOf, findReadableOrder } from '../order/find-order.ts'
import type { Order } from '../order/order.ts'
import { insertOrderEvents, type LockedOrder, lockOrder } from '../order/store.ts'
import {
  returnApprovedEntry,
  returnCanceledEntry,
  returnRejectedEntry,
  type TimelineEntry,
} from '../order/timeline.ts'
import type { Caller, Parts } from '../parts.ts'
import { boundedText, refuse, refuseAll } from '../user-error.ts'
import { type ChangedReturn, findChanged } from './request-return.ts'
import type { Return, ReturnLine } from './return.ts'
import { decideReturn, type ReturnChange } from './state.ts'
import { endReturning, findReturn, listReturnLines, updateReturn } from './store.ts'

export type ReturnParts = Parts & { readonly tokens: OrderTokens }

export type ChangeInput = {
  readonly id: string
  readonly accessToken?: string | null | undefined
  readonly idempotencyKey: string
}

export function approveReturn(
  parts: ReturnParts,
  caller: Caller,
  input: ChangeInput,
): Promise<ChangedReturn> {
  return changeReturn(parts, caller, {
    ...{ input, operation: 'returnApprove', change: 'approve' },
    entry: (pieces) => returnApprovedEntry(pieces),
    update: (at) => ({ approvedAt: at }),
    mail: 'return-approved',
  })
}

export async function rejectReturn(
  parts: ReturnParts,
  caller: Caller,
  input: ChangeInput & { readonly reason: string },
): Promise<ChangedReturn> {
  const errors: Parameters<typeof refuseAll>[0][number][] = []
  const reason = boundedText(input.reason, { min: 1, max: 500, path: ['input', 'reason'], errors })
  refuseAll(errors)
  return changeReturn(parts, caller, {
    ...{ input, operation: 'returnReject', change: 'reject' },
    entry: (pieces) => returnRejectedEntry(pieces, reason),
    update: (at) => ({ rejectReason: reason, closedAt: at }),
    mail: 'return-rejected',
  })
}

export function cancelReturn(parts: ReturnParts, caller: Caller, input: ChangeInput): Promise<ChangedReturn> {
  return changeReturn(parts, caller, {
    ...{ input, operation: 'returnCancel', change: 'cancel' },
    entry: (pieces, by) => returnCanceledEntry(by, pieces),
    update: (at) => ({ closedAt: at }),
  })
}

type Changing = {
  readonly input: ChangeInput
  readonly operation: Operation
  readonly change: ReturnChange
  readonly entry: (pieces: number, by: 'BUYER' | 'STAFF') => TimelineEntry
  readonly update: (at: Date) => Partial<Return>
  /** Told to the buyer. */
  readonly mail?: MailKind
}

async function changeReturn(
  parts: ReturnParts,
  caller: Caller,
  { input, operation, change, entry, update, mail }: Changing,
): Promise<ChangedReturn> {
  const { order, key } = await getReturn(parts, caller, { input, operation })
  await answerOnce(parts, { key, orderId: order.id }, () =>
    withTransaction(parts.connection, async (tx) => {
      const { status, lines } = await lockReturn(tx, { order, returnId: input.id, change })
      const at = parts.now()
      const orderId = order.id
      const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
      if (status !== 'APPROVED') await endReturning(tx, input.id)
      // One statement each: see record-payment.ts.
      await Promise.all([
        updateReturn(tx, input.id, { status, ...update(at) }),
        insertOrderEvents(tx, { orderId, events: [entry(pieces, callerOf(order, caller.viewer))], at }),
        ...(mail ? [parts.addMail(tx, { kind: mail, orderId, subjectId: input.id })] : []),
        takeKey(tx, key, { orderId, answer: { kind: 'done', orderId, madeId: input.id }, at }),
      ])
    }),
  )
  return findChanged(parts, order.id, input.id)
}

/** For whoever may read its order; to everybody else it does not exist. */
export async function getReturn(
  { connection, tokens }: ReturnParts,
  { viewer }: Caller,
  { input, operation }: { readonly input: ChangeInput; readonly operation: Operation },
): Promise<{ readonly order: Order; readonly key: RequestKey }> {
  const { id, accessToken } = input
  const found = isId('ret', id) ? await findReturn(connection, id) : undefined
  const order =
    found && (await findReadableOrder(connection, tokens, { id: found.orderId, viewer, accessToken }))
  if (order === undefined) throw refuse('NOT_FOUND', 'There is no such return.', ['input', 'id'])
  return { order, key: requestKey({ viewer, cartId: order.cartId, operation, input: { ...input } }) }
}

export type LockedReturn = LockedOrder & {
  readonly status: Return['status']
  readonly lines: readonly ReturnLine[]
}

/** With the status that follows; throws a Refusal when the change is not due. */
export async function lockReturn(
  tx: Transaction,
  { order, returnId, change }: { order: Order; returnId: string; change: ReturnChange },
): Promise<LockedReturn> {
  const locked = await lockOrder(tx, order.id)
  const found = await findReturn({ db: tx }, returnId)
  if (locked === undefined || found === undefined) throw new Error(`return ${returnId} is gone`)
  const decision = decideReturn(found.status, change)
  if (!decision.ok) throw refuse('ILLEGAL_STATE', decision.reason, ['input', 'id'])
  return { ...locked, status: decision.status, lines: await listReturnLines({ db: tx }, [returnId]) }
}
