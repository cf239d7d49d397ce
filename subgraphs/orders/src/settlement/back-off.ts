// When to look at an order again: the longer it has been waiting, the later, up to a minute. Pure.
import type { Order } from '../order/order.ts'

const mostMs = 60_000

export function lookAgainAt({ createdAt }: Pick<Order, 'createdAt'>, at: Date, leastMs: number): Date {
  const ageMs = at.getTime() - createdAt.getTime()
  return new Date(at.getTime() + Math.max(leastMs, Math.min(mostMs, ageMs / 4)))
}
