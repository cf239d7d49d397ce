// When somebody has to look at an order again: what its `settle_after` is set to. Pure.
import type { CallScope } from '../checkout/catalog.ts'
import type { Order } from '../order/order.ts'
import type { Timings } from '../timings.ts'

/** A request works on the order itself; whoever finds it unfinished after this takes the request for dead. */
export function leaseOf({ graceMs }: Timings, { deadlineAt }: CallScope, at: Date): Date {
  return new Date(Math.max(deadlineAt, at.getTime()) + graceMs)
}

const mostMs = 60_000

/** The longer it has been waiting, the later, up to a minute. */
export function lookAgainAt({ createdAt }: Pick<Order, 'createdAt'>, at: Date, leastMs: number): Date {
  const ageMs = at.getTime() - createdAt.getTime()
  return new Date(at.getTime() + Math.max(leastMs, Math.min(mostMs, ageMs / 4)))
}
