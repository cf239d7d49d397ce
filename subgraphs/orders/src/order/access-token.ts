// The right of a guest to one order until a certain moment: that moment, signed together with the order's id by a key of
// ours, so that nothing is stored. A checkout's token ends a fixed time after the order was made, so that a repeated
// checkout gives the same token again.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Order } from './order.ts'

export type OrderTokens = {
  /** The same for the same order, whenever it is asked for. */
  tokenOf(order: Pick<Order, 'id' | 'createdAt'>): string
  /** For as long again from now on. */
  freshTokenOf(orderId: string): string
  /** False for one that has expired, too. */
  isTokenOf(orderId: string, token: string): boolean
}

export type OrderTokenOptions = {
  readonly key: string
  readonly lifetimeMs: number
  readonly now: () => Date
}

const minKeyLength = 32
/** Seconds since 1970, base 36, and the signature. */
const form = /^([0-9a-z]{1,8})\.[\w-]{43}$/

export function orderTokens({ key, lifetimeMs, now }: OrderTokenOptions): OrderTokens {
  if (key.length < minKeyLength) throw new RangeError(`the order token key needs ${minKeyLength} characters`)
  const sign = (orderId: string, until: string) => {
    const signature = createHmac('sha256', key).update(`order access ${orderId} ${until}`).digest('base64url')
    return `${until}.${signature}`
  }
  const endingAt = (orderId: string, ms: number) => sign(orderId, Math.floor(ms / 1000).toString(36))
  return {
    tokenOf: ({ id, createdAt }) => endingAt(id, createdAt.getTime() + lifetimeMs),
    freshTokenOf: (orderId) => endingAt(orderId, now().getTime() + lifetimeMs),
    isTokenOf(orderId, token) {
      const until = form.exec(token)?.[1]
      if (until === undefined) return false
      const isOurs = timingSafeEqual(Buffer.from(token), Buffer.from(sign(orderId, until)))
      return isOurs && now().getTime() < Number.parseInt(until, 36) * 1000
    },
  }
}
