// Records that something was sent: one transaction, under the order's lock. Money that is taken with the goods is set
// aside in it, and asked for afterwards.
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { CallScope } from '../checkout/catalog.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { type RequestKey, requestKey } from '../idempotency/key.ts'
import { takeKey } from '../idempotency/store.ts'
import type { Caller, Parts } from '../parts.ts'
import { getProvider, providerBudgetMs } from '../payment/ask-provider.ts'
import { capturableMinor } from '../payment/balance.ts'
import { carryOutCapture } from '../payment/capture-payment.ts'
import { captureAmount, requestCapture } from '../payment/request-capture.ts'
import { leaseOf } from '../settlement/next-look.ts'
import { addSettleJob } from '../settlement/plan-work.ts'
import { boundedText, refuse, refuseAll } from '../user-error.ts'
import { getOwnOrder } from './find-order.ts'
import type { Capture, Order, OrderLine, Payment, Shipment } from './order.ts'
import type { LineQuantity } from './refund-amount.ts'
import { decideParcel, planShipment, type ShipmentPlan, shipmentShareMinor } from './shipment-plan.ts'
import { countShipments, findShipment, insertShipment } from './shipment-store.ts'
import {
  findAnyOrder,
  insertOrderEvents,
  type LockedOrder,
  listLockedLines,
  lockOrder,
  updateOrder,
} from './store.ts'
import { shippedEntry } from './timeline.ts'

export type FulfillInput = {
  readonly id: string
  readonly lines?: readonly LineQuantity[] | null | undefined
  readonly tracking?:
    | { readonly carrier: string; readonly number: string; readonly url?: URL | null | undefined }
    | null
    | undefined
  readonly idempotencyKey: string
}

export type FulfilledOrder = { readonly order: Order; readonly shipment: Shipment }

export async function fulfillOrder(
  parts: Parts,
  caller: Caller,
  input: FulfillInput,
): Promise<FulfilledOrder> {
  const tracking = parseTracking(input.tracking)
  const { viewer, scope } = caller
  const order = await getOwnOrder(parts.connection, { id: input.id, viewer })
  const key = requestKey({ viewer, cartId: order.cartId, operation: 'orderFulfill', input: { ...input } })
  const shipment: Shipment = { id: newId('shp'), orderId: order.id, ...tracking, createdAt: parts.now() }
  const before = await answerOnce(parts, { key, orderId: order.id }, async () => {
    const pending = await ship(parts, { order, key, shipment, wanted: input.lines, scope })
    if (pending === undefined) return
    await parts.onStep('capture:prepared', order.id)
    const budgetMs = providerBudgetMs(parts.timings, scope.deadlineAt)
    await carryOutCapture(parts, { ...pending, budgetMs, correlationId: scope.requestId })
  })
  const [changed, made] = await Promise.all([
    findAnyOrder(parts.connection, order.id),
    findShipment(parts.connection, before?.madeId ?? shipment.id),
  ])
  if (changed === undefined || made === undefined) throw new Error(`a shipment of order ${order.id} is gone`)
  return { order: changed, shipment: made }
}

const maxShipments = 100

type Shipping = {
  readonly order: Order
  readonly key: RequestKey
  readonly shipment: Shipment
  readonly wanted: FulfillInput['lines']
  readonly scope: CallScope
}

type ToCapture = { readonly capture: Capture; readonly payment: Payment }

function ship(
  parts: Parts,
  { order, key, shipment, wanted, scope }: Shipping,
): Promise<ToCapture | undefined> {
  return withTransaction(parts.connection, async (tx) => {
    const locked = await lockOrder(tx, order.id)
    if (locked === undefined) throw new Error(`order ${order.id} is gone`)
    // Whether it may be sent at all comes first: it is the better answer than what is left to be sent.
    requireShippable(locked, false)
    const parcelsBefore = await countShipments(tx, order.id)
    if (parcelsBefore >= maxShipments) {
      throw refuse('LIMIT_REACHED', `An order has at most ${maxShipments} parcels.`, ['input', 'id'])
    }
    const lines = await listLockedLines(tx, order.id)
    const plan = planShipment(wanted, lines)
    const { status, fulfillmentStatus } = requireShippable(locked, plan.isComplete)
    const at = shipment.createdAt
    const orderId = order.id
    const answer = { kind: 'done', orderId, madeId: shipment.id } as const
    const pieces = plan.lines.reduce((sum, { quantity }) => sum + quantity, 0)
    const parcel = { ...shipment, number: parcelsBefore + 1, pieces }
    await insertShipment(tx, shipment, plan.lines)
    const capture = await setShareAside(tx, parts, { locked, plan, lines, at })
    const settleAfter = capture && leaseOf(parts.timings, scope, at)
    // One statement each: see record-payment.ts.
    await Promise.all([
      updateOrder(tx, orderId, {
        status,
        fulfillmentStatus,
        ...(plan.isComplete ? { fulfilledAt: at } : {}),
        ...(settleAfter ? { settleAfter } : {}),
      }),
      insertOrderEvents(tx, { orderId, events: [shippedEntry(parcel)], at }),
      parts.addMail(tx, { kind: 'shipped', orderId, subjectId: shipment.id }),
      takeKey(tx, key, { orderId, answer, at }),
      parts.publish(tx, {
        type: 'order.shipped',
        aggregate: { type: 'order', id: orderId },
        data: { orderId, shipmentId: shipment.id, isComplete: plan.isComplete },
        correlationId: scope.requestId,
      }),
      ...(settleAfter ? [addSettleJob(tx, orderId, settleAfter)] : []),
    ])
    return capture && { capture, payment: locked.payment }
  })
}

type Sending = {
  readonly locked: LockedOrder
  readonly plan: ShipmentPlan
  readonly lines: readonly OrderLine[]
  readonly at: Date
}

/** Of money that is taken with the goods: what this parcel's are worth, and with the last one all that is left. */
async function setShareAside(
  tx: Transaction,
  { providers }: Parts,
  { locked: { order, payment }, plan, lines, at }: Sending,
): Promise<Capture | undefined> {
  if (capturableMinor(payment) === 0) return undefined
  const provider = getProvider(providers, payment.provider)
  const dueMinor = shipmentShareMinor(order.totalMinor, plan, lines)
  const wantedMinor = Math.max(0, dueMinor - payment.capturedMinor - payment.capturingMinor)
  const amountMinor = captureAmount({ payment, provider }, wantedMinor)
  if (amountMinor === 0) return undefined
  return requestCapture(tx, { payment, provider, amountMinor, isLast: plan.isComplete, at })
}

function requireShippable(locked: LockedOrder, isComplete: boolean) {
  const decision = decideParcel(locked, isComplete)
  if (!decision.ok) throw refuse('ILLEGAL_STATE', decision.reason, ['input', 'id'])
  return decision
}

function parseTracking(
  tracking: FulfillInput['tracking'],
): Pick<Shipment, 'carrier' | 'trackingNumber' | 'trackingUrl'> {
  if (!tracking) return { carrier: null, trackingNumber: null, trackingUrl: null }
  const errors: UserErrorEntry[] = []
  const text = (field: 'carrier' | 'number') =>
    boundedText(tracking[field], { min: 1, max: 100, path: ['input', 'tracking', field], errors })
  const parsed = {
    carrier: text('carrier'),
    trackingNumber: text('number'),
    trackingUrl: tracking.url ? String(tracking.url) : null,
  }
  refuseAll(errors)
  return parsed
}
