// Goes on with a submitted checkout whose runner is gone. What was done is done again to the same effect: stock is
// reserved by the order's id, and the provider knows the payment by its.
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import type { Order } from '../order/order.ts'
import { listOrderLines } from '../order/store.ts'
import type { Parts } from '../parts.ts'
import { listPayments } from '../payment/store.ts'
import { carryOut } from './carry-out.ts'
import { backgroundScope } from './catalog.ts'

/** False when it cannot go on, because its time is over or its stock was given up: then it is to be undone. */
export async function resumeCheckout(parts: Parts, order: Order, token: string): Promise<boolean> {
  const { connection, timings, now } = parts
  if (order.payableUntil <= now()) return false
  await parts.onStep('checkout:resumed', order.id)
  const [lines, payments] = await Promise.all([
    listOrderLines(connection, [order.id]),
    listPayments(connection, [order.id]),
  ])
  const payment = payments.at(-1)
  if (payment === undefined) throw new Error(`order ${order.id} has no payment`)
  const execution = { token, scope: backgroundScope(timings.submitMs), isSubmitted: true }
  try {
    return (await carryOut(parts, { order, lines, payment }, execution)) !== undefined
  } catch (error) {
    // It failed for good, and whoever submitted it is told so.
    if (error instanceof Refusal) return true
    throw error
  }
}
