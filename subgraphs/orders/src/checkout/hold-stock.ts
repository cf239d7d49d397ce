// Setting an order's stock aside and giving it back, as far as a request can know: what it cannot is the reconciler's.
import { Refusal, type UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { Parts } from '../parts.ts'
import { recordPayment } from '../payment/record-payment.ts'
import { voided } from '../payment/snapshots.ts'
import type { Execution } from './carry-out.ts'
import type { CallScope } from './catalog.ts'
import { insufficientStock } from './draft-order.ts'
import type { PreparedOrder } from './prepare-order.ts'

/** False when the reconciler, taking us for dead, has undone the order. */
export async function reserveStock(
  parts: Parts,
  { order, lines, payment }: PreparedOrder,
  { scope, isSubmitted }: Pick<Execution, 'scope' | 'isSubmitted'>,
): Promise<boolean> {
  const expiresAt = new Date(order.createdAt.getTime() + parts.timings.reservationMs)
  const stock = lines.map(({ variantId, quantity }) => ({ variantId, quantity }))
  const outcome = await parts.catalog
    .reserve({ orderId: order.id, lines: stock, expiresAt }, scope)
    .catch(async (error: unknown) => {
      // Whether it is reserved is not known: the order is undone at once, its stock by the reconciler.
      if (!isSubmitted) await undo(parts, { order, payment, scope, isReleased: false, userErrors: undefined })
      throw error
    })
  if (outcome.kind === 'reserved') return true
  if (outcome.kind === 'gone') return false
  const [first, ...rest] = outcome.shortages.map(insufficientStock)
  if (first === undefined) throw new Error('products refused without a reason')
  // Beside a runner that was taken for dead there may be another, for whom there was enough a moment ago.
  await undo(parts, { order, payment, scope, isReleased: !isSubmitted, userErrors: [first, ...rest] })
  throw new Refusal(first, ...rest)
}

type Undoing = Pick<PreparedOrder, 'order' | 'payment'> & {
  readonly scope: CallScope
  readonly isReleased: boolean
  /** What the caller is told; without it the same key begins anew. */
  readonly userErrors: readonly UserErrorEntry[] | undefined
}

/** Nothing was charged, and nothing will be: the provider was never asked. */
async function undo(parts: Parts, { order, payment, scope, isReleased, userErrors }: Undoing): Promise<void> {
  await recordPayment(parts, {
    orderId: order.id,
    snapshot: voided(payment.id),
    correlationId: scope.requestId,
    isReleased,
    ...(userErrors === undefined ? { isCutShort: true } : { userErrors }),
  })
}

/** The compensation. Where it fails, the order stays due, and the reconciler repeats it. */
export async function releaseStock(
  { catalog, onStep, log }: Parts,
  orderId: string,
  scope: CallScope,
): Promise<boolean> {
  try {
    await catalog.release(orderId, scope)
  } catch (error) {
    log.warn({ error, orderId }, 'the stock of a failed checkout is not released yet')
    return false
  }
  await onStep('checkout:released', orderId)
  return true
}
